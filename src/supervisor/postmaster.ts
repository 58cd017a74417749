// postmaster.pid, the file by which PostgreSQL guards its data folder: reading it, and clearing the way after a crash.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive, isGoneWithin, isServerOf } from './processes.ts'
import { codeOf, refuse } from './refusals.ts'

/** No Linux hands out an id above 4,194,304 (PID_MAX_LIMIT), and no other system a higher one. */
const NOBODYS_PID = 4_194_999

/** A server that closes itself writes a checkpoint first: seconds on a slow disk. */
const CLOSING_MS = 20_000

type PidFile = { readonly pid: number; readonly status: string; readonly lines: readonly string[] }

async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  try {
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
    return { pid: Number(lines[0]), status: (lines[7] ?? '').trim(), lines }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Whether the server with this process id has said that it takes connections. */
export async function isReady(cluster: string, pid: number | undefined): Promise<boolean> {
  const file = await readPidFile(cluster)
  return file?.status === 'ready' && (file.pid === pid || process.platform === 'win32')
}

/**
 * Clears the way for a new server in `cluster`. Call it only while holding the data folder's lock.
 *
 * A server left behind by a killed supervisor is closed. The file of a dead server stays,
 * because it also names the shared memory by which PostgreSQL makes sure that no orphaned back end still writes; only the
 * id in it is replaced by one that nobody has, since the old one may have been given out again and would be an obstacle.
 */
export async function clearLeftovers(cluster: string): Promise<'nothing' | 'closed a server' | 'stale file'> {
  const file = await readPidFile(cluster)
  if (!file || !Number.isInteger(file.pid) || file.pid <= 0) return 'nothing'
  if (isAlive(file.pid) && (await isServerOf(file.pid, cluster))) {
    await closeServer(file.pid, cluster)
    return 'closed a server'
  }
  await writeFile(join(cluster, 'postmaster.pid'), [String(NOBODYS_PID), ...file.lines.slice(1)].join('\n'))
  return 'stale file'
}

async function closeServer(pid: number, cluster: string): Promise<void> {
  // Fast first (end sessions, write a checkpoint), then immediate (no checkpoint; the next start replays the log).
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal)
    if (await isGoneWithin(pid, CLOSING_MS)) return
  }
  refuse('database_busy', { folder: cluster, pid })
}
