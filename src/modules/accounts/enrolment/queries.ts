import { ADMINISTRATORS, type Role, ROLES } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { SheetValues } from '#kernel/sheets/list.ts'
import type { z } from 'zod'
import { grantsOf } from '../session/queries.ts'
import { ENROLMENT, type getSlips as getSlipsContract } from './contract.ts'

export type KnownAccount = {
  readonly id: string
  readonly login: string
  /** Of an import that was undone, and never signed in with. */
  readonly withdrawn: boolean
}

/** Accounts of the installation with these sign-in names: a name is one in all districts. */
export async function accountsByLogin(
  tx: Tx,
  district: number,
  logins: readonly string[],
): Promise<ReadonlyMap<string, KnownAccount>> {
  const rows = await tx.run<KnownAccount>(
    `select a.id, a.login, a.district = $1 and a.disabled_at is not null
            and not exists (select from control.session s where s.account = a.id)
            and exists (select from kernel.import_row r join kernel.import_batch b on b.district = r.district and b.id = r.batch
                        where r.district = $1 and r.object = a.id and b.list = $3 and b.state = 'undone') as withdrawn
     from control.account a where a.login = any($2::text[])`,
    [district, logins, ENROLMENT.id],
  )
  return new Map(rows.map((row) => [row.login, row]))
}

/** Accounts as rows of the list, each with its first role: to see what is there, and which names are taken. */
export async function enrolledRows({ tx, district, clock, language }: Call): Promise<readonly SheetValues[]> {
  const accounts = await tx.query
    .selectFrom('control.account')
    .select(['id', 'login', 'name'])
    .where('district', '=', district)
    .where('disabled_at', 'is', null)
    .orderBy('login')
    .execute()
  const rows: SheetValues[] = []
  for (const { id, login, name } of accounts) {
    const [grant] = await grantsOf(tx, id, clock.today())
    if (!grant || ADMINISTRATORS.some((one) => one === grant.role)) continue
    const org = language === 'zh' ? grant.org_name_zh : grant.org_name_en
    const { level } = ROLES[grant.role as Role]
    const code = { street: 9, community: 12, upper: 4 }[level as string]
    const place = code ? String(grant.area_lo).slice(0, code) : null
    rows.push({ login, name, role: grant.role, organisation: org, place, idNumber: null })
  }
  return rows
}

export async function getSlips(
  { tx, district, actor, clock }: Call,
  { batch }: { readonly batch: string },
): Promise<z.input<(typeof getSlipsContract)['output']>> {
  const row = await tx.query
    .selectFrom('control.first_login_slips')
    .select(['account', 'until', 'downloaded_at', 'destroyed_at'])
    .where('district', '=', district)
    .where('batch', '=', batch)
    .executeTakeFirst()
  if (!row) return { state: 'none', until: null }
  const until = row.until.toISOString()
  if (row.downloaded_at) return { state: 'downloaded', until }
  if (row.destroyed_at || row.until <= clock.now()) return { state: 'destroyed', until }
  return { state: row.account === actor.account ? 'ready' : 'not-yours', until }
}
