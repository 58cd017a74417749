import type { z } from 'zod'
import { type Role, ROLES } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { noticeEnd, workingDaysLeft } from '#kernel/clock.ts'
import type { Tx } from '#kernel/database.ts'
import type { Rule } from '#kernel/policy/rule.ts'
import { type CycleRow, getCyclePack } from '../cycle/queries.ts'
import type { Span } from '../cycle/rules.ts'
import { type StoredResult, starTitles, storedResults } from '../star/queries.ts'
import { starPolicy } from '../star/rules.ts'
import type { Deferral, getStages, Notice, Objection, ProposingStreet } from './contract.ts'
import { poolsOf } from './rules.ts'
import { refuse } from './refusals.ts'

const QUOTA_RULE = 'star.quota'

/** A round of totals with the policy that it was computed by. */
export async function roundOf({ tx, district }: Call, period: string) {
  const { pack, ...cycle } = await getCyclePack(tx, district, period)
  const results = await storedResults(tx, district, period, cycle.round)
  return { cycle, pack, policy: starPolicy(pack), quota: pack.rules.get('star')?.get(QUOTA_RULE), results }
}

export type Proposed = { readonly community: string; readonly grade: string; readonly reason: string | null }

/** What streets propose now: of each community the last one. */
export function proposedStars(
  tx: Tx,
  district: number,
  { period, round }: Pick<CycleRow, 'period' | 'round'>,
): Promise<Proposed[]> {
  return tx.run<Proposed>(
    `select distinct on (community) community, grade, reason from evaluation.star_proposed
     where district = $1 and period = $2 and round = $3 order by community, version desc`,
    [district, period, round],
  )
}

export type Proposal = NonNullable<ProposingStreet['proposed']> & { readonly street: number; readonly version: number }

/** The last proposal of each street. */
export function proposals(tx: Tx, district: number, { period, round }: CycleRow): Promise<Proposal[]> {
  return tx.run<Proposal>(
    `select distinct on (street) street, version, person_name as by, on_date as on, document, on_behalf as "onBehalf"
     from evaluation.star_proposal where district = $1 and period = $2 and round = $3 order by street, version desc`,
    [district, period, round],
  )
}

export async function deferredCommunities(tx: Tx, district: number, period: string): Promise<ReadonlySet<string>> {
  return communitiesOf(await deferralsOf(tx, district, period))
}

const communitiesOf = (deferrals: readonly Deferral[]): ReadonlySet<string> =>
  new Set(deferrals.filter(isOpen).map(({ community }) => community))

/** The half-year of a notice. */
export async function periodOfNotice(tx: Tx, district: number, id: string): Promise<string> {
  const [row] = await tx.run<{ period: string }>(
    'select period from evaluation.star_notice where district = $1 and id = $2',
    [district, id],
  )
  return row?.period ?? refuse('confirmation.unknown')
}

/** Communities about which their streets still decide: neither announced or confirmed, nor deferred. */
export async function undecided(
  { tx, district }: Call,
  period: string,
  results: readonly StoredResult[],
  deferrals?: readonly Deferral[],
): Promise<StoredResult[]> {
  const noticed = await noticedCommunities(tx, district, period)
  const deferred = communitiesOf(deferrals ?? (await deferralsOf(tx, district, period)))
  return results.filter(({ community }) => !noticed.has(community) && !deferred.has(community))
}

type DeferralRow = Omit<Deferral, 'ended'> & { readonly endedOn: string | null; readonly endReason: string | null }

export async function deferralsOf(tx: Tx, district: number, period: string): Promise<Deferral[]> {
  const rows = await tx.run<DeferralRow>(
    `select d.id, d.community, r.short_name as name, r.street_name as "streetName", d.kind, d.reason, d.from_date as from,
            d.until_date as until, d.times, e.on_date as "endedOn", e.reason as "endReason"
     from evaluation.star_deferral d
     join evaluation.roster r on r.district = d.district and r.period = d.period and r.community = d.community
     left join evaluation.star_deferral_end e on e.district = d.district and e.deferral = d.id
     where d.district = $1 and d.period = $2 order by d.id`,
    [district, period],
  )
  return rows.map(({ endedOn, endReason, ...row }) => {
    return { ...row, ended: endedOn === null ? null : { on: endedOn, reason: endReason ?? '' } }
  })
}

