import type { z } from 'zod'
import { countOf } from '#policy'
import type { Call } from '#kernel/call.ts'
import { deadlineAfter } from '#kernel/clock.ts'
import { newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { cycleProcedure } from '../cycle/procedure.ts'
import { holdCycle } from '../cycle/queries.ts'
import type * as contract from './contract.ts'
import { deferralsOf, isOpen, noticedCommunities, roundOf } from './queries.ts'
import { refuse } from './refusals.ts'

// A confirmation put off (rulings B1): an open case never changes a score or a grade. Outsiders read 待确认, whatever the
// reason.

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export async function deferStar(call: Call, input: Input<typeof contract.deferStar>): Promise<{ until: string }> {
  const { tx, district, clock, actor, language } = call
  const { period, community, kind, reason } = input
  await holdCycle(tx, district, period, 'alone')
  const { cycle, pack, results } = await roundOf(call, period)
  if (cycle.state !== 'closed') {
    refuse('confirmation.wrong-stage', { period, state: cycleProcedure.states[cycle.state][language] })
  }
  const found = results.find((one) => one.community === community)
  if (!found) return refuse('confirmation.unknown')
  if ((await noticedCommunities(tx, district, period)).has(community))
    refuse('confirmation.noticed', { community: found.name })
  const earlier = (await deferralsOf(tx, district, period)).filter((one) => one.community === community)
  const running = earlier.find(isOpen)
  if (running) refuse('confirmation.deferred-already', { community: found.name, until: running.until })
  const most = countOf(pack.pack, 'star.defer-times')
  if (earlier.length >= most) refuse('confirmation.deferred-twice', { community: found.name, most })
  const today = clock.today()
  const until = deadlineAfter(today, countOf(pack.pack, 'star.defer'))
  const id = newId()
  await tx.query
    .insertInto('evaluation.star_deferral')
    .values({
      district,
      id,
      period,
      community,
      area: found.code,
      kind,
      reason,
      from_date: today,
      until_date: until,
      times: earlier.length + 1,
      account: actor.account,
      at: clock.now(),
    })
    .execute()
  await call.audit({ object: { type: 'deferral', id }, body: { period, community, kind, until } })
  return { until }
}

export async function liftDeferral(call: Call, input: Input<typeof contract.liftDeferral>): Promise<Nothing> {
  const { tx, district, clock, actor } = call
  const [row] = await tx.run<{ period: string; area: number }>(
    'select period, area from evaluation.star_deferral where district = $1 and id = $2',
    [district, input.deferral],
  )
  if (!row) return refuse('confirmation.unknown')
  await holdCycle(tx, district, row.period, 'alone')
  const found = (await deferralsOf(tx, district, row.period)).find(({ id }) => id === input.deferral)
  if (!found || !isOpen(found)) refuse('confirmation.unknown')
  await tx.query
    .insertInto('evaluation.star_deferral_end')
    .values({
      district,
      deferral: input.deferral,
      area: row.area,
      on_date: clock.today(),
      reason: input.reason,
      account: actor.account,
      at: clock.now(),
    })
    .execute()
  await call.audit({ object: { type: 'deferral', id: input.deferral }, body: { lifted: true } })
  return {}
}
