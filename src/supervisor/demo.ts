// The demo data, loaded behind the running house by a program of its own, and the accounts that come with it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Text } from '#kernel/language.ts'
import { changeState, type DemoAccount, readState } from './folders.ts'
import { logFile, turnLog } from './logs.ts'
import type { Plan } from './plan.ts'
import type { Screen } from './screen.ts'
import type { Shutdown } from './shutdown.ts'
import { endChild, endOf, forkLogged } from './zones.ts'

const TEXTS = {
  accounts: { zh: '演示账号', en: 'Demo accounts' },
  loading: { zh: '演示数据正在后台载入，现在就可以登录。', en: 'Demo data loads behind; you can sign in now.' },
  loaded: { zh: '演示数据已全部载入。', en: 'All demo data is loaded.' },
  failed: {
    zh: '演示数据没有载入完，下次启动会接着载入。日志：{log}',
    en: 'The demo data did not load to the end; the next start goes on with it. Log: {log}',
  },
} as const satisfies Record<string, Text>

type Progress = { readonly done: number; readonly total: number; readonly label: string | Text }
type Message = { readonly progress?: Progress; readonly accounts?: readonly DemoAccount[] }

function printAccounts(screen: Screen, accounts: readonly DemoAccount[]): void {
  const rows = accounts.map(
    ({ login, password, zh, en }) => `    ${login.padEnd(14)} ${password.padEnd(18)} ${zh} · ${en}`,
  )
  screen.lines(['', `  ${TEXTS.accounts.zh} · ${TEXTS.accounts.en}`, ...rows, ''])
}

/** Prints and keeps the accounts that a child has named; the next start prints them from the data folder. */
export function accountPrinter(plan: Plan, screen: Screen): (message: unknown) => void {
  let printed = false
  return (message) => {
    const { accounts } = (message ?? {}) as Message
    if (!accounts || accounts.length === 0 || printed || plan.mode !== 'demo') return
    printed = true
    printAccounts(screen, accounts)
    // Only for the next start's screen; the accounts themselves are in the database.
    changeState(plan.data, { accounts }).catch(() => undefined)
  }
}

function labelOf({ label }: Progress): string {
  return typeof label === 'string' ? label : `${label.zh} ${label.en}`
}

/** Starts the loader unless the data folder has its demo data already. Settles when it has ended. */
export async function loadDemo(
  plan: Plan,
  screen: Screen,
  shutdown: Shutdown,
  environment: NodeJS.ProcessEnv,
  onMessage: (message: unknown) => void,
): Promise<void> {
  const program = join(plan.root, 'src', 'demo', 'load.ts')
  const state = await readState(plan.data)
  if (plan.mode !== 'demo' || state?.demoLoaded || !existsSync(program) || shutdown.signal.aborted) return
  screen.say(TEXTS.loading)
  const log = logFile(plan.data, 'demo')
  await turnLog(log)
  const child = forkLogged(program, environment, log)
  shutdown.keep({ close: () => endChild(child), kill: () => child.kill('SIGKILL') })
  child.on('message', (message) => {
    const { progress } = message as Message
    if (progress) screen.progress(progress.done, progress.total, labelOf(progress))
    onMessage(message)
  })
  await endOf(child)
  screen.endProgress()
  if (shutdown.signal.aborted) return
  if (child.exitCode !== 0) return screen.say(TEXTS.failed, { log })
  await changeState(plan.data, { demoLoaded: true })
  screen.say(TEXTS.loaded)
}
