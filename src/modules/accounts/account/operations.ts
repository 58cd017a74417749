import { ADMINISTRATORS, areasOf, districtScope, type Role, ROLES } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { addDays } from '#kernel/clock.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { isDuplicate, newId } from '#kernel/database.ts'
import type { z } from 'zod'
import type { Text } from '#kernel/language.ts'
import { requireGoodPassword } from '../session/operations.ts'
import { hashPassword } from '../session/passwords.ts'
import { modeOf } from '../session/queries.ts'
import type { createAccount as createAccountContract, NewGrant, setUp as setUpContract } from './contract.ts'
import { nameAccount } from './names.ts'
import { refuse } from './refusals.ts'

// Any constant will do, as long as no other advisory lock of this database is the same.
const SET_UP_LOCK = 8207

type NewAccount = z.output<(typeof createAccountContract)['input']>

/** Founds the installation: the district, its keys, three administrators and the head of the organization department. */
export async function setUp(
  call: Call,
  input: z.output<(typeof setUpContract)['input']>,
): Promise<{ district: number }> {
  const { district, name, accounts } = input
  // Of several at once only one goes on; the others are refused at once instead of waiting with a connection each.
  const [lock] = await call.tx.run<{ taken: boolean }>('select pg_try_advisory_xact_lock($1) as taken', [SET_UP_LOCK])
  if (!lock?.taken) refuse('accounts.being-set-up')
  const founded = await call.tx.query.selectFrom('control.installation').select('district').execute()
  if (founded.length > 0) refuse('accounts.already-set-up')
  // Before the keys are made: a refused set-up leaves nothing behind.
  const newAccounts = Object.values(accounts)
  for (const { password } of newAccounts) requireGoodPassword(password, 'empty')
  const twice = newAccounts.find(({ login }, at) => newAccounts.findIndex((one) => one.login === login) !== at)
  if (twice) refuse('accounts.login-taken', { login: twice.login })
  await found(call, district, name, 'empty')
  const bodies = { orgZh: name, orgEn: name }
  for (const [role, { password, ...account }] of Object.entries(accounts) as [Role, Omit<NewAccount, 'grants'>][]) {
    const password_hash = await hashPassword(password)
    const added = { ...account, person: newId(), password_hash, password_due: false }
    await addAccount(call, district, { ...added, grants: [{ role, ...bodies }] })
  }
  await call.audit({ object: { type: 'installation', id: String(district) }, body: { name } })
  return { district }
}

/** Registers a district with this installation and makes its keys. */
export async function found(call: Call, district: number, name: string, mode: 'demo' | 'empty'): Promise<void> {
  const { services, tx, clock } = call
  await services.database.tx(districtScope('jobs', district), (jobs) => services.keyring.prepare(jobs, district))
  await tx.query.insertInto('control.installation').values({ district, name, mode, created_at: clock.now() }).execute()
}

export async function createAccount(call: Call, input: NewAccount): Promise<{ id: string }> {
  const mode = await modeOf(call.tx, call.district)
  const { password, ...account } = input
  requireGoodPassword(password, mode)
  const password_hash = await hashPassword(password)
  const added = { ...account, person: newId(), password_hash, password_due: isDue(mode) }
  const id = await addAccount(call, call.district, added)
  const roles = input.grants.map(({ role }) => role)
  await call.audit({ object: { type: 'account', id }, body: { login: input.login, roles } })
  return { id }
}

/** The passwords of a demo are printed on its sign-in page; there is nothing to keep to oneself. */
const isDue = (mode: string): boolean => mode !== 'demo'

type Added = Omit<NewAccount, 'password'> & {
  readonly person: string
  readonly password_hash: string
  readonly password_due: boolean
  readonly password_until?: Date
}

/** What adding needs of a call; jobs add accounts too. */
export type Adding = Pick<Call, 'tx' | 'clock' | 'language'>

export async function addAccount(call: Adding, district: number, added: Added): Promise<string> {
  const { grants, ...account } = added
  requireApart(grants.map(({ role }) => role))
  const id = newId()
  await call.tx.query
    .insertInto('control.account')
    .values({ id, district, ...account, created_at: call.clock.now() })
    .execute()
    .catch((error: unknown) => {
      if (isDuplicate(error)) refuse('accounts.login-taken', { login: account.login })
      throw error
    })
  await nameAccount(call.tx, district, id, account.name)
  for (const grant of grants) await addGrant(call, district, id, grant)
  return id
}

