import { Status, type Tone } from '#web/kit/states.tsx'
import { useSay } from '#web/language/language.tsx'
import { filingProcedure, type FilingState } from '../procedure.ts'

const ENDS: Readonly<Partial<Record<FilingState, Tone>>> = { filed: 'good', rejected: 'bad', withdrawn: 'idle' }

/** Where a case stands, in its word. */
export function CaseState({ state }: { readonly state: FilingState }) {
  const say = useSay()
  return <Status tone={ENDS[state] ?? 'info'}>{say(filingProcedure.states[state])}</Status>
}
