import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthsLater } from '#kernel/clock.ts'
import { rational } from '#kernel/policy/rational.ts'
import { advance } from '#kernel/procedure.ts'
import { earlierSteps, type FilingEvent, filingProcedure, type FilingState, STEPS } from './procedure.ts'
import { filingNumber, lastDayOf, voteProblem } from './rules.ts'

const SHARES = { quorum: rational('2/3'), majority: rational('1/2') }
const vote = (members: number, present: number, favour: number, recused = 0) =>
  voteProblem({ members, present, favour, recused }, SHARES)

describe('a vote', () => {
  it('carries with two thirds present and more than half of all in favour', () => {
    expect(vote(9, 6, 5)).toBeUndefined()
    expect(vote(9, 5, 5)).toBe('filing.no-quorum')
    expect(vote(8, 8, 4)).toBe('filing.no-majority')
    expect(vote(8, 8, 5)).toBeUndefined()
  })

  it('is refused where its numbers do not fit', () => {
    for (const [members, present, favour, recused] of [
      [0, 0, 0, 0],
      [5, 6, 1, 0],
      [9, 7, 8, 0],
      [9, 8, 7, 2],
    ] as const) {
      expect(vote(members, present, favour, recused)).toBe('filing.vote-numbers')
    }
  })

  it('is never carried by less than half of all members, whatever the numbers', () => {
    const count = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(count, count, count, count, (members, present, favour, recused) => {
        const isCarried = vote(members, present, favour, recused) === undefined
        return !isCarried || (2 * favour > members && 3 * present >= 2 * members && present + recused <= members)
      }),
    )
  })
})

describe('a case', () => {
  const states = Object.keys(filingProcedure.states) as FilingState[]
  const events = Object.keys(filingProcedure.events) as FilingEvent[]

  it('comes to vetting from the review alone, however it went back and forth', () => {
    const back = STEPS.flatMap((state) => earlierSteps(state).map((to) => [state, to] as const))
    const forward = states.flatMap((state) =>
      events.flatMap((event) => {
        const to = advance(filingProcedure, state, event)
        return to ? [[state, event, to] as const] : []
      }),
    )
    expect(back.filter(([, to]) => to === 'vetting')).toEqual([])
    expect(forward.filter(([, , to]) => to === 'vetting')).toEqual([['review', 'conclude', 'vetting']])
    // Without that one way nothing behind it is reached.
    const reached = new Set<FilingState>(['motion'])
    for (let size = 0; size !== reached.size;) {
      size = reached.size
      for (const [from, event, to] of forward) if (event !== 'conclude' && reached.has(from)) reached.add(to)
      for (const [from, to] of back) if (reached.has(from)) reached.add(to)
    }
    expect([...reached].sort()).toEqual(['motion', 'rejected', 'review', 'withdrawn'])
  })

  it('goes back to earlier steps only, and from an end to none', () => {
    for (const state of states) {
      const at = STEPS.findIndex((step) => step === state)
      for (const to of earlierSteps(state)) expect(STEPS.indexOf(to)).toBeLessThan(at)
    }
    for (const over of ['filed', 'rejected', 'withdrawn'] as const) expect(earlierSteps(over)).toEqual([])
  })
})

it('a notice stands still while an objection is open, and goes on the day after its answer', () => {
  const objection = { receivedOn: '2026-11-16', answer: { on: '2026-11-18' } }
  expect(lastDayOf('2026-11-12', 5, [])).toBe('2026-11-19')
  expect(lastDayOf('2026-11-12', 5, [objection])).toBe('2026-11-24')
  expect(lastDayOf('2026-11-12', 5, [{ ...objection, answer: null }])).toBeNull()
})

it('months end where the month does, and numbers are four digits a year', () => {
  expect(monthsLater('2026-08-31', 6)).toBe('2027-02-28')
  expect(monthsLater('2026-11-10', 6)).toBe('2027-05-10')
  expect(filingNumber('2026', 7)).toBe('2026-0007')
})
