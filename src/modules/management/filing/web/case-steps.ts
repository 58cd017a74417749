import type { ProcedureStep } from '#web/kit/procedure-bar.tsx'
import type { Filing, FilingAct, FilingObjection } from '../contract.ts'
import { filingProcedure, type FilingState, isStep, type Step, STEPS } from '../procedure.ts'

// The six steps of a case as a bar: where it stands, since when the others are behind it, and how it ended.

type Case = {
  readonly state: FilingState
  readonly acts: readonly FilingAct[]
  /** The last day of the present step, and the working days until it. */
  readonly due: { readonly date: string; readonly days: number } | undefined
  /** Why the days stand still: stopped by discipline, or an open objection. */
  readonly stopped: string | undefined
}
type Say = (text: { readonly zh: string; readonly en: string }) => string

export function stepsOf({ state, acts, due, stopped }: Case, say: Say): readonly ProcedureStep[] {
  // Acting is filed only: a case that began at the last step has no others.
  const steps = acts[0]?.to === 'filing' ? (['filing'] as const) : STEPS
  const last = acts.at(-1)
  const at = isStep(state) ? state : isStep(last?.from ?? null) ? last?.from : undefined
  const place = state === 'filed' ? steps.length : steps.findIndex((step) => step === at)
  return steps.map((step, index): ProcedureStep => {
    const own = { key: step, title: say(filingProcedure.states[step]) }
    if (index < place) return { ...own, state: 'done', ...dateOf(leftOn(acts, step)) }
    if (index > place) return { ...own, state: 'next' }
    if (!isStep(state)) return { ...own, state: 'ended', note: say(filingProcedure.states[state]) }
    if (stopped) return { ...own, state: 'stopped', note: stopped }
    return { ...own, state: 'current', ...due }
  })
}

const leftOn = (acts: readonly FilingAct[], step: Step): string | undefined =>
  acts.findLast(({ from }) => from === step)?.on
const dateOf = (date: string | undefined) => (date === undefined ? {} : { date })

type Noticed = { readonly filing: Pick<Filing, 'since'>; readonly objections: readonly FilingObjection[] }

/** Whether an objection to the running notice was upheld; those to an earlier one count for that one. */
export const isUpheld = ({ filing, objections }: Noticed): boolean =>
  objections.some(({ receivedOn, answer }) => receivedOn >= filing.since && answer?.outcome === 'upheld')
