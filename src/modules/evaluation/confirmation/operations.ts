import type { z } from 'zod'
import { countOf } from '#policy'
import type { Call } from '#kernel/call.ts'
import { deadlineAfter } from '#kernel/clock.ts'
import { newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { signAs } from '#kernel/signature.ts'
import { ROLES } from '#kernel/access.ts'
import { cycleProcedure } from '../cycle/procedure.ts'
import { announceCycle, confirmCycle, withdrawCycle } from '../cycle/operations.ts'
import { type CycleRow, holdCycle } from '../cycle/queries.ts'
import { silentDepartments } from '../scoring/queries.ts'
import { publishNotice, publishStars } from '../star/operations.ts'
import type { StoredResult } from '../star/queries.ts'
import { starGrades } from '../star/rules.ts'
import type * as contract from './contract.ts'
import {
  deferralsOf,
  isOpen,
  noticedCommunities,
  type NoticeRow,
  noticesOf,
  type Proposed,
  proposals,
  proposedStars,
  roundOf,
  stateOf,
} from './queries.ts'
import { isAbove, poolsOf } from './rules.ts'
import { refuse } from './refusals.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

/** The street's collective decision, typed in by itself or by the organization department from paper. */
export async function proposeStars(call: Call, input: Input<typeof contract.proposeStars>): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  const { period, street, stars, document } = input
  await holdCycle(tx, district, period, 'together')
  const { cycle, policy, quota, results } = await roundOf(call, period)
  refuseStage(call, cycle, ['closed'])
  if (cycle.round !== input.round) refuse('confirmation.changed')
  const own = results.filter((one) => one.street === street)
  if (own.length === 0) refuse('confirmation.not-yours')
  const deferred = new Set((await deferralsOf(tx, district, period)).filter(isOpen).map(({ community }) => community))
  const rows = checkProposal(call, input, own, starGrades(policy), deferred)
  if ((await proposals(tx, district, cycle)).some((one) => one.street === street)) refuse('confirmation.changed')
  for (const pool of poolsOf(quota, results)) {
    // Shared places are looked at when the district announces: a street does not see the others'.
    if (pool.streets.length === 1 && pool.streets[0] === street) refuseOver(call, pool, rows, own)
  }
  const onBehalf = ROLES[actor.role].level !== 'street'
  await tx.query
    .insertInto('evaluation.star_proposal')
    .values({
      district,
      period,
      round: cycle.round,
      street,
      area: street * 1000,
      document,
      account: actor.account,
      person_name: actor.name,
      on_behalf: onBehalf,
      at: clock.now(),
    })
    .execute()
  if (rows.length > 0) {
    const codes = new Map(own.map(({ community, code }) => [community, code]))
    await tx.query
      .insertInto('evaluation.star_proposed')
      .values(
        rows.map((one) => ({
          district,
          period,
          round: cycle.round,
          street,
          area: codes.get(one.community) ?? street * 1000,
          ...one,
        })),
      )
      .execute()
  }
  await call.audit({
    object: { type: 'cycle', id: period },
    body: { proposed: street, communities: stars.length, document, onBehalf },
  })
  return {}
}

/** Every community of the street once, none above what the rules give, each lower one with its reason. */
function checkProposal(
  call: Call,
  { stars }: Input<typeof contract.proposeStars>,
  own: readonly StoredResult[],
  grades: readonly string[],
  deferred: ReadonlySet<string>,
): Proposed[] {
  const open = own.filter(({ community }) => !deferred.has(community))
  const given = new Map(stars.map((one) => [one.community, one]))
  const known = open.filter(({ community }) => given.has(community))
  if (known.length !== open.length || given.size !== open.length || stars.length !== open.length) {
    refuse('confirmation.incomplete', { count: open.length, given: stars.length })
  }
  const title = titleOf(call)
  return open.map(({ community, name, grade }) => {
    const star = given.get(community)
    if (!star || !grade) return refuse('confirmation.no-total', { community: name })
    if (!grades.includes(star.grade) || isAbove(grades, star.grade, grade)) {
      refuse('confirmation.above', { community: name, proposed: title(star.grade), given: title(grade) })
    }
    if (star.grade !== grade && !star.reason) refuse('confirmation.reason', { community: name })
    return { community, grade: star.grade, reason: star.grade === grade ? null : (star.reason ?? null) }
  })
}

