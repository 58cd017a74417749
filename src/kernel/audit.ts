import { randomBytes } from 'node:crypto'
import { districtScope } from './access.ts'
import type { Keyring } from './crypto/keys.ts'
import { type Database, newId, type Tx } from './database.ts'
import * as merkle from './merkle.ts'

// The record (promise P5, rulings G6). The act's own transaction inserts a row that is not chained to any other; within a
// second one sequencer per district appends committed rows to the Merkle tree. (A chain written inside each transaction
// cost 4–14 times.) The body is salted, encrypted and apart, so that erasing it leaves the proof intact.

export type Act = {
  /** Endpoint id. */
  readonly action: string
  readonly object: { readonly type: string; readonly id: string }
  readonly result?: 'done' | 'refused' | 'denied' | 'failed'
  /** The auditor sees time and opaque id only. */
  readonly restricted?: boolean
  /** What changed: numbers, codes, reasons. */
  readonly body: unknown
}

/** Who acted and when; what each audit row says beside the act. */
export type ActContext = {
  readonly district: number
  readonly account?: string
  readonly person?: string
  readonly role?: string
  readonly org?: string
  readonly now: Date
  readonly today: string
}

/** An audit row's header as stored, in the order in which it is hashed. */
export type AuditHeader = {
  readonly district: number
  readonly id: string
  readonly at: Date
  readonly business_date: string
  readonly account: string | null
  readonly person: string | null
  readonly role: string | null
  readonly org: string | null
  readonly action: string
  readonly object_type: string
  readonly object_id: string
  readonly result: string
  readonly restricted: boolean
}

/** Writes one act into the transaction that performs it. */
export function record(tx: Tx, keyring: Keyring, context: ActContext, act: Act): Promise<void> {
  return recordAll(tx, keyring, [{ context, act }])
}

/** Writes the acts of one transaction, of one or several districts, in one statement. */
export async function recordAll(
  tx: Tx,
  keyring: Keyring,
  acts: readonly { readonly context: ActContext; readonly act: Act }[],
): Promise<void> {
  if (acts.length === 0) return
  const keys = await keyring.dataKeys(tx, [...new Set(acts.map(({ context }) => context.district))])
  const rows = acts.map(({ context, act }) => {
    const header = headerOf(context, act)
    const { district, id } = header
    const salt = randomBytes(16)
    const body = Buffer.from(JSON.stringify(act.body ?? null))
    const key = keys.get(district)
    if (!key) throw new Error(`district ${district} has no key`)
    const sealed = keyring.provider.encrypt(key.secret, Buffer.concat([salt, body]), bodyContext(district, id))
    return [...Object.values(header), commitmentOf(salt, body), key.id, sealed]
  })
  await tx.run(
    `with given as (
       select * from unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::date[], $5::uuid[], $6::uuid[], $7::text[],
                            $8::uuid[], $9::text[], $10::text[], $11::text[], $12::text[], $13::boolean[], $14::bytea[],
                            $15::uuid[], $16::bytea[])
         as act (district, id, at, business_date, account, person, role, org, action, object_type, object_id, result,
                 restricted, commitment, key_id, ciphertext)
     ), row as (
       insert into kernel.audit_row (district, id, at, business_date, account, person, role, org, action, object_type,
                                     object_id, result, restricted, commitment)
       select district, id, at, business_date, account, person, role, org, action, object_type, object_id, result,
              restricted, commitment
       from given
     ), body as (
       insert into kernel.audit_body (district, id, key_id, ciphertext) select district, id, key_id, ciphertext from given
     )
     insert into kernel.audit_pending (district, id) select district, id from given`,
    rows[0]?.map((_, column) => rows.map((row) => row[column])),
  )
}

function headerOf(context: ActContext, act: Act): AuditHeader {
  return {
    district: context.district,
    id: newId(),
    at: context.now,
    business_date: context.today,
    account: context.account ?? null,
    person: context.person ?? null,
    role: context.role ?? null,
    org: context.org ?? null,
    action: act.action,
    object_type: act.object.type,
    object_id: act.object.id,
    result: act.result ?? 'done',
    restricted: act.restricted ?? false,
  }
}

/** What an encrypted body is bound to. */
export const bodyContext = (district: number, id: string): string => `audit/${district}/${id}`

