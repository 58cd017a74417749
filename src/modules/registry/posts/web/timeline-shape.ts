import type { Span } from '../rules.ts'

// Where bars stand on a timeline: whole years as columns, times as shares of the width, lanes for what overlaps.

export type Frame = { readonly years: readonly number[]; readonly from: number; readonly to: number }

const DAY = 86_400_000
/** A timeline shows this many years at least, and this many after the present one at most. */
const LEAST_YEARS = 5
const MOST_AHEAD = 1

/** Whole years from the first span to today, or as far ahead as something is known. */
export function frameOf(spans: readonly Span[], today: string): Frame {
  const present = Number(today.slice(0, 4))
  const starts = spans.map(({ from }) => Number(from.slice(0, 4)))
  const ends = spans.map(({ until }) => Number((until ?? today).slice(0, 4)))
  const last = Math.min(Math.max(present, ...ends), present + MOST_AHEAD)
  const first = Math.min(...starts, last - LEAST_YEARS + 1)
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return { years, from: Date.UTC(first, 0, 1), to: Date.UTC(last + 1, 0, 1) }
}

/** Percent from the left edge. */
export function placeOf(date: string, { from, to }: Frame): number {
  const share = (Date.parse(date) - from) / (to - from)
  return Math.min(100, Math.max(0, share * 100))
}

/** Left edge and width in percent; what is open reaches to the end of today. */
export function boxOf({ from, until }: Span, frame: Frame, today: string): { left: number; width: number } {
  const end = until === null ? Date.parse(today) + DAY : Date.parse(until)
  const left = placeOf(from, frame)
  const right = placeOf(new Date(Math.max(end, Date.parse(from))).toISOString().slice(0, 10), frame)
  return { left, width: right - left }
}

/** Puts spans into as few lanes as they need, by first day. */
export function lanesOf<S extends Span>(spans: readonly S[]): S[][] {
  const lanes: S[][] = []
  for (const span of spans.toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)))) {
    const free = lanes.find((lane) => lane.every(({ until }) => until !== null && until <= span.from))
    if (free) free.push(span)
    else lanes.push([span])
  }
  return lanes
}
