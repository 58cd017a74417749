import type { Services } from '#kernel/call.ts'
import type { Hasher } from '#kernel/crypto/keys.ts'
import type { CryptoProvider } from '#kernel/crypto/provider.ts'
import type { Tx } from '#kernel/database.ts'
import { lastFour } from './identity.ts'

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
export function hashesOf(hash: Hasher, { idNumber, phone }: Secrets) {
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
