import { useSay, useText } from '#web/language/language.tsx'
import type { Outcome } from '../contract.ts'
import type { Titles } from './given.tsx'
import { EXAMPLE_TEXTS, NOTE_CODES } from './example-texts.ts'

type OutcomeCellProps = { readonly of: Outcome | null; readonly titles: Titles; readonly isExactShown: boolean }

/** What a rule came to: 85.73 称职, its exact fraction where the example asks for it, why it is what it is. */
export function OutcomeCell({ of, titles, isExactShown }: OutcomeCellProps) {
  const t = useText(EXAMPLE_TEXTS)
  const say = useSay()
  if (of === null) return t('noRule')
  const { shows, exact, grade, note } = of
  const title = grade === undefined ? undefined : (titles.get(grade) ?? { zh: grade, en: grade })
  const isMissing = shows === undefined && grade === undefined && exact === undefined && note === undefined
  const known = NOTE_CODES.find((code) => code === note)
  return (
    <span className="yz-outcome">
      {isMissing && <i>{t('missing')}</i>}
      {shows !== undefined && <b>{shows}</b>}
      {title && <span>{say(title)}</span>}
      {known && <em>{t(known)}</em>}
      {isExactShown && exact !== undefined && <code>{exact}</code>}
    </span>
  )
}
