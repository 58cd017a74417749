import type { z } from 'zod'
import { limitOf, type StoredPack } from '#policy'
import { areasOf } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { isDuplicate, newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { compare, display, rational, ZERO } from '#kernel/policy/rational.ts'
import { type CycleRow, getCyclePack, holdCycle } from '../cycle/queries.ts'
import { rosterOf, type RosterRow } from '../scoring/queries.ts'
import { starPolicy } from '../star/rules.ts'
import type * as contract from './contract.ts'
import type { Kind } from './contract.ts'
import { mayWithdraw, type MeritRow, meritRows, stateOf } from './queries.ts'
import { refuse } from './refusals.ts'
import { methodProblem, takesShifts } from './overlay.ts'
import { daysOf, methodsInForce, titleKey } from './rules.ts'

type Opened = CycleRow & { readonly pack: StoredPack }

/** The half-year, kept open until this transaction ends. @throws Refusal once it is being totalled. */
async function holdOpen({ tx, district }: Call, period: string): Promise<Opened> {
  await holdCycle(tx, district, period, 'together')
  const cycle = await getCyclePack(tx, district, period)
  if (cycle.state !== 'open') refuse('merits.not-open', { period })
  return cycle
}

/** Communities of the half-year in the caller's area, all of those asked for. */
async function findCommunities(call: Call, period: string, ids: readonly string[]): Promise<readonly RosterRow[]> {
  const roster = new Map((await rosterOf(call.tx, call.district, period)).map((row) => [row.community, row]))
  return [...new Set(ids)].map((id) => roster.get(id) ?? refuse('merits.unknown-community', { period }))
}

const findCommunity = async (call: Call, period: string, id: string): Promise<RosterRow> => {
  const [found] = await findCommunities(call, period, [id])
  return found ?? refuse('merits.unknown-community', { period })
}

type Document = { readonly documentNumber: string; readonly documentTitle: string }
type Entered = Document & { readonly period: string; readonly kind: Kind; readonly title: string }
type Place = { readonly area: number; readonly street: number; readonly community: string | null }

const placeOf = ({ code, street, community }: RosterRow): Place => ({ area: code, street, community })

/** What only some kinds have, as columns. */
type Own = {
  readonly level?: string
  readonly issuer?: string
  readonly title_key?: string
  readonly happened_on?: string
  readonly statement?: string
  readonly method_rules?: string
  readonly method?: string
  readonly item?: number
  readonly points?: string
}

/** Writes one entry and puts it on record. */
async function enter(call: Call, { period, kind, title, ...paper }: Entered, place: Place, own: Own): Promise<string> {
  const { tx, district, actor, clock } = call
  const id = newId()
  await tx.query
    .insertInto('evaluation.merit')
    .values({
      district,
      id,
      period,
      kind,
      title,
      ...place,
      ...own,
      document_number: paper.documentNumber,
      document_title: paper.documentTitle,
      person: actor.person,
      account: actor.account,
      account_name: actor.name,
      entered_on: clock.today(),
      at: clock.now(),
    })
    .execute()
  const { area: _area, ...where } = place
  await call.audit({ object: { type: 'merit', id }, body: { period, kind, title, ...paper, ...where, ...own } })
  return id
}

/** An honour of a community: counts once another person of the organization department has confirmed it. */
export async function enterHonour(
  call: Call,
  input: z.output<typeof contract.enterHonour.input>,
): Promise<{ id: string }> {
  const { period, title, level, issuer, awardedOn } = input
  await holdOpen(call, period)
  const community = await findCommunity(call, period, input.community)
  const [from, until] = daysOf(period)
  const isWithin = awardedOn >= from && awardedOn <= until && awardedOn <= call.clock.today()
  if (!isWithin) refuse('merits.outside-half-year', { date: awardedOn, from, until })
  const key = titleKey(title)
  await refuseCountedBefore(call, period, community.community, key, title)
  const own = { level, issuer, title_key: key, happened_on: awardedOn }
  return { id: await enter(call, { ...input, kind: 'honour' }, placeOf(community), own) }
}

/** An honour counts once in a year: what the other half-year has counted is not entered or confirmed again. */
async function refuseCountedBefore(
  { tx, district }: Call,
  period: string,
  community: string,
  key: string,
  title: string,
): Promise<void> {
  const other = `${period.slice(0, 4)}H${period.endsWith('1') ? 2 : 1}`
  const [counted] = await tx.run(
    `select m.id from evaluation.merit m
     join evaluation.merit_decision d on d.district = m.district and d.merit = m.id and d.act = 'confirmed'
     where m.district = $1 and m.period = $2 and m.community = $3 and m.title_key = $4
       and not exists (select from evaluation.merit_decision w where w.district = m.district and w.merit = m.id and w.step = 2)
     limit 1`,
    [district, other, community, key],
  )
  if (counted) refuse('merits.counted-before', { title, period: other })
}

/** A serious case, found by a named person after the community was heard (R-BR-2, B2); caps the star once reviewed. */
export async function enterCase(call: Call, input: z.output<typeof contract.enterCase.input>): Promise<{ id: string }> {
  const { period, reason, heardOn, statement } = input
  await holdOpen(call, period)
  const community = await findCommunity(call, period, input.community)
  const today = call.clock.today()
  if (heardOn > today) refuse('merits.heard-later', { date: heardOn, today })
  const own = { happened_on: heardOn, statement }
  return { id: await enter(call, { ...input, title: reason, kind: 'serious-case' }, placeOf(community), own) }
}

/** 街道办法 of the caller's street (F4-5): takes the place of an earlier one once the organization department approves it. */
export async function enterMethod(
  call: Call,
  input: z.output<typeof contract.enterMethod.input>,
): Promise<{ id: string }> {
  const { pack } = await holdOpen(call, input.period)
  if (!takesShifts(starPolicy(pack))) refuse('merits.method-no-shifts')
  refuseMethod(pack, input.rules)
  const street = Math.floor(call.actor.scope.areas[0] / 1000)
  const place = { area: areasOf(street)[0], street, community: null }
  const own = { method_rules: JSON.stringify(input.rules) }
  return { id: await enter(call, { ...input, kind: 'street-method' }, place, own) }
}

function refuseMethod({ pack }: StoredPack, rules: z.output<typeof contract.enterMethod.input>['rules']): void {
  const dimensions = new Map(pack.lists.star_dimensions.items.map((item) => [item.code, item]))
  const [shift, bonus] = [limitOf(pack, 'star.street-shift'), limitOf(pack, 'star.street-bonus')]
  const points = Object.fromEntries([...dimensions].map(([code, item]) => [code, rational(item.points)]))
  const problem = methodProblem(rules, { dimensions: points, shift, bonus })
  if (problem) {
    const { code, at = '' } = problem
    const { zh: zhAt = at, en: enAt = at } = dimensions.get(at) ?? {}
    refuse(`merits.${code}`, { at, zhAt, enAt, shift: display(shift, 1), bonus: display(bonus, 1) })
  }
}

type Awarding = z.output<typeof contract.awardPoints.input>

/** Points of a street's own bonus, for communities of the street, by its method in force. */
export async function awardPoints(call: Call, input: Awarding): Promise<{ ids: string[] }> {
  const { tx, district } = call
  const { period, method: id, item, points, reason } = input
  await holdOpen(call, period)
  // Two who award at once would not see each other's.
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`merits.award/${district}/${id}`])
  const communities = await findCommunities(call, period, input.communities)
  const rows = await meritRows(tx, [district], period)
  const method = [...methodsInForce(rows).values()].find((row) => row.id === id)
  if (!method?.rules) return refuse('merits.method-not-in-force')
  const { title, points: most } = method.rules.items[item] ?? refuse('merits.unknown-item')
  const given = rational(points)
  if (compare(given, ZERO) <= 0 || compare(given, rational(most)) > 0)
    refuse('merits.too-many-points', { item: title, most })
  const ids: string[] = []
  for (const community of communities) {
    if (community.street !== method.street) refuse('merits.unknown-community', { period })
    refuseAwarded(rows, id, item, community)
    const own = { method: id, item, points }
    ids.push(await enter(call, { ...input, title: reason, kind: 'street-award' }, placeOf(community), own))
  }
  return { ids }
}

