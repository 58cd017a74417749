import type { z } from 'zod'
import { communitiesInForce } from '#registry'
import { countOf, loadPack } from '#policy'
import type { Call } from '#kernel/call.ts'
import { deadlineAfter } from '#kernel/clock.ts'
import { isDuplicate, newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { signAs } from '#kernel/signature.ts'
import { lockFiling } from '../filing/operations.ts'
import { isStep } from '../filing/procedure.ts'
import type * as contract from './contract.ts'
import { refuse } from './refusals.ts'
import { answeredCases, stateOf, type StopRow, stopsOf } from './standing.ts'

// Discipline stops a case with a reason for some working days; its author lifts it, the district commission overrules it, or it
// lapses (rulings B8). Meanwhile the database lets the case go back or end, and not on.

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export async function stopFiling(
  call: Call,
  { filing, reason }: Input<typeof contract.stopFiling>,
): Promise<{ id: string; until: string }> {
  const { tx, district, actor, clock } = call
  const row = await lockFiling(call, filing)
  await refuseAnswered(call, row.id, row.community)
  if (!isStep(row.state)) refuse('supervision.over')
  const today = clock.today()
  const known = (await stopsOf(tx, district, filing)).find((one) => stateOf(one, today) === 'stands')
  if (known) refuse('supervision.stopped-already', { until: known.until })
  const { pack } = await loadPack(tx, district, row.packVersion)
  const [id, until] = [newId(), deadlineAfter(today, countOf(pack, 'filing.discipline-stop'))]
  await tx.query
    .insertInto('management.filing_stop')
    .values({
      district,
      id,
      filing,
      area: row.area,
      reason,
      from_date: today,
      until_date: until,
      person: actor.person,
      person_name: actor.name,
      account: actor.account,
      at: clock.now(),
    })
    .execute()
  await call.audit({ object: { type: 'filing', id: filing }, body: { stop: id, until, reason } })
  return { id, until }
}

/** Nobody supervises a case about which he answered for discipline. */
async function refuseAnswered(call: Call, filing: string, community: string): Promise<void> {
  if (!(await answeredCases(call, filing)).has(filing)) return
  const place = (await communitiesInForce(call.tx, call.district)).find(({ id }) => id === community)
  refuse('supervision.answered', { place: place?.shortName ?? '—' })
}

async function standingStop({ tx, district, clock }: Call, stop: string): Promise<StopRow> {
  const found = (await stopsOf(tx, district)).find(({ id }) => id === stop) ?? refuse('supervision.unknown')
  if (stateOf(found, clock.today()) !== 'stands') refuse('supervision.ended')
  return found
}

/** Two people who end the same stop: the second hears that it has ended. */
function refuseEnded(error: unknown): never {
  if (isDuplicate(error)) refuse('supervision.ended')
  throw error
}

export async function liftStop(call: Call, { stop, reason }: Input<typeof contract.liftStop>): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  const found = await standingStop(call, stop)
  if (found.person !== actor.person) refuse('supervision.not-author', { name: found.by })
  await refuseAnswered(call, found.filing, found.community)
  await tx.query
    .insertInto('management.filing_stop_end')
    .values({
      district,
      stop,
      person: actor.person,
      area: found.area,
      reason,
      lifted_on: clock.today(),
      account: actor.account,
      at: clock.now(),
    })
    .execute()
    .catch(refuseEnded)
  await call.audit({ object: { type: 'filing', id: found.filing }, body: { lifted: stop, reason } })
  return {}
}

/** The district commission ends a stop that it finds wrong; signed, with the number of its decision. */
export async function overruleStop(
  call: Call,
  { stop, reason, document }: Input<typeof contract.overruleStop>,
): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  const found = await standingStop(call, stop)
  if (found.person === actor.person) refuse('supervision.own-stop')
  await refuseAnswered(call, found.filing, found.community)
  const object = { type: 'filing', id: found.filing }
  const { id: signature } = await signAs(call, 'overrule', object, { stop, reason, document })
  await tx.query
    .insertInto('management.filing_stop_overrule')
    .values({
      district,
      stop,
      author: found.person,
      person: actor.person,
      person_name: actor.name,
      area: found.area,
      reason,
      document,
      signature,
      overruled_on: clock.today(),
      account: actor.account,
      at: clock.now(),
    })
    .execute()
    .catch(refuseEnded)
  await call.audit({ object, body: { overruled: stop, reason, document } })
  return {}
}
