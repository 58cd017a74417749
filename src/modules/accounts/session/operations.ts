import { randomBytes } from 'node:crypto'
import type { Call } from '#kernel/call.ts'
import { newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import type { Me } from './contract.ts'
import { hashPassword, isNobodysPassword, isPassword } from './passwords.ts'
import { closedAtSignIn, DEMO_PASSWORD, describeMe, grantsOf, hashOfBearer, modeOf } from './queries.ts'
import { refuse } from './refusals.ts'
import { afterFailure, isStrong, LOCK_MINUTES, minutesLocked, MOST_FAILURES } from './rules.ts'

type Credentials = { readonly login: string; readonly password: string }

/**
 * Checks the password and starts a session in the account's first role. Attempts on one account wait for each other, so
 * that a hundred at once are counted like a hundred in a row. A locked account answers like a wrong password: otherwise six
 * attempts would tell which names exist.
 */
export async function signIn(call: Call, { login, password }: Credentials): Promise<{ bearer: string; me: Me }> {
  const { tx, clock } = call
  const account = await tx.query
    .selectFrom('control.account')
    .select(['id', 'district', 'person', 'password_hash', 'failures', 'locked_until', 'disabled_at', 'password_until'])
    .where('login', '=', login)
    .forUpdate()
    .executeTakeFirst()
  const right = account ? await isPassword(password, account.password_hash) : await isNobodysPassword(password)
  if (!account || !right || account.disabled_at || minutesLocked(account.locked_until, clock.now()) > 0) {
    if (account) await countFailure(call, account)
    return refuse('accounts.sign-in-failed', { login, limit: MOST_FAILURES, minutes: LOCK_MINUTES })
  }
  if (account.password_until && account.password_until <= clock.now()) refuse('accounts.slip-expired')
  const [grant] = await grantsOf(tx, account.id, clock.today())
  if (!grant) return refuse('accounts.no-role')
  const bearer = randomBytes(32).toString('base64url')
  const now = clock.now()
  await tx.query
    .updateTable('control.account')
    .set({ failures: 0, locked_until: null })
    .where('id', '=', account.id)
    .execute()
  const session = newId()
  await tx.query
    .insertInto('control.session')
    .values({
      id: session,
      token_hash: hashOfBearer(bearer),
      account: account.id,
      role_grant: grant.id,
      client: call.client,
      created_at: now,
      seen_at: now,
      confirmed_at: now,
      closed: [...(await closedAtSignIn(tx, account))],
    })
    .execute()
  await call.audit({ object: { type: 'account', id: account.id }, body: { session, role: grant.role } })
  return { bearer, me: await describeMe(tx, account.id, grant.id, clock.today()) }
}

type Attempted = { readonly id: string; readonly failures: number; readonly locked_until: Date | null }

/**
 * Counts a wrong password, unless the account is locked already. The refusal that follows keeps the count (no second
 * connection: eight at once would wait for each other).
 */
async function countFailure({ tx, clock }: Call, account: Attempted): Promise<void> {
  if (minutesLocked(account.locked_until, clock.now()) > 0) return
  const { failures, lockedUntil } = afterFailure(account.failures, clock.now())
  await tx.query
    .updateTable('control.account')
    .set({ failures, locked_until: lockedUntil })
    .where('id', '=', account.id)
    .execute()
}

/** A password that may be set: strong enough, and not the published one of the demo outside a demo. */
export function requireGoodPassword(password: string, mode: string): void {
  if (!isStrong(password)) refuse('accounts.weak-password')
  if (mode !== 'demo' && password === DEMO_PASSWORD) refuse('accounts.demo-password')
}

/** Ends the session of this call. */
export async function signOut(call: Call): Promise<Nothing> {
  await endSession(call, call.actor.session)
  return {}
}

/** Ends another session of the same account. */
export async function revokeSession(call: Call, { id }: { readonly id: string }): Promise<Nothing> {
  const ended = await endSession(call, id)
  if (!ended) refuse('accounts.not-your-session')
  return {}
}

async function endSession(call: Call, id: string): Promise<boolean> {
  const ended = await call.tx.query
    .updateTable('control.session')
    .set({ ended_at: call.clock.now() })
    .where('id', '=', id)
    .where('account', '=', call.actor.account)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute()
  await call.audit({ object: { type: 'session', id }, body: { ended: ended.length } })
  return ended.length > 0
}

/** Makes another held role the active one of this session. */
export async function switchRole(call: Call, { grant }: { readonly grant: string }): Promise<Me> {
  const { tx, actor, clock } = call
  const grants = await grantsOf(tx, actor.account, clock.today())
  if (!grants.some(({ id }) => id === grant)) refuse('accounts.not-your-role')
  await tx.query.updateTable('control.session').set({ role_grant: grant }).where('id', '=', actor.session).execute()
  await call.audit({ object: { type: 'session', id: actor.session }, body: { grant } })
  return describeMe(tx, actor.account, grant, clock.today())
}

/** Step-up: the password once more, before signing (rulings G15). */
export async function confirmPassword(call: Call, { password }: { readonly password: string }): Promise<Nothing> {
  const { tx, actor, clock } = call
  await requirePassword(call, password)
  await tx.query
    .updateTable('control.session')
    .set({ confirmed_at: clock.now() })
    .where('id', '=', actor.session)
    .execute()
  await call.audit({ object: { type: 'session', id: actor.session }, body: { confirmed: true } })
  return {}
}

/** Sets a new password and ends the account's other sessions. */
export async function changePassword(
  call: Call,
  { password, next }: { password: string; next: string },
): Promise<Nothing> {
  const { tx, actor, clock } = call
  const present = await requirePassword(call, password)
  if (await isPassword(next, present)) refuse('accounts.same-password')
  requireGoodPassword(next, await modeOf(tx, call.district))
  const password_hash = await hashPassword(next)
  await tx.query
    .updateTable('control.account')
    .set({ password_hash, password_due: false, password_until: null })
    .where('id', '=', actor.account)
    .execute()
  await tx.query
    .updateTable('control.session')
    .set({ ended_at: clock.now() })
    .where('account', '=', actor.account)
    .where('id', '!=', actor.session)
    .where('ended_at', 'is', null)
    .execute()
  await call.audit({ object: { type: 'account', id: actor.account }, body: { password: 'changed' } })
  return {}
}

/** The caller's own password, with the same lock-out as at sign-in; returns its hash. */
async function requirePassword(call: Call, password: string): Promise<string> {
  const { tx, actor, clock } = call
  const account = await tx.query
    .selectFrom('control.account')
    .select(['id', 'failures', 'password_hash', 'locked_until'])
    .where('id', '=', actor.account)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const minutes = minutesLocked(account.locked_until, clock.now())
  if (minutes > 0) refuse('accounts.locked', { minutes })
  if (!(await isPassword(password, account.password_hash))) {
    await countFailure(call, account)
    refuse('accounts.wrong-password', { limit: MOST_FAILURES, minutes: LOCK_MINUTES })
  }
  return account.password_hash
}
