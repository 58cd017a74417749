import { addDays, deadlineAfter, isProvisional, workingDaysLeft } from '#kernel/clock.ts'
import type { CycleState } from './procedure.ts'

// The calendar of a half-year (domain.md §5.2): when which phase begins and ends, and where it stands. Pure.

export const PHASES = [
  'opening',
  'sheets',
  'merits',
  'visits',
  'targets',
  'totalling',
  'proposals',
  'check',
  'notice',
  'confirmation',
  'feedback',
] as const
export type Phase = (typeof PHASES)[number]

/** How long phases last: the limit of the policy, and the number for versions from before it was named. */
export const PHASE_LIMITS = {
  visits: ['star.visit-days', 15],
  totalling: ['star.total-days', 3],
  proposals: ['star.proposal-days', 5],
  check: ['star.check-days', 3],
  notice: ['star.notice', 5],
  confirmation: ['star.confirm-days', 3],
  /** Calendar days; all others are working days. */
  feedback: ['feedback.days', 10],
} as const
export type PhaseDays = Readonly<Record<keyof typeof PHASE_LIMITS, number>>

/** First and last day. A phase that follows one without an end has no days yet. */
export type Span = { readonly from: string | null; readonly to: string | null }

type Dated = { readonly from: string; readonly to: string }
/** Every half-year has its first days from its opening on. */
export type Calendar = Readonly<Record<Phase, Span> & Record<'opening' | 'sheets' | 'visits', Dated>>

export type Known = {
  readonly openedOn: string
  readonly sheetsDue: string
  readonly days: PhaseDays
  /** Of the year's key tasks: when the first was set, and when the last target is due. */
  readonly targets: Span
  /** Of the last totalling. */
  readonly closedOn: string | null
  /** The notice that stands; its end is open while an objection is. */
  readonly notice: Span | undefined
  readonly confirmedOn: string | null
}

/** Planned from the opening day on; what has really begun replaces the plan, for itself and for all that follows. */
export function calendarOf(known: Known): Calendar {
  const { openedOn, sheetsDue, days, targets, closedOn, notice, confirmedOn } = known
  const totalling = after(sheetsDue, days.totalling)
  const proposals = after(closedOn ?? totalling.to, days.proposals)
  const check = after(proposals.to, days.check)
  const announced = notice ?? { from: check.to, to: after(check.to, days.notice).to }
  const confirmation = after(announced.to, days.confirmation)
  const told = confirmedOn ?? confirmation.to
  return {
    opening: { from: openedOn, to: openedOn },
    sheets: { from: openedOn, to: sheetsDue },
    // Bonus, caps and methods enter the totals: they end with them.
    merits: { from: openedOn, to: totalling.to },
    visits: { from: openedOn, to: deadlineAfter(openedOn, days.visits) },
    targets,
    totalling,
    proposals,
    check,
    notice: announced,
    confirmation,
    feedback: { from: told, to: told && addDays(told, days.feedback) },
  }
}

/** So many working days from the next one on. */
function after(date: string | null, days: number): Span {
  return date === null ? { from: null, to: null } : { from: deadlineAfter(date, 1), to: deadlineAfter(date, days) }
}

/**
 * By when streets propose and the district checks. What is left of a confirmed half-year was put off, and the plan says
 * nothing about it any more.
 */
export const dueOf = (state: CycleState, calendar: Calendar, phase: 'proposals' | 'check'): string | null =>
  state === 'published' ? null : calendar[phase].to

export type PhaseState = 'ahead' | 'running' | 'late' | 'done' | 'over'

export type Standing = Span & {
  readonly state: PhaseState
  /** Working days until its end, negative when late; null where nothing is counted. */
  readonly days: number | null
  /** 暂定: the working days of its year are not published yet. */
  readonly provisional: boolean
}

/** What has happened, whatever the plan says: it may begin early, and be over without having been completed. */
export type Mark = 'begun' | 'done' | 'over'

/** Where a phase stands on a day. A phase whose completion the house does not record is over when its time is. */
export function standingOf(span: Span, mark: Mark | undefined, today: string, isRecorded = true): Standing {
  const { from, to } = span
  const provisional = [from, to].some((date) => date !== null && isProvisional(date))
  const quiet = (state: PhaseState): Standing => ({ ...span, state, days: null, provisional })
  if (mark === 'done' || mark === 'over') return quiet(mark)
  if (mark !== 'begun' && (from === null || today < from)) return quiet('ahead')
  if (to === null) return quiet('running')
  if (today > to && !isRecorded) return quiet('over')
  return { ...span, state: today > to ? 'late' : 'running', days: workingDaysLeft(today, to), provisional }
}
