import { randomBytes } from 'node:crypto'
import type { Call } from '#kernel/call.ts'
import { newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import type { Me } from './contract.ts'
import { hashPassword, isNobodysPassword, isPassword } from './passwords.ts'
import { describeMe, grantsOf, hashOfBearer } from './queries.ts'
import { refuse } from './refusals.ts'
import { afterFailure, isStrong, LOCK_MINUTES, MOST_FAILURES } from './rules.ts'

type Credentials = { readonly login: string; readonly password: string }

/** Checks the password and starts a session in the account's first role. */
export async function signIn(call: Call, { login, password }: Credentials): Promise<{ bearer: string; me: Me }> {
  const { tx, clock } = call
  const account = await tx.query
    .selectFrom('control.account')
    .select(['id', 'password_hash', 'failures', 'locked_until', 'disabled_at'])
    .where('login', '=', login)
    .executeTakeFirst()
  refuseLocked(account?.locked_until ?? null, clock.now())
  const right = account ? await isPassword(password, account.password_hash) : await isNobodysPassword(password)
  if (!account || !right || account.disabled_at) return failSignIn(call, account?.id)
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
    })
    .execute()
  await call.audit({ object: { type: 'session', id: session }, body: { account: account.id, role: grant.role } })
  return { bearer, me: await describeMe(tx, account.id, grant.id, clock.today()) }
}

function refuseLocked(lockedUntil: Date | null, now: Date): void {
  if (!lockedUntil || lockedUntil <= now) return
  refuse('accounts.locked', { minutes: Math.ceil((lockedUntil.getTime() - now.getTime()) / 60_000) })
}

/** Counts the failure in a transaction of its own: the refusal rolls this call's back. */
async function failSignIn(call: Call, account: string | undefined): Promise<never> {
  if (account) await countFailure(call, account)
  return refuse('accounts.sign-in-failed', { limit: MOST_FAILURES, minutes: LOCK_MINUTES })
}

async function countFailure({ services, clock }: Call, account: string): Promise<void> {
  await services.database.tx({ class: 'auth', districts: [0, 0], areas: [0, 0] }, async (tx) => {
    const { failures } = await tx.query
      .selectFrom('control.account')
      .select('failures')
      .where('id', '=', account)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const next = afterFailure(failures, clock.now())
    await tx.query
      .updateTable('control.account')
      .set({ failures: next.failures, locked_until: next.lockedUntil })
      .where('id', '=', account)
      .execute()
  })
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
  await requirePassword(call, password)
  if (!isStrong(next)) refuse('accounts.weak-password')
  const password_hash = await hashPassword(next)
  await tx.query.updateTable('control.account').set({ password_hash }).where('id', '=', actor.account).execute()
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

/** The caller's own password, with the same lock-out as at sign-in. */
async function requirePassword(call: Call, password: string): Promise<void> {
  const account = await call.tx.query
    .selectFrom('control.account')
    .select(['password_hash', 'locked_until'])
    .where('id', '=', call.actor.account)
    .executeTakeFirstOrThrow()
  refuseLocked(account.locked_until, call.clock.now())
  if (!(await isPassword(password, account.password_hash))) await failSignIn(call, call.actor.account)
}
