import { areasOf } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { addDays } from '#kernel/clock.ts'
import { newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { endToday, nameTaken, take, type Versioned } from '../bodies/record.ts'
import { refuse as refuseBody } from '../bodies/refusals.ts'
import { dutiesOf } from './queries.ts'
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

type Named = { readonly zh: string; readonly en: string }
type New = Named & { readonly kind: 'district-body' | 'department' }

/** A new one comes last, before the streets. */
export async function addOrganisation(call: Call, { kind, zh, en }: New): Promise<{ id: string }> {
  const { tx, district, clock } = call
  const id = newId()
  await tx
    .run(
      `insert into registry.organisation (district, id, area, kind, name_zh, name_en, sort, valid_from)
       select $1, $2, $3, $4, $5, $6, coalesce(max(sort), 0) + 1, $7 from registry.organisation
       where district = $1 and kind <> 'street'`,
      [district, id, areasOf(district)[0], kind, zh, en, clock.today()],
    )
    .catch(nameTaken(zh))
  await call.audit({ object: { type: 'organisation', id }, body: { kind, zh, en } })
  return { id }
}

export async function renameOrganisation(call: Call, { id, version, zh, en }: Named & Versioned): Promise<Nothing> {
  const { tx, district } = call
  const before = await take(call, 'registry.organisation', { id, version })
  if (before.kind === 'street' && before.name_zh !== zh) refuse('registry.street-by-divisions')
  await tx
    .run('update registry.organisation set name_zh = $3, name_en = $4 where district = $1 and id = $2', [
      district,
      id,
      zh,
      en,
    ])
    .catch(nameTaken(zh))
  await call.audit({
    object: { type: 'organisation', id },
    body: { zh: [before.name_zh, zh], en: [before.name_en, en] },
  })
  return {}
}

/** @throws Refusal while it holds duties or rates: those go to another one first. */
export async function endOrganisation(call: Call, asked: Versioned): Promise<Nothing> {
  const { tx, district } = call
  const { kind, name_zh: name } = await take(call, 'registry.organisation', asked)
  if (kind === 'street') refuse('registry.street-by-divisions')
  const codes = await dutiesOf(tx, district, asked.id, '')
  if (codes.length > 0) refuse('registry.organisation-holds', { name, codes: codes.join(' ') })
  const [rating] = await tx.run<{ group: string }>(
    `select g.name_zh as group from registry.rater_group_member m
     join registry.rater_group g on g.district = m.district and g.id = m.rater_group
     where m.district = $1 and m.org = $2 and m.valid_until is null`,
    [district, asked.id],
  )
  if (rating) refuse('registry.organisation-rates', { name, group: rating.group })
  await endToday(call, 'registry.organisation', asked.id)
  await call.audit({ object: { type: 'organisation', id: asked.id }, body: { name } })
  return {}
}

type Move = Versioned & { readonly after: string | null }

/** Puts one after another in the official order and numbers all anew. */
export async function moveOrganisation(call: Call, { id, version, after }: Move): Promise<Nothing> {
  const { tx, district } = call
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`registry/organisations/${district}`])
  const { kind } = await take(call, 'registry.organisation', { id, version })
  if (kind === 'street') refuse('registry.street-by-divisions')
  const rows = await tx.run<{ id: string }>(
    `select id from registry.organisation where district = $1 and kind <> 'street' and valid_until is null and id <> $2
     order by sort, name_zh`,
    [district, id],
  )
  const order = rows.map((row) => row.id)
  const place = after === null ? 0 : order.indexOf(after) + 1
  if (after !== null && place === 0) refuseBody('registry.unknown-body')
  order.splice(place, 0, id)
  await tx.run(
    `update registry.organisation o set sort = row.place
     from unnest($2::uuid[]) with ordinality as row (id, place) where o.district = $1 and o.id = row.id`,
    [district, order],
  )
  await call.audit({ object: { type: 'organisation', id }, body: { after } })
  return {}
}