export type NoticeRow = {
  readonly id: string
  readonly period: string
  readonly round: number
  readonly from: string
  readonly days: number
  readonly how: 'confirmed' | 'withdrawn' | null
  readonly communities: number
  readonly objections: readonly Objection[]
  readonly until: string | null
}

type ObjectionRow = Omit<Objection, 'answer'> & {
  readonly notice: string
  readonly outcome: 'kept' | 'upheld' | null
  readonly answeredOn: string | null
  readonly answer: string | null
}

/** Notices of a half-year, newest first, with their objections and where their clock stands. */
export async function noticesOf(tx: Tx, district: number, period: string): Promise<NoticeRow[]> {
  const rows = await tx.run<Omit<NoticeRow, 'objections' | 'until'>>(
    `select n.id, n.period, n.round, n.from_date as from, n.days, e.how,
            (select count(*)::int from evaluation.star_noticed c where c.district = n.district and c.notice = n.id) as communities
     from evaluation.star_notice n
     left join evaluation.star_notice_end e on e.district = n.district and e.notice = n.id
     where n.district = $1 and n.period = $2 order by n.id desc`,
    [district, period],
  )
  const objections = await tx.run<ObjectionRow>(
    `select o.id, o.notice, o.community, r.short_name as name, o.received_on as "receivedOn", o.channel, o.summary,
            a.outcome, a.answered_on as "answeredOn", a.answer
     from evaluation.star_objection o
     join evaluation.star_notice n on n.district = o.district and n.id = o.notice
     join evaluation.roster r on r.district = o.district and r.period = n.period and r.community = o.community
     left join evaluation.star_objection_answer a on a.district = o.district and a.objection = o.id
     where o.district = $1 and n.period = $2 order by o.id`,
    [district, period],
  )
  const pauses = await pausesOf(tx, district, period)
  const byNotice = Map.groupBy(objections, ({ notice }) => notice)
  return rows.map((row) => ({
    ...row,
    objections: (byNotice.get(row.id) ?? []).map(objectionOf),
    until: noticeEnd(row.from, row.days, pauses.get(row.id) ?? []),
  }))
}

function objectionOf({ notice: _notice, outcome, answeredOn, answer, ...row }: ObjectionRow): Objection {
  return { ...row, answer: outcome && answeredOn ? { outcome, on: answeredOn, text: answer ?? '' } : null }
}

type PauseRow = { readonly notice: string; readonly from: string; readonly until: string | null }

/** When the clocks stood: by all objections of the district, those of other streets too, of which a street sees only this. */
async function pausesOf(tx: Tx, district: number, period: string): Promise<ReadonlyMap<string, PauseRow[]>> {
  const rows = await tx.run<PauseRow>(
    `select p.notice, p.from_date as from, p.until_date as until from evaluation.star_pause p
     join evaluation.star_notice n on n.district = p.district and n.id = p.notice
     where p.district = $1 and n.period = $2`,
    [district, period],
  )
  return Map.groupBy(rows, ({ notice }) => notice)
}

/** Communities that stand in a notice which has not been withdrawn, and the day on which their stars were confirmed. */
export async function noticedCommunities(
  tx: Tx,
  district: number,
  period: string,
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await tx.run<{ community: string; confirmedOn: string | null }>(
    `select c.community, e.on_date as "confirmedOn" from evaluation.star_noticed c
     join evaluation.star_notice n on n.district = c.district and n.id = c.notice
     left join evaluation.star_notice_end e on e.district = n.district and e.notice = n.id
     where c.district = $1 and n.period = $2 and e.how is distinct from 'withdrawn'`,
    [district, period],
  )
  return new Map(rows.map(({ community, confirmedOn }) => [community, confirmedOn]))
}

/** The days of the notice that stands, for the calendar; undefined: none does. */
export const spanOf = (notice: Pick<NoticeRow, 'from' | 'until'> | undefined): Span | undefined =>
  notice && { from: notice.from, to: notice.until }

export const isOpen = ({ ended }: Deferral): boolean => ended === null

