import { areasOf } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { addDays } from '#kernel/clock.ts'
import { newId } from '#kernel/database.ts'
import { refuse } from './refusals.ts'

type Duty = { readonly code: string; readonly zh: string; readonly en: string }
type Report = { readonly organisationsAdded: number; readonly dutiesAdded: number; readonly dutiesMoved: number }

/**
 * Gives duties to organisations by name; one that is not there yet is made. A duty that another organisation held ends
 * there and begins here today (R-BR-11: departments change, codes stay).
 */
export async function assignDuties(call: Call, { duties }: { readonly duties: readonly Duty[] }): Promise<Report> {
  // Two assignments at once would both find the same holder.
  await call.tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`registry/duties/${call.district}`])
  const report = { organisationsAdded: 0, dutiesAdded: 0, dutiesMoved: 0 }
  const codes = new Set<string>()
  for (const duty of duties) {
    if (codes.has(duty.code)) refuse('registry.duty-twice', { code: duty.code })
    codes.add(duty.code)
    const { org, added } = await settleOrganisation(call, duty)
    if (added) report.organisationsAdded++
    const change = await settleDuty(call, duty.code, org)
    if (change === 'added') report.dutiesAdded++
    if (change === 'moved') report.dutiesMoved++
  }
  await call.audit({ object: { type: 'duties', id: String(call.district) }, body: { duties, report } })
  return report
}

async function settleOrganisation(call: Call, { code, zh, en }: Duty): Promise<{ org: string; added: boolean }> {
  const { tx, district } = call
  const known = await tx.query
    .selectFrom('registry.organisation')
    .select('id')
    .where('district', '=', district)
    .where('name_zh', '=', zh)
    .where('valid_until', 'is', null)
    .executeTakeFirst()
  if (known) return { org: known.id, added: false }
  const org = newId()
  const sort = Number(code.slice(-2))
  const [area] = areasOf(district)
  await tx.query
    .insertInto('registry.organisation')
    .values({ district, id: org, area, kind: 'department', name_zh: zh, name_en: en, sort, valid_from: '2000-01-01' })
    .execute()
  return { org, added: true }
}

async function settleDuty(call: Call, code: string, org: string): Promise<'added' | 'moved' | 'kept'> {
  const { tx, district, clock } = call
  const held = await tx.query
    .selectFrom('registry.duty')
    .select(['org', 'valid_from'])
    .where('district', '=', district)
    .where('code', '=', code)
    .where('valid_until', 'is', null)
    .executeTakeFirst()
  if (held?.org === org) return 'kept'
  // Two holders on one day would share a key: a duty moved twice in a day begins tomorrow.
  const today = clock.today()
  const from = held ? (held.valid_from >= today ? addDays(held.valid_from, 1) : today) : '2000-01-01'
  if (held) {
    await tx.query
      .updateTable('registry.duty')
      .set({ valid_until: from })
      .where('district', '=', district)
      .where('code', '=', code)
      .where('valid_from', '=', held.valid_from)
      .execute()
  }
  await tx.query.insertInto('registry.duty').values({ district, code, org, valid_from: from }).execute()
  return held ? 'moved' : 'added'
}