export const isAdministrator = (role: Role): boolean => (ADMINISTRATORS as readonly Role[]).includes(role)

export function requireApart(roles: readonly Role[]): void {
  if (roles.length > 1 && roles.some(isAdministrator)) refuse('accounts.administrators-apart')
}

export async function addGrant(call: Adding, district: number, account: string, grant: NewGrant): Promise<string> {
  const [area_lo, area_hi] = areaOf(call, district, grant)
  const { from, until } = grant
  if (from && until && until < from) refuse('accounts.period-backwards')
  // Otherwise the calendar could take away the last administrator while nobody acts (R-SEC-4).
  if (until && isAdministrator(grant.role)) refuse('accounts.administrators-open')
  const id = newId()
  await call.tx.query
    .insertInto('control.role_grant')
    .values({
      id,
      account,
      role: grant.role,
      org: grant.org ?? null,
      org_name_zh: grant.orgZh,
      org_name_en: grant.orgEn,
      area_lo,
      area_hi,
      valid_from: from ?? '2000-01-01',
      valid_until: until ? addDays(until, 1) : null,
    })
    .execute()
  return id
}

/** What a role of some levels is held in, and how many digits the code of its division has. */
const NEEDS = {
  department: { zh: '所在机构', en: 'organisation', digits: 0 },
  street: { zh: '街道（9 位代码）', en: 'street (code of 9 digits)', digits: 9 },
  community: { zh: '社区（12 位代码）', en: 'community (code of 12 digits)', digits: 12 },
} as const satisfies Record<string, Text & { digits: number }>

/** The subtree of a grant: the division's where the role belongs to one, else the whole district's. */
function areaOf({ language }: Adding, district: number, { role, org, division }: NewGrant): readonly [number, number] {
  const { level, ...title } = ROLES[role]
  const needs = level in NEEDS ? NEEDS[level as keyof typeof NEEDS] : undefined
  const given = needs?.digits === 0 ? org !== undefined : String(division ?? '').length === needs?.digits
  if (needs && !given) refuse('accounts.role-needs', { role: title[language], needs: needs[language] })
  // The level above looks down on this district; it lies in it and in no other.
  if (level === 'upper' && String(district).startsWith(String(division ?? district)))
    return areasOf(division ?? district)
  if (division === undefined) return areasOf(district)
  const [lo, hi] = areasOf(division)
  const [districtLo, districtHi] = areasOf(district)
  if (lo < districtLo || hi > districtHi) refuse('accounts.division-outside', { division, district })
  return [lo, hi]
}

/** Gives one more role to an account that is there. */
export async function giveRole(call: Call, { id, grant }: { id: string; grant: NewGrant }): Promise<{ grant: string }> {
  await lockAdministrators(call)
  await getAccount(call, id)
  requireApart([...(await heldRoles(call, id)), grant.role])
  const given = await addGrant(call, call.district, id, grant)
  const { role, from, until } = grant
  await call.audit({ object: { type: 'account', id }, body: { grant: given, role, from, until } })
  return { grant: given }
}

/** A role ends today; sessions that act in it end with it. */
export async function endRole(call: Call, { grant, reason }: { grant: string; reason: string }): Promise<Nothing> {
  const { tx, district, clock } = call
  await lockAdministrators(call)
  const held = await tx.query
    .selectFrom('control.role_grant as g')
    .innerJoin('control.account as a', 'a.id', 'g.account')
    .select(['g.account', 'g.role'])
    .where('g.id', '=', grant)
    .where('a.district', '=', district)
    .where((where) => where.or([where('g.valid_until', 'is', null), where('g.valid_until', '>', clock.today())]))
    .executeTakeFirst()
  if (!held) return refuse('accounts.unknown-grant')
  await requireOthers(call, held.account, [held.role as Role])
  await tx.query.updateTable('control.role_grant').set({ valid_until: clock.today() }).where('id', '=', grant).execute()
  await call.audit({
    object: { type: 'account', id: held.account },
    body: { grant, role: held.role, ended: true, reason },
  })
  return {}
}

