import type { Text } from '#kernel/language.ts'
import { type CodeSet, EDUCATION, ETHNIC, POLITICAL, QUALIFICATIONS, SEX, SOURCES } from '../codes.ts'
import type { FieldName } from '../contract.ts'

// How a record's values are shown and typed: words for codes, 1985.06 for dates.

export const CODES: Readonly<Partial<Record<FieldName, CodeSet>>> = {
  sex: SEX,
  ethnic: ETHNIC,
  political: POLITICAL,
  educationFullTime: EDUCATION,
  educationInService: EDUCATION,
  source: SOURCES,
  qualification: QUALIFICATIONS,
}
export const DATES: readonly FieldName[] = ['birth', 'partyJoined', 'workStarted', 'communityWorkStarted']

/** 1985-06 as forms have it: 1985.06. */
export const dotted = (date: string): string => date.replaceAll('-', '.')

/** Reads 1985.06 or 1985-06; with `withDay` a day may follow. Undefined: it is neither. 1985.6 may mean two months. */
export function readDate(text: string, withDay: boolean): string | undefined {
  const date = text.normalize('NFKC').trim().replaceAll('.', '-')
  if (/^(19|20)\d{2}-(0[1-9]|1[0-2])$/.test(date)) return date
  const isDay = withDay && /^\d{4}-\d{2}-\d{2}$/.test(date) && new Date(date).toJSON()?.startsWith(date)
  return isDay ? date : undefined
}

/** Full years by months (domain.md §7.17). */
export function ageOf(birth: string, today: string): number {
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
  return Math.floor((months(today) - months(birth)) / 12)
}

/** The word of a code, a date with points, anything else as it is. */
export function shownValue(field: FieldName, value: string, say: (text: Text) => string): string {
  const label = CODES[field]?.[value]
  if (label) return say(label)
  return DATES.includes(field) ? dotted(value) : value
}
