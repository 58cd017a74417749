import type { Role } from '#kernel/access.ts'
import type { Tx } from '#kernel/database.ts'

export type Holder = { readonly person: string; readonly name: string; readonly role: Role }

/** Who holds which role today in an account in use; a person with two accounts is one. Role auth reads it. */
export function roleHolders(tx: Tx, district: number, today: string): Promise<Holder[]> {
  return tx.run<Holder>(
    `select distinct on (g.role, a.person) a.person, a.name, g.role
     from control.account a join control.role_grant g on g.account = a.id
     where a.district = $1 and a.disabled_at is null and g.valid_from <= $2 and (g.valid_until is null or g.valid_until > $2)
     order by g.role, a.person, a.login`,
    [district, today],
  )
}
