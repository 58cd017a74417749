import type { Text } from '../language.ts'
import type { Rational } from './rational.ts'

// What a rule is, once read and resolved. Rules are small data: a graph of named nodes, each with one mechanism.
// A mechanism carries its version; a released version never changes its arithmetic (rulings G10).

/** What every node has. */
type Head = {
  /** The node's name in the policy pack, such as `star.total` or `SR-01a`. */
  readonly code: string
  readonly title: Text
  /** The most it can be, where that is known; missing-data scaling and shares refer to it. */
  readonly max: Rational | undefined
  /** Where the outcome of this node stands among a subject's outcomes; -1 for facts and constants, which need none. */
  readonly slot: number
}

/** One member of a sum or mean. `weight` is fixed by the rule, `times` is a number of occurrences that comes from a fact. */
export type Part = { readonly rule: Rule; readonly weight?: Rational; readonly times?: Rule }

export type FactRule = Head & { readonly mechanism: 'fact@1' }
export type ConstantRule = Head & { readonly mechanism: 'constant@1'; readonly value: Rational }
/** `missing`: `refuse` leaves the sum missing, `scale` enlarges what is there to the full measure, and says so. */
export type SumRule = Head & {
  readonly mechanism: 'sum@1'
  readonly parts: readonly Part[]
  readonly missing: 'refuse' | 'scale'
}
export type MeanRule = Head & {
  readonly mechanism: 'mean@1'
  readonly parts: readonly Part[]
  readonly missing: 'refuse' | 'omit'
}
/** From `from` values on, the `drop` highest and the `drop` lowest are left out. */
export type TrimmedMeanRule = Head & {
  readonly mechanism: 'trimmed-mean@1'
  readonly of: Rule
  readonly from: number
  readonly drop: number
}
/** Best first. A value belongs to the first band whose `from` it reaches after rounding to `round` places. */
export type Band = { readonly grade: string; readonly from: Rational }
export type BandsRule = Head & {
  readonly mechanism: 'bands@1'
  readonly of: Rule
  readonly bands: readonly Band[]
  readonly round: number
}
/** `at` is a grade when `of` gives a grade, else a number's rule. */
export type LimitRule = Head & {
  readonly mechanism: 'cap@1' | 'floor@1'
  readonly of: Rule
  readonly at: Rule | string
  readonly when: Condition | undefined
}
export type ChooseRule = Head & {
  readonly mechanism: 'choose@1'
  readonly cases: readonly { readonly when: Condition; readonly use: Rule }[]
  readonly otherwise: Rule
}
/** A grade that only a share of a group may hold; decided over all subjects at once, see quota.ts. */
export type QuotaRule = Head & {
  readonly mechanism: 'quota@1'
  readonly of: Rule
  readonly grade: string
  readonly share: Rational
  /** Groups with fewer members than this share one pool (rulings A8). */
  readonly poolBelow: number
}

export type Rule =
  | FactRule
  | ConstantRule
  | SumRule
  | MeanRule
  | TrimmedMeanRule
  | BandsRule
  | LimitRule
  | ChooseRule
  | QuotaRule

export type MechanismName = Rule['mechanism']

/** True when one of `any` holds. `share` compares with that share of the node's maximum. */
export type Condition = { readonly any: readonly Comparison[] }
export type Comparison = {
  readonly of: Rule
  readonly is: 'below' | 'at-least'
  readonly value: Rational
  readonly share: boolean
}

/** A fact about one subject: a number, several numbers (the sheets of a group), or missing. Never zero for missing. */
export type FactValue = Rational | readonly Rational[] | undefined
export type Facts = Readonly<Record<string, FactValue>>

/** Why a number is not what its parts alone would give. A code and numbers, never a sentence (rulings G10). */
export type Note =
  | { readonly code: 'scaled'; readonly present: Rational; readonly full: Rational }
  | { readonly code: 'omitted'; readonly count: number }
  | { readonly code: 'trimmed'; readonly dropped: readonly number[] }
  | { readonly code: 'limited'; readonly by: readonly string[] }
  | { readonly code: 'undecided'; readonly by: readonly string[] }
  | { readonly code: 'chosen'; readonly by: string }

/** What a node came to when that is more than a number: no value at all, a grade, a note. */
export type Finding = {
  readonly value: Rational | undefined
  readonly grade?: string
  readonly note?: Note
}

/** Most nodes are just a number; 130,000 subjects × 18 nodes in memory are why this is not always a Finding. */
export type Outcome = Rational | Finding

/**
 * One subject's score with the whole way to it: the rule graph, which all subjects share, and this subject's facts and
 * outcomes. `view.ts` draws it as a tree.
 */
export type Scored = {
  readonly rule: Rule
  readonly facts: Facts
  readonly outcomes: (Outcome | undefined)[]
}
