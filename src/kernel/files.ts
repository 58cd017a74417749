import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Keyring } from './crypto/keys.ts'
import { newId, type Tx } from './database.ts'

// Files (rulings G16): encrypted under the data folder, named by the SHA-256 of the ciphertext, on disk before the row
// that names them commits. Rows are ended, never deleted; bytes that no row names are swept up later.

export type NewFile = {
  readonly district: number
  readonly area: number
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly account: string
  readonly at: Date
}

export type StoredFile = { readonly name: string; readonly mediaType: string; readonly bytes: Buffer }

export type FileStore = {
  /** Stores and returns the file's id. */
  readonly put: (tx: Tx, file: NewFile) => Promise<string>
  /** Undefined when the caller may not see it or it has ended. @throws when the bytes are gone or were altered. */
  readonly find: (tx: Tx, district: number, id: string) => Promise<StoredFile | undefined>
  /** Removes stored bytes older than an hour that no row of any district names. Returns how many. */
  readonly sweep: (isNamed: (digests: readonly string[]) => Promise<ReadonlySet<string>>) => Promise<number>
}

const HOUR = 3600_000

export function openFileStore(folder: string, keyring: Keyring): FileStore {
  const pathOf = (digest: string) => join(folder, digest.slice(0, 2), digest)
  return {
    put: async (tx, file) => {
      const id = newId()
      const key = await keyring.dataKey(tx, file.district)
      const sealed = keyring.provider.encrypt(key.secret, file.bytes, contextOf(file.district, id))
      const digest = keyring.provider.hash(sealed)
      await writeDurably(pathOf(digest.toString('hex')), sealed)
      const { district, area, name, mediaType: media_type, account, at } = file
      await tx.query
        .insertInto('kernel.file')
        .values({ district, id, area, digest, size: file.bytes.length, name, media_type, key_id: key.id, account, at })
        .execute()
      return id
    },
    find: async (tx, district, id) => {
      const row = await tx.query
        .selectFrom('kernel.file')
        .select(['digest', 'name', 'media_type'])
        .where('district', '=', district)
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      if (!row) return undefined
      const sealed = await readFile(pathOf(row.digest.toString('hex')))
      const key = await keyring.dataKey(tx, district)
      const bytes = keyring.provider.decrypt(key.secret, sealed, contextOf(district, id))
      return { name: row.name, mediaType: row.media_type, bytes }
    },
    sweep: (isNamed) => sweep(folder, isNamed),
  }
}

const contextOf = (district: number, id: string): string => `file/${district}/${id}`

/** Content first, then its name, then the folder: after this returns a power cut loses nothing. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${path}.${newId()}.part`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
  await syncFolder(folder)
  // The shelf itself may be new.
  await syncFolder(dirname(folder))
}

async function syncFolder(folder: string): Promise<void> {
  const entry = await open(folder, 'r')
  try {
    await entry.sync()
  } finally {
    await entry.close()
  }
}

async function sweep(
  folder: string,
  isNamed: (digests: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<number> {
  let removed = 0
  for (const shelf of await readdir(folder).catch(() => [])) {
    const names = await readdir(join(folder, shelf))
    const named = await isNamed(names.filter((name) => !name.endsWith('.part')))
    for (const name of names.filter((one) => !named.has(one))) {
      const path = join(folder, shelf, name)
      const { mtimeMs } = await stat(path)
      if (Date.now() - mtimeMs < HOUR) continue
      await unlink(path)
      removed++
    }
  }
  return removed
}
