import type { z } from 'zod'
import { countOf } from '#policy'
import type { Call } from '#kernel/call.ts'
import { deadlineAfter } from '#kernel/clock.ts'
import { newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { signAs } from '#kernel/signature.ts'
import { announceCycle, confirmCycle, withdrawCycle } from '../cycle/operations.ts'
import { type CycleRow, getCyclePack, holdCycle } from '../cycle/queries.ts'
import { silentDepartments } from '../scoring/queries.ts'
import { publishNotice, publishStars } from '../star/operations.ts'
import type { StoredResult } from '../star/queries.ts'
import { recomputeRound, type Round } from '../star/verification.ts'
import { refuseOver, refuseStage } from './checks.ts'
import type * as contract from './contract.ts'
import { type NoticeRow, noticesOf, periodOfNotice, proposedStars, roundOf, stateOf, undecided } from './queries.ts'
import { poolsOf } from './rules.ts'
import { refuse } from './refusals.ts'

// From what the streets propose to confirmed stars: announced, taken down, confirmed.

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

/** The district has checked what the streets proposed: residents are told, for as many working days as the policy says. */
export async function announceStars(
  call: Call,
  step: Input<typeof contract.announceStars>,
): Promise<{ communities: number }> {
  const { tx, district, clock } = call
  const { cycle, pack, quota, results } = await roundOf(call, step.period)
  refuseStage(call, cycle, ['closed', 'notice', 'published'])
  const silent = await silentDepartments(tx, district, step.period, pack)
  const most = countOf(pack.pack, 'star.silent-most')
  if (silent.length > most) {
    refuse('confirmation.too-many-silent', { count: silent.length, codes: silent.join('、'), most })
  }
  await refuseNotReproduced(call, { cycle, pack, results })
  const proposed = await proposedStars(tx, district, cycle)
  const open = await undecided(call, step.period, results)
  if (open.length === 0) refuse('confirmation.nothing')
  const stars = new Map(proposed.map(({ community, grade }) => [community, grade]))
  refuseMissing(call, open, stars)
  for (const pool of poolsOf(quota, results)) refuseOver(call, pool, proposed, results)
  if (cycle.state === 'closed') await announceCycle(call, step)
  const id = newId()
  const rows = open.map((result) => ({ result, grade: stars.get(result.community) ?? '' }))
  const days = countOf(pack.pack, 'star.notice')
  await writeNotice(call, { id, cycle, days }, rows)
  await publishNotice(call, { id, period: step.period, until: deadlineAfter(clock.today(), days) }, rows)
  await call.audit({ object: { type: 'cycle', id: step.period }, body: { announced: rows.length, notice: id, days } })
  await call.emit('evaluation.star.announced', { period: step.period, notice: id })
  return { communities: rows.length }
}

type Announced = { readonly result: StoredResult; readonly grade: string }

async function writeNotice(
  { tx, district, clock, actor }: Call,
  { id, cycle, days }: { readonly id: string; readonly cycle: CycleRow; readonly days: number },
  rows: readonly Announced[],
): Promise<void> {
  await tx.query
    .insertInto('evaluation.star_notice')
    .values({
      district,
      id,
      period: cycle.period,
      round: cycle.round,
      days,
      from_date: clock.today(),
      account: actor.account,
      at: clock.now(),
    })
    .execute()
  await tx.query
    .insertInto('evaluation.star_noticed')
    .values(
      rows.map(({ result, grade }) => {
        return { district, notice: id, community: result.community, area: result.code, grade }
      }),
    )
    .execute()
}

/** Residents are told nothing that the sheets do not give today. */
async function refuseNotReproduced({ tx, district, services }: Call, round: Round): Promise<void> {
  const [first] = (await recomputeRound(services, tx, district, round)).different
  if (first) {
    const { name, stored, computed } = first
    refuse('confirmation.not-reproduced', { community: name, stored, computed })
  }
}

function refuseMissing({ language }: Call, open: readonly StoredResult[], stars: ReadonlyMap<string, string>): void {
  const missing = new Set(open.filter(({ community }) => !stars.has(community)).map(({ streetName }) => streetName))
  if (missing.size > 0) {
    refuse('confirmation.streets-missing', { streets: [...missing].join(language === 'zh' ? '、' : ', ') })
  }
}

/** Finds a notice; the half-year it belongs to does not move meanwhile. */
export async function holdNotice({ tx, district }: Call, id: string): Promise<NoticeRow> {
  const period = await periodOfNotice(tx, district, id)
  await holdCycle(tx, district, period, 'alone')
  const notice = (await noticesOf(tx, district, period)).find((one) => one.id === id)
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
  const { pack, ...cycle } = await getCyclePack(tx, district, notice.period)
  const announced = await tx.run<{ community: string }>(
    'select community from evaluation.star_noticed where district = $1 and notice = $2',
    [district, notice.id],
  )
  // What is announced cannot be proposed anew: the last proposal is what residents have read.
  const ids = new Set(announced.map(({ community }) => community))
  const stars = (await proposedStars(tx, district, notice)).filter(({ community }) => ids.has(community))
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
    'update kernel.public_notice set until_date = least(until_date, $3::date - 1) where district = $1 and id = $2',
    [district, notice.id, clock.today()],
  )
  await withdrawCycle(call, notice.period)
  await call.audit({
    object: { type: 'cycle', id: notice.period },
    body: { withdrawn: notice.id, reason: input.reason },
  })
  return {}
}
