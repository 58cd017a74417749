import chineseDays from 'chinese-days'

// Time (rulings G9, G19). Business dates are days in Asia/Shanghai from this clock; sessions, audit and limits use real
// time. The demo clock is a running offset: a demo day passes like any other.

export type Clock = {
  /** Real time. */
  readonly now: () => Date
  /** Business date, such as 2026-12-10. */
  readonly today: () => string
}

// CommonJS whose names Node cannot see from outside.
const { getHolidaysInRange, isWorkday } = chineseDays
const SHANGHAI = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })
const DAY = 86_400_000

/** The day in Asia/Shanghai. */
export function dateOf(instant: Date): string {
  return SHANGHAI.format(instant)
}

export function realClock(): Clock {
  return { now: () => new Date(), today: () => dateOf(new Date()) }
}

/** It was nine in the morning of `date` at the instant `since`, in milliseconds; time has run on from there. */
export function demoClock(date: string, since: number): Clock {
  const offset = Date.parse(`${date}T09:00:00+08:00`) - since
  return { now: () => new Date(), today: () => dateOf(new Date(Date.now() + offset)) }
}

/** For the demo builder and tests: business dates stand still until they are set. */
export function settableClock(date: string): Clock & { readonly set: (date: string) => void } {
  let current = date
  return {
    now: () => new Date(),
    today: () => current,
    set: (next) => {
      current = next
    },
  }
}

/** The date `days` calendar days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** Days off in every year, whatever the State Council announces (全国年节及纪念日放假办法); the others follow the moon or the sun. */
const FIXED_HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'])

/** A working day by the State Council's calendar, days worked in exchange (调休) included; before it is published, by law. */
export function isWorkingDay(date: string): boolean {
  return isWorkday(date) && !(FIXED_HOLIDAYS.has(date.slice(5)) && isProvisional(date))
}

/**
 * Whether the State Council has not published the calendar of the year yet, as far as we know: working days are then counted
 * by weekends and fixed holidays alone, and every deadline that falls there is 暂定. National Day stands in each calendar.
 */
export function isProvisional(date: string): boolean {
  const year = date.slice(0, 4)
  return getHolidaysInRange(`${year}-10-01`, `${year}-10-03`, false).length === 0
}

/** The last day of a limit of `days` working days: day 1 is the next working day, the limit ends at 24:00. */
export const deadlineAfter = (date: string, days: number): string => walk(date, days, 1)

/** The day `count` working days before. */
export const workingDaysBefore = (date: string, count: number): string => walk(date, count, -1)

function walk(date: string, count: number, step: 1 | -1): string {
  let day = date
  for (let left = count; left > 0;) {
    day = addDays(day, step)
    if (isWorkingDay(day)) left--
  }
  return day
}

/** The day `months` later, as the database counts: of a month that is too short its last day. */
export function monthsLater(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}

/** Working days left until the end of `due`, today not counted; negative when it has passed. */
export function workingDaysLeft(today: string, due: string): number {
  const [from, to, sign] = today <= due ? [today, due, 1] : [due, today, -1]
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count++
  return sign * count
}

/** Days on which the clock of a notice stands: from the receipt of an objection to its answer; null: no answer yet. */
export type Pause = { readonly from: string; readonly until: string | null }

/**
 * The last day of a public notice of `days` working days, counted from the day after `from`; null while an objection is
 * open: nobody can say when it ends (domain.md §7, 24).
 */
export function noticeEnd(from: string, days: number, pauses: readonly Pause[]): string | null {
  let day = from
  for (let left = days; left > 0;) {
    day = addDays(day, 1)
    const paused = pauses.filter((pause) => day >= pause.from)
    if (paused.some(({ until }) => until === null)) return null
    if (isWorkingDay(day) && !paused.some(({ until }) => until !== null && day <= until)) left--
  }
  return day
}
