// PostgreSQL refuses to run as root. When we are root, it runs as nobody (65534), who exists on nearly every system and
// owns nothing; everything the database touches must then be within that user's reach.
import { chmod, chown, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { codeOf } from './refusals.ts'

const NOBODY = 65_534

/** The system user that the database runs as; undefined means "as ourselves". */
export type SystemUser = { readonly uid: number; readonly gid: number } | undefined

export function databaseUser(): SystemUser {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined
}

/**
 * The user of an existing database: whoever owns its files, when we are root. Somebody who started without sudo once and
 * with it the next time finds their data again.
 */
export async function databaseUserOf(cluster: string): Promise<SystemUser> {
  const nobody = databaseUser()
  if (!nobody) return undefined
  const owner = await stat(cluster).catch(() => undefined)
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody
}

type Need = 'enter' | 'read'

async function allows(path: string, user: NonNullable<SystemUser>, need: Need): Promise<boolean> {
  const found = await stat(path)
  if (need === 'enter' && !found.isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' })
  const { mode, uid, gid } = found
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0
  const wanted = need === 'enter' ? 0o1 : 0o4
  return ((mode >> shift) & wanted) !== 0
}

/**
 * The topmost folder on the way to `path` that the database user may not pass, or undefined when the way is free. Decided
 * by mode bits; an access-control list that lets the user through is not seen and leads to the same advice.
 */
export async function blockedOnTheWay(path: string, user: SystemUser): Promise<string | undefined> {
  if (!user) return undefined
  const way: string[] = []
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    way.unshift(folder)
    if (dirname(folder) === folder) break
  }
  for (const folder of way) {
    try {
      if (!(await allows(folder, user, 'enter'))) return folder
    } catch (error) {
      // What does not exist yet will be made by us, passable.
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    }
  }
  return undefined
}

/** Whether the database user can reach and read every one of these files below `folder`. */
export async function canRead(folder: string, files: readonly string[], user: SystemUser): Promise<boolean> {
  if (!user) return true
  for (const file of files) {
    const path = join(folder, file)
    if ((await blockedOnTheWay(dirname(path), user)) || !(await allows(path, user, 'read'))) return false
  }
  return true
}

/** Hands a file or folder to the database user. */
export async function give(path: string, user: SystemUser, mode: number): Promise<void> {
  if (user) await chown(path, user.uid, user.gid)
  await chmod(path, mode)
}
