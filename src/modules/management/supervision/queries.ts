import type { z } from 'zod'
import { communitiesInForce } from '#registry'
import { countOf, newestVersion } from '#policy'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import { filingsOf } from '../filing/queries.ts'
import { lateDepartments } from '../review/standing.ts'
import type { getSupervision, Stop } from './contract.ts'

export type StopRow = Omit<Stop, 'communityName' | 'streetName' | 'state' | 'mayLift'> & {
  readonly community: string
  readonly person: string
  readonly area: number
}

/** Stops that the caller may see, newest first. */
export function stopsOf(tx: Tx, district: number, filing: string | null = null): Promise<StopRow[]> {
  return tx.run<StopRow>(
    `select s.id, s.filing, f.person_name as "personName", f.community, s.reason, s.from_date as "from", s.until_date as "until",
       s.person_name as by, s.person, s.area,
       case when e.stop is null then null else jsonb_build_object('on', e.lifted_on, 'reason', e.reason) end as lifted
     from management.filing_stop s
     join management.filing f on f.district = s.district and f.id = s.filing
     left join management.filing_stop_end e on e.district = s.district and e.stop = s.id
     where s.district = $1 and ($2::uuid is null or s.filing = $2) order by s.id desc limit 500`,
    [district, filing],
  )
}

/** After its last day a stop lapses by itself. */
export const standing = ({ lifted, until }: Pick<StopRow, 'lifted' | 'until'>, today: string): boolean =>
  lifted === null && until >= today

export async function supervisionBoard(call: Call): Promise<z.input<(typeof getSupervision)['output']>> {
  const { tx, district, actor, clock } = call
  const today = clock.today()
  const places = new Map((await communitiesInForce(tx, district)).map((one) => [one.id, one]))
  const nameOf = (community: string) => places.get(community)?.shortName ?? '—'
  const pack = (await newestVersion(tx, district))?.pack
  const names = new Map(pack?.lists.review_departments.items.map(({ code, zh, en }) => [code, { zh, en }]))
  const stops = (await stopsOf(tx, district)).map(({ community, person, area: _area, ...row }): Stop => {
    const stands = standing(row, today)
    return {
      ...row,
      communityName: nameOf(community),
      streetName: places.get(community)?.streetName ?? '—',
      state: row.lifted ? 'lifted' : stands ? 'stands' : 'lapsed',
      mayLift: stands && person === actor.person,
    }
  })
  const late = await lateDepartments(tx, district, today)
  const open = await filingsOf(tx, district, { open: true })
  return {
    stops: stops.toSorted((a, b) => Number(b.state === 'stands') - Number(a.state === 'stands')),
    late: late.map((one) => ({
      ...one,
      name: names.get(one.department) ?? { zh: one.department, en: one.department },
    })),
    cases: open.map(({ id, personName, community }) => ({ filing: id, personName, communityName: nameOf(community) })),
    days: pack ? countOf(pack, 'filing.discipline-stop') : 0,
  }
}
