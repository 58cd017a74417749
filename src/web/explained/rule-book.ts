import type { Language, Text } from '#kernel/language.ts'
import { compare, display, rational, type Rational, subtract } from '#kernel/policy/rational.ts'
import type { ExplainedView } from '#kernel/policy/view.ts'

// An explanation holds codes and numbers; its words come from the pack version that made it.

/** What a reader has to know of one rule. Numbers are decimals or fractions as text. */
export type RuleText = {
  readonly title: Text
  /** Where it is written: §6.8 SR-01. */
  readonly clause?: string
  /** Of `bands@1`, best first. */
  readonly bands?: readonly { readonly grade: string; readonly from: string }[]
  /** Of `cap@1` and `floor@1`: the grade, or the number, that it limits to. */
  readonly at?: string
  /** Of `cap@1` and `floor@1` with a condition: the condition in words. */
  readonly when?: Text
  /** Of `quota@1`. */
  readonly share?: string
}

export type RuleBook = {
  readonly rule: (code: string) => RuleText | undefined
  readonly grade: (grade: string) => Text | undefined
  /** For grades that are stars: how many. */
  readonly stars?: (grade: string) => number | undefined
  /** Such as 2026.1, with the digest of the whole pack. */
  readonly version: string
  readonly digest: string
}

/** What the drawings speak with. */
export type Telling = { readonly language: Language; readonly book: RuleBook }

/** One mechanism's drawing: the figure as a formula in words. Pure; both languages. */
export type Drawing = { readonly formula: (node: ExplainedView, telling: Telling) => string }

export function titleOf(code: string, { book, language }: Telling): string {
  return book.rule(code)?.title[language] ?? code
}

export function gradeOf(grade: string, { book, language }: Telling): string {
  return book.grade(grade)?.[language] ?? grade
}

/** 86.50, or the word for missing. */
export function numberOf(node: ExplainedView, { language }: Telling): string {
  return node.display ?? (language === 'zh' ? '缺' : 'missing')
}

/** `3/10` → 30%; a weight above 1 stays a number, and one that two places do not give exactly a fraction: `16/15`. */
export function weightText(weight: string): string {
  const value = rational(weight)
  const isFactor = compare(value, rational(1)) > 0
  const shown = isFactor ? value : { n: value.n * 100n, d: value.d }
  if (compare(rational(display(shown)), shown) !== 0) return weight
  return isFactor ? `×${short(shown)}` : `${short(shown)}%`
}

/** A number without needless zeros: 30, 12.5. */
function short(value: Rational): string {
  return display(value).replace(/\.?0+$/, '')
}

/** How far `value` is below `from`, such as 3.50. */
export function gap(value: string, from: string): string {
  return display(subtract(rational(from), rational(value)))
}

/** A part's share of its maximum, 0 to 100, for its bar. */
export function barOf({ value, max }: ExplainedView): number | undefined {
  if (value === null || max === null) return undefined
  const of = rational(max)
  if (of.n <= 0n) return undefined
  const { n, d } = rational(value)
  const share = Number((n * of.d * 1000n) / (d * of.n)) / 10
  return Math.max(0, Math.min(100, share))
}
