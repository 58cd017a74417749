import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, deadlineAfter, isWorkingDay, workingDaysBefore } from '#kernel/clock.ts'
import { STEPS } from '../filing/procedure.ts'
import { radarOf, radars, type StepDays } from './rules.ts'

const DAYS: StepDays = { motion: 5, review: 5, vetting: 10, decision: 5, notice: 5, filing: 10 }
const TODAY = '2026-11-23'

describe('the radar', () => {
  it('counts back from the planned day, each step with its limit', () => {
    const { steps } = radarOf({ state: 'decision', due: '2026-11-30', plannedOn: '2026-12-31' }, DAYS, TODAY)
    expect(steps.map(({ step }) => step)).toEqual(['decision', 'notice', 'filing'])
    expect(steps[2]?.latest).toBe('2026-12-31')
    expect(steps[1]?.latest).toBe(workingDaysBefore('2026-12-31', 10))
    expect(steps[0]?.latest).toBe(workingDaysBefore(steps[1]?.latest ?? '', 5))
    expect(steps.map(({ earliest }) => earliest)).toEqual([TODAY, deadlineAfter(TODAY, 5), deadlineAfter(TODAY, 5)])
  })

  it('tells time enough from limits that take too long, and both from a day that is lost', () => {
    const at = (plannedOn: string) => radarOf({ state: 'review', due: '2026-11-27', plannedOn }, DAYS, TODAY)
    expect(at('2027-03-01').outlook).toBe('kept')
    expect(at('2026-12-11')).toMatchObject({ outlook: 'tight' })
    expect(at('2026-11-27').outlook).toBe('breached')
    expect(at('2026-12-11').slack).toBeLessThan(0)
  })

  it('of a notice that stands still gives the day after today at the earliest', () => {
    const { steps } = radarOf({ state: 'notice', due: null, plannedOn: '2026-12-31' }, DAYS, TODAY)
    expect(steps[0]?.earliest).toBe(TODAY)
  })

  it('of a case that is stopped counts from the working day after the stop', () => {
    const at = (stoppedUntil: string | null) =>
      radarOf({ state: 'decision', due: '2026-11-24', plannedOn: '2026-12-15', stoppedUntil }, DAYS, TODAY)
    // The stop ends on a Friday.
    expect(at('2026-11-27').steps[0]?.earliest).toBe('2026-11-30')
    expect(at('2026-11-27').projected).toBe(deadlineAfter(deadlineAfter('2026-11-30', 5), 10))
    expect([at(null).outlook, at('2026-12-11').outlook]).toEqual(['kept', 'breached'])
  })

  it('of many cases is that of each, whatever was asked before', () => {
    const radar = radars(DAYS, TODAY)
    const days = ['2026-12-01', '2026-12-31', '2027-02-01']
    const cases = STEPS.flatMap((state) =>
      [null, ...days].flatMap((due) => days.map((plannedOn) => ({ state, due, plannedOn }))),
    )
    for (const one of [...cases, ...cases]) expect(radar(one)).toEqual(radarOf(one, DAYS, TODAY))
  })

  it('is in order whatever the case: a step ends at best before it has to where the day can be kept with all limits', () => {
    const day = fc.integer({ min: 0, max: 120 }).map((later) => addDays(TODAY, later))
    fc.assert(
      fc.property(fc.constantFrom(...STEPS), day, day, (state, due, plannedOn) => {
        const { steps, outlook, projected, slack } = radarOf({ state, due, plannedOn }, DAYS, TODAY)
        const ordered = steps.every((one, index) => {
          const next = steps[index + 1]
          return !next || (one.earliest <= next.earliest && one.latest <= next.latest)
        })
        const inTime =
          outlook !== 'kept' || steps.every(({ earliest, latest }) => earliest <= latest || !isWorkingDay(plannedOn))
        return ordered && inTime && (outlook !== 'kept' || (projected <= plannedOn && slack >= 0))
      }),
    )
  })
})
