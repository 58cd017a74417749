import { setImmediate as nextTurn } from 'node:timers/promises'
import type { NewPersonKeys, PersonKeys } from '#kernel/crypto/keys.ts'
import { arrayOf, type Element, type ElementType } from '#kernel/arrays.ts'
import type { ImportContext } from '#kernel/sheets/import-batch.ts'
import type { PlannedRow, WrittenRow } from '#kernel/sheets/import.ts'
import { COLUMNS } from '../people/columns.ts'
import type { PersonFields } from '../people/contract.ts'
import { type NameKeys, keysOf } from '../people/names.ts'
import { type Hashes, NO_SECRETS, openSecrets, type Secrets, sealSecrets } from '../people/secrets.ts'
import type { RosterRow } from './compare.ts'
import { refuse } from './refusals.ts'

// Records of a roster, written and taken back in sets: row by row took eleven times as long (performance.md §G). COPY does
// not write to tables under row-level security, so that rows travel as arrays.

/** Rows of one statement: more make messages longer than a socket takes at once. */
const TOGETHER = 500
/** Rows sealed before the connection is served again, half a millisecond: a statement is sent in several pieces. */
const BETWEEN_TURNS = 10

type Write = PlannedRow<RosterRow> & { readonly data: { readonly fields: PersonFields } }
/** A row with all that is made for it. */
type Ready = Pick<Write, 'data'> & {
  readonly names: NameKeys
  readonly keyId: string | null
  readonly sealed: Buffer | null
}
/** Keys of names, each made once: their pinyin is a fifth of the sealing, and many people have the same name. */
type Sealing = ImportContext & { readonly namesOf: (name: string) => NameKeys }
type Column = { readonly type: ElementType; readonly of: (row: Ready) => Element }

const PLAIN = (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).filter((field) => field !== 'community')
const KEYS = ['name_key', 'given_key', 'pinyin', 'initials', 'strokes'] as const satisfies readonly (keyof NameKeys)[]
const HASHES = ['id_hash', 'id_last4', 'phone_hash'] as const satisfies readonly (keyof Hashes)[]
/** What a version of a record keeps beside its encrypted columns, for undoing. */
const KEPT = ['name', ...KEYS, ...Object.values(COLUMNS), 'area', ...HASHES, 'batch'] as const

const text = (of: Column['of']): Column => ({ type: 'text', of })

/** Columns that a roster writes; their order is the order of the arrays. */
const COLUMNS_WRITTEN: Readonly<Record<string, Column>> = {
  id: { type: 'uuid', of: ({ data }) => data.person },
  area: { type: 'bigint', of: ({ data }) => data.area },
  community: { type: 'uuid', of: ({ data }) => data.fields.community },
  name: text(({ data }) => data.name),
  ...Object.fromEntries(KEYS.map((key) => [key, text(({ names }) => names[key])])),
  ...Object.fromEntries(PLAIN.map((field) => [COLUMNS[field], text(({ data }) => data.fields[field])])),
  ...Object.fromEntries(HASHES.map((hash) => [hash, text(({ data }) => data.hashes[hash])])),
  key_id: { type: 'uuid', of: ({ keyId }) => keyId },
  sealed: { type: 'bytea', of: ({ sealed }) => sealed },
}
const WRITTEN = Object.keys(COLUMNS_WRITTEN)
const ARRAYS = Object.values(COLUMNS_WRITTEN)
  .map(({ type }, at) => `$${at + 5}::${type}[]`)
  .join(', ')
/** The rows of one statement as a table; $1 district, $2 batch, $3 account, $4 time. */
const GIVEN = `unnest(${ARRAYS}) as given (${WRITTEN.join(', ')})`

const INSERT = `insert into registry.person (district, batch, changed_by, changed_at, ${WRITTEN.join(', ')})
  select $1, $2, $3, $4, ${WRITTEN.map((column) => `given.${column}`).join(', ')} from ${GIVEN}`

const KEEP = `insert into registry.person_past (district, person, version, area, fields, key_id, sealed, changed_by, changed_at)
  select p.district, p.id, p.version, p.area, jsonb_build_object(${KEPT.map((column) => `'${column}', p.${column}`).join(', ')}),
         p.key_id, p.sealed, p.changed_by, p.changed_at
  from registry.person p where p.district = $1 and p.id = any($2::uuid[])`

/** A number that no row gives stays, and its hash with it. */
const changed = (column: string): string =>
  HASHES.some((hash) => hash === column)
    ? `${column} = coalesce(given.${column}, p.${column})`
    : `${column} = given.${column}`

const CHANGE = `update registry.person p
  set batch = $2, changed_by = $3, changed_at = $4, version = p.version + 1,
      ${WRITTEN.slice(1).map(changed).join(', ')}
  from ${GIVEN} where p.district = $1 and p.id = given.id`

/**
 * Writes the records of planned rows; a person with several rows has one record. While the database writes some, the next
 * ones are sealed: each has a core of its own. One set more waits to be written, so that neither stands still for the other.
 */
export async function writeRecords(
  context: ImportContext,
  rows: readonly PlannedRow<RosterRow>[],
): Promise<WrittenRow[]> {
  const writes = rows.filter((row): row is Write => row.data.fields !== null)
  const sealing = { ...context, namesOf: keysOnce() }
  let [earlier, writing] = [Promise.resolve(), Promise.resolve()]
  for (let at = 0; at < writes.length; at += TOGETHER) {
    const some = writes.slice(at, at + TOGETHER)
    const write = await readyToWrite(sealing, some)
    await earlier
    earlier = writing
    writing = write().then(() => context.progress(((at + some.length) / writes.length) * 80))
    // Heard two turns of the loop later, or after it.
    writing.catch(() => undefined)
  }
  await Promise.all([earlier, writing])
  return writes.map(({ row, data: { person, version } }) => {
    return { row, object: person, act: version === 0 ? 'added' : 'changed', version: version + 1 }
  })
}

