import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, isWorkingDay, noticeEnd, type Pause } from '#kernel/clock.ts'
import { rational } from '#kernel/policy/rational.ts'
import type { StarPolicy } from '../star/rules.ts'
import type { Rule } from '#kernel/policy/rule.ts'
import { isAbove, isAtEdge, poolsOf } from './rules.ts'

// When a notice ends, and what stands at an edge. The quota itself is tested beside its mechanism.

/** Walks the calendar one day at a time, the way a clerk ticks days off. */
function tickedOff(from: string, days: number, pauses: readonly Pause[]): string | null {
  const ticked: string[] = []
  for (let day = addDays(from, 1); ticked.length < days; day = addDays(day, 1)) {
    const stands = pauses.some((pause) => pause.from <= day && (pause.until === null || day <= pause.until))
    if (isWorkingDay(day) && !stands) ticked.push(day)
    if (day > addDays(from, 400)) return null
  }
  return ticked.at(-1) ?? null
}

// Around the spring festival and the national holiday, where the calendar is least regular.
const starts = fc.constantFrom('2025-01-20', '2025-09-22', '2026-02-09', '2026-09-30', '2026-11-12')
const pauses = fc.array(
  fc.tuple(fc.nat(15), fc.option(fc.nat(20), { freq: 8 })).map(([after, length]) => ({ after, length })),
  { maxLength: 4 },
)

describe('a notice', () => {
  test('ends where a clerk who ticks off days ends, whatever holidays and objections come', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 10 }), pauses, (from, days, drawn) => {
        const stood = drawn.map(({ after, length }): Pause => {
          const start = addDays(from, after)
          return { from: start, until: length === null ? null : addDays(start, length) }
        })
        expect(noticeEnd(from, days, stood)).toBe(tickedOff(from, days, stood))
      }),
      { numRuns: 300 },
    )
  })

  it('of five working days skips a holiday and counts a Saturday that is worked in exchange', () => {
    // 2026-10-01 to 10-07 are off, 10-10 (Saturday) is worked.
    expect(noticeEnd('2026-09-30', 5, [])).toBe('2026-10-13')
    expect(noticeEnd('2026-11-12', 5, [])).toBe('2026-11-19')
  })

  it('does not count the day of an objection nor the day of its answer, and has no end before the answer', () => {
    expect(noticeEnd('2026-11-12', 5, [{ from: '2026-11-16', until: '2026-11-18' }])).toBe('2026-11-24')
    expect(noticeEnd('2026-11-12', 5, [{ from: '2026-11-16', until: null }])).toBeNull()
    // It came after the last day: the notice had ended.
    expect(noticeEnd('2026-11-12', 5, [{ from: '2026-11-20', until: null }])).toBe('2026-11-19')
  })
})

describe('an edge', () => {
  const band = {
    mechanism: 'bands@1',
    bands: [
      { grade: 'star-5', from: rational(90) },
      { grade: 'star-4', from: rational(80) },
      { grade: 'star-1', from: rational(0) },
    ],
  } as unknown as StarPolicy['band']

  it.each([
    ['89.5', true],
    ['89.49', false],
    ['90', true],
    ['90.5', true],
    ['90.51', false],
    ['0.2', false],
    [null, false],
  ] as const)('at %s is %s', (total, expected) => {
    expect(isAtEdge({ band } as StarPolicy, total)).toBe(expected)
  })
})

it('a proposal is never above what the rules give, and nothing is given without a total', () => {
  const grades = ['star-5', 'star-4', 'star-3']
  expect(isAbove(grades, 'star-5', 'star-4')).toBe(true)
  expect(isAbove(grades, 'star-4', 'star-4')).toBe(false)
  expect(isAbove(grades, 'star-3', 'star-4')).toBe(false)
  expect(isAbove(grades, 'star-3', null)).toBe(true)
})

it('places are a share of a pool, rounded down; streets with few communities have one pool', () => {
  const rule = { mechanism: 'quota@1', grade: 'star-5', share: rational('0.3'), poolBelow: 5 } as unknown as Rule
  const of = (street: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      community: `${street}/${index}`,
      street,
      total: '91',
      grade: 'star-5',
    }))
  expect(poolsOf(rule, [...of(1, 9), ...of(3, 4), ...of(2, 3)])).toEqual([
    { streets: [1], grade: 'star-5', places: 2 },
    { streets: [2, 3], grade: 'star-5', places: 2 },
  ])
  expect(poolsOf(undefined, of(1, 9))).toEqual([])
})
