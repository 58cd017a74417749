// One supervisor per data folder: lock.json names the process that holds it and the address people find it at.
import { randomUUID } from 'node:crypto'
import { link, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeWhole } from './folders.ts'
import { isAlive, lifeOf } from './processes.ts'
import { codeOf, inFolder } from './refusals.ts'

/** What lock.json holds. */
export type Holder = {
  readonly pid: number
  /** The process's mark of identity, where the system has one (processes.ts). */
  readonly life: string | null
  /** Where the staff server answers; null until it does. */
  readonly address: string | null
}

export type Lock = {
  /** Publishes the address for a second start and for the command line. */
  readonly announce: (address: string) => Promise<void>
  readonly release: () => Promise<void>
}

/** A takeover is a read and a rename; a mutex older than this was left by a crash in between. */
const MUTEX_MS = 5_000

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

async function holds(holder: Holder): Promise<boolean> {
  if (!isAlive(holder.pid)) return false
  const life = await lifeOf(holder.pid)
  return life === undefined || holder.life === null || life === holder.life
}

/** The living supervisor of a data folder, or undefined. */
export async function findRunning(data: string): Promise<Holder | undefined> {
  const holder = await readHolder(join(data, 'lock.json'))
  return holder && (await holds(holder)) ? holder : undefined
}

/** Puts the whole file in place at once, or finds one there. */
async function place(path: string, text: string): Promise<boolean> {
  const next = `${path}.${randomUUID()}`
  await writeFile(next, text, { mode: 0o600 })
  try {
    await link(next, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    // A file system without hard links (FAT, some shares): create it in place; half a file reads as "nobody".
    if (['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error))) return placeDirectly(path, text)
    throw error
  } finally {
    await rm(next, { force: true })
  }
}

async function placeDirectly(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Removes a dead holder's lock. Under a mutex: of two that saw it dead, the slower must not remove the faster's new one. */
async function clearStale(data: string): Promise<void> {
  const mutex = join(data, 'lock.takeover')
  if (!(await placeDirectly(mutex, ''))) {
    const age = await stat(mutex).then(
      (found) => Date.now() - found.mtimeMs,
      () => 0,
    )
    if (age > MUTEX_MS) await rm(mutex, { force: true })
    else await sleep(20)
    return
  }
  try {
    if (!(await findRunning(data))) await rm(join(data, 'lock.json'), { force: true })
  } finally {
    await unlink(mutex)
  }
}

/** Takes the lock of a data folder; when a living process holds it, says who. */
export async function takeLock(data: string): Promise<{ lock: Lock } | { holder: Holder }> {
  const path = join(data, 'lock.json')
  const me: Holder = { pid: process.pid, life: (await lifeOf(process.pid)) ?? null, address: null }
  return inFolder(data, async () => {
    while (!(await place(path, JSON.stringify(me)))) {
      const holder = await findRunning(data)
      if (holder) return { holder }
      await clearStale(data)
    }
    return { lock: describe(path, me) }
  })
}

function describe(path: string, me: Holder): Lock {
  return {
    announce: (address) => writeWhole(path, JSON.stringify({ ...me, address })),
    release: () => rm(path, { force: true }),
  }
}
