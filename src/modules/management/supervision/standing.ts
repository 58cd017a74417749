import { type Actor, type Call } from '#kernel/call.ts'
import { districtScope } from '#kernel/access.ts'
import type { Tx } from '#kernel/database.ts'
import { readAs } from '#kernel/read-as.ts'
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

/** What discipline answers for in the joint review. */
const DISCIPLINE = 'JR-01'

/**
 * The cases in which a person answered for discipline in the joint review, sealed replies included: read in the scope of that
 * department, of which nothing is told but this.
 */
export async function answeredCases(
  { tx, district, actor }: Call,
  filing: string | null = null,
): Promise<ReadonlySet<string>> {
  const scope = districtScope('staff', district)
  const asked = await readAs(tx, scope, () =>
    tx.run<{ filing: string; request: string; org: string }>(
      `select r.filing, r.id as request, q.org from management.review_request r
       join management.review_question q on q.district = r.district and q.request = r.id and q.department = $2
       where r.district = $1 and ($3::uuid is null or r.filing = $3)`,
      [district, DISCIPLINE, filing],
    ),
  )
  const own = new Set<string>()
  for (const [org, rows] of Map.groupBy(asked, (row) => row.org)) {
    const requests = await readAs(tx, { ...districtScope('reviewer', district), org }, () =>
      signedBy(tx, actor, district),
    )
    for (const row of rows) if (requests.has(row.request)) own.add(row.filing)
  }
  return own
}

async function signedBy(tx: Tx, { person }: Actor, district: number): Promise<ReadonlySet<string>> {
  const rows = await tx.run<{ request: string }>(
    `select r.request from management.review_reply r join kernel.signature s on s.district = r.district and s.id = r.signature
     where r.district = $1 and r.department = $2 and s.person = $3`,
    [district, DISCIPLINE, person],
  )
  return new Set(rows.map(({ request }) => request))
}
