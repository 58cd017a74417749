import type { OutputOf } from '#web/endpoint.ts'
import { Stars } from '#web/kit/figure.tsx'
import { useText } from '#web/language/language.tsx'
import type { listResults } from '../contract.ts'
import { levelOf } from './levels.ts'
import { RESULT_TEXTS } from './result-texts.ts'
import './star.css'

type Props = {
  readonly data: OutputOf<typeof listResults> | undefined
  readonly chosen: string | undefined
  readonly onChoose: (grade: string) => void
}

const GRADES = ['star-5', 'star-4', 'star-3', 'star-2', 'star-1'] as const

/** How many communities hold each star; a click shows only those, another click all of them. */
export function GradeCounts({ data, chosen, onChoose }: Props) {
  const t = useText(RESULT_TEXTS)
  if (!data || data.count === 0) return null
  return (
    <ul className="yz-grades" aria-label={t('grades')}>
      {GRADES.map((grade) => (
        <li key={grade}>
          <button type="button" aria-pressed={chosen === grade} onClick={() => onChoose(chosen === grade ? '' : grade)}>
            <strong>{data.grades[grade] ?? 0}</strong>
            <Stars count={levelOf(grade)} />
          </button>
        </li>
      ))}
    </ul>
  )
}
