import type { z } from 'zod'
import type { Role } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { addDays } from '#kernel/clock.ts'
import type { Tx } from '#kernel/database.ts'
import { type Delegation, LENDERS, type listDelegations } from './contract.ts'

const GRANT = [
  'id',
  'role',
  'org',
  'org_name_zh',
  'org_name_en',
  'area_lo',
  'area_hi',
  'valid_until',
  'delegated_from',
] as const

/** The grant that the caller acts in. */
export const activeGrant = ({ tx, actor }: Call) =>
  tx.query.selectFrom('control.role_grant').select(GRANT).where('id', '=', actor.grant).executeTakeFirstOrThrow()

type Lent = { readonly valid_from: string; readonly valid_until: string; readonly name: string }

/** What was lent of a role, and to whom. */
export function lentFrom(tx: Tx, grant: string): Promise<Lent[]> {
  return tx.run<Lent>(
    `select g.valid_from, g.valid_until, a.name from control.role_grant g join control.account a on a.id = g.account
     where g.delegated_from = $1`,
    [grant],
  )
}

type Row = {
  readonly id: string
  readonly role: Role
  readonly orgZh: string
  readonly orgEn: string
  readonly name: string
  readonly from: string
  readonly end: string
  readonly reason: string
  readonly given: boolean
}

/** What the caller's account has lent and borrowed, newest first. */
export async function getDelegations(call: Call): Promise<z.input<(typeof listDelegations)['output']>> {
  const { tx, actor, clock } = call
  const today = clock.today()
  const rows = await tx.run<Row>(
    `select g.id, g.role, g.org_name_zh as "orgZh", g.org_name_en as "orgEn", g.valid_from as from, g.valid_until as end,
       g.reason, o.account = $1 as given, case when o.account = $1 then b.name else l.name end as name
     from control.role_grant g
     join control.role_grant o on o.id = g.delegated_from
     join control.account l on l.id = o.account
     join control.account b on b.id = g.account
     where (o.account = $1 or g.account = $1) and g.valid_until > g.valid_from order by g.id desc limit 200`,
    [actor.account],
  )
  const shown = rows.map(({ given, end, ...row }): Delegation & { given: boolean } => {
    const state = today < row.from ? 'coming' : today < end ? 'running' : 'over'
    return { ...row, until: addDays(end, -1), state, given }
  })
  const side = (wanted: boolean) =>
    shown.filter(({ given }) => given === wanted).map(({ given: _given, ...one }) => one)
  const held = await activeGrant(call)
  const mayLend = LENDERS.some((role) => role === actor.role)
  return { given: side(true), received: side(false), mayGive: mayLend && held.delegated_from === null }
}
