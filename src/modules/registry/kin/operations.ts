import type { z } from 'zod'
import { areasOf } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { isDuplicate, newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { getStanding } from '../people/record.ts'
import type * as contract from './contract.ts'
import { kinshipsOf } from './queries.ts'
import { refuse } from './refusals.ts'

/** Enters a kinship that a person declared; the only input to recusal (rulings G3). */
export async function declareKin(
  call: Call,
  { person, relative, degree }: z.output<typeof contract.declareKin.input>,
): Promise<{ id: string }> {
  const { tx, district, actor, clock } = call
  const [one, other] = [await getStanding(tx, district, person), await getStanding(tx, district, relative)]
  if (one.id === other.id) refuse('kin.self')
  const known = await kinshipsOf(tx, district, one.ids)
  if (known.some((kinship) => kinship.person === other.id)) refuse('kin.declared')
  const id = newId()
  await tx.query
    .insertInto('registry.kin')
    .values({
      // The label of the whole district: rows of a street's people that the street does not read.
      district,
      id,
      a: one.id,
      b: other.id,
      area: areasOf(district)[0],
      degree,
      declared_by: actor.account,
      declared_at: clock.now(),
    })
    .execute()
    .catch((error: unknown) => {
      if (isDuplicate(error, 'kin_once')) refuse('kin.declared')
      throw error
    })
  await call.audit({ object: { type: 'kin', id }, restricted: true, body: { a: one.id, b: other.id, degree } })
  return { id }
}

/** Ends a kinship: entered wrongly, or no longer one. */
export async function endKin(call: Call, { id, reason }: z.output<typeof contract.endKin.input>): Promise<Nothing> {
  const ended = await call.tx.query
    .updateTable('registry.kin')
    .set({ ended_by: call.actor.account, ended_at: call.clock.now(), end_reason: reason })
    .where('district', '=', call.district)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!ended) return refuse('kin.unknown')
  await call.audit({ object: { type: 'kin', id }, restricted: true, body: { ended: true, reason } })
  return {}
}
