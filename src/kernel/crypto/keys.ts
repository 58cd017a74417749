import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { arrayOf } from '../arrays.ts'
import { newId, type Tx } from '../database.ts'
import type { CryptoProvider } from './provider.ts'

// Envelope keys (rulings G14): each district has a data key and a signature key, stored wrapped; what wraps them is a file
// outside database and backup.

type Purpose = 'district-data' | 'district-signature'
type DistrictKey = { readonly id: string; readonly secret: Buffer; readonly publicKey: Buffer }

export type Keyring = {
  readonly provider: CryptoProvider
  /** Makes the keys of a district that has none yet. Needs a transaction of class jobs. */
  readonly prepare: (tx: Tx, district: number) => Promise<void>
  readonly dataKey: (tx: Tx, district: number) => Promise<DistrictKey>
  /** Data keys by district, those not yet known in one statement. */
  readonly dataKeys: (tx: Tx, districts: readonly number[]) => Promise<ReadonlyMap<number, DistrictKey>>
  readonly signatureKey: (tx: Tx, district: number) => Promise<DistrictKey>
  /** A keyed hash of the district, as 22 letters: equal values are found, and nobody without the key can try values out. */
  readonly hasher: (tx: Tx, district: number) => Promise<Hasher>
  /** New keys of their own for people who have none. They open nothing later unless `keepPersonKeys` stores them. */
  readonly newPersonKeys: (district: number, people: readonly string[]) => NewPersonKeys
  readonly keepPersonKeys: (tx: Tx, district: number, keys: NewPersonKeys) => Promise<void>
  /** Keys by person; who was erased has none. Read each time, never kept: an erased key has to be gone at once. */
  readonly personKeys: (tx: Tx, district: number, people: readonly string[]) => Promise<PersonKeys>
  /** Destroys people's keys: what they encrypt can no longer be read, here or in any backup of the rows alone (G14). */
  readonly erasePersonKeys: (tx: Tx, district: number, people: readonly string[]) => Promise<void>
}

/** `purpose` keeps hashes of different things apart. */
export type Hasher = (purpose: string, value: string) => string
type PersonKey = { readonly id: string; readonly secret: Buffer }
export type PersonKeys = ReadonlyMap<string, PersonKey>
export type NewPersonKeys = ReadonlyMap<string, PersonKey & { readonly wrapped: Buffer }>

/**
 * Reads the key-encryption key from `<folder>/master.key`, making it on the first start.
 * @throws when the file is there and is not a key: a new one would make all data unreadable.
 */
export function openKeyring(folder: string, provider: CryptoProvider): Keyring {
  const master = provider.keep(readMasterKey(folder, provider))
  const known = {
    'district-data': new Map<number, DistrictKey>(),
    'district-signature': new Map<number, DistrictKey>(),
  }
  const getAll = async (
    tx: Tx,
    districts: readonly number[],
    purpose: Purpose,
  ): Promise<ReadonlyMap<number, DistrictKey>> => {
    const keys = known[purpose]
    const missing = districts.filter((district) => !keys.has(district))
    if (missing.length > 0) {
      for (const [district, key] of await load(tx, missing, purpose, provider, master)) keys.set(district, key)
    }
    return keys
  }
  const get = async (tx: Tx, district: number, purpose: Purpose): Promise<DistrictKey> =>
    (await getAll(tx, [district], purpose)).get(district) as DistrictKey
  return {
    provider,
    prepare: (tx, district) => prepare(tx, district, provider, master),
    dataKey: (tx, district) => get(tx, district, 'district-data'),
    dataKeys: (tx, districts) => getAll(tx, districts, 'district-data'),
    signatureKey: (tx, district) => get(tx, district, 'district-signature'),
    hasher: async (tx, district) => hasherOf(provider, (await get(tx, district, 'district-data')).secret),
    newPersonKeys: (district, people) => newPersonKeys(district, people, provider, master),
    keepPersonKeys: (tx, district, keys) => keepPersonKeys(tx, district, keys, provider),
    personKeys: (tx, district, people) => loadPersonKeys(tx, district, people, provider, master),
    erasePersonKeys: async (tx, district, people) => {
      await tx.run('delete from kernel.wrapped_key where district = $1 and person = any($2)', [district, people])
    },
  }
}

/** Half of a SHA-256: nobody finds two values of one hash among any number of people there are. */
const HASH_BYTES = 16

/** One key for each purpose, made from the district's data key, which itself hashes nothing. */
function hasherOf(provider: CryptoProvider, secret: Buffer): Hasher {
  const keys = new Map<string, Buffer>()
  return (purpose, value) => {
    const key = keys.get(purpose) ?? provider.keyedHash(secret, Buffer.from(`hash/${purpose}`))
    keys.set(purpose, key)
    return provider.keyedHash(key, Buffer.from(value)).toString('base64url', 0, HASH_BYTES)
  }
}

