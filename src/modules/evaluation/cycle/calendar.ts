import { countOf } from '#policy'
import type { CyclePack } from './queries.ts'
import { type Calendar, calendarOf, PHASE_LIMITS, type PhaseDays, type Span } from './rules.ts'

const NOT_YET: Span = { from: null, to: null }

/** What is on record outside the half-year itself. */
type Told = {
  /** Of the year's key tasks. */
  readonly targets?: Span
  /** The notice that stands. */
  readonly notice?: Span | undefined
}

/** The one source of the dates of a half-year: boards, deadlines and work items all ask here. */
export function calendarFor(cycle: CyclePack, { targets = NOT_YET, notice }: Told = {}): Calendar {
  return calendarOf({ ...cycle, days: phaseDays(cycle), targets, notice })
}

/** Versions of a policy from before a limit was named have its first value. */
function phaseDays({ pack: { pack } }: CyclePack): PhaseDays {
  const days = Object.entries(PHASE_LIMITS).map(([phase, [limit, first]]) => [
    phase,
    limit in pack.limits ? countOf(pack, limit) : first,
  ])
  return Object.fromEntries(days) as PhaseDays
}
