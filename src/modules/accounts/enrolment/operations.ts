import { recordAll } from '#kernel/audit.ts'
import { newId } from '#kernel/database.ts'
import type { ImportContext } from '#kernel/sheets/import-batch.ts'
import type { PlannedRow, WrittenRow } from '#kernel/sheets/import.ts'
import type { NewGrant } from '../account/contract.ts'
import { nameAccount } from '../account/names.ts'
import { addAccount, addGrant } from '../account/operations.ts'
import { newFirstPassword } from '../account/passwords.ts'
import { hashPassword } from '../session/passwords.ts'
import { refuse } from './refusals.ts'
import { destroySlips, newSerial, sealSlips, type Slip, validUntil } from './slips.ts'

/** A good row: an account to be made, or one of an undone import to be opened again. */
export type Enrolled = {
  readonly login: string
  readonly name: string
  readonly grant: NewGrant
  /** Of the register, where the row names one. */
  readonly person: string | null
  /** Taken back before anybody signed in: its sign-in name is free again. */
  readonly withdrawn: string | null
}

/** scrypt takes its time on the pool's four threads. */
const AT_ONCE = 4

/** Makes the accounts of a workbook, each with a password that only its slip says. */
export async function enrol(context: ImportContext, rows: readonly PlannedRow<Enrolled>[]): Promise<WrittenRow[]> {
  const secrets = await passwordsFor(context, rows.length)
  const made: { row: number; id: string; slip: Slip; role: string }[] = []
  for (const [at, { row, data }] of rows.entries()) {
    const { password, hash } = secrets[at] as Secret
    const id = await addEnrolled(context, data, hash)
    const { login, name, grant } = data
    made.push({ row, id, role: grant.role, slip: { serial: newSerial(), login, name, org: grant.orgZh, password } })
  }
  await sealSlips(
    context,
    made.map(({ slip }) => slip),
  )
  const { services, district, account, person, now, today, batch } = context
  const acts = made.map(({ id, role, slip: { login, serial } }) => ({
    context: { district, account, person, now, today },
    act: { action: 'job.writeImport', object: { type: 'account', id }, body: { batch, login, role, slip: serial } },
  }))
  await recordAll(context.tx, services.keyring, acts)
  return made.map(({ row, id }) => ({ row, object: id, act: 'added', version: 1 }))
}

type Secret = { readonly password: string; readonly hash: string }

async function passwordsFor({ progress }: ImportContext, count: number): Promise<Secret[]> {
  const secrets: Secret[] = []
  while (secrets.length < count) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - secrets.length) }, newFirstPassword)
    const hashed = await Promise.all(some.map(async (password) => ({ password, hash: await hashPassword(password) })))
    secrets.push(...hashed)
    await progress((secrets.length / count) * 80)
  }
  return secrets
}

async function addEnrolled(context: ImportContext, data: Enrolled, password_hash: string): Promise<string> {
  const { tx, services, district, now } = context
  const { login, name, grant, withdrawn } = data
  const adding = { tx, clock: services.clock, language: 'zh' } as const
  const account = {
    name,
    person: data.person ?? newId(),
    password_hash,
    password_due: true,
    password_until: validUntil(now),
  }
  if (!withdrawn) return addAccount(adding, district, { ...account, login, grants: [grant] })
  await tx.query
    .updateTable('control.account')
    .set({ ...account, disabled_at: null, failures: 0, locked_until: null })
    .where('id', '=', withdrawn)
    .execute()
  await nameAccount(tx, district, withdrawn, name)
  await addGrant(adding, district, withdrawn, grant)
  return withdrawn
}

/**
 * Takes a batch back: its accounts are disabled and hold nothing, its slips are destroyed, its sign-in names are free for the
 * corrected list.
 * @throws Refusal when somebody has signed in with one of them.
 */
export async function withdraw(context: ImportContext, rows: readonly WrittenRow[]): Promise<void> {
  const { tx, district, batch, now, today } = context
  const ids = rows.map(({ object }) => object)
  // Locked first: a sign-in at the same moment has either left its session, or finds the account disabled.
  await tx.run('select id from control.account where id = any($1::uuid[]) order by id for update', [ids])
  const [used] = await tx.run<{ count: number; login: string }>(
    `select count(*)::int as count, min(login) as login from control.account a
     where id = any($1::uuid[]) and (not password_due or exists (select from control.session s where s.account = a.id))`,
    [ids],
  )
  if (used && used.count > 0) refuse('accounts.enrolment-in-use', used)
  await tx.run('update control.account set disabled_at = $2 where id = any($1::uuid[])', [ids, now])
  await tx.run(
    `update control.role_grant set valid_until = greatest(valid_from, $2::date)
     where account = any($1::uuid[]) and (valid_until is null or valid_until > $2::date)`,
    [ids, today],
  )
  await destroySlips(tx, district, batch, now)
}
