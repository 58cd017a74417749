import type { RosterCommunity } from '#registry'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { Stop } from './contract.ts'

export type StopRow = Omit<Stop, 'communityName' | 'streetName' | 'state' | 'mayLift' | 'mayOverrule'> & {
  readonly community: string
  readonly street: number
  readonly postKind: string
  readonly person: string
  readonly area: number
}

/** Stops that the caller may see, newest first. */
export function stopsOf(tx: Tx, district: number, filing: string | null = null): Promise<StopRow[]> {
  return tx.run<StopRow>(
    `select s.id, s.filing, f.person_name as "personName", f.community, f.street, f.post_kind as "postKind", s.reason,
       s.from_date as "from", s.until_date as "until", s.person_name as by, s.person, s.area,
       case when e.stop is null then null else jsonb_build_object('on', e.lifted_on, 'reason', e.reason) end as lifted,
       case when o.stop is null then null else jsonb_build_object('on', o.overruled_on, 'by', o.person_name,
         'reason', o.reason, 'document', o.document) end as overruled
     from management.filing_stop s
     join management.filing f on f.district = s.district and f.id = s.filing
     left join management.filing_stop_end e on e.district = s.district and e.stop = s.id
     left join management.filing_stop_overrule o on o.district = s.district and o.stop = s.id
     where s.district = $1 and ($2::uuid is null or s.filing = $2) order by s.id desc limit 500`,
    [district, filing],
  )
}

/** It ends by its author's lifting or by the district commission; after its last day it lapses by itself. */
export function stateOf({ lifted, overruled, until }: StopRow, today: string): Stop['state'] {
  if (overruled) return 'overruled'
  if (lifted) return 'lifted'
  return until >= today ? 'stands' : 'lapsed'
}

/** The last day of each stop that stands, by case. */
export async function standingStops(tx: Tx, district: number, today: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.run<{ filing: string; until: string }>(
    `select s.filing, s.until_date as until from management.filing_stop s
     where s.district = $1 and s.until_date >= $2
       and not exists (select from management.filing_stop_end e where e.district = s.district and e.stop = s.id)
       and not exists (select from management.filing_stop_overrule o where o.district = s.district and o.stop = s.id)`,
    [district, today],
  )
  return new Map(rows.map(({ filing, until }) => [filing, until]))
}

/** As they are shown: with names of places and what the caller may do; those that stand first. */
export function shownStops(
  { actor, clock }: Pick<Call, 'actor' | 'clock'>,
  rows: readonly StopRow[],
  communities: readonly RosterCommunity[],
): Stop[] {
  const places = new Map(communities.map((one) => [one.id, one]))
  const shown = rows.map((row): Stop => {
    const { community, person, area: _area, street: _street, postKind: _post, ...own } = row
    const state = stateOf(row, clock.today())
    const [stands, isAuthor] = [state === 'stands', person === actor.person]
    return {
      ...own,
      communityName: places.get(community)?.shortName ?? '—',
      streetName: places.get(community)?.streetName ?? '—',
      state,
      mayLift: stands && isAuthor && actor.role === 'discipline-officer',
      mayOverrule: stands && !isAuthor && actor.role === 'district-commission',
    }
  })
  return shown.toSorted((a, b) => Number(b.state === 'stands') - Number(a.state === 'stands'))
}

/** What discipline answers for in the joint review. */
export const DISCIPLINE = 'JR-01'

/** The cases in which the caller answered for discipline in the joint review, sealed replies included: of himself he reads both. */
export async function answeredCases(
  { tx, district, actor }: Call,
  filing: string | null = null,
): Promise<ReadonlySet<string>> {
  const rows = await tx.run<{ filing: string }>(
    `select q.filing from management.review_replier r
     join management.review_request q on q.district = r.district and q.id = r.request
     where r.district = $1 and r.department = $2 and r.person = $3 and ($4::uuid is null or q.filing = $4)`,
    [district, DISCIPLINE, actor.person, filing],
  )
  return new Set(rows.map((row) => row.filing))
}
