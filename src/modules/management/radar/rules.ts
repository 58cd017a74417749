import { addDays, deadlineAfter, isWorkingDay, workingDaysBefore, workingDaysLeft } from '#kernel/clock.ts'
import { STEPS, type Step } from '../filing/procedure.ts'

// When the steps of a case have to end so that its planned day holds, and when they can end at best. Pure.

/** Working days that each step may take, and the notice has to. */
export type StepDays = Readonly<Record<Step, number>>

export type StepDates = {
  readonly step: Step
  /** The first day on which it can end: everybody acts at once, and the notice takes its days. */
  readonly earliest: string
  /** The last day on which it may end, if those after it take their whole limits. */
  readonly latest: string
}

/** kept: there is time. tight: everybody's limits together take too long. breached: the planned day can no longer be kept. */
export type Outlook = 'kept' | 'tight' | 'breached'

export type Radar = {
  /** Those that are left, the present one first. */
  readonly steps: readonly StepDates[]
  /** When the last step ends if each takes its limit. */
  readonly projected: string
  readonly outlook: Outlook
  /** Working days until the present step has to end, negative when that has passed. */
  readonly slack: number
}

type Case = {
  readonly state: Step
  readonly due: string | null
  readonly plannedOn: string
  /** The last day of a stop, during which the case does not go on. */
  readonly stoppedUntil?: string | null
}

/** The dates of a case that stands at `state` today; `due`: the last day of that step's own limit. */
export const radarOf = (one: Case, days: StepDays, today: string): Radar => radars(days, today)(one)

/** The same for many cases: those of a term election share their days, and counting over a calendar takes longer than reading. */
export function radars(days: StepDays, today: string): (one: Case) => Radar {
  const [ahead, back] = [new Map<string, Ahead>(), new Map<string, Back>()]
  return ({ state, due, plannedOn, stoppedUntil = null }) => {
    const start = stoppedUntil === null ? today : later(deadlineAfter(stoppedUntil, 1), today)
    const left = STEPS.slice(STEPS.indexOf(state))
    const { earliest, projected } = kept(ahead, `${state}/${due}/${start}`, () => aheadOf(left, days, due, start))
    const { latest, slack } = kept(back, `${state}/${plannedOn}`, () => backOf(left, days, plannedOn, today))
    const steps = left.map((step, index) => ({
      step,
      earliest: earliest[index] ?? today,
      latest: latest[index] ?? today,
    }))
    const best = earliest.at(-1) ?? today
    const outlook = best > plannedOn ? 'breached' : projected > plannedOn ? 'tight' : 'kept'
    return { steps, projected, outlook, slack }
  }
}

function kept<T>(known: Map<string, T>, key: string, count: () => T): T {
  const found = known.get(key) ?? count()
  known.set(key, found)
  return found
}

type Ahead = { readonly earliest: readonly string[]; readonly projected: string }
type Back = { readonly latest: readonly string[]; readonly slack: number }

function aheadOf(left: readonly Step[], days: StepDays, due: string | null, start: string): Ahead {
  const first = later(due ?? start, start)
  const projected = left.slice(1).reduce((end, step) => deadlineAfter(end, days[step]), first)
  return { earliest: earliestEnds(left, days, due, start), projected }
}

function backOf(left: readonly Step[], days: StepDays, plannedOn: string, today: string): Back {
  const latest = latestEnds(left, days, plannedOn)
  return { latest, slack: workingDaysLeft(today, latest[0] ?? today) }
}

const later = (one: string, other: string): string => (one > other ? one : other)

/** Backwards from the planned day: the last step ends on the working day before it or on it. */
function latestEnds(left: readonly Step[], days: StepDays, plannedOn: string): string[] {
  let end = plannedOn
  while (!isWorkingDay(end)) end = addDays(end, -1)
  const ends: string[] = []
  for (const step of left.toReversed()) {
    ends.unshift(end)
    end = workingDaysBefore(end, days[step])
  }
  return ends
}

/** Forwards from today, or from the day on which a stopped case goes on: only the notice needs its days; one that is up ends when it is due. */
function earliestEnds(left: readonly Step[], days: StepDays, due: string | null, start: string): string[] {
  let end = start
  return left.map((step, index) => {
    if (step === 'notice') end = index === 0 ? later(due ?? start, start) : deadlineAfter(end, days.notice)
    return end
  })
}
