import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { Community, listCommunities } from './contract.ts'

type Input = z.output<(typeof listCommunities)['input']>

/** Communities in force, or those that ended, in pinyin order, by keyset pages. Who sees which is the database's business. */
export async function getCommunities(
  { tx, district }: Call,
  { search, street, kind, state, after, limit }: Input,
): Promise<z.input<(typeof listCommunities)['output']>> {
  let found = tx.query
    .selectFrom('registry.community')
    .where('district', '=', district)
    .where('valid_until', state === 'now' ? 'is' : 'is not', null)
  if (street !== undefined) found = found.where('street', '=', street)
  if (kind !== undefined) found = found.where('kind', '=', kind)
  if (search) found = found.where(matches(search))
  const counted = await found.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  let query = found
    .select(['id', 'code', 'name', 'short_name as shortName', 'pinyin', 'street', 'street_name as streetName'])
    .select([
      'version',
      'valid_until as validUntil',
      (select) => select.ref('kind').$castTo<Community['kind']>().as('kind'),
    ])
    .orderBy('pinyin')
    .orderBy('id')
    .limit(limit + 1)
  if (after) {
    query = query.where((where) => where(where.refTuple('pinyin', 'id'), '>', where.tuple(after.pinyin, after.id)))
  }
  const rows = await query.execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    communities: page,
    count: counted.count,
    next: rows.length > limit && last ? { pinyin: last.pinyin, id: last.id } : null,
  }
}

/**
 * The pinyin begins with it, written as people type it (nanguan, lv for lü), or its initials do (ng); the code begins with
 * it; or the name holds it.
 */
function matches(search: string): RawBuilder<boolean> {
  const typed = search.toLowerCase().replaceAll(/[\s']/g, '').replaceAll('ü', 'v')
  const spelled = sql<string>`replace(replace(pinyin, ' ', ''), 'ü', 'v')`
  const initials = sql<string>`regexp_replace(pinyin, '(\\S)\\S*\\s*', '\\1', 'g')`
  // Nothing but an apostrophe is typed nothing, with which everything begins.
  const start = sql`nullif(${typed}::text, '')`
  return sql<boolean>`(${spelled} ^@ ${start} or ${initials} ^@ ${start} or code::text ^@ ${start}
    or position(${search} in name) > 0)`
}

/** A community as a roster freezes it. */
export type RosterCommunity = Omit<Community, 'pinyin' | 'validUntil' | 'version'>

/** The communities in force, in code order. In-transaction door for other modules. */
export function communitiesInForce(tx: Tx, district: number): Promise<readonly RosterCommunity[]> {
  return tx.run<RosterCommunity>(
    `select id, code, name, short_name as "shortName", street, street_name as "streetName", kind
     from registry.community where district = $1 and valid_until is null order by code`,
    [district],
  )
}