/** A new password for somebody who forgot the old one; who is signed in with the old one is signed out. */
export async function resetPassword(
  call: Call,
  { id, password, reason }: { id: string; password: string; reason: string },
): Promise<Nothing> {
  const mode = await modeOf(call.tx, call.district)
  requireGoodPassword(password, mode)
  const password_hash = await hashPassword(password)
  await change(call, id, {
    password_hash,
    password_due: isDue(mode),
    password_until: null,
    failures: 0,
    locked_until: null,
  })
  await endSessions(call, id)
  await call.audit({ object: { type: 'account', id }, body: { password: 'reset', reason } })
  return {}
}

/** Two who disable each other at the same moment must not both succeed. */
export async function lockAdministrators({ tx, district }: Call): Promise<void> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`administrators/${district}`])
}

/** The last administrator of a kind stays (R-SEC-4). */
async function requireOthers(call: Call, id: string, roles: readonly Role[]): Promise<void> {
  const today = call.clock.today()
  for (const role of roles.filter(isAdministrator)) {
    const others = await call.tx.query
      .selectFrom('control.account as a')
      .innerJoin('control.role_grant as g', 'g.account', 'a.id')
      .select('a.id')
      .where('a.district', '=', call.district)
      .where('g.role', '=', role)
      .where('g.valid_from', '<=', today)
      .where((where) => where.or([where('g.valid_until', 'is', null), where('g.valid_until', '>', today)]))
      .where('a.disabled_at', 'is', null)
      .where('a.id', '!=', id)
      .execute()
    if (others.length === 0) refuse('accounts.last-administrator', { role: ROLES[role][call.language] })
  }
}

/** Switches an account off and ends its sessions. */
export async function disableAccount(call: Call, { id, reason }: { id: string; reason: string }): Promise<Nothing> {
  await lockAdministrators(call)
  await requireOthers(call, id, await heldRoles(call, id))
  await change(call, id, { disabled_at: call.clock.now() })
  await endSessions(call, id)
  await call.audit({ object: { type: 'account', id }, body: { disabled: true, reason } })
  return {}
}

export async function endSessions({ tx, clock }: Call, account: string): Promise<void> {
  await tx.query
    .updateTable('control.session')
    .set({ ended_at: clock.now() })
    .where('account', '=', account)
    .where('ended_at', 'is', null)
    .execute()
}

/** The roles of an account that have not ended, those that begin later included. */
export async function heldRoles({ tx, clock }: Call, account: string): Promise<readonly Role[]> {
  const rows = await tx.query
    .selectFrom('control.role_grant')
    .select('role')
    .where('account', '=', account)
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', clock.today())]))
    .execute()
  return rows.map(({ role }) => role as Role)
}

/** An account that was switched off in error, or whose owner is back; its roles are what they were. */
export async function enableAccount(call: Call, { id, reason }: { id: string; reason: string }): Promise<Nothing> {
  await change(call, id, { disabled_at: null })
  await call.audit({ object: { type: 'account', id }, body: { disabled: false, reason } })
  return {}
}

export async function unlockAccount(call: Call, { id }: { id: string }): Promise<Nothing> {
  await change(call, id, { failures: 0, locked_until: null })
  await call.audit({ object: { type: 'account', id }, body: { unlocked: true } })
  return {}
}

type Changed = {
  readonly disabled_at?: Date | null
  readonly failures?: number
  readonly locked_until?: null
  readonly password_hash?: string
  readonly password_due?: boolean
  readonly password_until?: null
  readonly person?: string
}

/** An account of the caller's district. */
export async function getAccount({ tx, district }: Call, id: string) {
  const found = await tx.query
    .selectFrom('control.account')
    .select(['id', 'login', 'name', 'person', 'disabled_at'])
    .where('id', '=', id)
    .where('district', '=', district)
    .executeTakeFirst()
  return found ?? refuse('accounts.unknown-account')
}

export async function change(call: Call, id: string, values: Changed): Promise<void> {
  await getAccount(call, id)
  await call.tx.query.updateTable('control.account').set(values).where('id', '=', id).execute()
}