const personContext = (district: number, id: string): string => `${district}/person-data/${id}`

function newPersonKeys(
  district: number,
  people: readonly string[],
  provider: CryptoProvider,
  master: Buffer,
): NewPersonKeys {
  return new Map(
    people.map((person) => {
      const [id, secret] = [newId(), provider.newKey()]
      return [person, { id, secret, wrapped: provider.encrypt(master, secret, personContext(district, id)) }]
    }),
  )
}

async function keepPersonKeys(tx: Tx, district: number, keys: NewPersonKeys, provider: CryptoProvider): Promise<void> {
  const made = [...keys.values()]
  await tx.run(
    `insert into kernel.wrapped_key (district, id, purpose, person, algorithm, wrapped, created_at)
     select $1, id, 'person-data', person, $2, wrapped, now()
     from unnest($3::uuid[], $4::uuid[], $5::bytea[]) as key (id, person, wrapped)`,
    [
      district,
      provider.algorithms.cipher,
      arrayOf(
        'uuid',
        made.map(({ id }) => id),
      ),
      arrayOf('uuid', [...keys.keys()]),
      arrayOf(
        'bytea',
        made.map(({ wrapped }) => wrapped),
      ),
    ],
  )
}

async function loadPersonKeys(
  tx: Tx,
  district: number,
  people: readonly string[],
  provider: CryptoProvider,
  master: Buffer,
): Promise<PersonKeys> {
  const rows = await tx.run<{ id: string; person: string; wrapped: Buffer }>(
    'select id, person, wrapped from kernel.wrapped_key where district = $1 and person = any($2::uuid[])',
    [district, people],
  )
  return new Map(
    rows.map(({ id, person, wrapped }) => [
      person,
      { id, secret: provider.decrypt(master, wrapped, personContext(district, id)) },
    ]),
  )
}

function readMasterKey(folder: string, provider: CryptoProvider): Buffer {
  const path = join(folder, 'master.key')
  try {
    return decodeMasterKey(readFileSync(path, 'utf8'), path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    // On disk before anything is encrypted with it; "wx" lets only one of two starting processes make it.
    const file = openSync(path, 'wx', 0o600)
    writeSync(file, `${provider.newKey().toString('base64')}\n`)
    fsyncSync(file)
    closeSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return decodeMasterKey(readFileSync(path, 'utf8'), path)
}

function decodeMasterKey(text: string, path: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== 32) throw new Error(`${path} is not a key-encryption key; restore it from where it is kept`)
  return key
}

async function prepare(tx: Tx, district: number, provider: CryptoProvider, master: Buffer): Promise<void> {
  const signature = provider.newSignatureKey()
  const keys = [
    { purpose: 'district-data', algorithm: provider.algorithms.cipher, secret: provider.newKey(), publicKey: null },
    {
      purpose: 'district-signature',
      algorithm: provider.algorithms.signature,
      secret: signature.privateKey,
      publicKey: signature.publicKey,
    },
  ]
  for (const { purpose, algorithm, secret, publicKey } of keys) {
    const id = newId()
    const wrapped = provider.encrypt(master, secret, `${district}/${purpose}/${id}`)
    await tx.run(
      `insert into kernel.wrapped_key (district, id, purpose, algorithm, wrapped, public_key, created_at)
       values ($1, $2, $3, $4, $5, $6, now()) on conflict (district, purpose) where person is null do nothing`,
      [district, id, purpose, algorithm, wrapped, publicKey],
    )
  }
}

async function load(
  tx: Tx,
  districts: readonly number[],
  purpose: Purpose,
  provider: CryptoProvider,
  master: Buffer,
): Promise<readonly (readonly [number, DistrictKey])[]> {
  const rows = await tx.run<{ district: number; id: string; wrapped: Buffer; public_key: Buffer | null }>(
    `select district, id, wrapped, public_key from kernel.wrapped_key
     where district = any($1) and purpose = $2 and person is null`,
    [districts, purpose],
  )
  const without = districts.find((one) => !rows.some(({ district }) => district === one))
  if (without) throw new Error(`district ${without} has no ${purpose} key: keyring.prepare was not called`)
  return rows.map(({ district, id, wrapped, public_key }) => {
    const secret = provider.decrypt(master, wrapped, `${district}/${purpose}/${id}`)
    return [district, { id, secret, publicKey: public_key ?? Buffer.alloc(0) }]
  })
}
