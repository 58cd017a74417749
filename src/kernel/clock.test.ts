import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, deadlineAfter, isProvisional, isWorkingDay, workingDaysLeft } from './clock.ts'

/**
 * What the State Council announced (国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号), typed from there and not from the library:
 * days off from and to, and the days at a week's end worked in exchange (调休).
 */
const ANNOUNCED: Readonly<Record<string, { readonly off: string; readonly worked: string }>> = {
  2024: {
    off: '01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07',
    worked: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  },
  2025: {
    off: '01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08',
    worked: '01-26 02-08 04-27 09-28 10-11',
  },
  2026: {
    off: '01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07',
    worked: '01-04 02-14 02-28 05-09 09-20 10-10',
  },
}

function isWorked(date: string): boolean {
  const { off, worked } = ANNOUNCED[date.slice(0, 4)] ?? { off: '', worked: '' }
  const day = date.slice(5)
  if (worked.split(' ').includes(day)) return true
  const isOff = off.split(' ').some((span) => {
    const [from = '', to = from] = span.split('..')
    return day >= from && day <= to
  })
  return !isOff && ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
}

it.each(Object.keys(ANNOUNCED))('%s is the calendar that was announced, day by day', (year) => {
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    expect([day, isWorkingDay(day)]).toEqual([day, isWorked(day)])
  }
})

describe('limits in working days', () => {
  const date = fc.integer({ min: 0, max: 1000 }).map((days) => addDays('2024-01-01', days))
  const days = fc.integer({ min: 1, max: 40 })

  test('end on a working day with exactly so many after the first date', () => {
    fc.assert(
      fc.property(date, days, (from, count) => {
        const due = deadlineAfter(from, count)
        const passed = []
        for (let day = addDays(from, 1); day <= due; day = addDays(day, 1)) if (isWorked(day)) passed.push(day)
        expect(passed).toHaveLength(count)
        expect(passed.at(-1)).toBe(due)
        expect(workingDaysLeft(from, due)).toBe(count)
        expect(workingDaysLeft(due, from)).toBeLessThan(0)
      }),
    )
  })

  test('add up, and a later start never ends earlier', () => {
    fc.assert(
      fc.property(date, days, days, fc.nat(20), (from, one, other, later) => {
        expect(deadlineAfter(deadlineAfter(from, one), other)).toBe(deadlineAfter(from, one + other))
        expect(deadlineAfter(addDays(from, later), one) >= deadlineAfter(from, one)).toBe(true)
      }),
    )
  })

  test.each([
    ['over the Spring Festival and the Saturday worked for it', '2026-02-13', 5, '2026-02-27'],
    ['the Sunday worked before National Day counts', '2026-09-18', 1, '2026-09-20'],
    ['into a year that is not announced, past New Year’s Day', '2026-12-28', 5, '2027-01-05'],
    ['past the Labour Days of such a year', '2028-04-28', 1, '2028-05-03'],
    ['past its National Day, a weekend behind it', '2027-09-30', 2, '2027-10-05'],
  ])('%s', (_, from, count, due) => {
    expect(deadlineAfter(from, count)).toBe(due)
  })
})

test('in a year without a calendar nothing is due on a weekend or a fixed holiday', () => {
  const days = fc.integer({ min: 0, max: 730 }).map((later) => addDays('2027-01-01', later))
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 40 }), (from, count) => {
      const due = deadlineAfter(from, count)
      expect(due.slice(5)).not.toMatch(/^(01-01|05-0[12]|10-0[123])$/)
      expect([0, 6]).not.toContain(new Date(`${due}T00:00:00Z`).getUTCDay())
      expect(workingDaysLeft(from, due)).toBe(count)
    }),
  )
})

test('a year without a calendar is provisional, also where its National Day is a Sunday', () => {
  const provisional = (year: number) => isProvisional(`${year}-01-01`) && isProvisional(`${year}-12-31`)
  expect([2024, 2025, 2026].filter(provisional)).toEqual([])
  expect([2027, 2028, 2033].filter((year) => !provisional(year))).toEqual([])
})
