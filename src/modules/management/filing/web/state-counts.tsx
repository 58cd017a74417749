import { useSay, useText } from '#web/language/language.tsx'
import { filingProcedure, type FilingState } from '../procedure.ts'
import { FILING_TEXTS } from './filing-texts.ts'

type Props = {
  readonly counts: Readonly<Record<string, number>>
  readonly chosen: string | undefined
  readonly onChoose: (state: string) => void
}

export const STATES = Object.keys(filingProcedure.states) as readonly FilingState[]

/** How many cases stand at each step; a click shows only those, another click all of them. */
export function StateCounts({ counts, chosen, onChoose }: Props) {
  const t = useText(FILING_TEXTS)
  const say = useSay()
  return (
    <ul className="yz-filing-counts" aria-label={t('counts')}>
      {STATES.map((state) => (
        <li key={state}>
          <button type="button" aria-pressed={chosen === state} onClick={() => onChoose(chosen === state ? '' : state)}>
            <strong>{counts[state] ?? 0}</strong>
            <span>{say(filingProcedure.states[state])}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
