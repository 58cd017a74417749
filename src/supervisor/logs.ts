// Log files of the processes we start: plain files, kept from growing without end.
import { rename, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Larger than any one reader wants to open; one older file of the same size is kept. */
const LIMIT = 10_000_000

export function logFile(data: string, name: string): string {
  return join(data, 'logs', `${name}.log`)
}

/** Puts a log aside when it has grown too large. Returns where the next line will start. */
export async function turnLog(log: string): Promise<number> {
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  )
  if (size <= LIMIT) return size
  await rename(log, `${log}.1`)
  return 0
}
