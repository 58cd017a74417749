import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { Community, listCommunities } from './contract.ts'

type Input = z.output<(typeof listCommunities)['input']>

/** Communities in force, in pinyin order, by keyset pages. Who sees which is the database's business. */
export async function getCommunities(
  { tx, district }: Call,
  { search, street, kind, after, limit }: Input,
): Promise<z.input<(typeof listCommunities)['output']>> {
  let query = tx.query
    .selectFrom('registry.community')
    .select([
      'id',
      'code',
      'name',
      'short_name as shortName',
      'pinyin',
      'street',
      'street_name as streetName',
      'version',
    ])
    .select((select) => select.ref('kind').$castTo<Community['kind']>().as('kind'))
    .where('district', '=', district)
    .where('valid_until', 'is', null)
    .orderBy('pinyin')
    .orderBy('id')
    .limit(limit + 1)
  if (street !== undefined) query = query.where('street', '=', street)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (after) {
    query = query.where((where) => where(where.refTuple('pinyin', 'id'), '>', where.tuple(after.pinyin, after.id)))
  }
  if (search) query = query.where(matches(search))
  const rows = await query.execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { communities: page, next: rows.length > limit && last ? { pinyin: last.pinyin, id: last.id } : null }
}

/** The pinyin begins with it, or the name holds it. */
function matches(search: string): RawBuilder<boolean> {
  return sql<boolean>`(pinyin ^@ ${search.toLowerCase()} or position(${search} in name) > 0)`
}

/** A community as a roster freezes it. */
export type RosterCommunity = Omit<Community, 'pinyin' | 'version'>

/** The communities in force, in code order. In-transaction door for other modules. */
export function communitiesInForce(tx: Tx, district: number): Promise<readonly RosterCommunity[]> {
  return tx.query
    .selectFrom('registry.community')
    .select(['id', 'code', 'name', 'short_name as shortName', 'street', 'street_name as streetName'])
    .select((select) => select.ref('kind').$castTo<Community['kind']>().as('kind'))
    .where('district', '=', district)
    .where('valid_until', 'is', null)
    .orderBy('code')
    .execute()
}
