import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from '../supervisor/folders.ts'
import { findRunning } from '../supervisor/lock.ts'
import { dataFolder } from '../supervisor/plan.ts'
import { settingsFolder } from './environment.ts'
import { refuse } from './refusals.ts'

// Who is signed in where. A bearer is kept for the one server that gave it and is sent to no other. A server of this
// machine is remembered by its data folder, since its port may be another one after the next start.

type KeptSession = { readonly login: string; readonly bearer: string }
type Kept = { readonly current?: string; readonly sessions: Readonly<Record<string, KeptSession>> }

/** How a command says which server it means. */
export type ServerFlags = { readonly server?: string; readonly data?: string }

/** A server that was found, and who we are there. */
export type Connection = { readonly key: string; readonly address: string; readonly bearer: string | undefined }

const FOLDER = 'data:'
const file = (): string => join(settingsFolder(), 'sessions.json')

async function readSessions(): Promise<Kept> {
  try {
    return JSON.parse(await readFile(file(), 'utf8')) as Kept
  } catch {
    return { sessions: {} }
  }
}

async function writeSessions(kept: Kept): Promise<void> {
  await mkdir(settingsFolder(), { recursive: true, mode: 0o700 })
  await writeWhole(file(), `${JSON.stringify(kept, null, 2)}\n`, 0o600)
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && /^https?:$/.test(url.protocol) ? url.origin : refuse('cli.not-an-address', { text })
}

/** The server that the flags name, else the one last signed in to, else the one running on the default data folder. */
export async function connect({ server, data }: ServerFlags): Promise<Connection> {
  const { current, sessions } = await readSessions()
  const named = server ? originOf(server) : data ? FOLDER + dataFolder(data) : undefined
  const key = named ?? current ?? FOLDER + dataFolder(undefined)
  return { key, address: await addressOf(key), bearer: sessions[key]?.bearer }
}

async function addressOf(key: string): Promise<string> {
  if (!key.startsWith(FOLDER)) return key
  const folder = key.slice(FOLDER.length)
  const running = await findRunning(folder)
  return running?.address ?? refuse('cli.not-running', { folder })
}

/** Keeps the bearer, readable by this user alone, and makes its server the one that later commands mean. */
export async function keepSession({ key }: Connection, session: KeptSession): Promise<void> {
  const { sessions } = await readSessions()
  await writeSessions({ current: key, sessions: { ...sessions, [key]: session } })
}

export async function forgetSession({ key }: Connection): Promise<void> {
  const { current, sessions } = await readSessions()
  const { [key]: _gone, ...others } = sessions
  await writeSessions({ current: current === key ? undefined : current, sessions: others })
}
