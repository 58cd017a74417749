// The data folder: what lies where, which mode it was made with, and the passwords of its database.
//
//   state.json               how the folder was made; the demo accounts to print again
//   lock.json                the running supervisor (lock.ts)
//   secrets/database.json    passwords of the database roles, 0600
//   postgres/                everything that belongs to the database's own system user
//   logs/                    what the servers and the demo loader print
//   cache/                   Node's compiled programs; may be deleted at any time
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readdir, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Text } from '#kernel/language.ts'
import { codeOf, inFolder, refuse } from './refusals.ts'

export type Mode = 'demo' | 'empty'

/** One account that the demo offers on the first screen. */
export type DemoAccount = Text & { readonly login: string; readonly password: string }

export type State = {
  readonly format: 1
  readonly mode: Mode
  readonly demoLoaded: boolean
  readonly accounts: readonly DemoAccount[]
}

export type Passwords = {
  readonly superuser: string
  readonly owner: string
  readonly runtime: string
  readonly resident: string
}

/** Writes a file so that a crash leaves the old or the new one, never half of it. */
export async function writeWhole(path: string, text: string, mode = 0o600): Promise<void> {
  const next = `${path}.${process.pid}.new`
  const file = await open(next, 'w', mode)
  try {
    await file.writeFile(text)
    if (process.getuid?.() === 0) {
      // In somebody's own folder, root (a start with sudo) must not leave files that they cannot read afterwards.
      const { uid, gid } = await stat(dirname(path))
      await file.chown(uid, gid)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(next, path)
}

async function readJson<T>(path: string): Promise<T | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
  try {
    return JSON.parse(text) as T
  } catch {
    return refuse('state_unreadable', { file: path })
  }
}

/**
 * Makes a folder and what is missing above it. Not `mkdir` with `recursive`: Node 24 never comes back from that where a
 * folder cannot be made for "not found", as below /proc.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && !(await exists(dirname(folder)))) {
      await makeFolder(dirname(folder))
      return mkdir(folder)
    }
    if (codeOf(error) !== 'EEXIST') throw error
    if (!(await stat(folder)).isDirectory()) throw error
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/**
 * Makes the data folder and its parts. The folder itself may be passed through by others (0711) because the database
 * runs as another user when we are root; what must stay private below it is 0700 by itself.
 */
export async function prepareFolder(data: string): Promise<void> {
  await inFolder(data, async () => {
    await makeFolder(data)
    await refuseForeign(data)
    if (process.getuid?.() === 0) await chmod(data, 0o711)
    for (const part of ['secrets', 'logs', 'cache']) {
      await makeFolder(join(data, part))
      await chmod(join(data, part), 0o700)
    }
  })
}

/** A folder with other people's files in it is most likely a slip of the keyboard: we put nothing there. */
async function refuseForeign(data: string): Promise<void> {
  const names = (await readdir(data)).filter((name) => !['lost+found', '.DS_Store'].includes(name))
  const ours = ['state.json', 'lock.json', 'secrets', 'postgres', 'logs', 'cache']
  if (names.length > 0 && !names.some((name) => ours.includes(name))) refuse('folder_foreign', { folder: data })
}

export async function readState(data: string): Promise<State | undefined> {
  return inFolder(data, () => readJson<State>(join(data, 'state.json')))
}

async function writeState(data: string, state: State): Promise<void> {
  await inFolder(data, () => writeWhole(join(data, 'state.json'), `${JSON.stringify(state, null, 2)}\n`))
}

let lastChange: Promise<unknown> = Promise.resolve()

/** Changes the state of a folder that has one. One change after another, since each reads what it then writes. */
export function changeState(data: string, change: Partial<State>): Promise<void> {
  const before = lastChange
  const apply = async () => {
    await before
    const state = await readState(data)
    if (state) await writeState(data, { ...state, ...change })
  }
  const done = apply()
  lastChange = done.catch(() => undefined)
  return done
}

const MADE = {
  demo: { zh: '演示数据', en: 'with demo data', hint_zh: '请去掉 --empty', hint_en: 'Leave --empty out' },
  empty: { zh: '无演示数据', en: 'without demo data', hint_zh: '请加上 --empty', hint_en: 'Add --empty' },
} as const

/**
 * Remembers the mode of a new folder; refuses an old folder of the other mode and changes nothing there. A first start
 * that failed before there was a database binds nobody.
 */
export async function settleState(data: string, mode: Mode, databaseExists: boolean): Promise<State> {
  const state = await readState(data)
  if (!state || (state.mode !== mode && !databaseExists)) {
    const made: State = { format: 1, mode, demoLoaded: false, accounts: [] }
    await writeState(data, made)
    return made
  }
  if (state.mode === mode) return state
  const made = MADE[state.mode]
  return refuse('mode_differs', {
    folder: data,
    made_zh: made.zh,
    made_en: made.en,
    asked_zh: MADE[mode].zh,
    asked_en: MADE[mode].en,
    hint_zh: made.hint_zh,
    hint_en: made.hint_en,
  })
}

/** 24 random bytes; hexadecimal, so that no URL or SQL quoting can ever touch it. */
function randomPassword(): string {
  return randomBytes(24).toString('hex')
}

export function randomPasswords(): Passwords {
  return {
    superuser: randomPassword(),
    owner: randomPassword(),
    runtime: randomPassword(),
    resident: randomPassword(),
  }
}

/** The passwords of the embedded database, made on the first start and kept for the life of the folder. */
export async function settlePasswords(data: string, databaseExists: boolean): Promise<Passwords> {
  const file = join(data, 'secrets', 'database.json')
  const known = await inFolder(dirname(file), () => readJson<Passwords>(file))
  if (known) return known
  if (databaseExists) refuse('secrets_missing', { folder: data, file })
  const made = randomPasswords()
  await inFolder(data, () => writeWhole(file, `${JSON.stringify(made, null, 2)}\n`))
  return made
}
