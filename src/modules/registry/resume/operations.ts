import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { getStanding } from '../people/record.ts'
import type * as contract from './contract.ts'
import type { PeriodFields } from './contract.ts'
import { refuse } from './refusals.ts'
import { periodProblem } from './rules.ts'

/** Adds a period. @throws Refusal when its months cannot be, or the caller may not see the person. */
export async function addPeriod(
  call: Call,
  { person: asked, ...fields }: z.output<typeof contract.addPeriod.input>,
): Promise<{ id: string }> {
  const { tx, district } = call
  const { id: person, area } = await checked(call, asked, fields)
  const id = newId()
  await tx.query
    .insertInto('registry.resume_period')
    .values({ district, id, person, area, ...columnsOf(call, fields) })
    .execute()
  await call.audit({ object: { type: 'person', id: person }, body: { period: id, added: fields } })
  return { id }
}

/** Changes a period; the record keeps what it said before. */
export async function changePeriod(
  call: Call,
  { id, version, ...fields }: z.output<typeof contract.changePeriod.input>,
): Promise<{ version: number }> {
  const before = await hold(call, id, version)
  await checked(call, before.person, fields)
  await write(call, id, { ...columnsOf(call, fields), version: version + 1 })
  const body = { period: id, before: fieldsOf(before), after: fields }
  await call.audit({ object: { type: 'person', id: before.person }, body })
  return { version: version + 1 }
}

/** Takes a period out. */
export async function removePeriod(
  call: Call,
  { id, version }: z.output<typeof contract.removePeriod.input>,
): Promise<Nothing> {
  const before = await hold(call, id, version)
  const { actor, clock } = call
  const now = clock.now()
  await write(call, id, { ended_at: now, version: version + 1, changed_by: actor.account, changed_at: now })
  await call.audit({ object: { type: 'person', id: before.person }, body: { period: id, removed: fieldsOf(before) } })
  return {}
}

async function checked({ tx, district, clock }: Call, person: string, fields: PeriodFields) {
  const standing = await getStanding(tx, district, person)
  const problem = periodProblem(fields, standing.birth, clock.today().slice(0, 7))
  if (problem) refuse(problem)
  return standing
}

function columnsOf({ actor, clock }: Call, { from, until, ...rest }: PeriodFields) {
  return { ...rest, from_month: from, until_month: until, changed_by: actor.account, changed_at: clock.now() }
}

type Row = Awaited<ReturnType<typeof hold>>

function fieldsOf({ from_month, until_month, kind, organisation, post, note }: Row) {
  return { from: from_month, until: until_month, kind, organisation, post, note }
}

/** Locks a period of which the caller knows the version. */
async function hold({ tx, district }: Call, id: string, version: number) {
  const row = await tx.query
    .selectFrom('registry.resume_period')
    .selectAll()
    .where('district', '=', district)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return refuse('resume.unknown')
  return row.version === version ? row : refuse('resume.changed')
}

async function write({ tx, district }: Call, id: string, columns: Partial<Row>): Promise<void> {
  await tx.query
    .updateTable('registry.resume_period')
    .set(columns)
    .where('district', '=', district)
    .where('id', '=', id)
    .execute()
}
