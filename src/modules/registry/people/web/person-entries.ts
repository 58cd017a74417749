import { type Language, say } from '#kernel/language.ts'
import type { FieldProblem } from '#web/kit/form.tsx'
import { NO_FIELDS } from '../columns.ts'
import type { Person, PersonFields } from '../contract.ts'
import { RECORD_RULES } from '../refusals.ts'
import { settle } from '../rules.ts'
import { DATES, dotted, readDate } from './person-values.ts'

// What is typed into the form of a record, and what it means. The rules are those of the server.

type Field = keyof PersonFields
export type Entries = Readonly<Record<Field, string>>

const FIELDS = Object.keys(NO_FIELDS) as Field[]
const isSecret = (field: Field): field is 'idNumber' | 'phone' => field === 'idNumber' || field === 'phone'
/** The id of a field's input. */
export const inputOf = (field: Field | 'name'): string => `person-${field}`

/** ID and telephone number begin empty: the form never shows them, and empty leaves them as they are. */
export function entriesOf(person: PersonFields): Entries {
  const shown = (field: Field) => (DATES.includes(field) ? dotted(person[field] ?? '') : (person[field] ?? ''))
  return Object.fromEntries(FIELDS.map((field) => [field, isSecret(field) ? '' : shown(field)])) as Entries
}

/** A record as the form starts from it. */
export const fieldsOf = (person: Person | undefined): PersonFields =>
  person ? { ...NO_FIELDS, ...Object.fromEntries(FIELDS.map((field) => [field, plainOf(person, field)])) } : NO_FIELDS

const plainOf = (person: Person, field: Field): string | null => (isSecret(field) ? null : person[field])

type Reading = { readonly changes: Partial<PersonFields>; readonly problems: readonly FieldProblem[] }

const UNREADABLE = {
  zh: '请写成 1985.06 的样子，月份两位。',
  en: 'Write it like 1985.06, the month with two digits.',
}

/** What differs from before, and what is wrong with it, each at its field. */
export function readEntries(entries: Entries, before: PersonFields, today: string, language: Language): Reading {
  const problems: FieldProblem[] = []
  const changes: Partial<Record<Field, string | null>> = {}
  for (const field of FIELDS) {
    const typed = entries[field].trim()
    const value = typed !== '' && DATES.includes(field) ? readDate(typed, field === 'birth') : typed || null
    if (value === undefined) problems.push({ field: inputOf(field), sentence: UNREADABLE[language] })
    else if (value !== before[field]) changes[field] = value
  }
  if (changes.sex === null) changes.sex = '0'
  const { problems: broken } = settle({ ...before, ...changes } as PersonFields, today)
  for (const { code, field, facts } of broken) {
    problems.push({ field: inputOf(field), sentence: say(RECORD_RULES[code], language, facts) })
  }
  return { changes: changes as Partial<PersonFields>, problems }
}
