import { communitiesInForce, dutyHolders, type RosterCommunity } from '#registry'
import { countOf, loadSoundPack } from '#policy'
import type { Call } from '#kernel/call.ts'
import { addDays, deadlineAfter } from '#kernel/clock.ts'
import { isDuplicate } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { periodOf, previousPeriod } from '#kernel/period.ts'
import { advance } from '#kernel/procedure.ts'
import { type CycleEvent, cycleProcedure, type CycleState } from './procedure.ts'
import { type CycleRow, getCycle, holdCycle } from './queries.ts'
import { refuse } from './refusals.ts'

/** A half-year has at most 184 days: a later due date is a slip of the pen. */
const MOST_DAYS = 184

type Opening = { readonly period: string; readonly packVersion: string; readonly sheetsDue?: string }
type Step = { readonly period: string; readonly version: number }

/** Opens a half-year: its policy version and its roster are frozen from here on (domain.md §7, 8). */
export async function openCycle(call: Call, { period, packVersion, sheetsDue }: Opening) {
  const { tx, district, clock, actor } = call
  const today = clock.today()
  refuseWrongTime(period, today)
  const { pack } = await loadSoundPack(tx, district, packVersion)
  const departments = pack.lists.star_departments.items.map(({ code }) => code)
  const holders = await dutyHolders(tx, district, 'SR-')
  const missing = departments.filter((code) => !holders.has(code))
  if (missing.length > 0) refuse('cycle.duties-missing', { count: missing.length, codes: missing.join('、') })
  const communities = await communitiesInForce(tx, district)
  if (communities.length === 0) refuse('cycle.no-communities')
  const due = sheetsDue ?? deadlineAfter(today, countOf(pack, 'star.department-days'))
  if (due < today) refuse('cycle.due-passed', { due, today })
  const latest = addDays(today, MOST_DAYS)
  if (due > latest) refuse('cycle.due-far', { due, latest })
  await tx.query
    .insertInto('evaluation.cycle')
    .values({
      district,
      period,
      state: cycleProcedure.initial,
      pack_version: packVersion,
      sheets_due: due,
      opened_on: today,
      opened_by: actor.account,
    })
    .execute()
    .catch((error: unknown) => {
      if (isDuplicate(error)) refuse('cycle.already-open', { period })
      throw error
    })
  await freezeRoster(call, period, communities)
  const body = { packVersion, sheetsDue: due, communities: communities.length }
  await call.audit({ object: { type: 'cycle', id: period }, body })
  await call.emit('evaluation.cycle.opened', { period })
  return { period, communities: communities.length, sheetsDue: due }
}

/** A half-year is opened while it runs, or late, in the one after it: opening cannot be taken back. */
function refuseWrongTime(period: string, today: string): void {
  const current = periodOf(today)
  const before = previousPeriod(current)
  if (period !== current && period !== before) refuse('cycle.wrong-time', { period, before, current })
}

async function freezeRoster(call: Call, period: string, communities: readonly RosterCommunity[]): Promise<void> {
  await call.tx.query
    .insertInto('evaluation.roster')
    .values(
      communities.map(({ id, code, name, shortName, street, streetName, kind }) => ({
        district: call.district,
        period,
        community: id,
        area: code,
        code,
        name,
        short_name: shortName,
        street,
        street_name: streetName,
        kind,
      })),
    )
    .execute()
}

/** Starts the totalling; a job does it after the commit (closing.ts). */
export async function closeCycle(call: Call, step: Step): Promise<Nothing> {
  await fire(call, step, 'close', { closed_on: call.clock.today() })
  await call.audit({ object: { type: 'cycle', id: step.period }, body: { event: 'close' } })
  await call.emit('evaluation.cycle.closing', { period: step.period })
  return {}
}

/** Lets departments write again; the totals of the earlier round stay on record. */
export async function reopenCycle(call: Call, { reason, ...step }: Step & { reason: string }): Promise<Nothing> {
  await fire(call, step, 'reopen', { closed_on: null })
  await call.audit({ object: { type: 'cycle', id: step.period }, body: { event: 'reopen', reason } })
  return {}
}

/** The notice to residents begins. */
export const announceCycle = (call: Call, step: Step): Promise<CycleRow> => fire(call, step, 'announce')

/** The first notice of a half-year was confirmed: what is published is sealed. */
export const confirmCycle = (call: Call, cycle: CycleRow): Promise<CycleRow> =>
  fire(call, cycle, 'confirm', { published_on: call.clock.today() })

/** Its only notice came down: back to the streets. A half-year that is published stays so. */
export async function withdrawCycle(call: Call, period: string): Promise<void> {
  const cycle = await getCycle(call.tx, call.district, period)
  if (cycle.state === 'notice') await fire(call, cycle, 'withdraw')
}

/** Moves the cycle by one event of its procedure. @returns it as it was before. */
async function fire(
  call: Call,
  { period, version }: Step,
  event: CycleEvent,
  also: { readonly published_on?: string; readonly closed_on?: string | null } = {},
): Promise<CycleRow> {
  // Nobody is in the middle of a sheet when the half-year moves: what was submitted is counted, or was refused.
  await holdCycle(call.tx, call.district, period, 'alone')
  const cycle = await getCycle(call.tx, call.district, period, true)
  if (cycle.version !== version) refuse('cycle.changed', { period })
  const next = advance(cycleProcedure, cycle.state, event)
  if (!next) {
    const { states, events } = cycleProcedure
    const { language } = call
    refuse('cycle.not-possible', { period, state: states[cycle.state][language], event: events[event].title[language] })
  }
  await moveCycle(call.tx, call.district, cycle, next as CycleState, also)
  return cycle
}

/** Writes a new state. Also for the closing job, which no person fires. */
export async function moveCycle(
  tx: Call['tx'],
  district: number,
  { period, version }: Pick<CycleRow, 'period' | 'version'>,
  state: CycleState,
  also: { readonly published_on?: string; readonly closed_on?: string | null; readonly round?: number } = {},
): Promise<void> {
  await tx.query
    .updateTable('evaluation.cycle')
    .set({ state, version: version + 1, ...also })
    .where('district', '=', district)
    .where('period', '=', period)
    .execute()
}
