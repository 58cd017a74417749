import type { z } from 'zod'
import { countOf } from '#policy'
import { ROLES } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { Notice } from '../confirmation/contract.ts'
import { spanOf, stagesOf } from '../confirmation/queries.ts'
import { calendarFor } from '../cycle/calendar.ts'
import type { CycleState } from '../cycle/procedure.ts'
import { type CycleRow, getCyclePack } from '../cycle/queries.ts'
import { type Mark, PHASES, type Phase, type Span, standingOf } from '../cycle/rules.ts'
import { type MeritRow, meritRows, stateOf } from '../merits/queries.ts'
import { methodsInForce } from '../merits/rules.ts'
import type { Sheet } from '../scoring/contract.ts'
import { getSheets, rosterOf, type RosterRow } from '../scoring/queries.ts'
import type { KeyTask } from '../tasks/contract.ts'
import { newestTargets, tasksOf } from '../tasks/queries.ts'
import { getBoard } from '../visits/queries.ts'
import { isComplete } from '../visits/rules.ts'
import type { getProgress, Unit } from './contract.ts'
import { ORGANIZATION } from './reminder.ts'
import {
  departmentUnit,
  type DistrictFacts,
  districtUnit,
  type Frame,
  frameOf,
  isTotalled,
  type StreetFacts,
  streetUnit,
} from './rules.ts'

/** The calendar of a half-year and what each unit still lacks, as far as the caller sees. */
export async function progressOf(
  call: Call,
  { period }: { period: string },
): Promise<z.input<(typeof getProgress)['output']>> {
  const cycle = await getCyclePack(call.tx, call.district, period)
  const found = await gather(call, period, cycle.state)
  const calendar = calendarFor(cycle, { targets: targetSpan(found.tasks), notice: spanOf(found.notice) })
  const today = call.clock.today()
  const frame = frameOf(cycle, calendar, today)
  const district = districtFacts(found, countOf(cycle.pack.pack, 'star.silent-most'))
  const streets = streetFacts(found)
  const marks = marksOf(cycle.state, found, district)
  const days = doneDays(found, cycle)
  return {
    phases: PHASES.map((code) => {
      const standing = standingOf(calendar[code], marks[code], today, code !== 'feedback')
      return { code, ...standing, doneOn: standing.state === 'done' ? (days[code] ?? null) : null }
    }),
    units: unitsOf(call, frame, found.sheets, district, streets),
  }
}

function unitsOf(
  { actor }: Call,
  frame: Frame,
  sheets: readonly Sheet[],
  district: DistrictFacts,
  streets: readonly StreetFacts[],
): Unit[] {
  const own = streets.map((facts) => streetUnit(frame, facts))
  if (ROLES[actor.role].level === 'street') return own
  const departments = sheets.map((sheet) => departmentUnit(frame, sheet))
  return [districtUnit(frame, ORGANIZATION, district), ...departments, ...own]
}

/** When what is done was done, as far as it is on record. */
function doneDays(
  { sheets, stages, notice }: Found,
  { openedOn, closedOn, confirmedOn }: CycleRow,
): Partial<Record<Phase, string | null | undefined>> {
  const last = (days: readonly (string | null | undefined)[]) =>
    days
      .flatMap((day) => day ?? [])
      .toSorted()
      .at(-1)
  return {
    opening: openedOn,
    sheets: last(sheets.map(({ submittedOn }) => submittedOn)),
    totalling: closedOn,
    proposals: last(stages?.streets.map(({ proposed }) => proposed?.on) ?? []),
    check: notice?.from,
    notice: notice?.until,
    confirmation: confirmedOn,
  }
}

function targetSpan(tasks: readonly KeyTask[]): Span {
  const from = tasks.map(({ addedOn }) => addedOn).toSorted()[0] ?? null
  const to = tasks
    .flatMap(({ due }) => due ?? [])
    .toSorted()
    .at(-1)
  return { from, to: to ?? null }
}

type Found = {
  readonly sheets: readonly Sheet[]
  readonly roster: readonly RosterRow[]
  readonly merits: readonly MeritRow[]
  readonly tasks: readonly KeyTask[]
  /** Communities by the codes of their tasks without target. */
  readonly lacking: ReadonlyMap<string, readonly KeyTask[]>
  /** Communities whose visits are incomplete. */
  readonly unvisited: ReadonlySet<string>
  readonly stages: Awaited<ReturnType<typeof stagesOf>> | undefined
  /** The newest that was not withdrawn. */
  readonly notice: Notice | undefined
}

