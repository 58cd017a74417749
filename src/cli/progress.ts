import type { SingleBar } from 'cli-progress'

// Whoever waits longer than a second at a terminal sees what for, and how far it is.

const PATIENCE_MS = 1000

export type Progress = {
  /** Left out while nobody knows how much there is: then the time runs. */
  readonly update: (done: number, total: number) => void
  readonly stop: () => void
}

/** A progress bar on stderr that appears after a second; none where stderr is no terminal. */
export function openProgress(title: string): Progress {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined }
  let bar: SingleBar | undefined
  let now = { done: 0, total: 0 }
  let stopped = false
  const show = async () => {
    const { Presets, SingleBar } = (await import('cli-progress')).default
    if (stopped) return
    const format =
      now.total > 0 ? `${title} {bar} {percentage} % {duration_formatted}` : `${title} {duration_formatted}`
    bar = new SingleBar({ format, clearOnComplete: true, hideCursor: true, fps: 8 }, Presets.shades_classic)
    bar.start(now.total || 1, now.done)
  }
  const timer = setTimeout(() => void show(), PATIENCE_MS)
  return {
    update: (done, total) => {
      now = { done, total }
      bar?.setTotal(total)
      bar?.update(done)
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
      bar?.stop()
    },
  }
}

/** Runs `work` under a progress bar. */
export async function withProgress<T>(title: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  const progress = openProgress(title)
  try {
    return await work(progress)
  } finally {
    progress.stop()
  }
}
