import type { Role } from '#kernel/access.ts'
import { addDays } from '#kernel/clock.ts'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import { knownPeople } from '#registry'
import type { z } from 'zod'
import { isHeld } from '../session/rules.ts'
import type { HeldRole, listAccounts } from './contract.ts'

export async function getAccounts({ tx, district, clock }: Call): Promise<z.input<(typeof listAccounts)['output']>> {
  const accounts = await tx.query
    .selectFrom('control.account')
    .select(['id', 'login', 'name', 'locked_until', 'disabled_at', 'password_due', 'person'])
    .where('district', '=', district)
    .orderBy('login')
    .execute()
  const grants = await tx.query
    .selectFrom('control.role_grant as g')
    .innerJoin('control.account as a', 'a.id', 'g.account')
    .select(['g.id', 'g.account', 'g.role', 'g.org', 'g.org_name_zh', 'g.org_name_en'])
    .select(['g.valid_from', 'g.valid_until'])
    .where('a.district', '=', district)
    .orderBy('g.id')
    .execute()
  const byAccount = Map.groupBy(grants, ({ account }) => account)
  const linked = await knownPeople(
    tx,
    district,
    accounts.map(({ person }) => person),
  )
  return {
    accounts: accounts.map(({ id, login, name, person, locked_until, disabled_at, password_due }) => ({
      id,
      login,
      name,
      locked: locked_until !== null && locked_until > clock.now(),
      disabled: disabled_at !== null,
      passwordDue: password_due,
      linked: linked.has(person),
      roles: (byAccount.get(id) ?? []).map((grant) => heldRoleOf(grant, clock.today())),
    })),
  }
}

type GrantRow = {
  readonly id: string
  readonly role: string
  readonly org: string | null
  readonly org_name_zh: string
  readonly org_name_en: string
  readonly valid_from: string
  readonly valid_until: string | null
}

function heldRoleOf(
  { id, role, org, org_name_zh, org_name_en, valid_from, valid_until }: GrantRow,
  today: string,
): HeldRole {
  return {
    id,
    role: role as Role,
    org,
    orgZh: org_name_zh,
    orgEn: org_name_en,
    from: valid_from,
    until: valid_until === null ? null : addDays(valid_until, -1),
    isHeldToday: isHeld({ valid_from, valid_until }, today),
  }
}

/**
 * The accounts in use that hold one of these roles of their own today, by name. In-transaction door for other modules; role auth reads them.
 */
export async function staffAccounts(
  tx: Tx,
  district: number,
  today: string,
  roles: readonly Role[],
): Promise<readonly { readonly id: string; readonly person: string; readonly name: string; readonly role: Role }[]> {
  return tx.run(
    `select distinct on (a.name, a.id) a.id, a.person, a.name, g.role
     from control.account a join control.role_grant g on g.account = a.id
     where a.district = $1 and a.disabled_at is null and g.delegated_from is null and g.role = any($2::text[]) and g.valid_from <= $3
       and (g.valid_until is null or g.valid_until > $3)
     order by a.name, a.id, g.role`,
    [district, roles, today],
  )
}
