// Stopping: what was started is closed in reverse order, on a signal, at the end or after a failure.

export type Closer = {
  readonly close: () => Promise<unknown>
  /** The impatient way, for the second Ctrl-C. */
  readonly kill: () => unknown
}

export type Shutdown = {
  /** Aborted as soon as anybody asks us to stop. */
  readonly signal: AbortSignal
  /** Settles with the exit code once asked to stop. */
  readonly asked: Promise<number>
  readonly ask: (exitCode: number) => void
  readonly keep: (closer: Closer) => void
  /** What `finish` lets go of, after all else: the lock of the data folder. */
  readonly keepLast: (closer: Closer) => void
  /** Closes all that was kept, the latest first. */
  readonly closeAll: () => Promise<void>
  /** Closes what was kept for the end and stops listening to signals. */
  readonly finish: () => Promise<void>
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * One press of Ctrl-C arrives several times: from the terminal, from npm and from the launcher, each of which passes it
 * on. Only what comes later than this is a second press.
 */
const SAME_PRESS_MS = 700

/** Closes the latest first; one that fails must not keep the others from being closed. */
async function closeEach(closers: Closer[]): Promise<void> {
  for (let closer = closers.at(-1); closer; closer = closers.at(-1)) {
    await closer.close().catch(() => undefined)
    closers.splice(closers.indexOf(closer), 1)
  }
}

export function openShutdown(onImpatient: () => void): Shutdown {
  const controller = new AbortController()
  const closers: Closer[] = []
  const last: Closer[] = []
  const { promise: asked, resolve } = Promise.withResolvers<number>()
  let first: number | undefined
  const ask = (exitCode: number) => {
    first ??= performance.now()
    controller.abort()
    resolve(exitCode)
  }
  const onSignal = () => {
    if (first === undefined || performance.now() - first < SAME_PRESS_MS) return ask(0)
    for (const closer of closers) closer.kill()
    onImpatient()
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)
  return {
    signal: controller.signal,
    asked,
    ask,
    keep: (closer) => closers.push(closer),
    keepLast: (closer) => last.push(closer),
    closeAll: () => closeEach(closers),
    finish: async () => {
      await closeEach(last)
      for (const signal of SIGNALS) process.off(signal, onSignal)
    },
  }
}

const PARENT_LOOK_MS = 500

/**
 * Asks to stop when our parent is gone, for a start by npm: npm hands SIGTERM to the shell that it runs us in, and the
 * shell ends without a word to us; of a killed npm or shell we hear nothing either.
 */
export function stopWithParent({ ask }: Pick<Shutdown, 'ask'>): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    ask(0)
  }, PARENT_LOOK_MS)
  timer.unref()
}