/** Grades are named star-5 … star-1 in every pack (checked there); in sentences they read as stars. */
const titleOf =
  ({ language }: Call) =>
  (grade: string): string => {
    const level = Number(grade.replace(/\D/g, ''))
    return language === 'zh' ? `${'零一二三四五'[level] ?? grade}星` : `${level} stars`
  }

type Pool = ReturnType<typeof poolsOf>[number]

function refuseOver(
  call: Call,
  { streets, grade, places }: Pool,
  proposed: readonly Pick<Proposed, 'community' | 'grade'>[],
  results: readonly StoredResult[],
): void {
  const inPool = results.filter(({ street }) => streets.includes(street))
  const communities = new Set(inPool.map(({ community }) => community))
  const given = proposed.filter((one) => one.grade === grade && communities.has(one.community)).length
  if (given <= places) return
  const names = [...new Set(inPool.map(({ streetName }) => streetName))].join('、')
  refuse('confirmation.over-quota', { streets: names, grade: titleOf(call)(grade), given, places })
}

function refuseStage({ language }: Call, { period, state }: CycleRow, wanted: readonly CycleRow['state'][]): void {
  if (!wanted.includes(state))
    refuse('confirmation.wrong-stage', { period, state: cycleProcedure.states[state][language] })
}

/** The district has checked what the streets proposed: residents are told, for as many working days as the policy says. */
export async function announceStars(
  call: Call,
  step: Input<typeof contract.announceStars>,
): Promise<{ communities: number }> {
  const { tx, district, clock, actor } = call
  const { cycle, pack, quota, results } = await roundOf(call, step.period)
  refuseStage(call, cycle, ['closed', 'notice', 'published'])
  const silent = await silentDepartments(tx, district, step.period, pack)
  const most = countOf(pack.pack, 'star.silent-most')
  if (silent.length > most) {
    refuse('confirmation.too-many-silent', { count: silent.length, codes: silent.join('、'), most })
  }
  const proposed = await proposedStars(tx, district, cycle)
  await refuseMissing(call, cycle, results)
  const announced = await readyOf(call, cycle, proposed)
  if (announced.length === 0) refuse('confirmation.nothing')
  for (const pool of poolsOf(quota, results)) refuseOver(call, pool, proposed, results)
  if (cycle.state === 'closed') await announceCycle(call, step)
  const [id, today, days] = [newId(), clock.today(), countOf(pack.pack, 'star.notice')]
  await tx.query
    .insertInto('evaluation.star_notice')
    .values({
      district,
      id,
      period: step.period,
      round: cycle.round,
      days,
      from_date: today,
      account: actor.account,
      at: clock.now(),
    })
    .execute()
  const byId = new Map(results.map((one) => [one.community, one]))
  const rows = announced.flatMap(({ community, grade }) => {
    const result = byId.get(community)
    return result ? [{ result, grade }] : []
  })
  await tx.query
    .insertInto('evaluation.star_noticed')
    .values(
      rows.map(({ result, grade }) => ({
        district,
        notice: id,
        community: result.community,
        area: result.code,
        grade,
      })),
    )
    .execute()
  await publishNotice(call, { id, period: step.period, until: deadlineAfter(today, days) }, rows)
  await call.audit({ object: { type: 'cycle', id: step.period }, body: { announced: rows.length, notice: id, days } })
  await call.emit('evaluation.star.announced', { period: step.period, notice: id })
  return { communities: rows.length }
}

async function refuseMissing({ tx, district, language }: Call, cycle: CycleRow, results: readonly StoredResult[]) {
  const made = new Set((await proposals(tx, district, cycle)).map(({ street }) => street))
  const missing = new Map(
    results.filter(({ street }) => !made.has(street)).map(({ street, streetName }) => [street, streetName]),
  )
  if (missing.size > 0) {
    refuse('confirmation.streets-missing', { streets: [...missing.values()].join(language === 'zh' ? '、' : ', ') })
  }
}

