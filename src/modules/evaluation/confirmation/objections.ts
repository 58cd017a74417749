import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import type * as contract from './contract.ts'
import { holdNotice } from './operations.ts'
import { noticesOf } from './queries.ts'
import { refuse } from './refusals.ts'

// Objections to a notice come by word, letter or telephone and are typed in by staff; each pauses the clock until it is
// answered (domain.md §7, 24). Who objects is not kept.

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export async function recordObjection(
  call: Call,
  input: Input<typeof contract.recordObjection>,
): Promise<{ id: string }> {
  const { tx, district, actor, clock } = call
  const notice = await holdNotice(call, input.notice)
  if (notice.how) refuse('confirmation.ended')
  const today = clock.today()
  const last = notice.until !== null && notice.until < today ? notice.until : today
  const { receivedOn, community } = input
  // A letter that came in time counts, also when it is typed in late.
  if (receivedOn < notice.from || receivedOn > last)
    refuse('confirmation.date', { date: receivedOn, from: notice.from })
  const [about] = await tx.run<{ area: number }>(
    'select area from evaluation.star_noticed where district = $1 and notice = $2 and community = $3',
    [district, notice.id, community],
  )
  if (!about) return refuse('confirmation.unknown')
  const id = newId()
  await tx.query
    .insertInto('evaluation.star_objection')
    .values({
      district,
      id,
      notice: notice.id,
      community,
      area: about.area,
      received_on: receivedOn,
      channel: input.channel,
      summary: input.summary,
      account: actor.account,
      at: clock.now(),
    })
    .execute()
  await tx.query
    .insertInto('evaluation.star_pause')
    .values({ district, objection: id, notice: notice.id, from_date: receivedOn, until_date: null })
    .execute()
  // Residents go on reading it while the clock stands.
  await keepUp(call, notice.id, null)
  await call.audit({ object: { type: 'objection', id }, body: { notice: notice.id, community, receivedOn } })
  return { id }
}

export async function answerObjection(call: Call, input: Input<typeof contract.answerObjection>): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  const [row] = await tx.run<{ notice: string; area: number }>(
    'select notice, area from evaluation.star_objection where district = $1 and id = $2',
    [district, input.objection],
  )
  if (!row) return refuse('confirmation.unknown')
  const notice = await holdNotice(call, row.notice)
  if (notice.how) refuse('confirmation.ended')
  if (notice.objections.find(({ id }) => id === input.objection)?.answer) refuse('confirmation.answered')
  const today = clock.today()
  await tx.query
    .insertInto('evaluation.star_objection_answer')
    .values({
      district,
      objection: input.objection,
      area: row.area,
      outcome: input.outcome,
      answered_on: today,
      answer: input.answer,
      account: actor.account,
      at: clock.now(),
    })
    .execute()
  await tx.run('update evaluation.star_pause set until_date = $3 where district = $1 and objection = $2', [
    district,
    input.objection,
    today,
  ])
  const after = (await noticesOf(tx, district, notice.period)).find(({ id }) => id === notice.id)
  if (after) await keepUp(call, notice.id, after.until)
  await call.audit({ object: { type: 'objection', id: input.objection }, body: { outcome: input.outcome } })
  return {}
}

/** Until when residents read a notice; null: while its clock stands. */
async function keepUp({ tx, district }: Call, notice: string, until: string | null): Promise<void> {
  await tx.run('update kernel.public_notice set until_date = $3 where district = $1 and id = $2', [
    district,
    notice,
    until,
  ])
}
