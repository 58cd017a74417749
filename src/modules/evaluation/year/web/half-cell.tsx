import { Figure, Stars } from '#web/kit/figure.tsx'
import { Status, type Tone } from '#web/kit/states.tsx'
import { useSay } from '#web/language/language.tsx'
import { levelOf } from '../../star/web/levels.ts'
import type { Half } from '../contract.ts'
import { STATE_WORDS } from '../words.ts'

const TONES: Readonly<Record<Half['state'], Tone>> = {
  confirmed: 'good',
  notice: 'info',
  deferred: 'warn',
  waiting: 'info',
  scoring: 'idle',
  absent: 'idle',
}

type HalfProps = {
  readonly name: string
  readonly half: Half | undefined
  readonly onExplain: (period: string) => void
}

/** A half-year of a community: its star where there is one, else how far it is, in words. */
export function HalfCell({ name, half, onExplain }: HalfProps) {
  const say = useSay()
  if (!half) return '—'
  const { period, state, grade, total } = half
  return (
    <span className="yz-half">
      {grade && <Stars count={levelOf(grade)} />}
      {state === 'confirmed' && <Figure label={name} value={total} onOpen={() => onExplain(period)} />}
      {state !== 'confirmed' && <Status tone={TONES[state]}>{say(STATE_WORDS[state])}</Status>}
    </span>
  )
}
