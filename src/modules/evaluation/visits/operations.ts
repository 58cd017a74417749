import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { isDuplicate, newId } from '#kernel/database.ts'
import { holdCycle } from '../cycle/queries.ts'
import type * as contract from './contract.ts'
import type { VisitFields } from './contract.ts'
import { findVisit, frameOf, getPlace, type StoredVisit } from './queries.ts'
import { refuse } from './refusals.ts'
import { visitProblem } from './rules.ts'

type Place = { readonly id: string; readonly period: string; readonly community: string; readonly area: number }
type Ending = { readonly withdrawn: boolean; readonly reason: string | null }

const IN_FORCE: Ending = { withdrawn: false, reason: null }

/** Records a visit to a community of the caller's roster (rulings D2). */
export async function recordVisit(
  call: Call,
  { period, community, ...fields }: z.output<typeof contract.recordVisit.input>,
): Promise<{ id: string }> {
  await openPeriod(call, period)
  const { area } = await getPlace(call.tx, call.district, period, community)
  await check(call, period, fields)
  const id = newId()
  await write(call, { id, period, community, area }, 1, fields, IN_FORCE)
  return { id }
}

/** Writes the next version of a record; those before stay. */
export async function correctVisit(
  call: Call,
  { id, version, ...fields }: z.output<typeof contract.correctVisit.input>,
): Promise<{ version: number }> {
  const visit = await holdVisit(call, id, version)
  await check(call, visit.period, fields)
  await write(call, visit, version + 1, fields, IN_FORCE)
  return { version: version + 1 }
}

/** Takes a record that was entered in error out of force. */
export async function withdrawVisit(
  call: Call,
  { id, version, reason }: z.output<typeof contract.withdrawVisit.input>,
): Promise<{ version: number }> {
  const visit = await holdVisit(call, id, version)
  await write(call, visit, version + 1, visit, { withdrawn: true, reason })
  return { version: version + 1 }
}

/** Keeps the half-year from being published meanwhile. @throws Refusal when it has been. */
async function openPeriod({ tx, district }: Call, period: string): Promise<void> {
  await holdCycle(tx, district, period, 'together')
  if ((await frameOf(tx, district, period)).state === 'published') refuse('visit.published', { period })
}

/** The record in force, of which the caller knows the version. */
async function holdVisit(call: Call, id: string, version: number): Promise<StoredVisit> {
  const visit = (await findVisit(call.tx, call.district, id)) ?? refuse('visit.unknown')
  if (visit.withdrawn !== null) refuse('visit.unknown')
  if (visit.version !== version) refuse('visit.changed')
  await openPeriod(call, visit.period)
  return visit
}

async function check({ tx, district, clock }: Call, period: string, fields: VisitFields): Promise<void> {
  const { tasks, ways, findings } = await frameOf(tx, district, period)
  const codes = (items: readonly { readonly code: string }[]) => items.map(({ code }) => code)
  const frame = { period, today: clock.today(), tasks: codes(tasks), ways: codes(ways), findings: codes(findings) }
  const problem = visitProblem(fields, frame)
  if (problem) refuse(problem.code, problem.facts)
}

async function write(
  call: Call,
  { id, period, community, area }: Place,
  version: number,
  fields: VisitFields,
  ending: Ending,
): Promise<void> {
  const { tx, district, actor, clock } = call
  const { date, visitors, uses, ways, findings, seen, promised, evidence } = fields
  await tx.query
    .insertInto('evaluation.visit')
    .values({
      district,
      id,
      version,
      period,
      community,
      area,
      visited_on: date,
      visitors: JSON.stringify(visitors),
      uses: [...new Set(uses)],
      ways: [...new Set(ways)],
      findings: JSON.stringify(findings),
      seen,
      promised,
      evidence,
      ...ending,
      account: actor.account,
      at: clock.now(),
    })
    .execute()
    .catch((error: unknown) => {
      // Two corrections of one version: the second one's row is there already.
      if (isDuplicate(error)) refuse('visit.changed')
      throw error
    })
  const body = { period, community, version, date, uses, findings, ...ending }
  await call.audit({ object: { type: 'visit', id }, body })
}
