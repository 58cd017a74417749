import { useRead } from '#web/api.ts'
import { ProcedureBar, type ProcedureStep } from '#web/kit/procedure-bar.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { getProgress } from '../../progress/contract.ts'
import { PROGRESS_TEXTS } from '../../progress/web/progress-texts.ts'
import type { Cycle } from '../contract.ts'
import { cycleProcedure, type CycleState, phaseAt, PHASES_OF } from '../procedure.ts'

const ORDER: readonly CycleState[] = ['open', 'closing', 'closed', 'notice', 'published']

/** Where the half-year stands, from the same declaration that the server follows, and what of it is late. */
export function CycleBar({ cycle }: { readonly cycle: Cycle }) {
  const t = useText(PROGRESS_TEXTS)
  const say = useSay()
  const { data } = useRead(getProgress, { period: cycle.period }, { every: 60 })
  const at = ORDER.indexOf(cycle.state)
  const phase = phaseAt(cycle.state, data?.phases ?? [])
  const steps = ORDER.map((state, index): ProcedureStep => {
    const isDone = index < at || cycle.state === 'published'
    const step = { key: state, title: say(cycleProcedure.states[state]) }
    if (isDone) return { ...step, state: 'done', ...dateOf(state === 'published' ? cycle.publishedOn : null) }
    if (index !== at) return { ...step, state: 'next' }
    // The step bears the name of its first phase; a later one is said.
    const note = phase && phase.code !== PHASES_OF[state][0] ? { note: t(phase.code) } : {}
    const days = phase?.days === null || phase?.days === undefined ? {} : { days: phase.days }
    return { ...step, state: 'current', ...dateOf(phase?.to ?? null), ...days, ...note }
  })
  return <ProcedureBar steps={steps} />
}

const dateOf = (date: string | null) => (date === null ? {} : { date })