function refuseAwarded(
  rows: readonly MeritRow[],
  method: string,
  item: number,
  { community, shortName }: RosterRow,
): void {
  const isSame = (row: MeritRow) => row.method === method && row.item === item && row.community === community
  if (rows.some((row) => isSame(row) && !row.withdrawn)) refuse('merits.awarded', { community: shortName })
}

type Found = MeritRow & { readonly period: string; readonly area: number }

/** An entry of one of these kinds in the caller's area, in a half-year that is kept open. */
async function findEntry(call: Call, id: string, kinds: readonly Kind[]): Promise<Found> {
  const { tx, district } = call
  const place = await tx.query
    .selectFrom('evaluation.merit')
    .select(['period', 'area'])
    .where('district', '=', district)
    .where('id', '=', id)
    .where('kind', 'in', kinds)
    .executeTakeFirst()
  if (!place) return refuse('merits.unknown')
  await holdOpen(call, place.period)
  const row = (await meritRows(tx, [district], place.period)).find((one) => one.id === id)
  return row ? { ...row, ...place } : refuse('merits.unknown')
}

type Verdict = z.output<typeof contract.reviewMerit.input>
type Withdrawal = z.output<typeof contract.withdrawMerit.input>

/** Makes the operation by which a second person confirms or declines entries of these kinds. */
export function reviewOf(...kinds: readonly Kind[]) {
  return async (call: Call, { id, verdict, reason }: Verdict): Promise<Nothing> => {
    const entry = await findEntry(call, id, kinds)
    const state = stateOf(entry)
    if (state === 'withdrawn') refuse('merits.withdrawn')
    if (state !== 'waiting') refuse('merits.decided')
    if (entry.person === call.actor.person) refuse('merits.same-person')
    if (verdict === 'declined' && !reason) refuse('merits.reason-missing')
    if (verdict === 'confirmed' && entry.kind === 'honour') {
      await refuseCountedBefore(call, entry.period, entry.community ?? '', entry.titleKey ?? '', entry.title)
    }
    await decide(call, entry, verdict, reason)
    return {}
  }
}

