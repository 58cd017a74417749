import type { z } from 'zod'
import { countOf, loadPack } from '#policy'
import type { Call } from '#kernel/call.ts'
import { deadlineAfter } from '#kernel/clock.ts'
import { isDuplicate, newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { lockFiling } from '../filing/operations.ts'
import { isStep } from '../filing/procedure.ts'
import type * as contract from './contract.ts'
import { standing, stopsOf } from './queries.ts'
import { refuse } from './refusals.ts'

// Discipline stops a case with a reason for some working days; its author lifts it, or it lapses (rulings B8). Meanwhile the
// database lets the case go back or end, and not on.

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export async function stopFiling(
  call: Call,
  { filing, reason }: Input<typeof contract.stopFiling>,
): Promise<{ id: string; until: string }> {
  const { tx, district, actor, clock } = call
  const row = await lockFiling(call, filing)
  if (!isStep(row.state)) refuse('supervision.over')
  const today = clock.today()
  const known = (await stopsOf(tx, district, filing)).find((one) => standing(one, today))
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

export async function liftStop(call: Call, { stop, reason }: Input<typeof contract.liftStop>): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  const found = (await stopsOf(tx, district)).find(({ id }) => id === stop) ?? refuse('supervision.unknown')
  if (found.person !== actor.person) refuse('supervision.not-author', { name: found.by })
  if (!standing(found, clock.today())) refuse('supervision.ended')
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
    .catch((error: unknown) => {
      if (isDuplicate(error)) refuse('supervision.ended')
      throw error
    })
  await call.audit({ object: { type: 'filing', id: found.filing }, body: { lifted: stop, reason } })
  return {}
}
