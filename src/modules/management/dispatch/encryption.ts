import { Piscina } from 'piscina'
import type { Decrypted } from './encryption-thread.ts'

// Workbooks with a password, in a thread of its own: a key takes half a second of pure reckoning, and how long a foreign file
// wants it to take is written in that file.

const AT_ONCE = 1
const MOST_WAITING = 20
const IDLE_MS = 60_000
const MOST_MS = 30_000
/** MB of JavaScript objects. */
const HEAP = 512

let threads: Piscina<unknown, unknown> | undefined

async function inThread<T>(name: 'encrypt' | 'decrypt', task: unknown): Promise<T> {
  threads ??= new Piscina<unknown, unknown>({
    filename: new URL('./encryption-thread.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: AT_ONCE,
    maxQueue: MOST_WAITING,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: HEAP },
    env: {},
    execArgv: [],
  })
  return (await threads.run(task, { name, signal: AbortSignal.timeout(MOST_MS) })) as T
}

/** As Excel and WPS do it (ECMA-376, agile: AES-256). */
export async function encryptWorkbook(bytes: Buffer, password: string): Promise<Buffer> {
  return Buffer.from(await inThread<Uint8Array>('encrypt', { bytes, password }))
}

/** Tries the passwords in their order. Whatever is wrong with the file ends in `damaged`, also when it would take too long. */
export async function decryptWorkbook(bytes: Buffer, passwords: readonly string[]): Promise<Decrypted> {
  try {
    return await inThread<Decrypted>('decrypt', { bytes, passwords })
  } catch {
    return { outcome: 'damaged' }
  }
}
