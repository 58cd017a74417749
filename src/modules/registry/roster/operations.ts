import type { ImportContext } from '#kernel/sheets/import-batch.ts'
import type { PlannedRow, WrittenRow } from '#kernel/sheets/import.ts'
import { COLUMNS, toColumns } from '../people/columns.ts'
import type { PersonFields } from '../people/contract.ts'
import { type NameKeys, keysOf } from '../people/names.ts'
import { hashesOf, NO_SECRETS, openSecrets, type Secrets, sealSecrets } from '../people/secrets.ts'
import type { RosterRow } from './compare.ts'
import { refuse } from './refusals.ts'

// Records of a roster, written and taken back in sets: row by row took eleven times as long (performance.md §G). COPY does
// not write to tables under row-level security, so that rows travel as arrays.

/** Rows of one statement: more only makes the messages longer. */
const TOGETHER = 2000

type Write = PlannedRow<RosterRow> & { readonly data: { readonly fields: PersonFields } }
type Columns = Readonly<Record<string, string | number | Buffer | Date | null>>

const PLAIN = Object.values(COLUMNS).filter((column) => column !== 'community')
const KEYS = ['name_key', 'given_key', 'pinyin', 'initials', 'strokes'] as const satisfies readonly (keyof NameKeys)[]
/** What a version of a record keeps beside its encrypted columns, for undoing. */
const KEPT = ['name', ...KEYS, ...Object.values(COLUMNS), 'area', 'id_hash', 'id_last4', 'phone_hash', 'batch'] as const

/** Columns that a roster writes, with their types; their order is the order of the arrays. */
const TYPES: Readonly<Record<string, string>> = {
  id: 'uuid',
  area: 'bigint',
  community: 'uuid',
  name: 'text',
  ...Object.fromEntries([...KEYS, ...PLAIN, 'id_hash', 'id_last4', 'phone_hash'].map((column) => [column, 'text'])),
  key_id: 'uuid',
  sealed: 'bytea',
}
const WRITTEN = Object.keys(TYPES)
const ARRAYS = WRITTEN.map((column, at) => `$${at + 5}::${TYPES[column]}[]`).join(', ')
/** The rows of one statement as a table; $1 district, $2 batch, $3 account, $4 time. */
const GIVEN = `unnest(${ARRAYS}) as given (${WRITTEN.join(', ')})`

const INSERT = `insert into registry.person (district, batch, changed_by, changed_at, ${WRITTEN.join(', ')})
  select $1, $2, $3, $4, ${WRITTEN.map((column) => `given.${column}`).join(', ')} from ${GIVEN}`

const KEEP = `insert into registry.person_past (district, person, version, area, fields, key_id, sealed, changed_by, changed_at)
  select p.district, p.id, p.version, p.area, jsonb_build_object(${KEPT.map((column) => `'${column}', p.${column}`).join(', ')}),
         p.key_id, p.sealed, p.changed_by, p.changed_at
  from registry.person p where p.district = $1 and p.id = any($2::uuid[])`

const CHANGE = `update registry.person p
  set batch = $2, changed_by = $3, changed_at = $4, version = p.version + 1,
      ${WRITTEN.slice(1)
        .map((column) => `${column} = given.${column}`)
        .join(', ')}
  from ${GIVEN} where p.district = $1 and p.id = given.id`

/** Writes the records of planned rows; a person with several rows has one record. */
export async function writeRecords(
  context: ImportContext,
  rows: readonly PlannedRow<RosterRow>[],
): Promise<WrittenRow[]> {
  const writes = rows.filter((row): row is Write => row.data.fields !== null)
  const written: WrittenRow[] = []
  for (let at = 0; at < writes.length; at += TOGETHER) {
    const some = writes.slice(at, at + TOGETHER)
    const [added, changed] = [
      some.filter(({ data }) => data.version === 0),
      some.filter(({ data }) => data.version > 0),
    ]
    await insertRecords(context, added)
    await changeRecords(context, changed)
    for (const { row, data } of some) {
      const act = data.version === 0 ? 'added' : 'changed'
      written.push({ row, object: data.person, act, version: data.version + 1 })
    }
    await context.progress(((at + some.length) / writes.length) * 80)
  }
  return written
}

async function insertRecords(context: ImportContext, rows: readonly Write[]): Promise<void> {
  if (rows.length === 0) return
  const { tx, services, district } = context
  const people = rows.map(({ data }) => data.person)
  const keys = await services.keyring.makePersonKeys(tx, district, people)
  const columns = await columnsOf(context, rows, keys, new Map())
  await tx.run(INSERT, parameters(context, columns))
}

async function changeRecords(context: ImportContext, rows: readonly Write[]): Promise<void> {
  if (rows.length === 0) return
  const { tx, services, district } = context
  const people = rows.map(({ data }) => data.person)
  const keys = await services.keyring.personKeys(tx, district, people)
  const sealed = await tx.run<{ id: string; sealed: Buffer | null }>(
    'select id, sealed from registry.person where district = $1 and id = any($2::uuid[])',
    [district, people],
  )
  const before = await openSecrets(services, tx, district, sealed)
  await tx.run(KEEP, [district, people])
  await tx.run(CHANGE, parameters(context, await columnsOf(context, rows, keys, before)))
}

type Keys = ReadonlyMap<string, { readonly id: string; readonly secret: Buffer }>

async function columnsOf(
  { tx, services, district }: ImportContext,
  rows: readonly Write[],
  keys: Keys,
  before: ReadonlyMap<string, Secrets>,
): Promise<Columns[]> {
  const hash = await services.keyring.hasher(tx, district)
  const { provider } = services.keyring
  return rows.map(({ data: { person, name, area, fields } }) => {
    const known = before.get(person) ?? NO_SECRETS
    const secrets = { idNumber: fields.idNumber ?? known.idNumber, phone: fields.phone ?? known.phone }
    const key = keys.get(person)
    return {
      id: person,
      area,
      name,
      ...keysOf(name),
      ...toColumns(fields),
      ...hashesOf(hash, secrets),
      key_id: key?.id ?? null,
      sealed: key ? sealSecrets(provider, key.secret, district, person, secrets) : null,
    }
  })
}

function parameters({ district, batch, account, now }: ImportContext, rows: readonly Columns[]): unknown[] {
  return [district, batch, account, now, ...WRITTEN.map((column) => rows.map((row) => row[column]))]
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
