import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#kernel/clock.ts'
import { actingLimit, actingTooLong, daysOf, gapsOf, type Holding, overlaps, seatProblem, servedBoth } from './rules.ts'

const START = '2020-01-01'
const day = fc.nat(2000).map((days) => addDays(START, days))
const hold = (person: string, capacity: Holding['capacity'], from: string, until: string | null): Holding => ({
  person,
  capacity,
  from,
  until,
})

/** A seat's history without overlaps: lengths of serving, acting and vacant times one after the other. */
const history = fc
  .array(fc.tuple(fc.constantFrom('serving', 'acting', 'vacant'), fc.integer({ min: 1, max: 150 })), { maxLength: 8 })
  .map((parts) => {
    let from = START
    return parts.flatMap(([what, days], index): Holding[] => {
      const span = { from, until: addDays(from, days) }
      from = span.until
      return what === 'vacant' ? [] : [{ person: `p${index}`, capacity: what, ...span }]
    })
  })

describe('acting', () => {
  it.each([
    ['2026-01-15', '2026-07-15'],
    ['2026-08-31', '2027-02-28'],
    ['2027-08-31', '2028-02-29'],
    ['2026-12-01', '2027-06-01'],
  ])('from %s lasts to %s', (from, limit) => {
    expect(actingLimit(from)).toBe(limit)
    const held = (until: string) => seatProblem('secretary', [], hold('a', 'acting', from, until))
    expect(held(limit)).toBeUndefined()
    expect(held(addDays(limit, 1))).toEqual({ code: 'post.acting-long' })
  })

  it('of several people one after the other is judged as that of one', () => {
    fc.assert(
      fc.property(
        day,
        fc.uniqueArray(fc.integer({ min: 1, max: 260 }), { minLength: 1, maxLength: 6 }),
        (from, cuts) => {
          const ends = cuts.toSorted((a, b) => a - b)
          const turns = ends.map((end, index) => {
            const begin = addDays(from, index === 0 ? 0 : (ends[index - 1] ?? 0))
            return hold(`p${index}`, 'acting', begin, addDays(from, end))
          })
          const whole = hold('one', 'acting', from, addDays(from, ends.at(-1) ?? 0))
          expect(actingTooLong(turns)).toBe(actingTooLong([whole]))
          expect(actingTooLong([whole])).toBe((whole.until ?? '') > actingLimit(from))
        },
      ),
    )
  })

  it('begins anew only after somebody served, and the order of the list does not matter', () => {
    const [a, b] = [hold('a', 'acting', '2026-01-01', '2026-05-01'), hold('b', 'acting', '2026-08-01', '2026-11-01')]
    expect(actingTooLong([a, b])).toBe(true)
    expect(actingTooLong([a, b, hold('c', 'serving', '2026-05-01', '2026-08-01')])).toBe(false)
    expect(actingTooLong([a, b, hold('c', 'serving', '2026-05-01', '2026-05-01')])).toBe(true)
    fc.assert(fc.property(history, (seat) => actingTooLong(seat.toReversed()) === actingTooLong(seat)))
  })
})

describe('gaps', () => {
  it('and serving together cover every day once, from the first known day to today', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 1300 }), (seat, days) => {
        const today = addDays(START, days)
        const gaps = gapsOf(seat, today)
        const first = seat[0]?.from
        for (let at = START; at <= today; at = addDays(at, 1)) {
          const one = { from: at, until: addDays(at, 1) }
          const served = seat.some((held) => held.capacity === 'serving' && overlaps(held, one))
          const missing = gaps.filter((gap) => overlaps(gap, one)).length
          expect(missing).toBe(first !== undefined && at >= first && !served ? 1 : 0)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('are counted in days', () => {
    expect(gapsOf([hold('a', 'serving', '2026-01-01', '2026-03-01')], '2026-03-31')).toEqual([
      { from: '2026-03-01', until: null },
    ])
    expect(daysOf({ from: '2026-03-01', until: null }, '2026-03-31')).toBe(30)
  })
})

describe('a seat', () => {
  const held = hold('a', 'serving', '2024-03-01', '2026-03-01')
  it.each([
    ['secretary', hold('b', 'serving', '2026-03-01', null), undefined],
    ['secretary', hold('b', 'serving', '2026-02-28', null), 'post.seat-taken'],
    ['secretary', hold('b', 'acting', '2026-02-01', '2026-04-01'), 'post.seat-taken'],
    ['secretary', hold('b', 'acting', '2026-03-01', null), 'post.acting-open'],
    ['secretary', hold('b', 'serving', '2026-05-01', '2026-04-01'), 'post.ends-before-begin'],
    ['secretary', hold('b', 'serving', '2025-05-01', '2025-05-01'), undefined],
    ['worker', hold('b', 'serving', '2025-05-01', null), undefined],
    ['worker', hold('a', 'serving', '2025-05-01', null), 'post.held-already'],
  ] as const)('%s: %o', (kind, next, code) => {
    expect(seatProblem(kind, [held], next)?.code).toBe(code)
  })

  it('serving in two seats at once is found with the days of both', () => {
    const director = hold('a', 'serving', '2025-01-01', null)
    expect(servedBoth([held], [director, hold('b', 'serving', '2024-03-01', '2025-01-01')])).toEqual([
      { person: 'a', from: '2025-01-01', until: '2026-03-01' },
    ])
  })
})
