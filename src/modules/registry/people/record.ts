import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import { COLUMNS, fromColumns, type PlainColumns } from './columns.ts'
import type * as contract from './contract.ts'
import { type FieldChange, FIELDS, type PersonFields, PEOPLE_WRITERS } from './contract.ts'
import { masked } from './identity.ts'
import { postsOf } from './queries.ts'
import { refuse } from './refusals.ts'
import { completenessOf } from './rules.ts'
import { NO_SECRETS, openSecrets, type Secrets } from './secrets.ts'

// One person's record, read whole: for its page, for comparing two, and as a door for what hangs on people.

/** A person with the records merged into it: what hangs on any of them is read together. */
export type Standing = {
  readonly id: string
  /** Itself first, then its aliases. */
  readonly ids: readonly string[]
  readonly area: number
  readonly birth: string | null
}

/** Who this id names today. In-transaction door for other slices. @throws Refusal when the caller may not see the person. */
export async function getStanding(tx: Tx, district: number, id: string): Promise<Standing> {
  const [found] = await tx.run<Omit<Standing, 'ids'> & { aliases: string[] }>(
    `select p.id, p.area, p.birth,
            array(select a.alias from registry.person_alias a
              where a.district = $1 and a.person = p.id and a.undone_at is null order by a.merged_at) as aliases
     from registry.person p
     where p.district = $1 and p.ended_at is null and p.id = coalesce((select a.person from registry.person_alias a
       where a.district = $1 and a.alias = $2 and a.undone_at is null), $2)`,
    [district, id],
  )
  if (!found) return refuse('people.unknown')
  const { aliases, ...person } = found
  return { ...person, ids: [person.id, ...aliases] }
}

type PersonRecord = z.input<typeof contract.record>

/** Records by id, those that the caller may see. */
export async function recordsOf(call: Call, ids: readonly string[]): Promise<ReadonlyMap<string, PersonRecord>> {
  const { tx, district, services } = call
  if (ids.length === 0) return new Map()
  const rows = await rowsOf(tx, district, ids)
  const secrets = await openSecrets(services, tx, district, rows)
  const posts = await postsOf(call, ids)
  const names = await formerNames(tx, district, ids)
  const resumes = await withResume(tx, district, ids)
  return new Map(
    rows.map((row) => {
      const { id, version, name, pinyin, communityName, streetName } = row
      const fields = fromColumns(row)
      const own = secrets.get(id) ?? NO_SECRETS
      const record = {
        ...fields,
        id,
        version,
        name,
        pinyin,
        communityName,
        streetName,
        idNumberMasked: maskedOrNot(own.idNumber),
        phoneMasked: maskedOrNot(own.phone),
        formerNames: (names.get(id) ?? []).map(({ name, until, reason }) => ({ name, until, reason })),
        posts: [...(posts.get(id) ?? [])],
        completeness: completenessOf({ ...fields, ...own }, resumes.has(id)),
      }
      return [id, record] as const
    }),
  )
}

const maskedOrNot = (value: string | null): string | null => (value === null ? null : masked(value))

function rowsOf(tx: Tx, district: number, ids: readonly string[]) {
  return tx.query
    .selectFrom('registry.person as p')
    .leftJoin('registry.community as c', (join) =>
      join.onRef('c.district', '=', 'p.district').onRef('c.id', '=', 'p.community'),
    )
    .selectAll('p')
    .select(['c.short_name as communityName', 'c.street_name as streetName'])
    .where('p.district', '=', district)
    .where('p.id', 'in', ids)
    .where('p.ended_at', 'is', null)
    .execute()
}

type FormerName = PersonRecord['formerNames'][number] & { readonly person: string }

/** Former names, those of merged records under the person that stands for them. */
async function formerNames(tx: Tx, district: number, ids: readonly string[]) {
  const rows = await tx.run<FormerName>(
    `select coalesce(a.person, n.person) as person, n.name, n.until, n.reason
     from registry.person_name n
     left join registry.person_alias a on a.district = n.district and a.alias = n.person and a.undone_at is null
     where n.district = $1 and coalesce(a.person, n.person) = any($2::uuid[])
     order by n.until desc, n.id desc`,
    [district, ids],
  )
  return Map.groupBy(rows, ({ person }) => person)
}

/** Who of them has a résumé, that of merged records included. */
async function withResume(tx: Tx, district: number, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.run<{ person: string }>(
    `select distinct coalesce(a.person, r.person) as person
     from registry.resume_period r
     left join registry.person_alias a on a.district = r.district and a.alias = r.person and a.undone_at is null
     where r.district = $1 and r.ended_at is null and coalesce(a.person, r.person) = any($2::uuid[])`,
    [district, ids],
  )
  return new Set(rows.map(({ person }) => person))
}