/** Where everything stands, for the page. */
export async function stagesOf(
  call: Call,
  { period }: z.output<(typeof getStages)['input']>,
): Promise<z.input<(typeof getStages)['output']>> {
  const { tx, district, actor, clock } = call
  const { cycle, pack, quota, results } = await roundOf(call, period)
  const proposed = new Map((await proposedStars(tx, district, cycle)).map((one) => [one.community, one.grade]))
  const made = new Map((await proposals(tx, district, cycle)).map(({ street, ...one }) => [street, one]))
  const names = new Map(results.map(({ street, streetName }) => [street, streetName]))
  const deferrals = await deferralsOf(tx, district, period)
  const open = await undecided(call, period, results, deferrals)
  const waiting = open.length
  const due = new Set(open.filter(({ community }) => !proposed.has(community)).map(({ street }) => street))
  const isTotalled = cycle.state !== 'open' && cycle.state !== 'closing'
  return {
    round: cycle.round,
    streets: streetsOf(results).map(({ street, name, communities }) => {
      return { street, name, communities, due: due.has(street), proposed: made.get(street) ?? null }
    }),
    pools: poolsOf(quotaFor(call, quota, results), results).map(({ streets, grade, places }) => ({
      streets: streets.map((street) => names.get(street) ?? String(street)),
      grade,
      places,
      proposed: results.filter((one) => streets.includes(one.street) && proposed.get(one.community) === grade).length,
    })),
    notices: (await noticesOf(tx, district, period)).map((row) => noticeView(row, clock.today(), actor.role)),
    // Why a confirmation waits is for the body that confirms (rulings B1).
    deferrals: mayKnowWhy(actor.role) ? deferrals : [],
    waiting: isTotalled ? waiting : 0,
    titles: starTitles(pack),
    mayAnnounce: isTotalled && ORGANIZATION.includes(actor.role) && waiting > 0,
  }
}

/** A street that shares its places with others sees only its own totals: what the quota leaves is settled by the district. */
export function quotaFor({ actor }: Call, rule: Rule | undefined, results: readonly StoredResult[]): Rule | undefined {
  const isStreet = ROLES[actor.role].level === 'street'
  return isStreet && rule?.mechanism === 'quota@1' && results.length < rule.poolBelow ? undefined : rule
}

const ORGANIZATION: readonly Role[] = ['organization-head', 'organization-officer']
const mayKnowWhy = (role: Role): boolean => ORGANIZATION.includes(role) || role === 'discipline-officer'

function streetsOf(results: readonly StoredResult[]) {
  return [...Map.groupBy(results, ({ street }) => street)]
    .map(([street, own]) => ({ street, name: own[0]?.streetName ?? '', communities: own.length }))
    .toSorted((a, b) => a.street - b.street)
}

/** What has become of a notice by a day. */
export function stateOf({ how, until, objections }: NoticeRow, today: string): Notice['state'] {
  if (how) return how
  if (until === null || objections.some(({ answer }) => !answer)) return 'paused'
  return today > until ? 'over' : 'running'
}

function noticeView(row: NoticeRow, today: string, role: Role): Notice {
  const state = stateOf(row, today)
  const isOpen = state !== 'confirmed' && state !== 'withdrawn'
  const isHead = role === 'organization-head'
  const upheld = row.objections.some(({ answer }) => answer?.outcome === 'upheld')
  const { id, from, days, until, communities, objections } = row
  const left = state === 'running' && until !== null ? workingDaysLeft(today, until) : null
  const allowed = [
    ...(isHead && state === 'over' && !upheld ? (['confirm'] as const) : []),
    ...(isHead && isOpen ? (['withdraw'] as const) : []),
    ...(isOpen ? (['object'] as const) : []),
    ...(isOpen && ORGANIZATION.includes(role) ? (['answer'] as const) : []),
  ]
  return { id, from, days, until, left, state, communities, objections: [...objections], allowed }
}

/** Deferred communities are proposed when the others are announced or confirmed already. */
export const STAGES_TO_PROPOSE: readonly CycleRow['state'][] = ['closed', 'notice', 'published']

export const proposers: readonly Role[] = ['street-officer', ...ORGANIZATION]
