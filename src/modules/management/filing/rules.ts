import { noticeEnd, type Pause } from '#kernel/clock.ts'
import { compare, multiply, type Rational, rational } from '#kernel/policy/rational.ts'
import { countOf, type Pack } from '#policy'
import type { FilingState } from './procedure.ts'

// What the steps of a filing ask for, without I/O (domain.md §6.5).

/** The limit of the policy that a step has, in working days. */
export const STEP_LIMITS: Readonly<Partial<Record<FilingState, string>>> = {
  motion: 'filing.motion-reply',
  review: 'review.department',
  vetting: 'vetting.days',
  decision: 'decision.days',
  filing: 'filing.reply',
}

/** How many talks a vetting takes; half of them, rounded up, where the kind of filing shortens that step (decision 20). */
export function talksOf(pack: Pack, kind: string): number {
  const least = countOf(pack, 'vetting.talks')
  const found = pack.lists.filing_kinds.items.find(({ code }) => code === kind)
  return found?.shortened?.includes('PR-3') ? Math.ceil(least / 2) : least
}

export type Vote = {
  readonly members: number
  readonly present: number
  readonly favour: number
  readonly recused: number
}
export type VoteProblem = 'filing.vote-numbers' | 'filing.no-quorum' | 'filing.no-majority'

/**
 * Whether a vote carries: enough members present, and more than the share of all members in favour. Who is recused takes no
 * part and counts among the members all the same.
 */
export function voteProblem(
  { members, present, favour, recused }: Vote,
  { quorum, majority }: { readonly quorum: Rational; readonly majority: Rational },
): VoteProblem | undefined {
  const whole = (count: number) => rational(count)
  if (members === 0 || present > members || favour > present || present + recused > members)
    return 'filing.vote-numbers'
  if (compare(whole(present), multiply(quorum, whole(members))) < 0) return 'filing.no-quorum'
  return compare(whole(favour), multiply(majority, whole(members))) <= 0 ? 'filing.no-majority' : undefined
}

export type Objection = { readonly receivedOn: string; readonly answer: { readonly on: string } | null }

/** The last day of a notice that went up on `from`; null while an objection is open. */
export function lastDayOf(from: string, days: number, objections: readonly Objection[]): string | null {
  const pauses = objections.map(({ receivedOn, answer }): Pause => ({ from: receivedOn, until: answer?.on ?? null }))
  return noticeEnd(from, days, pauses)
}

/** 福组备〔2026〕7号 is for people; this is the number itself, unique in the district: 2026-0007. */
export const filingNumber = (year: string, count: number): string => `${year}-${String(count).padStart(4, '0')}`
