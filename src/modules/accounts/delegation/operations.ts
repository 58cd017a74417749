import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { addDays } from '#kernel/clock.ts'
import { newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { heldRoles, isAdministrator } from '../account/operations.ts'
import { type delegate as delegateContract, MOST_DAYS } from './contract.ts'
import { activeGrant, lentFrom } from './queries.ts'
import { refuse } from './refusals.ts'

// Acting for: the holder of a role lends it for some days. The borrowed role is a grant of its own that refers to the lent one
// and ends with it; whatever is done in it bears both names.

/** Lends the caller's active role. @throws Refusal where it may not be lent, or not to this account, or not so long. */
export async function delegateRole(
  call: Call,
  { login, from, until, reason }: z.output<(typeof delegateContract)['input']>,
): Promise<{ id: string }> {
  const { tx, district, actor, clock } = call
  const held = await activeGrant(call)
  if (held.delegated_from) refuse('delegation.lent')
  if (from < clock.today() || until < from || until > addDays(from, MOST_DAYS - 1)) {
    refuse('delegation.days', { most: MOST_DAYS })
  }
  const end = addDays(until, 1)
  if (held.valid_until !== null && end > held.valid_until) {
    refuse('delegation.outlasts', { until: addDays(held.valid_until, -1) })
  }
  const to = await tx.query
    .selectFrom('control.account')
    .select(['id', 'name', 'person'])
    .where('district', '=', district)
    .where('login', '=', login)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (!to) return refuse('delegation.unknown-login', { login })
  if (to.person === actor.person) refuse('delegation.oneself')
  if ((await heldRoles(call, to.id)).some(isAdministrator)) refuse('delegation.administrator', { name: to.name })
  const same = (await lentFrom(tx, held.id)).find((one) => one.valid_from < end && one.valid_until > from)
  if (same) refuse('delegation.twice', { from: same.valid_from, until: addDays(same.valid_until, -1), name: same.name })
  const id = newId()
  const { id: delegated_from, ...role } = held
  await tx.query
    .insertInto('control.role_grant')
    .values({ ...role, id, account: to.id, valid_from: from, valid_until: end, delegated_from, reason })
    .execute()
  const body = { delegated: id, role: role.role, to: to.id, from, until, reason }
  await call.audit({ object: { type: 'account', id: actor.account }, body })
  return { id }
}

/** Takes a lent role back; sessions that act in it end with it. */
export async function endDelegation(call: Call, { id }: { readonly id: string }): Promise<Nothing> {
  const { tx, actor, clock } = call
  const ended = await tx.query
    .updateTable('control.role_grant as g')
    .from('control.role_grant as o')
    .set({ valid_until: clock.today() })
    .whereRef('o.id', '=', 'g.delegated_from')
    .where('g.id', '=', id)
    .where('o.account', '=', actor.account)
    .where('g.valid_until', '>', clock.today())
    .returning('g.account')
    .executeTakeFirst()
  if (!ended) return refuse('delegation.not-yours')
  await call.audit({ object: { type: 'account', id: actor.account }, body: { delegated: id, ended: true } })
  return {}
}