/** Makes the operation by which entries of these kinds are taken back. */
export function withdrawalOf(...kinds: readonly Kind[]) {
  return async (call: Call, { id, reason }: Withdrawal): Promise<Nothing> => {
    const entry = await findEntry(call, id, kinds)
    const state = stateOf(entry)
    if (state === 'withdrawn') refuse('merits.withdrawn')
    if (state === 'declined') refuse('merits.decided')
    if (!mayWithdraw(entry, call.actor.role)) refuse('merits.confirmed-above')
    await decide(call, entry, 'withdrawn', reason)
    return {}
  }
}

async function decide(
  call: Call,
  { id, period, area, person }: Found,
  act: 'confirmed' | 'declined' | 'withdrawn',
  reason: string | null,
): Promise<void> {
  const { tx, district, actor, clock } = call
  await tx.query
    .insertInto('evaluation.merit_decision')
    .values({
      district,
      merit: id,
      period,
      area,
      act,
      reason,
      step: act === 'withdrawn' ? 2 : 1,
      entered_by: person ?? '',
      person: actor.person,
      account: actor.account,
      account_name: actor.name,
      decided_on: clock.today(),
      at: clock.now(),
    })
    .execute()
    .catch((error: unknown) => {
      if (isDuplicate(error, 'merit_decision_pkey')) refuse('merits.decided')
      throw error
    })
  await call.audit({ object: { type: 'merit', id }, body: { act, reason } })
}
