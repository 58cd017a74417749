import { Status } from '#web/kit/states.tsx'
import { CopyReminder } from '#web/kit/work-queue.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import type { MatrixRow } from '../contract.ts'
import { type LateDepartment, reminderTo } from '../reminder.ts'
import type { Departments } from './matrix-legend.tsx'
import { MATRIX_TEXTS } from './matrix-texts.ts'

type Late = LateDepartment & { readonly code: string }
type Props = { readonly departments: Departments; readonly rows: readonly MatrixRow[] }

/** Who is late, and the words to urge them: units, item, day; no names of people (rulings D4). */
export function LateDepartments({ departments, rows }: Props) {
  const t = useText(MATRIX_TEXTS)
  const say = useSay()
  const letter = useLetter()
  const late = departments.flatMap(({ code, ...name }): Late[] => {
    const waiting = rows.filter(({ cells }) => cells.some((one) => one.department === code && one.state === 'late'))
    const [due] = waiting.map(({ dueOn }) => dueOn).toSorted()
    return due ? [{ code, name, people: waiting.length, due }] : []
  })
  if (late.length === 0) return null
  return (
    <section className="yz-card yz-review-late" aria-label={t('late')}>
      <Status tone="bad">{t('lateCount', { count: late.length })}</Status>
      <CopyReminder isLabelled text={letter(late)} />
      <ul>
        {late.map((one) => (
          <li key={one.code}>
            {t('lateOne', { name: say(one.name), people: one.people })}
            <CopyReminder text={letter([one])} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function useLetter() {
  const say = useSay()
  const { active, today } = useSession()
  return (late: readonly LateDepartment[]): string => {
    const text = reminderTo(late, active.organisation, today)
    return text ? say(text) : ''
  }
}
