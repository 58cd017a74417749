import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, isWorkingDay } from '#kernel/clock.ts'
import { calendarOf, type Known, standingOf } from './rules.ts'

const DAYS = { visits: 15, totalling: 3, proposals: 5, check: 3, notice: 5, confirmation: 3, feedback: 10 }
const known = (openedOn: string, sheetsDue: string, some: Partial<Known> = {}): Known => ({
  openedOn,
  sheetsDue,
  days: DAYS,
  targets: { from: null, to: null },
  notice: undefined,
  closedOn: null,
  confirmedOn: null,
  ...some,
})

describe('the calendar of a half-year', () => {
  // Counted by hand on the State Council's calendars: 调休 of the National Day weeks and of May Day.
  it.each([
    // 09-14 (Saturday) worked, 09-15…17 off, 09-29 (Sunday) worked, 10-01…07 off, 10-12 (Saturday) worked.
    ['2024-09-11', '2024-09-26', '2024-10-09', '2024-09-30', '2024-10-12', '2024-10-16', '2024-10-23', '2024-10-28'],
    // 09-28 (Sunday) worked, 10-01…08 off, 10-11 (Saturday) worked.
    ['2025-09-15', '2025-09-28', '2025-10-11', '2025-10-09', '2025-10-15', '2025-10-20', '2025-10-27', '2025-10-30'],
    // 05-01…05 off, 05-09 (Saturday) worked.
    ['2026-04-17', '2026-05-06', '2026-05-12', '2026-05-09', '2026-05-15', '2026-05-20', '2026-05-27', '2026-06-01'],
  ])('opened %s: holidays and the days worked in exchange are counted', (opened, due, visits, ...rest) => {
    const dates = calendarOf(known(opened, due))
    const ends = [dates.totalling, dates.proposals, dates.check, dates.notice, dates.confirmation].map(({ to }) => to)
    expect([dates.visits.to, ...ends]).toEqual([visits, ...rest])
    expect(dates.merits.to).toBe(dates.totalling.to)
    expect(dates.feedback).toEqual({ from: rest.at(-1), to: addDays(rest.at(-1) ?? '', 10) })
  })

  it('follows the notice as it runs, and waits while an objection is open', () => {
    const running = { from: '2026-06-24', to: '2026-07-01' }
    expect(calendarOf(known('2026-05-25', '2026-06-08', { notice: running }))).toMatchObject({
      notice: running,
      confirmation: { from: '2026-07-02', to: '2026-07-06' },
    })
    // Totalled a week after the plan: streets still have their five days.
    expect(calendarOf(known('2026-05-25', '2026-06-08', { closedOn: '2026-06-22' })).proposals).toEqual({
      from: '2026-06-23',
      to: '2026-06-29',
    })
    const paused = calendarOf(known('2026-05-25', '2026-06-08', { notice: { from: '2026-06-24', to: null } }))
    expect(paused.confirmation).toEqual({ from: null, to: null })
    expect(standingOf(paused.notice, undefined, '2026-06-30')).toMatchObject({ state: 'running', days: null })
    expect(standingOf(paused.feedback, undefined, '2026-06-30')).toMatchObject({ state: 'ahead' })
  })

  test('phases follow each other and end on working days, whatever the opening day', () => {
    const date = fc.integer({ min: 0, max: 1000 }).map((days) => addDays('2024-01-01', days))
    fc.assert(
      fc.property(date, (opened) => {
        const { totalling, proposals, check, notice, confirmation } = calendarOf(known(opened, addDays(opened, 14)))
        const ends = [totalling, proposals, check, notice, confirmation].map(({ to }) => to ?? '')
        expect(ends.toSorted()).toEqual(ends)
        expect(ends.every(isWorkingDay)).toBe(true)
        expect((totalling.to ?? '') < (proposals.from ?? '') && (proposals.to ?? '') < (check.from ?? '')).toBe(true)
      }),
    )
  })
})

describe('a phase', () => {
  const span = { from: '2026-09-28', to: '2026-10-10' }
  it.each([
    ['2026-09-27', undefined, { state: 'ahead', days: null }],
    ['2026-09-28', undefined, { state: 'running', days: 5 }],
    ['2026-10-10', undefined, { state: 'running', days: 0 }],
    ['2026-09-27', 'begun', { state: 'running', days: 6 }],
    ['2026-10-12', 'begun', { state: 'late', days: -1 }],
    ['2026-10-12', 'done', { state: 'done', days: null }],
    ['2026-09-29', 'over', { state: 'over', days: null }],
  ] as const)('on %s, marked %s, stands as it should', (today, end, expected) => {
    expect(standingOf(span, end, today)).toEqual({ ...span, ...expected, provisional: false })
  })

  it('is over and not late where nobody records that it is done; it is provisional where the calendar is unknown', () => {
    expect(standingOf(span, undefined, '2026-10-12', false).state).toBe('over')
    expect(standingOf({ from: '2026-12-28', to: '2027-01-04' }, undefined, '2026-12-29').provisional).toBe(true)
  })
})
