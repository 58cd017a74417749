import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#kernel/clock.ts'
import { overlaps } from '../rules.ts'
import { boxOf, frameOf, lanesOf } from './timeline-shape.ts'

const TODAY = '2026-11-23'
const span = fc.tuple(fc.nat(6000), fc.option(fc.integer({ min: 1, max: 3000 }))).map(([start, days]) => {
  const from = addDays('2010-01-01', start)
  return { from, until: days === null ? null : addDays(from, days) }
})

describe('a timeline', () => {
  it('holds every bar within whole years around today', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        const frame = frameOf(spans, TODAY)
        expect(frame.years).toContain(2026)
        expect(frame.years.length).toBeGreaterThanOrEqual(5)
        for (const one of spans) {
          const { left, width } = boxOf(one, frame, TODAY)
          expect(left).toBeGreaterThanOrEqual(0)
          expect(width).toBeGreaterThanOrEqual(0)
          expect(left + width).toBeLessThanOrEqual(100.000001)
        }
      }),
    )
  })

  it('draws nothing over another, and opens no lane without need', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        const lanes = lanesOf(spans)
        expect(lanes.flat()).toHaveLength(spans.length)
        for (const lane of lanes) {
          lane.forEach((one, index) => expect(lane.slice(index + 1).some((other) => overlaps(one, other))).toBe(false))
        }
        const busiest = Math.max(
          0,
          ...spans.map(
            (one) => spans.filter((other) => overlaps(other, { from: one.from, until: addDays(one.from, 1) })).length,
          ),
        )
        expect(lanes).toHaveLength(busiest)
      }),
    )
  })
})
