import type { Services } from '#kernel/call.ts'
import type { Hasher } from '#kernel/crypto/keys.ts'
import type { CryptoProvider } from '#kernel/crypto/provider.ts'
import type { Tx } from '#kernel/database.ts'
import { lastFour } from './identity.ts'
import { nameKey } from './names.ts'

// What a person's record keeps encrypted under the person's own key, and by which hashes it is found (rulings G8, G14).

export type Secrets = { readonly idNumber: string | null; readonly phone: string | null }
export const NO_SECRETS: Secrets = { idNumber: null, phone: null }

const contextOf = (district: number, person: string): string => `person/${district}/${person}`

export function sealSecrets(
  provider: CryptoProvider,
  key: Uint8Array,
  district: number,
  person: string,
  secrets: Secrets,
): Buffer {
  return provider.encrypt(key, Buffer.from(JSON.stringify(secrets)), contextOf(district, person))
}

/** The hashes under which a record is found; null where there is nothing to find. */
export type Hashes = {
  readonly id_hash: string | null
  readonly id_last4: string | null
  readonly phone_hash: string | null
}

export function hashesOf(hash: Hasher, { idNumber, phone }: Secrets): Hashes {
  return {
    id_hash: idNumber === null ? null : hash('id-number', idNumber),
    id_last4: idNumber === null ? null : hash('id-last4', lastFour(idNumber)),
    phone_hash: phone === null ? null : hash('phone', phone),
  }
}

type Sealed = { readonly id: string; readonly sealed: Buffer | null }

/** The secrets of records; nothing for those whose key was destroyed. */
export async function openSecrets(
  { keyring }: Pick<Services, 'keyring'>,
  tx: Tx,
  district: number,
  records: readonly Sealed[],
): Promise<ReadonlyMap<string, Secrets>> {
  const keys = await keyring.personKeys(
    tx,
    district,
    records.map(({ id }) => id),
  )
  return new Map(
    records.flatMap(({ id, sealed }) => {
      const key = keys.get(id)
      if (!key || !sealed) return []
      const plain = keyring.provider.decrypt(key.secret, sealed, contextOf(district, id))
      return [[id, JSON.parse(plain.toString()) as Secrets] as const]
    }),
  )
}

/**
 * People of the register by ID number; who is not there is absent. A merged record stands for the one it was merged into.
 * In-transaction door for other modules: role auth reads ids and hashes, and nothing else of a person.
 */
export async function peopleByIdNumber(
  { keyring }: Pick<Services, 'keyring'>,
  tx: Tx,
  district: number,
  idNumbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const hash = await keyring.hasher(tx, district)
  const byHash = new Map(idNumbers.map((one) => [hash('id-number', one), one]))
  const rows = await tx.run<{ person: string; hash: string }>(
    `select coalesce(a.person, p.id) as person, p.id_hash as hash
     from registry.person p
     left join registry.person_alias a on a.district = p.district and a.alias = p.id and a.undone_at is null
     where p.district = $1 and p.id_hash = any($2::text[]) and p.ended_at is null`,
    [district, [...byHash.keys()]],
  )
  return new Map(rows.map(({ person, hash }) => [byHash.get(hash) ?? '', person]))
}

/**
 * The people whom a name and an ID number, or its last four, mean together, by `name/number` as asked; several where only four are
 * given. In-transaction door for other modules: nothing is opened, hashes are compared.
 */
export async function peopleMeant(
  { keyring }: Pick<Services, 'keyring'>,
  tx: Tx,
  district: number,
  wanted: readonly { readonly name: string; readonly number: string }[],
): Promise<ReadonlyMap<string, readonly { readonly id: string; readonly name: string }[]>> {
  const hash = await keyring.hasher(tx, district)
  const rows = await tx.run<Meant>(
    `select s.id, s.name, p.name_key as "nameKey", p.id_hash as "idHash", p.id_last4 as "lastFour"
     from registry.person p
     left join registry.person_alias a on a.district = p.district and a.alias = p.id and a.undone_at is null
     join registry.person s on s.district = p.district and s.id = coalesce(a.person, p.id) and s.ended_at is null
     where p.district = $1 and p.name_key = any($2::text[]) and p.ended_at is null`,
    [district, [...new Set(wanted.map(({ name }) => nameKey(name)))]],
  )
  const named = Map.groupBy(rows, (row) => row.nameKey)
  return new Map(
    wanted.map(({ name, number }) => {
      const isWhole = number.length > 4
      const wished = hash(isWhole ? 'id-number' : 'id-last4', number)
      const meant = (named.get(nameKey(name)) ?? []).filter(
        ({ idHash, lastFour: four }) => (isWhole ? idHash : four) === wished,
      )
      return [`${name}/${number}`, [...new Map(meant.map(({ id, name: today }) => [id, { id, name: today }])).values()]]
    }),
  )
}

type Meant = {
  readonly id: string
  readonly name: string
  readonly nameKey: string
  readonly idHash: string | null
  readonly lastFour: string | null
}

/** Which of these ids are people of the register. In-transaction door for other modules. */
export async function knownPeople(tx: Tx, district: number, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.run<{ id: string }>(
    'select id from registry.person where district = $1 and id = any($2::uuid[])',
    [district, ids],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Name and ID number of somebody the caller may see; undefined for an unknown one. In-transaction door for other modules. */
export async function identityOf(
  services: Pick<Services, 'keyring'>,
  tx: Tx,
  district: number,
  person: string,
): Promise<{ readonly name: string; readonly idNumber: string | null } | undefined> {
  const [row] = await tx.run<Sealed & { readonly name: string }>(
    'select id, name, sealed from registry.person where district = $1 and id = $2 and ended_at is null',
    [district, person],
  )
  if (!row) return undefined
  const secrets = (await openSecrets(services, tx, district, [row])).get(row.id)
  return { name: row.name, idNumber: secrets?.idNumber ?? null }
}
