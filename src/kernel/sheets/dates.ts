// Dates as people type them into lists. What can be read in two ways is not read.

/** Excel believes that 1900-02-29 existed; serial numbers are only certain from 1900-03-01 on. */
const FIRST_SERIAL = 61
const LAST_SERIAL = 2_958_465
const UNIX_EPOCH_SERIAL = 25_569
const MILLISECONDS_A_DAY = 86_400_000
/** A workbook of the 1904 date system counts from this many days later. */
const DAYS_TO_1904 = 1462

export type DateReading =
  | { readonly value: string }
  | { readonly code: 'date-form' | 'date-impossible' | 'month-ambiguous' }

/** 'YYYY-MM-DD' of a whole serial day, or undefined outside 1900-03-01 … 9999-12-31. */
export function dateOfSerial(serial: number, date1904: boolean): string | undefined {
  const day = serial + (date1904 ? DAYS_TO_1904 : 0)
  if (!Number.isInteger(day) || day < FIRST_SERIAL || day > LAST_SERIAL) return undefined
  return new Date((day - UNIX_EPOCH_SERIAL) * MILLISECONDS_A_DAY).toISOString().slice(0, 10)
}

/** The reverse of `dateOfSerial` in the 1900 system; undefined where Excel cannot hold the date. */
export function serialOfDate(date: string): number | undefined {
  const serial = Date.parse(`${date}T00:00:00Z`) / MILLISECONDS_A_DAY + UNIX_EPOCH_SERIAL
  return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? serial : undefined
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether the calendar has that day. By hand: a long list asks half a million times, and a Date takes longer than the cell. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const last = month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0)
  return day >= 1 && day <= last
}

function calendarDate(year: string, month: string, day: string): DateReading {
  if (!isCalendarDay(Number(year), Number(month), Number(day))) return { code: 'date-impossible' }
  return { value: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` }
}

const FULL_DATES = [
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/,
  /^(\d{4})(年)(\d{1,2})月(\d{1,2})日$/,
  /^(\d{4})()(\d{2})(\d{2})$/,
  // What other programs write for a pure date.
  /^(\d{4})(-)(\d{2})-(\d{2})T00:00:00(?:\.0+)?Z?$/,
]

/** A date written year first, in full: 1985-06-01, 1985/6/1, 1985.6.1, 1985年6月1日, 19850601. */
export function dateOfText(text: string): DateReading {
  for (const form of FULL_DATES) {
    const [, year, , month, day] = form.exec(text) ?? []
    if (year && month && day) return calendarDate(year, month, day)
  }
  return { code: 'date-form' }
}

/**
 * A month: 1972-05, 1972-5, 1972/5, 1972年5月, 1972.05, 197205; of a full date its month. `1972.1` is refused: as a
 * number 1972.10 becomes 1972.1, so nobody can tell January from October (domain.md §3.8).
 */
export function monthOfText(text: string): DateReading {
  // As it is written out by this system and most others.
  const plain = /^\d{4}-(\d{2})$/.exec(text)
  if (plain) return plain[1] && plain[1] >= '01' && plain[1] <= '12' ? { value: text } : { code: 'date-impossible' }
  const full = dateOfText(text)
  if ('value' in full) return { value: full.value.slice(0, 7) }
  if (/^\d{4}\.\d$/.test(text)) return { code: 'month-ambiguous' }
  const parts =
    /^(\d{4})[-/](\d{1,2})$/.exec(text) ?? /^(\d{4})年(\d{1,2})月$/.exec(text) ?? /^(\d{4})\.?(\d{2})$/.exec(text)
  const [, year, month] = parts ?? []
  if (!year || !month) return full
  const first = calendarDate(year, month, '1')
  return 'value' in first ? { value: first.value.slice(0, 7) } : first
}
