import type { Text } from './language.ts'

// Half-years. The key is `2026H1` (rulings G9).

const KEY = /^(\d{4})H([12])$/

/** The half-year that a date lies in. */
export function periodOf(date: string): string {
  return `${date.slice(0, 4)}H${Number(date.slice(5, 7)) <= 6 ? 1 : 2}`
}

/** The half-year before. @throws RangeError when the key is none. */
export function previousPeriod(period: string): string {
  const match = KEY.exec(period)
  if (!match) throw new RangeError(`not a period: ${period}`)
  return match[2] === '2' ? `${match[1]}H1` : `${Number(match[1]) - 1}H2`
}

/** 2026年上半年 / First half of 2026. */
export function periodTitle(period: string): Text {
  const [, year, half] = KEY.exec(period) ?? []
  if (!year) return { zh: period, en: period }
  return half === '1'
    ? { zh: `${year}年上半年`, en: `First half of ${year}` }
    : { zh: `${year}年下半年`, en: `Second half of ${year}` }
}
