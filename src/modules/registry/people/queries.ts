import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { areasOf } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import type { Hasher } from '#kernel/crypto/keys.ts'
import type { Tx } from '#kernel/database.ts'
import type { HeldPost, listPeople, PeopleFilters } from './contract.ts'
import { MOST_COUNTED } from './contract.ts'
import { readIdNumber, readPhone } from './identity.ts'
import { nameKey } from './names.ts'

type Input = z.output<(typeof listPeople)['input']>
type Page = z.input<(typeof listPeople)['output']>

/** People by pinyin or by strokes, in keyset pages. Who sees whom is the database's business. */
export async function getPeople(call: Call, input: Input): Promise<Page> {
  const { order, after, limit } = input
  const found = await findPeople(call, input)
  const key = order === 'strokes' ? 'p.strokes' : 'p.pinyin'
  let query = found
    .leftJoin('registry.community as c', (join) =>
      join.onRef('c.district', '=', 'p.district').onRef('c.id', '=', 'p.community'),
    )
    .select(['p.id', 'p.name', 'p.sex', 'p.birth', 'p.political', `${key} as key`])
    .select(['c.short_name as communityName', 'c.street_name as streetName'])
    .select(sql<string | null>`coalesce(p.education_in_service, p.education_full_time)`.as('education'))
    .orderBy(key)
    .orderBy('p.id')
    .limit(limit + 1)
  if (after) query = query.where((where) => where(where.refTuple(key, 'p.id'), '>', where.tuple(after.key, after.id)))
  const rows = await query.execute()
  const page = rows.slice(0, limit)
  const posts = await postsOf(
    call,
    page.map(({ id }) => id),
  )
  const last = page.at(-1)
  return {
    people: page.map((row) => ({ ...row, posts: [...(posts.get(row.id) ?? [])] })),
    next: rows.length > limit && last ? { key: last.key, id: last.id } : null,
  }
}

/** How many there are, up to a limit. */
export async function countPeople(call: Call, filters: PeopleFilters): Promise<{ count: number }> {
  const found = await findPeople(call, filters)
  const rows = await found
    .select(sql<number>`1`.as('one'))
    .limit(MOST_COUNTED + 1)
    .execute()
  return { count: rows.length }
}

/** The records that stand alone (not withdrawn, not merged) and meet the filters. */
async function findPeople({ tx, district, clock, services }: Call, { search, street, community, post }: PeopleFilters) {
  let found = tx.query
    .selectFrom('registry.person as p')
    .where('p.district', '=', district)
    .where('p.ended_at', 'is', null)
    .where(
      sql<boolean>`not exists (select from registry.person_alias a
        where a.district = p.district and a.alias = p.id and a.undone_at is null)`,
    )
  if (street !== undefined) {
    const [lo, hi] = areasOf(street)
    found = found.where('p.area', '>=', lo).where('p.area', '<=', hi)
  }
  if (community !== undefined) found = found.where('p.community', '=', community)
  if (post !== undefined) found = found.where(holds(post, clock.today()))
  if (search) found = found.where(matches(search, district, await services.keyring.hasher(tx, district)))
  return found
}

/** Holds a post of that kind today, or none at all. A merged record's posts count for the one that stands for it. */
function holds(post: NonNullable<Input['post']>, today: string): RawBuilder<boolean> {
  const held = sql`exists (select from registry.tenure t join registry.post o on o.district = t.district and o.id = t.post
    where t.district = p.district and t.superseded is null and t.valid_from <= ${today}::date
      and (t.valid_until is null or t.valid_until > ${today}::date)
      and (t.person = p.id or t.person in (select a.alias from registry.person_alias a
           where a.district = p.district and a.person = p.id and a.undone_at is null))
      ${post === 'none' ? sql`` : sql`and o.kind = ${post}`})`
  return post === 'none' ? sql<boolean>`not ${held}` : sql<boolean>`${held}`
}

/**
 * The people whom somebody may mean who types this. Each way is one or two comparisons that an index answers under
 * row-level security: equality, and "begins with" over byte order (rulings G5). A merged record finds the one that stands
 * for it.
 */
function matches(search: string, district: number, hash: Hasher): RawBuilder<boolean> {
  const typed = nameKey(search)
  const former = sql`union all select n.person as id from registry.person_name n
    where n.district = ${district} and n.name_key ^@ ${typed}`
  // As an array, so that who is meant is found first and put in order then: joined, the whole list was walked in order to
  // find sixty of them (0.8 s among 600,000).
  return sql<boolean>`p.id = any (array(
    select coalesce(a.person, found.id)
    from (select q.id from registry.person q where q.district = ${district} and ${recordMatches(search, typed, hash)}
          ${/\p{L}/u.test(typed) ? former : sql``}) found
    left join registry.person_alias a on a.district = ${district} and a.alias = found.id and a.undone_at is null))`
}

function recordMatches(search: string, typed: string, hash: Hasher): RawBuilder<boolean> {
  const id = readIdNumber(search)
  if ('value' in id) return sql<boolean>`q.id_hash = ${hash('id-number', id.value)}`
  if (/^\d{3}[\dx]$/.test(typed)) return sql<boolean>`q.id_last4 = ${hash('id-last4', typed.toUpperCase())}`
  const phone = readPhone(search)
  if (phone) return sql<boolean>`q.phone_hash = ${hash('phone', phone)}`
  if (/^[a-z'ü]+$/.test(typed)) {
    const spelled = typed.replaceAll("'", '').replaceAll('ü', 'v')
    // Nothing but an apostrophe is typed nothing, with which everything begins.
    return spelled === '' ? sql<boolean>`false` : sql<boolean>`(q.pinyin ^@ ${spelled} or q.initials ^@ ${spelled})`
  }
  return sql<boolean>`(q.name_key ^@ ${typed} or q.given_key ^@ ${typed})`
}

/** The posts that people hold today, their aliases' included, by the person that stands for them. */
export async function postsOf(
  { tx, district, clock }: Pick<Call, 'tx' | 'district' | 'clock'>,
  people: readonly string[],
): Promise<ReadonlyMap<string, readonly HeldPost[]>> {
  if (people.length === 0) return new Map()
  const rows = await tx.run<HeldPost & { person: string }>(
    `with who as (
       select id as person, id from unnest($2::uuid[]) as id
       union all select a.person, a.alias from registry.person_alias a
         where a.district = $1 and a.person = any($2::uuid[]) and a.undone_at is null
     )
     select w.person, o.kind, t.capacity, o.community, c.short_name as "communityName", t.valid_from as from
     from who w
     join registry.tenure t on t.district = $1 and t.person = w.id and t.superseded is null
     join registry.post o on o.district = t.district and o.id = t.post
     join registry.community c on c.district = o.district and c.id = o.community
     where t.valid_from <= $3::date and (t.valid_until is null or t.valid_until > $3::date)
     order by t.valid_from, o.kind`,
    [district, people, clock.today()],
  )
  return Map.groupBy(rows, ({ person }) => person)
}

/** The record that stands for this id: itself, or the one it was merged into. In-transaction door for other modules. */
export async function standsFor(tx: Tx, district: number, id: string): Promise<string> {
  const alias = await tx.query
    .selectFrom('registry.person_alias')
    .select('person')
    .where('district', '=', district)
    .where('alias', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return alias?.person ?? id
}
