import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { recordsOf } from '../people/record.ts'
import { type GROUNDS, type listDuplicates, MOST_SHOWN } from './contract.ts'

type Found = {
  readonly a: string
  readonly b: string
  readonly grounds: (typeof GROUNDS)[number][]
  readonly count: number
}

// Two ID numbers are two people; so are two records that somebody has kept apart.
const PAIRS = `
  with alone as materialized (
    select p.id, p.name_key, left(p.birth, 7) as month, p.phone_hash, p.id_hash, p.pinyin from registry.person p
    where p.district = $1 and p.ended_at is null and not exists (select from registry.person_alias m
      where m.district = $1 and m.alias = p.id and m.undone_at is null)
  ), pair as (
    select a.id as one, b.id as other, 'name' as ground, a.pinyin
    from alone a join alone b on b.name_key = a.name_key and b.month = a.month and b.id > a.id
    where a.id_hash is null or b.id_hash is null
    union all
    select a.id, b.id, 'phone', a.pinyin
    from alone a join alone b on b.name_key = a.name_key and b.phone_hash = a.phone_hash and b.id > a.id
    where a.id_hash is null or b.id_hash is null
    union all
    select least(a.id, b.id), greatest(a.id, b.id), 'former-name', a.pinyin
    from registry.person_name n
    join alone a on a.id = n.person
    join alone b on b.name_key = n.name_key and b.month = a.month and b.id <> a.id
    where n.district = $1 and (a.id_hash is null or b.id_hash is null)
  )
  select one as a, other as b, array_agg(distinct ground) as grounds, count(*) over () as count
  from pair
  where not exists (select from registry.person_distinct d where d.district = $1 and d.a = one and d.b = other)
  group by one, other
  order by min(pinyin), one, other
  limit ${MOST_SHOWN}`

/** Records in the caller's area that may be one person. */
export async function getDuplicates(call: Call): Promise<z.input<(typeof listDuplicates)['output']>> {
  const found = await call.tx.run<Found>(PAIRS, [call.district])
  const records = await recordsOf(
    call,
    found.flatMap(({ a, b }) => [a, b]),
  )
  const pairs = found.flatMap(({ a, b, grounds }) => {
    const [one, other] = [records.get(a), records.get(b)]
    return one && other ? [{ grounds, records: [one, other] as [typeof one, typeof other] }] : []
  })
  return { pairs, count: found[0]?.count ?? 0 }
}
