import { Input } from 'antd'
import { Field } from '#web/kit/form.tsx'
import { useText, type Words } from '#web/language/language.tsx'
import { QUESTION_TEXTS } from './question-texts.ts'

/** As typed; the number is read when it is used. */
export type Looked = { readonly people: string; readonly system: string; readonly on: string }
export const NOT_LOOKED: Looked = { people: '', system: '', on: '' }

const idOf = (field: keyof Looked): string => `looked-${field}`
const FIELDS = ['people', 'system', 'on'] as const

export type QuestionWords = Words<keyof (typeof QUESTION_TEXTS)['zh']>
type Frame = { readonly people: number; readonly today: string; readonly t: QuestionWords }

export const checkedPeople = ({ people }: Looked): number => Number(people)

/** What is still missing before anything may be “nothing found” about so many people (rulings D3). */
export function lookedProblems(looked: Looked, { people, today, t }: Frame) {
  const empty = FIELDS.filter((field) => !looked[field].trim())
  const problems = empty.map((field) => ({ field: idOf(field), sentence: t('missing', { field: t(field) }) }))
  if (!empty.includes('people')) {
    const checked = checkedPeople(looked)
    if (!(Number.isInteger(checked) && checked > 0))
      problems.push({ field: idOf('people'), sentence: t('wrongPeople') })
    else if (checked < people) problems.push({ field: idOf('people'), sentence: t('few', { checked, people }) })
  }
  if (looked.on > today) problems.push({ field: idOf('on'), sentence: t('later', { date: looked.on }) })
  return problems
}

type Props = { readonly looked: Looked; readonly today: string; readonly onChange: (looked: Looked) => void }

/** How many people were looked up, in which system, when. */
export function LookedUp({ looked, today, onChange }: Props) {
  const t = useText(QUESTION_TEXTS)
  const typed = (field: keyof Looked) => ({
    value: looked[field],
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      onChange({ ...looked, [field]: target.value }),
  })
  return (
    <fieldset className="yz-card yz-review-looked">
      <legend>{t('looked')}</legend>
      <p className="yz-help">{t('lookedHelp')}</p>
      <div>
        <Field id={idOf('people')} label={t('people')} help={t('peopleHelp')} required>
          {(aria) => <Input {...aria} {...typed('people')} inputMode="numeric" maxLength={5} />}
        </Field>
        <Field id={idOf('system')} label={t('system')} required>
          {(aria) => <Input {...aria} {...typed('system')} maxLength={80} />}
        </Field>
        <Field id={idOf('on')} label={t('on')} required>
          {(aria) => <Input {...aria} {...typed('on')} type="date" max={today} />}
        </Field>
      </div>
    </fieldset>
  )
}