/** One person as the page shows it. @throws Refusal when the caller may not see it. */
export async function getPerson(
  call: Call,
  { id: asked }: { id: string },
): Promise<z.input<(typeof contract.getPerson)['output']>> {
  const { tx, district, actor } = call
  const { id } = await getStanding(tx, district, asked)
  const record = (await recordsOf(call, [id])).get(id) ?? refuse('people.unknown')
  return {
    ...record,
    aliases: await aliasesOf(tx, district, id),
    askedFor: id === asked ? null : asked,
    mayChange: (PEOPLE_WRITERS as readonly string[]).includes(actor.role),
  }
}

async function aliasesOf(tx: Tx, district: number, person: string) {
  const rows = await tx.query
    .selectFrom('registry.person_alias as a')
    .innerJoin('registry.person as p', (join) =>
      join.onRef('p.district', '=', 'a.district').onRef('p.id', '=', 'a.alias'),
    )
    .select(['a.alias as id', 'p.name', 'a.reason', 'a.merged_at as at'])
    .where('a.district', '=', district)
    .where('a.person', '=', person)
    .where('a.undone_at', 'is', null)
    .orderBy('a.merged_at')
    .execute()
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

type Version = {
  readonly record: string
  readonly version: number
  readonly at: Date
  readonly by: string
  readonly fields: PlainColumns & { readonly name: string }
  readonly sealed: Buffer | null
}

/** How a person's record, and those merged into it, came to say what they say. */
export async function getVersions(
  call: Call,
  { id }: { id: string },
): Promise<z.input<(typeof contract.listVersions)['output']>> {
  const { tx, district } = call
  const { ids } = await getStanding(tx, district, id)
  const columns = ['name', ...Object.values(COLUMNS)].map((column) => `'${column}', p.${column}`)
  const rows = await tx.run<Version>(
    `select v.record, v.version, v.at, n.name as by, v.sealed, v.fields
     from (select p.id as record, p.version, p.changed_by, p.changed_at as at, p.sealed,
                  jsonb_build_object(${columns.join(', ')}) as fields
           from registry.person p where p.district = $1 and p.id = any($2::uuid[])
           union all
           select b.person, b.version, b.changed_by, b.changed_at, b.sealed, b.fields
           from registry.person_past b where b.district = $1 and b.person = any($2::uuid[])) v
     left join kernel.account_name n on n.district = $1 and n.account = v.changed_by
     order by 2`,
    [district, ids],
  )
  const names = await communityNames(tx, district, rows)
  const versions = []
  for (const [record, chain] of Map.groupBy(rows, (row) => row.record)) {
    let before: Said | undefined
    for (const row of chain) {
      const now = await saidBy(call, row, names)
      const { version, by } = row
      versions.push({ record, version, at: row.at.toISOString(), by, changes: changesOf(before, now) })
      before = now
    }
  }
  return { versions: versions.toSorted((a, b) => b.at.localeCompare(a.at) || b.version - a.version) }
}

type Said = Readonly<Record<keyof PersonFields | 'name', string | null>>

async function saidBy({ services, tx, district }: Call, row: Version, names: ReadonlyMap<string, string>) {
  const { record: id, sealed, fields } = row
  const secrets: Secrets = (await openSecrets(services, tx, district, [{ id, sealed }])).get(id) ?? NO_SECRETS
  const plain = fromColumns(fields)
  const community = plain.community === null ? null : (names.get(plain.community) ?? plain.community)
  return { ...plain, community, ...secrets, name: fields.name }
}

function changesOf(before: Said | undefined, now: Said): FieldChange[] {
  if (!before) return []
  return FIELDS.filter((field) => before[field] !== now[field]).map((field) => {
    const shown = (value: string | null) => (field in NO_SECRETS ? maskedOrNot(value) : value)
    return { field, before: shown(before[field]), after: shown(now[field]) }
  })
}

async function communityNames(tx: Tx, district: number, rows: readonly Version[]) {
  const ids = rows.flatMap(({ fields }) => fields.community ?? [])
  const found = await tx.run<{ id: string; name: string }>(
    'select id, short_name as name from registry.community where district = $1 and id = any($2::uuid[])',
    [district, ids],
  )
  return new Map(found.map(({ id, name }) => [id, name]))
}