async function gather(call: Call, period: string, state: CycleState): Promise<Found> {
  const { tx, district } = call
  const sheets = await getSheets(call, period)
  const roster = await rosterOf(tx, district, period)
  const merits = await meritRows(tx, [district], period, 'no-names')
  const tasks = await tasksOf(tx, district, Number(period.slice(0, 4)))
  const lacking = await lackingTargets(tx, district, roster, tasks)
  const { communities } = await getBoard(call, { period })
  const unvisited = new Set(communities.filter((one) => !isComplete(one)).map(({ community }) => community))
  const stages = isTotalled(state) ? await stagesOf(call, { period }) : undefined
  const notice = stages?.notices.find((one) => one.state !== 'withdrawn')
  return { sheets, roster, merits, tasks, lacking, unvisited, stages, notice }
}

async function lackingTargets(
  tx: Tx,
  district: number,
  roster: readonly RosterRow[],
  tasks: readonly KeyTask[],
): Promise<ReadonlyMap<string, readonly KeyTask[]>> {
  const ids = tasks.map(({ id }) => id)
  const given = new Set(
    (await newestTargets(tx, district, ids))
      .filter(({ target }) => target !== null)
      .map(({ task, community }) => `${task}/${community}`),
  )
  return new Map(roster.map(({ community }) => [community, tasks.filter(({ id }) => !given.has(`${id}/${community}`))]))
}

function streetFacts({ roster, merits, tasks, lacking, unvisited, stages }: Found): StreetFacts[] {
  const methods = methodsInForce(merits)
  const entered = Map.groupBy(
    merits.filter(({ kind, withdrawn }) => kind === 'street-method' && !withdrawn),
    ({ street }) => street,
  )
  const due = new Set(stages?.streets.filter((one) => one.due).map(({ street }) => street))
  // In code order, which is the official order of streets.
  return [...Map.groupBy(roster, ({ street }) => street)].map(([street, own]): StreetFacts => {
    const inForce = methods.get(street)
    const last = entered.get(street)?.at(-1)
    const awarded = merits.filter(
      ({ kind, method, withdrawn }) => kind === 'street-award' && method === inForce?.id && !withdrawn,
    )
    const open = own.map(({ community }) => lacking.get(community) ?? [])
    return {
      street,
      name: own[0]?.streetName ?? '',
      method: last && stateOf(last) === 'waiting' ? 'waiting' : inForce ? 'in-force' : last ? 'declined' : 'none',
      awarded: inForce?.rules?.items.length ? new Set(awarded.map(({ community }) => community)).size : null,
      targets: tasks.length === 0 ? null : missingTargets(open),
      unvisited: own.filter(({ community }) => unvisited.has(community)).length,
      proposal: due.has(street) ? 'due' : 'made',
    }
  })
}

function missingTargets(open: readonly (readonly KeyTask[])[]): NonNullable<StreetFacts['targets']> {
  const tasks = open.flat()
  const [due] = tasks.flatMap((task) => task.due ?? []).toSorted()
  return { missing: tasks.length, communities: open.filter((own) => own.length > 0).length, due: due ?? null }
}

function districtFacts({ sheets, merits, stages, notice }: Found, silentMost: number): DistrictFacts {
  const waiting = merits.filter((row) => stateOf(row) === 'waiting')
  const count = (kind: MeritRow['kind']) => waiting.filter((row) => row.kind === kind).length
  const standing = notice?.state
  return {
    honours: count('honour'),
    cases: count('serious-case'),
    methods: count('street-method'),
    silent: sheets.filter(({ state }) => state !== 'submitted').length,
    silentMost,
    objections: notice?.objections.filter(({ answer }) => !answer).length ?? 0,
    undecided: stages?.waiting ?? 0,
    proposing: stages?.streets.filter(({ due }) => due).length ?? 0,
    notice: standing === undefined || standing === 'withdrawn' ? 'none' : standing,
    deferredUntil: stages?.deferrals.filter(({ ended }) => !ended).map(({ until }) => until) ?? [],
  }
}

/** What has happened of the phases. */
function marksOf(
  state: CycleState,
  { sheets, tasks, lacking, unvisited }: Found,
  { undecided, proposing, notice }: DistrictFacts,
): Partial<Record<Phase, Mark | undefined>> {
  const totalled = isTotalled(state)
  const isProposed = totalled && proposing === 0
  const isTold = notice === 'over' || notice === 'confirmed'
  const isConfirmed = state === 'published' && undecided === 0 && notice === 'confirmed'
  const step = (isBegun: boolean, isDone: boolean): Mark | undefined =>
    isDone ? 'done' : isBegun ? 'begun' : undefined
  return {
    opening: 'done',
    sheets: sheets.every((sheet) => sheet.state === 'submitted') ? 'done' : totalled ? 'over' : undefined,
    merits: step(false, totalled),
    visits: unvisited.size === 0 ? 'done' : state === 'published' ? 'over' : undefined,
    targets: step(false, tasks.length > 0 && [...lacking.values()].every((open) => open.length === 0)),
    totalling: step(state === 'closing', totalled),
    proposals: step(totalled, isProposed),
    check: step(isProposed, isProposed && undecided === 0),
    notice: step(false, isTold),
    confirmation: step(isTold, isConfirmed),
  }
}
