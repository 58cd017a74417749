// Questions about other processes: is one alive, since when, does it hold a folder.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { codeOf } from './refusals.ts'

/** The fields of /proc/PID/stat after the program's name, which stands in parentheses and may hold spaces. */
function statFields(line: string): readonly string[] {
  return line.slice(line.lastIndexOf(')') + 2).split(' ')
}

/** Whether a process of that id runs, whoever owns it. One that ended but that nobody has collected does not run. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false
  }
  if (process.platform !== 'linux') return true
  try {
    return statFields(readFileSync(`/proc/${pid}/stat`, 'utf8'))[0] !== 'Z'
  } catch {
    return false
  }
}

/**
 * A mark of one life of a process: its start time in ticks since boot, together with the boot's id. A process id alone is
 * no proof of identity, in containers least of all, where every start hands out the same small numbers. Undefined where
 * the system has no /proc; callers then go by the id alone.
 */
export async function lifeOf(pid: number): Promise<string | undefined> {
  try {
    const [line, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ])
    // The start time is the 22nd field of the line, the 20th after the name.
    return `${boot.trim()}/${statFields(line)[19]}`
  } catch {
    return undefined
  }
}

/** Whether the process is a PostgreSQL server whose working folder is `cluster` (a server always works in its folder). */
export async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (process.platform !== 'linux') return isNamedPostgres(pid)
  try {
    const [there, here] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(cluster)])
    return there.dev === here.dev && there.ino === here.ino
  } catch {
    return false
  }
}

async function isNamedPostgres(pid: number): Promise<boolean> {
  const [command, args] =
    process.platform === 'win32'
      ? (['tasklist', ['/fo', 'csv', '/nh', '/fi', `PID eq ${pid}`]] as const)
      : (['ps', ['-p', String(pid), '-o', 'comm=']] as const)
  try {
    const { stdout } = await promisify(execFile)(command, [...args])
    return stdout.includes('postgres')
  } catch {
    return false
  }
}

/** Waits until the process is gone; false when it is still there after `milliseconds`. */
export async function isGoneWithin(pid: number, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds
  while (isAlive(pid)) {
    if (Date.now() > end) return false
    await sleep(20)
  }
  return true
}