export const commitmentOf = (salt: Uint8Array, body: Uint8Array): Buffer => merkle.hashLeaf(Buffer.concat([salt, body]))

/** Leaf = H(header ‖ H(salt ‖ body)); the header is a JSON array of its fields in their fixed order. */
export function leafOf(header: AuditHeader, commitment: Uint8Array): Buffer {
  const fields = [
    header.district,
    header.id,
    header.at.toISOString(),
    header.business_date,
    header.account,
    header.person,
    header.role,
    header.org,
    header.action,
    header.object_type,
    header.object_id,
    header.result,
    header.restricted,
  ]
  return merkle.hashLeaf(Buffer.concat([Buffer.from(JSON.stringify(fields)), commitment]))
}

export const HEADER_COLUMNS =
  'r.district, r.id, r.at, r.business_date, r.account, r.person, r.role, r.org, r.action, r.object_type, r.object_id, r.result, r.restricted'

// One transaction appends at most this many rows: about 0.1 s of work, so that a waiting act never waits long.
const BATCH = 2000

/**
 * Appends committed acts of a district to its tree, in the order in which they became visible.
 * @returns how many were appended; call again while it is the full batch.
 */
export function sequence(database: Database, district: number): Promise<number> {
  return database.tx(districtScope('jobs', district), async (tx) => {
    await tx.run('select pg_advisory_xact_lock(8206, $1::int)', [district])
    const rows = await tx.run<AuditHeader & { commitment: Buffer }>(
      `with taken as (
         delete from kernel.audit_pending p using (
           select district, id from kernel.audit_pending where district = $1 order by id limit ${BATCH}
         ) next where p.district = next.district and p.id = next.id returning p.district, p.id
       )
       select ${HEADER_COLUMNS}, r.commitment
       from taken join kernel.audit_row r using (district, id) order by r.id`,
      [district],
    )
    if (rows.length === 0) return 0
    const [last] = await tx.run<{ next: number }>(
      'select coalesce(max(seq) + 1, 0) as next from kernel.audit_leaf where district = $1',
      [district],
    )
    const first = last?.next ?? 0
    await tx.run(
      `insert into kernel.audit_leaf (district, seq, id, hash)
       select $1, seq, id, hash from unnest($2::bigint[], $3::uuid[], $4::bytea[]) as leaf (seq, id, hash)`,
      [
        district,
        rows.map((_, index) => first + index),
        rows.map(({ id }) => id),
        rows.map((row) => leafOf(row, row.commitment)),
      ],
    )
    return rows.length
  })
}

/** The name under which a district's tree is signed. */
export const originOf = (district: number): string => `yanzhen/${district}`

/** Signs the tree as it stands; does nothing when no leaf has come since the last checkpoint. */
export function checkpoint(
  database: Database,
  keyring: Keyring,
  district: number,
  now: Date,
): Promise<string | undefined> {
  return database.tx(districtScope('jobs', district), async (tx) => {
    await tx.run('select pg_advisory_xact_lock(8206, $1::int)', [district])
    const [last] = await tx.run<{ size: number; frontier: Buffer }>(
      'select size, frontier from kernel.audit_checkpoint where district = $1 order by size desc limit 1',
      [district],
    )
    const start = last ? merkle.frontierFromBytes(last.size, last.frontier) : merkle.EMPTY
    const leaves = await tx.run<{ hash: Buffer }>(
      'select hash from kernel.audit_leaf where district = $1 and seq >= $2 order by seq',
      [district, start.size],
    )
    if (leaves.length === 0) return undefined
    const tree = leaves.reduce((frontier, { hash }) => merkle.append(frontier, hash), start)
    const key = await keyring.signatureKey(tx, district)
    const root = merkle.rootOf(tree)
    const note = merkle.signCheckpoint({ origin: originOf(district), size: tree.size, root }, key.publicKey, (data) =>
      keyring.provider.sign(key.secret, data),
    )
    await tx.run(
      'insert into kernel.audit_checkpoint (district, size, root, frontier, note, at) values ($1, $2, $3, $4, $5, $6)',
      [district, tree.size, root, merkle.frontierToBytes(tree), note, now],
    )
    return note
  })
}
