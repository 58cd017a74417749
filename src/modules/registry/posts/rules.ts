import { monthsLater } from '#kernel/clock.ts'

// What may stand in one seat, and what its history says. Dates are days, `until` is the first day no longer; pure.

export const POST_KINDS = [
  'secretary',
  'director',
  'first-secretary',
  'assistant',
  'deputy-secretary',
  'committee-member',
  'worker',
] as const
export type PostKind = (typeof POST_KINDS)[number]

/** Posts with one holder at a time; as registry.post says. */
const SINGLE: readonly PostKind[] = ['secretary', 'director', 'first-secretary', 'assistant']
/** Posts that every community has: without a holder they are vacant (domain.md §7, 1 and 5). */
export const STANDING = ['secretary', 'director', 'assistant'] as const satisfies readonly PostKind[]

export const isSingle = (kind: PostKind): boolean => SINGLE.includes(kind)

export type Capacity = 'serving' | 'acting'
export type Span = { readonly from: string; readonly until: string | null }
/** Somebody's time in a post. */
export type Holding = Span & { readonly person: string; readonly capacity: Capacity }

/** 主持工作 lasts six months at most, however many people share it. */
const ACTING_MONTHS = 6
const NEVER = '9999-12-31'
const endOf = ({ until }: Span): string => until ?? NEVER

/** The last day on which acting may end that began on `from`: 08-31 and six months is the end of February. */
export const actingLimit = (from: string): string => monthsLater(from, ACTING_MONTHS)

/** Days from the first to the last; an open span is counted to `today`. */
export function daysOf({ from, until }: Span, today: string): number {
  return Math.round((Date.parse(until ?? today) - Date.parse(from)) / 86_400_000)
}

/** An empty span (a tenure that never took effect) meets nothing. */
export function overlaps(a: Span, b: Span): boolean {
  return endOf(a) > a.from && endOf(b) > b.from && a.from < endOf(b) && b.from < endOf(a)
}

export type SeatProblem =
  | { readonly code: 'post.ends-before-begin' | 'post.acting-open' | 'post.acting-long' | 'post.acting-in-a-row' }
  | { readonly code: 'post.seat-taken' | 'post.held-already'; readonly by: Holding }

/** Why `next` cannot stand beside what a seat holds already; undefined: it can. */
export function seatProblem(kind: PostKind, held: readonly Holding[], next: Holding): SeatProblem | undefined {
  if (endOf(next) < next.from) return { code: 'post.ends-before-begin' }
  if (next.capacity === 'acting' && next.until === null) return { code: 'post.acting-open' }
  if (next.capacity === 'acting' && endOf(next) > actingLimit(next.from)) return { code: 'post.acting-long' }
  const by = held.find((one) => (isSingle(kind) || one.person === next.person) && overlaps(one, next))
  if (by) return { code: isSingle(kind) ? 'post.seat-taken' : 'post.held-already', by }
  if (isSingle(kind) && actingTooLong([...held, next])) return { code: 'post.acting-in-a-row' }
  return undefined
}

/**
 * Whether people acted in a seat for more than six months in all without anybody serving in between. The days of a row
 * are counted together from its first day, so that several people in turn have no more time than one.
 */
export function actingTooLong(seat: readonly Holding[]): boolean {
  let first: string | undefined
  let days = 0
  for (const one of inOrder(seat)) {
    first = one.capacity === 'acting' ? (first ?? one.from) : undefined
    days = first ? days + daysOf(one, one.from) : 0
    if (first && days > daysOf({ from: first, until: actingLimit(first) }, first)) return true
  }
  return false
}

/** By first day, without those that never took effect. */
function inOrder<S extends Span>(spans: readonly S[]): S[] {
  return spans
    .filter((one) => endOf(one) > one.from)
    .toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)))
}

/** When nobody served, from the first known day to today; acting is part of a gap. The last one may be open. */
export function gapsOf(seat: readonly Holding[], today: string): Span[] {
  const known = inOrder(seat).filter(({ from }) => from <= today)
  const gaps: Span[] = []
  let since = known[0]?.from
  for (const one of known.filter(({ capacity }) => capacity === 'serving')) {
    if (since !== undefined && since < one.from) gaps.push({ from: since, until: one.from })
    since = one.until ?? undefined
  }
  if (since !== undefined && since <= today) gaps.push({ from: since, until: null })
  return gaps
}

/** 一肩挑: times in which one person served in both seats. */
export function servedBoth(one: readonly Holding[], other: readonly Holding[]): (Span & { person: string })[] {
  const pairs = one.flatMap((a) => other.map((b) => [a, b] as const))
  const both = pairs.filter(
    ([a, b]) => a.person === b.person && a.capacity === 'serving' && b.capacity === 'serving' && overlaps(a, b),
  )
  return both.map(([a, b]) => {
    const end = endOf(a) < endOf(b) ? a.until : b.until
    return { person: a.person, from: a.from > b.from ? a.from : b.from, until: end }
  })
}
