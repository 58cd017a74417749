import { ProcedureBar, type ProcedureStep } from '#web/kit/procedure-bar.tsx'
import { useSay } from '#web/language/language.tsx'
import type { Cycle } from '../contract.ts'
import { cycleProcedure, type CycleState } from '../procedure.ts'

const ORDER: readonly CycleState[] = ['open', 'closing', 'closed', 'notice', 'published']

/** Where the half-year stands, from the same declaration that the server follows. */
export function CycleBar({ cycle }: { readonly cycle: Cycle }) {
  const say = useSay()
  const at = ORDER.indexOf(cycle.state)
  const dates: Partial<Record<CycleState, string | null>> = { open: cycle.sheetsDue, published: cycle.publishedOn }
  const steps = ORDER.map((state, index): ProcedureStep => {
    const date = dates[state]
    const isDone = index < at || cycle.state === 'published'
    return {
      key: state,
      title: say(cycleProcedure.states[state]),
      state: isDone ? 'done' : index === at ? 'current' : 'next',
      ...(date ? { date } : {}),
    }
  })
  return <ProcedureBar steps={steps} />
}
