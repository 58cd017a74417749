import type { z } from 'zod'
import { bodyContext } from '#kernel/audit.ts'
import { addDays } from '#kernel/clock.ts'
import type { Call } from '#kernel/call.ts'
import type { Keyring } from '#kernel/crypto/keys.ts'
import type { Tx } from '#kernel/database.ts'
import type { getAct as getActContract, ListedAct, listActs } from './contract.ts'
import { type BundleBody, SALT_BYTES } from './record.ts'
import { refuse } from './refusals.ts'

/** The latest signed tree head. */
export async function findLastCheckpoint(
  tx: Tx,
  district: number,
): Promise<{ note: string; size: number; root: Buffer } | undefined> {
  return tx.query
    .selectFrom('kernel.audit_checkpoint')
    .select(['note', 'size', 'root'])
    .where('district', '=', district)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
}

type ActRow = NonNullable<ListedAct['header']> & {
  readonly id: string
  readonly at: Date
  readonly seq: number | null
  readonly restricted: boolean
}

/** Acts, the latest first; keyset pages. A question about what an act was finds no restricted ones: that would tell. */
export async function getActs(
  { tx, district }: Call,
  input: z.output<(typeof listActs)['input']>,
): Promise<z.input<(typeof listActs)['output']>> {
  const { action, result, account, from, until, after, limit } = input
  const asksWhat = action !== undefined || result !== undefined || account !== undefined
  const rows = await tx.run<ActRow>(
    `select r.id, r.at, l.seq, r.restricted, r.business_date as "businessDate", r.account, r.role, r.org, r.action,
            r.object_type as "objectType", r.object_id as "objectId", r.result
     from kernel.audit_row r left join kernel.audit_leaf l on l.district = r.district and l.id = r.id
     where r.district = $1
       and ($2::text is null or r.action = $2) and ($3::text is null or r.result = $3)
       and ($4::uuid is null or r.account = $4) and not ($5 and r.restricted)
       and ($6::timestamptz is null or r.at >= $6) and ($7::timestamptz is null or r.at < $7)
       and ($8::uuid is null or r.id < $8)
     order by r.id desc limit $9`,
    [
      district,
      action ?? null,
      result ?? null,
      account ?? null,
      asksWhat,
      from ? midnight(from) : null,
      until ? midnight(addDays(until, 1)) : null,
      after ?? null,
      limit + 1,
    ],
  )
  const acts = rows.slice(0, limit).map(actOf)
  return { acts, next: rows.length > limit ? (acts.at(-1)?.id ?? null) : null }
}

type FullRow = ActRow & StoredBody & { readonly hash: Buffer | null }

/** One act with its body opened, unless it is restricted. */
export async function getAct(
  { tx, district, services }: Call,
  { id }: { readonly id: string },
): Promise<z.input<(typeof getActContract)['output']>> {
  const [row] = await tx.run<FullRow>(
    `select r.id, r.at, l.seq, l.hash, r.restricted, r.business_date as "businessDate", r.account, r.role, r.org, r.action,
            r.object_type as "objectType", r.object_id as "objectId", r.result, b.key_id as key, b.ciphertext
     from kernel.audit_row r left join kernel.audit_leaf l using (district, id) left join kernel.audit_body b using (district, id)
     where r.district = $1 and r.id = $2`,
    [district, id],
  )
  if (!row) return refuse('audit.unknown-act')
  const { hash, key, ciphertext, ...act } = row
  const leaf = hash?.toString('hex') ?? null
  if (row.restricted) return { act: actOf(act), body: null, bodyState: 'restricted', leaf }
  const open = await openBodies(services.keyring, tx, district)
  const body = open({ id, key, ciphertext })
  return { act: actOf(act), body: body.state === 'present' ? body.text : null, bodyState: body.state, leaf }
}

const midnight = (date: string): string => `${date}T00:00:00+08:00`

function actOf({ id, at, seq, restricted, ...header }: ActRow): ListedAct {
  return { id, at: at.toISOString(), seq, header: restricted ? null : header }
}

export type StoredBody = { readonly id: string; readonly key: string | null; readonly ciphertext: Buffer | null }

/** How bodies are opened: an erased one, or one whose key was destroyed, is absent; one that was changed says so. */
export async function openBodies(
  keyring: Keyring,
  tx: Tx,
  district: number,
): Promise<(stored: StoredBody) => BundleBody> {
  const { id: known, secret } = await keyring.dataKey(tx, district)
  return ({ id, key, ciphertext }) => {
    if (ciphertext === null || key !== known) return { state: 'erased' }
    try {
      const plain = keyring.provider.decrypt(secret, ciphertext, bodyContext(district, id))
      const salt = plain.subarray(0, SALT_BYTES).toString('base64')
      return { state: 'present', salt, text: plain.subarray(SALT_BYTES).toString() }
    } catch {
      return { state: 'damaged' }
    }
  }
}
