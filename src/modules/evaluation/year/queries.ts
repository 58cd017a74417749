import type { z } from 'zod'
import { ROLES } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import type { CycleState } from '../cycle/procedure.ts'
import type { Half, listHalves, listYear, YearRow } from './contract.ts'
import { refuse } from './refusals.ts'

type Filters = { readonly year: number; readonly street?: number | undefined; readonly search?: string | undefined }

/** One page of a year, in code order. */
export async function getYear(
  call: Call,
  { limit, after, ...filters }: z.output<(typeof listYear)['input']>,
): Promise<z.input<(typeof listYear)['output']>> {
  const { rows, count, periods } = await yearRows(call, filters, after, limit + 1)
  const page = rows.slice(0, limit)
  const next = rows.length > limit ? (page.at(-1)?.code ?? null) : null
  return { rows: page, next, count, periods }
}

type Place = Omit<YearRow, 'halves'>

/** Communities that were in a half-year of the year, by the name that they had last; `limit` null: all. */
export async function yearRows(
  call: Call,
  { year, street, search }: Filters,
  after?: number,
  limit: number | null = null,
): Promise<{ rows: YearRow[]; count: number; periods: string[] }> {
  const { tx, district } = call
  const cycles = await tx.run<{ period: string }>(
    `select period from evaluation.cycle where district = $1 and period = any($2) order by period`,
    [district, [`${year}H1`, `${year}H2`]],
  )
  const periods = cycles.map(({ period }) => period)
  const places = await tx.run<Place & { count: number }>(
    `with place as (
       select distinct on (community) community, code, name as official, short_name as name, street, street_name as "streetName"
       from evaluation.roster where district = $1 and period = any($2) order by community, period desc),
     found as (
       select community, code, name, street, "streetName" from place
       where ($3::bigint is null or street = $3) and ($4::text is null or position($4 in official) > 0))
     select found.*, (select count(*)::int from found) as count from found
     where $5::bigint is null or code > $5 order by code limit $6`,
    [district, periods, street ?? null, search || null, after ?? null, limit],
  )
  const ids = places.map(({ community }) => community)
  const known = new Map((await halvesOf(call, ids, periods)).map((one) => [`${one.community}/${one.period}`, one]))
  const rows = places.map(({ count: _count, ...place }) => ({
    ...place,
    halves: periods.map((period) => halfOf(known.get(`${place.community}/${period}`), period)),
  }))
  return { rows, count: places[0]?.count ?? 0, periods }
}

const halfOf = (found: HalfRow | undefined, period: string): Half =>
  found
    ? { period, state: found.state, grade: found.grade, total: found.total }
    : { period, state: 'absent', grade: null, total: null }

/** All half-years of one community. */
export async function getHalves(
  call: Call,
  { community }: { community: string },
): Promise<z.input<(typeof listHalves)['output']>> {
  const found = await halvesOf(call, [community], null)
  if (found.length === 0) refuse('year.unknown-community')
  const halves = found.map((one) => halfOf(one, one.period))
  return { name: found[0]?.name ?? '', halves }
}

type HalfRow = Half & { readonly community: string; readonly name: string }
type Row = {
  readonly name: string
  readonly community: string
  readonly period: string
  readonly cycle: CycleState
  readonly confirmed: boolean
  readonly grade: string | null
  readonly total: string | null
  readonly noticed: string | null
  readonly deferred: boolean
}

/** Half-years of communities, newest first; `periods` null: all that were. */
async function halvesOf(
  { tx, district, actor }: Call,
  communities: readonly string[],
  periods: readonly string[] | null,
): Promise<HalfRow[]> {
  const rows = await tx.run<Row>(
    `select r.community, r.short_name as name, r.period, c.state as cycle, p.community is not null as confirmed, p.grade, p.total_display as total,
            n.grade as noticed, d.community is not null as deferred
     from evaluation.roster r
     join evaluation.cycle c on c.district = r.district and c.period = r.period
     left join evaluation.star_publication p on p.district = r.district and p.period = r.period and p.community = r.community
     left join (select t.period, x.community, x.grade from evaluation.star_notice t
                join evaluation.star_noticed x on x.district = t.district and x.notice = t.id
                where t.district = $1 and not exists (
                  select from evaluation.star_notice_end e where e.district = t.district and e.notice = t.id)) n
       on n.period = r.period and n.community = r.community
     left join (select distinct f.period, f.community from evaluation.star_deferral f
                where f.district = $1 and not exists (
                  select from evaluation.star_deferral_end e where e.district = f.district and e.deferral = f.id)) d
       on d.period = r.period and d.community = r.community
     where r.district = $1 and r.community = any($2::uuid[]) and ($3::text[] is null or r.period = any($3))
     order by r.period desc`,
    [district, communities, periods],
  )
  // That a confirmation was put off is for the district; a street reads the same word as for all that wait (rulings B1).
  const mayKnow = ROLES[actor.role].level === 'district'
  return rows.map(({ community, name, period, grade, total, noticed, ...row }) => {
    const state = stateOf(row, noticed !== null, mayKnow)
    return { community, name, period, state, grade: state === 'notice' ? noticed : grade, total }
  })
}

function stateOf(
  { cycle, confirmed, deferred }: Pick<Row, 'cycle' | 'confirmed' | 'deferred'>,
  isNoticed: boolean,
  mayKnow: boolean,
): Half['state'] {
  if (confirmed) return 'confirmed'
  if (isNoticed) return 'notice'
  if (deferred && mayKnow) return 'deferred'
  return cycle === 'open' || cycle === 'closing' ? 'scoring' : 'waiting'
}