/** Proposed, and neither deferred nor announced already. */
async function readyOf({ tx, district }: Call, { period }: CycleRow, proposed: readonly Proposed[]) {
  const noticed = await noticedCommunities(tx, district, period)
  const deferred = new Set((await deferralsOf(tx, district, period)).filter(isOpen).map(({ community }) => community))
  return proposed.filter(({ community }) => !noticed.has(community) && !deferred.has(community))
}

/** Finds a notice; the half-year it belongs to does not move meanwhile. */
export async function holdNotice({ tx, district }: Call, id: string): Promise<NoticeRow> {
  const [row] = await tx.run<{ period: string }>(
    'select period from evaluation.star_notice where district = $1 and id = $2',
    [district, id],
  )
  if (!row) return refuse('confirmation.unknown')
  await holdCycle(tx, district, row.period, 'alone')
  const notice = (await noticesOf(tx, district, row.period)).find((one) => one.id === id)
  return notice ?? refuse('confirmation.unknown')
}

async function endNotice(call: Call, notice: NoticeRow, how: 'confirmed' | 'withdrawn', reason: string | null) {
  await call.tx.query
    .insertInto('evaluation.star_notice_end')
    .values({
      district: call.district,
      notice: notice.id,
      how,
      on_date: call.clock.today(),
      reason,
      account: call.actor.account,
      at: call.clock.now(),
    })
    .execute()
}

/** The named body confirms what residents have read (promise P3): signed, with every explanation, sealed. */
export async function confirmStars(
  call: Call,
  input: Input<typeof contract.confirmStars>,
): Promise<{ communities: number }> {
  const { tx, district, clock } = call
  const notice = await holdNotice(call, input.notice)
  const state = stateOf(notice, clock.today())
  if (state === 'confirmed' || state === 'withdrawn') refuse('confirmation.ended')
  const open = notice.objections.filter(({ answer }) => !answer).length
  if (state === 'paused') refuse('confirmation.open-objections', { count: open })
  if (notice.objections.some(({ answer }) => answer?.outcome === 'upheld')) refuse('confirmation.upheld')
  if (state === 'running') refuse('confirmation.too-early', { end: notice.until ?? '' })
  const { cycle, pack } = await roundOf(call, notice.period)
  const stars = await tx.run<Proposed>(
    `select c.community, c.grade, p.reason
     from evaluation.star_noticed c
     join evaluation.star_proposed p on p.district = c.district and p.community = c.community and p.period = $3 and p.round = $4
     where c.district = $1 and c.notice = $2`,
    [district, notice.id, notice.period, notice.round],
  )
  const { communities, digest } = await publishStars(call, cycle, pack, stars)
  await endNotice(call, notice, 'confirmed', null)
  if (cycle.state === 'notice') await confirmCycle(call, cycle)
  const object = { type: 'cycle', id: notice.period }
  const values = { period: notice.period, round: notice.round, notice: notice.id, digest }
  const signature = await signAs(call, 'star.confirmed', object, values)
  await call.audit({ object, body: { confirmed: communities, notice: notice.id, digest, signature: signature.id } })
  await call.emit('evaluation.cycle.published', { period: notice.period })
  return { communities }
}

/** A notice that says something wrong comes down; the round is corrected and announced anew. */
export async function withdrawNotice(call: Call, input: Input<typeof contract.withdrawNotice>): Promise<Nothing> {
  const { tx, district, clock } = call
  const notice = await holdNotice(call, input.notice)
  if (notice.how) refuse('confirmation.ended')
  await endNotice(call, notice, 'withdrawn', input.reason)
  await tx.run(
    `update kernel.public_notice set until_date = least(until_date, $3::date - 1) where district = $1 and id = $2`,
    [district, notice.id, clock.today()],
  )
  await withdrawCycle(call, notice.period)
  await call.audit({
    object: { type: 'cycle', id: notice.period },
    body: { withdrawn: notice.id, reason: input.reason },
  })
  return {}
}
