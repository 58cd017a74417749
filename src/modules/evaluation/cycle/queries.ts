import type { z } from 'zod'
import { loadPack, type StoredPack } from '#policy'
import type { Role } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import { periodOf } from '#kernel/period.ts'
import { allowedEvents } from '#kernel/procedure.ts'
import type { Cycle, listCycles } from './contract.ts'
import { cycleProcedure, type CycleState } from './procedure.ts'
import { refuse } from './refusals.ts'

/** A half-year as its operations need it. */
export type CycleRow = {
  readonly period: string
  readonly state: CycleState
  readonly round: number
  readonly packVersion: string
  readonly sheetsDue: string
  readonly openedOn: string
  /** Of the last totalling; null: not totalled, or reopened. */
  readonly closedOn: string | null
  readonly confirmedOn: string | null
  readonly version: number
}

/** A half-year with the policy that it was opened with. */
export type CyclePack = CycleRow & { readonly pack: StoredPack }

function selectCycles(tx: Tx, district: number) {
  return tx.query
    .selectFrom('evaluation.cycle')
    .select(['period', 'round', 'pack_version as packVersion', 'sheets_due as sheetsDue', 'version'])
    .select(['opened_on as openedOn', 'closed_on as closedOn', 'published_on as confirmedOn'])
    .select((select) => select.ref('state').$castTo<CycleState>().as('state'))
    .where('district', '=', district)
}

/** The half-years in some states, with their policies, newest first. */
export async function listCyclePacks(
  tx: Tx,
  district: number,
  states: readonly CycleState[],
): Promise<readonly CyclePack[]> {
  const rows = await selectCycles(tx, district).where('state', 'in', states).orderBy('period', 'desc').execute()
  const cycles: CyclePack[] = []
  for (const row of rows) cycles.push({ ...row, pack: await loadPack(tx, district, row.packVersion) })
  return cycles
}

/** @throws Refusal cycle.unknown. `lock`: nobody else changes it until this transaction ends. */
export async function getCycle(tx: Tx, district: number, period: string, lock = false): Promise<CycleRow> {
  const query = selectCycles(tx, district).where('period', '=', period)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return row ?? refuse('cycle.unknown', { period })
}

/**
 * Keeps the state of a half-year as it is until this transaction ends: those who write sheets hold it together, who moves
 * the half-year holds it alone. Raters have no right to lock the row itself.
 */
export async function holdCycle(tx: Tx, district: number, period: string, how: 'together' | 'alone'): Promise<void> {
  const lock = how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared'
  await tx.run(`select ${lock}(hashtextextended($1, 0))`, [`cycle/${district}/${period}`])
}

/** The policy that a half-year was opened with. */
export async function getCyclePack(tx: Tx, district: number, period: string): Promise<CyclePack> {
  const cycle = await getCycle(tx, district, period)
  return { ...cycle, pack: await loadPack(tx, district, cycle.packVersion) }
}

export async function getCycles({ tx, district, actor, clock }: Call): Promise<z.input<(typeof listCycles)['output']>> {
  const rows = await tx.run<Row>(
    `select c.period, c.state, c.round, c.sheets_due, c.opened_on, c.published_on, c.pack_version, c.version,
            (select count(*) from evaluation.roster r where r.district = c.district and r.period = c.period) as communities
     from evaluation.cycle c where c.district = $1 order by c.period desc`,
    [district],
  )
  const cycles: Cycle[] = []
  for (const row of rows) cycles.push(await describe(tx, district, row, actor.role))
  const current = periodOf(clock.today())
  const opener = cycleOpeners.includes(actor.role)
  const mayOpen = opener && !rows.some(({ period }) => period === current) ? current : null
  return { cycles, mayOpen }
}

export const cycleOpeners: readonly Role[] = ['organization-head', 'organization-officer']

type Row = {
  readonly period: string
  readonly state: CycleState
  readonly round: number
  readonly sheets_due: string
  readonly opened_on: string
  readonly published_on: string | null
  readonly pack_version: string
  readonly version: number
  readonly communities: number
}

async function describe(tx: Tx, district: number, row: Row, role: Role): Promise<Cycle> {
  const { version } = await loadPack(tx, district, row.pack_version)
  return {
    period: row.period,
    state: row.state,
    round: row.round,
    sheetsDue: row.sheets_due,
    openedOn: row.opened_on,
    publishedOn: row.published_on,
    packVersion: row.pack_version,
    policy: version,
    communities: row.communities,
    version: row.version,
    allowed: allowedEvents(cycleProcedure, row.state, role),
  }
}
