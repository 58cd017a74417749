import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { DEMO_PASSWORD } from '#accounts'
import { PROJECT } from '#config'
import { build } from '../../src/supervisor/build.ts'
import { oncePerRun } from './databases.ts'

// The product as people run it: `yanzhen start` with its demo, in processes of its own, asked over HTTP. For the tests that
// kill what runs.

export type Running = {
  readonly address: string
  /** What the supervisor has printed so far. */
  readonly said: () => string
  /** URL of the database's superuser, by its socket. */
  readonly superuserUrl: () => Promise<string>
  readonly killStaff: () => Promise<void>
  readonly killDatabase: () => Promise<void>
  /** Stops the house and removes its folder. */
  readonly close: () => Promise<void>
}

const LONGEST_WAIT_MS = 180_000

/** Looks again and again until `what` finds something. */
export async function until<T>(what: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const end = Date.now() + LONGEST_WAIT_MS; Date.now() < end; await sleep(50)) {
    const found = await what()
    if (found) return found
  }
  throw new Error(`did not happen: ${what.toString()}`)
}

/** Process id of the staff server of a data folder: the newest process that was given both. */
function staffOf(data: string): number | undefined {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && textOf(`/proc/${pid}/cmdline`).includes(join('src', 'main.ts')))
    .findLast((pid) => {
      const environment = textOf(`/proc/${pid}/environ`).split('\0')
      return environment.includes(`YANZHEN_DATA=${data}`) && environment.includes('YANZHEN_ZONE=staff')
    })
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Starts the house in a folder of its own with the demo's data, which is loaded once a run. */
export async function startRunning(): Promise<Running> {
  const { loaded } = await oncePerRun('running', async () => {
    const first = await startIn(await newFolder(), 'All demo data is loaded')
    await first.stop()
    return { loaded: first.data }
  })
  const data = await newFolder()
  // The database's files belong to its own user.
  await promisify(execFile)('cp', ['-a', `${loaded}/.`, data])
  return startIn(data, 'http://127.0.0.1:')
}

async function newFolder(): Promise<string> {
  const data = await mkdtemp(join(inject('runFolder'), 'running-'))
  // The database's own user has to pass.
  await chmod(data, 0o711)
  return data
}

type Started = Running & { readonly data: string; readonly stop: () => Promise<void> }

/** Settles when the house has said `ready`. */
async function startIn(data: string, ready: string): Promise<Started> {
  // Another test file may be asking for the pages at the same moment.
  await oncePerRun('pages', () => build(PROJECT))
  // A pair of its own for each test process, which two that look for a free one at the same time would not get.
  const port = String(20_000 + (process.pid % 5_000) * 2)
  const args = [join(PROJECT, 'bin', 'yanzhen.mjs'), 'start', '--no-open', '--data', data, '--port', port]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text += data.toString()))
  const close = async () => {
    await stop(child)
    await rm(data, { recursive: true, force: true })
  }
  try {
    await until(() => {
      if (child.exitCode !== null) throw new Error(text)
      return text.includes(ready)
    })
  } catch (error) {
    await close()
    throw error
  }
  const cluster = join(data, 'postgres', 'cluster')
  const lines = async () => (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
  return {
    data,
    stop: () => stop(child),
    address: /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '',
    said: () => text,
    superuserUrl: async () => {
      const { superuser } = JSON.parse(await readFile(join(data, 'secrets', 'database.json'), 'utf8'))
      const [, , , port, sockets = ''] = await lines()
      return `postgres://postgres:${superuser}@localhost:${port}/yanzhen?host=${encodeURIComponent(sockets)}`
    },
    killStaff: async () => void process.kill(await until(() => staffOf(data)), 'SIGKILL'),
    killDatabase: async () => void process.kill(Number((await lines())[0]), 'SIGKILL'),
    close,
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
}

export type Client = {
  readonly read: <T>(id: string, input?: unknown) => Promise<T>
  /** Sends a write until it is answered, with one key; counts in `retries` how often it had to be sent again. */
  readonly write: <T>(id: string, input: unknown, key?: string) => Promise<T>
  readonly download: (id: string) => Promise<Buffer>
  readonly retries: () => number
}

/** A person of the demo, signed in, who sends again what got no answer. */
export async function signIn({ address }: Running, login: string): Promise<Client> {
  let retries = 0
  const send = async (request: Request): Promise<Response> => {
    for (const end = Date.now() + LONGEST_WAIT_MS; Date.now() < end; await sleep(100)) {
      const response = await fetch(request.clone()).catch(() => undefined)
      if (response && response.status < 500) return answered(request, response)
      retries++
    }
    throw new Error(`${login} got no answer to ${request.url}`)
  }
  const post = (id: string, input: unknown, headers: Record<string, string>) =>
    new Request(`${address}/api/${id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(input),
    })
  const session = await send(
    post('session.signIn', { login, password: DEMO_PASSWORD }, { 'yanzhen-client': 'command-line' }),
  )
  const authorization = `Bearer ${((await session.json()) as { bearer: string }).bearer}`
  const get = (id: string, input: unknown) =>
    send(
      new Request(`${address}/api/${id}?input=${encodeURIComponent(JSON.stringify(input))}`, {
        headers: { authorization },
      }),
    )
  return {
    read: async <T>(id: string, input: unknown = {}) => (await (await get(id, input)).json()) as T,
    write: async <T>(id: string, input: unknown, key: string = randomUUID()) =>
      (await (await send(post(id, input, { authorization, 'idempotency-key': key }))).json()) as T,
    download: async (id) => Buffer.from(await (await get(id, {})).arrayBuffer()),
    retries: () => retries,
  }
}

async function answered(request: Request, response: Response): Promise<Response> {
  if (response.ok) return response
  throw new Error(`${request.url}: ${response.status} ${await response.text()}`)
}

/** Runs the command line; its exit code and what it printed. */
export function runCommand(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(PROJECT, 'bin', 'yanzhen.mjs'), ...args], (error, output) => {
      resolve({ code: error ? Number(error.code) : 0, output })
    })
  })
}