/** Seals rows, new records and changed ones. Gives what writes them. */
async function readyToWrite(context: Sealing, rows: readonly Write[]): Promise<() => Promise<void>> {
  const [added = [], changed = []] = [true, false].map((isNew) =>
    rows.filter(({ data }) => (data.version === 0) === isNew),
  )
  const insert = added.length > 0 ? await readyToInsert(context, added) : undefined
  const change = changed.length > 0 ? await readyToChange(context, changed) : undefined
  return async () => {
    await insert?.()
    await change?.()
  }
}

async function readyToInsert(context: Sealing, rows: readonly Write[]): Promise<() => Promise<void>> {
  const { tx, services, district } = context
  const keys: NewPersonKeys = services.keyring.newPersonKeys(
    district,
    rows.map(({ data }) => data.person),
  )
  const values = await parameters(context, rows, keys, new Map())
  return async () => {
    await Promise.all([services.keyring.keepPersonKeys(tx, district, keys), tx.run(INSERT, values)])
  }
}

async function readyToChange(context: Sealing, rows: readonly Write[]): Promise<() => Promise<void>> {
  const { tx, services, district } = context
  const people = rows.map(({ data }) => data.person)
  const keys = await services.keyring.personKeys(tx, district, people)
  const sealed = await tx.run<{ id: string; sealed: Buffer | null }>(
    'select id, sealed from registry.person where district = $1 and id = any($2::uuid[])',
    [district, people],
  )
  const before = await openSecrets(services, tx, district, sealed)
  const values = await parameters(context, rows, keys, before)
  return async () => {
    await tx.run(KEEP, [district, people])
    await tx.run(CHANGE, values)
  }
}

/** The values of one statement, sealed. */
async function parameters(
  { services, district, batch, account, now, namesOf }: Sealing,
  rows: readonly Write[],
  keys: PersonKeys,
  before: ReadonlyMap<string, Secrets>,
): Promise<unknown[]> {
  const { provider } = services.keyring
  const ready: Ready[] = []
  for (const { data } of rows) {
    const { person, name, fields } = data
    const known = before.get(person) ?? NO_SECRETS
    const secrets = { idNumber: fields.idNumber ?? known.idNumber, phone: fields.phone ?? known.phone }
    const key = keys.get(person)
    const sealed = key ? sealSecrets(provider, key.secret, district, person, secrets) : null
    ready.push({ data, names: namesOf(name), keyId: key?.id ?? null, sealed })
    if (ready.length % BETWEEN_TURNS === 0) await nextTurn()
  }
  return [district, batch, account, now, ...Object.values(COLUMNS_WRITTEN).map((column) => valuesOf(column, ready))]
}

function keysOnce(): Sealing['namesOf'] {
  const known = new Map<string, NameKeys>()
  return (name) => {
    const keys = known.get(name) ?? keysOf(name)
    known.set(name, keys)
    return keys
  }
}

/** Beside longer arrays `unnest` fills up a short one with nulls: an empty column is an empty array. */
function valuesOf({ type, of }: Column, rows: readonly Ready[]): Buffer {
  const values = rows.map(of)
  return arrayOf(type, values.some((value) => value !== null) ? values : [])
}

/**
 * Takes records back: new ones leave with their keys, changed ones become what they were.
 * @throws Refusal when somebody has changed one of them since.
 */
export async function undoRecords(
  { tx, services, district, account, now }: ImportContext,
  rows: readonly WrittenRow[],
) {
  await refuseChanged({ tx, district }, rows)
  const of = (wanted: WrittenRow['act']) => rows.flatMap(({ act, object }) => (act === wanted ? [object] : []))
  const [added, changed] = [of('added'), of('changed')]
  await tx.run(
    `update registry.person set ended_at = $3, sealed = null, id_last4 = null, phone_hash = null, version = version + 1,
            changed_by = $4, changed_at = $3
     where district = $1 and id = any($2::uuid[])`,
    [district, added, now, account],
  )
  await services.keyring.erasePersonKeys(tx, district, added)
  await tx.run(KEEP, [district, changed])
  await tx.run(
    `update registry.person p
     set ${KEPT.map((column) => `${column} = was.${column}`).join(', ')},
         key_id = past.key_id, sealed = past.sealed, version = p.version + 1, changed_by = $3, changed_at = $4
     from registry.person_past past
     cross join lateral jsonb_populate_record(null::registry.person, past.fields) was
     where p.district = $1 and p.id = any($2::uuid[])
       and past.district = p.district and past.person = p.id and past.version = p.version - 1`,
    [district, changed, account, now],
  )
}

async function refuseChanged({ tx, district }: Pick<ImportContext, 'tx' | 'district'>, rows: readonly WrittenRow[]) {
  const [since] = await tx.run<{ count: number; name: string }>(
    `select count(*)::int as count, min(p.name) as name
     from unnest($2::uuid[], $3::int[]) as wrote (id, version)
     join registry.person p on p.district = $1 and p.id = wrote.id and p.version <> wrote.version`,
    [district, rows.map(({ object }) => object), rows.map(({ version }) => version)],
  )
  if (since && since.count > 0) refuse('roster.changed-since', since)
}
