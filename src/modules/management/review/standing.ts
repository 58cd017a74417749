import type { Tx } from '#kernel/database.ts'
import type { FilingState } from '../filing/procedure.ts'

// How far the joint review of a case is, in numbers: for the steps of the case, the radar and supervision.

/** Of the rounds `r`, the newest about each case. */
const NEWEST = `not exists (select from management.review_request n
  where n.district = r.district and n.filing = r.filing and n.round > r.round)`
/** Of the questions `q`, those without a reply that the caller may see. */
const SILENT = `not exists (select from management.review_reply p
  where p.district = q.district and p.request = q.request and p.department = q.department)`
/** The newest rounds `r` about cases that stand at the review; goes into a `where`. */
export const UNDER_WAY = `${NEWEST} and 'review' = (select a.to_state from management.filing_act a
  where a.district = r.district and a.filing = r.filing order by a.seq desc limit 1)`

export type ReviewState = {
  readonly request: string
  readonly round: number
  readonly askedOn: string
  readonly departments: number
  readonly replied: number
  /** Findings and deferrals that were not cleared. */
  readonly stopping: number
  readonly validUntil: string | null
}

/** The newest round about each of these cases, as far as the caller may see; none before the first. */
export async function latestReviews(
  tx: Tx,
  district: number,
  filings: readonly string[],
): Promise<ReadonlyMap<string, ReviewState>> {
  const rows = await tx.run<ReviewState & { readonly filing: string }>(
    `with latest as (
       select distinct on (filing) filing, id, round, asked_on, departments from management.review_request
       where district = $1 and filing = any($2::uuid[]) order by filing, round desc
     ), replied as (
       select p.request, count(*)::int as count from management.review_reply p join latest l on l.id = p.request
       where p.district = $1 group by 1
     ), stopping as (
       select a.request, count(*)::int as count from management.review_answer a join latest l on l.id = a.request
       where a.district = $1 and a.stops and not exists (select from management.review_resolution s where s.district = a.district
         and s.request = a.request and s.department = a.department and s.item = a.item and s.outcome = 'cleared') group by 1
     )
     select l.filing, l.id as request, l.round, l.asked_on as "askedOn", l.departments, c.valid_until as "validUntil",
       coalesce(r.count, 0) as replied, coalesce(s.count, 0) as stopping
     from latest l left join replied r on r.request = l.id left join stopping s on s.request = l.id
     left join management.review_conclusion c on c.district = $1 and c.request = l.id`,
    [district, filings],
  )
  return new Map(rows.map(({ filing, ...review }) => [filing, review]))
}

/** The newest round about one case; undefined before the first. */
export const latestReview = async (tx: Tx, district: number, filing: string): Promise<ReviewState | undefined> =>
  (await latestReviews(tx, district, [filing])).get(filing)

/** The departments that have not replied in the newest round, as far as the caller may see, by case. */
export async function silentDepartments(
  tx: Tx,
  district: number,
  filings: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.run<{ filing: string; departments: string[] }>(
    `select r.filing, array_agg(q.department order by q.department) as departments
     from management.review_request r join management.review_question q on q.district = r.district and q.request = r.id
     where r.district = $1 and r.filing = any($2::uuid[])
       and ${NEWEST} and ${SILENT}
     group by r.filing`,
    [district, filings],
  )
  return new Map(rows.map(({ filing, departments }) => [filing, departments]))
}

/** Departments with questions past their day in cases that are still in review, as far as the caller may see. */
export function lateDepartments(tx: Tx, district: number, today: string) {
  return tx.run<{ readonly department: string; readonly people: number; readonly since: string }>(
    `select q.department, count(*)::int as people, min(q.due_on) as since from management.review_question q
     join management.review_request r on r.district = q.district and r.id = q.request
     where q.district = $1 and q.due_on < $2 and ${UNDER_WAY} and ${SILENT}
     group by 1 order by 1`,
    [district, today],
  )
}

/** All that a street and a candidate ever learn of it (rulings B3). */
export function outcomeOf(state: FilingState, review: ReviewState | undefined) {
  if (!review) return 'none' as const
  if (review.validUntil !== null) return 'may-proceed' as const
  if (state === 'rejected') return 'not-passed' as const
  return review.stopping > 0 ? ('deferred' as const) : ('in-review' as const)
}
