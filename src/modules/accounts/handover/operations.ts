import { ADMINISTRATORS, type Role, ROLES } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { readAs } from '#kernel/read-as.ts'
import { closedTo } from '#registry'
import type { z } from 'zod'
import { endSessions, getAccount, heldRoles, lockAdministrators, requireApart } from '../account/operations.ts'
import { actorOf } from '../session/queries.ts'
import type { HandedRole, handOver as handOverContract } from './contract.ts'
import { refuse } from './refusals.ts'

type Input = z.output<(typeof handOverContract)['input']>

type Account = Awaited<ReturnType<typeof getAccount>>

type Grant = {
  readonly id: string
  readonly role: string
  readonly org: string | null
  readonly org_name_zh: string
  readonly org_name_en: string
  readonly area_lo: number
  readonly area_hi: number
  readonly valid_from: string
  readonly valid_until: string | null
}

/**
 * Ends roles of one account and gives them to another, as of a day, with a record of what was open in them. Roles are the
 * security administrator's to give and to take (R-SEC-4), so this is his act; the reason names the decision behind it.
 */
export async function handOver(call: Call, input: Input): Promise<{ id: string }> {
  const { district, actor, clock } = call
  const { from, to, day, reason } = input
  const today = clock.today()
  if (day < today) refuse('accounts.handover-past', { day, today })
  await lockAdministrators(call)
  const [leaver, successor] = [await getAccount(call, from), await getAccount(call, to)]
  if (from === to || leaver.person === successor.person) refuse('accounts.handover-same', { name: successor.name })
  if (successor.disabled_at) refuse('accounts.handover-disabled', { name: successor.name })
  const grants = await grantsHanded(call, leaver, input)
  requireApart([...new Set([...(await heldRoles(call, to)), ...grants.map(({ role }) => role as Role)])])
  const roles = await openWork(call, leaver, grants)
  for (const grant of grants) await move(call, grant, to, day)
  if (day === today) await endSessions(call, from)
  const id = newId()
  await call.tx.query
    .insertInto('kernel.handover')
    .values({
      district,
      id,
      person: successor.person,
      account: to,
      from_account: from,
      from_name: leaver.name,
      day,
      reason,
      roles: JSON.stringify(roles),
      recorded_by: actor.account,
      recorded_at: clock.now(),
    })
    .execute()
  const open = roles.flatMap(({ items }) => items.map((item) => item.id))
  await call.audit({
    object: { type: 'account', id: from },
    body: {
      handover: id,
      to,
      day,
      roles: grants.map((grant) => ({ grant: grant.id, role: grant.role })),
      open,
      reason,
    },
  })
  return { id }
}

/** The named roles, all of them held by who leaves until the day at least. */
async function grantsHanded(
  { tx, clock, language }: Call,
  { id, name }: Account,
  { grants: named, day }: Input,
): Promise<Grant[]> {
  const grants = await tx.query
    .selectFrom('control.role_grant')
    .selectAll()
    .where('account', '=', id)
    .where('id', 'in', named)
    // What was lent is not handed on: it ends with the role it was lent from.
    .where('delegated_from', 'is', null)
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', day)]))
    .orderBy('id')
    .execute()
  if (grants.length < new Set(named).size) refuse('accounts.handover-not-held', { name, day })
  const today = clock.today()
  const administrator = ADMINISTRATORS.find((one) => grants.some(({ role }) => role === one))
  if (administrator && day > today) {
    refuse('accounts.handover-administrator-today', { role: ROLES[administrator][language], today })
  }
  return grants
}

/**
 * What each role had open, seen as who leaves sees it: in the scope of that role, because the caller's reads no business
 * data. The security administrator gets none of it; the successor does.
 */
async function openWork(call: Call, leaver: Account, grants: readonly Grant[]): Promise<HandedRole[]> {
  const { tx, services, clock, district } = call
  const roles: HandedRole[] = []
  const closed = await closedTo(tx, district, leaver.person)
  for (const grant of grants) {
    const actor = actorOf({
      ...grant,
      district,
      account: leaver.id,
      person: leaver.person,
      name: leaver.name,
      session: leaver.id,
      grant: grant.id,
      confirmed_at: clock.now(),
      password_due: false,
      closed,
    })
    const items = await readAs(tx, actor.scope, async () => {
      const found = []
      for (const provide of services.work) found.push(...(await provide({ ...call, actor })))
      return found.filter(({ id, list }) => list !== 'done' && !id.startsWith('handover.'))
    })
    roles.push({
      role: actor.role,
      orgZh: grant.org_name_zh,
      orgEn: grant.org_name_en,
      items: items.map(({ id, what, about, link, due }) => ({ id, what, about, link, due })),
    })
  }
  return roles
}

/** A role ends for one account and goes on for another, unless that one holds it over the whole time already. */
async function move({ tx }: Call, grant: Grant, to: string, day: string): Promise<void> {
  const { id, valid_from, valid_until, ...held } = grant
  const first = valid_from > day ? valid_from : day
  await tx.query.updateTable('control.role_grant').set({ valid_until: first }).where('id', '=', id).execute()
  const same = await tx.query
    .selectFrom('control.role_grant')
    .select(['valid_from', 'valid_until'])
    .where('account', '=', to)
    .where('role', '=', held.role)
    .where('org', 'is not distinct from', held.org)
    .where('area_lo', '=', held.area_lo)
    .where('area_hi', '=', held.area_hi)
    .execute()
  const covers = same.some(
    (one) =>
      one.valid_from <= first && (one.valid_until === null || (valid_until !== null && one.valid_until >= valid_until)),
  )
  if (covers) return
  await tx.query
    .insertInto('control.role_grant')
    .values({ ...held, id: newId(), account: to, valid_from: first, valid_until })
    .execute()
}

/** The caller signs for what was handed to the own person; it leaves the work queue. */
export async function acknowledge(call: Call, { ids }: { ids: readonly string[] }): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  const wanted = [...new Set(ids)]
  const found = await tx.run<{ id: string }>(
    `update kernel.handover set acknowledged_at = $4
     where district = $1 and person = $2 and id = any($3::uuid[]) and acknowledged_at is null returning id`,
    [district, actor.person, wanted, clock.now()],
  )
  if (found.length < wanted.length) refuse('accounts.handover-unknown')
  await call.audit({ object: { type: 'account', id: actor.account }, body: { acknowledged: wanted } })
  return {}
}
