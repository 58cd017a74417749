import { childrenOf, factsOf, mechanismsOf } from '#kernel/policy/graph.ts'
import { compare, display, type Rational, rational, subtract, toText } from '#kernel/policy/rational.ts'
import { gradesOf } from '#kernel/policy/limit.ts'
import type { Facts, FactValue, Rule, Scored } from '#kernel/policy/rule.ts'
import { gradeOf, valueOf } from '#kernel/policy/run.ts'
import { score } from '#kernel/policy/score.ts'
import type { StoredPack } from '#policy'

// What a star rating decides, without I/O: what a community comes to, and how far the next star is.

/** Where a pack keeps the rule of the star: the group, its last node, and the nodes that lists show beside the total. */
export const STAR_GROUP = 'star'
export const STAR_RULE = 'star.grade'
const BAND_RULE = 'star.band'
const DIMENSION_RULES = ['star.organisation', 'star.livelihood', 'star.safety', 'star.risk'] as const

/** The star rules of one pack version, as scoring needs them. */
export type StarPolicy = {
  /** Digest of the pack version, hexadecimal. */
  readonly digest: string
  /** A street's own method in canonical form, where the community's street has one. */
  readonly overlay: string | null
  readonly rule: Rule
  readonly band: Rule
  readonly dimensions: readonly Rule[]
  /** The nodes of the departments, `SR-01` and so on. */
  readonly departments: readonly Rule[]
  readonly mechanisms: readonly string[]
  /** The facts it asks for, in the order in which the digest of a result names them. */
  readonly facts: readonly string[]
}

/** The star rules of a pack version. @throws Error when it has none; the pack checker does not let such a one through. */
export function starPolicy({ rules, digest }: Pick<StoredPack, 'rules' | 'digest'>): StarPolicy {
  const get = (code: string): Rule => {
    const rule = rules.get(STAR_GROUP)?.get(code)
    if (!rule) throw new Error(`the pack has no rule ${code}`)
    return rule
  }
  const rule = get(STAR_RULE)
  const dimensions = DIMENSION_RULES.map(get)
  const departments = dimensions.flatMap(childrenOf)
  const facts = factsOf(rule).map(({ code }) => code)
  const mechanisms = mechanismsOf(rule)
  return { digest, overlay: null, rule, band: get(BAND_RULE), dimensions, departments, mechanisms, facts }
}

/** One community's result. `total` exact, lowest terms; numbers in `parts` as displayed. */
export type StarScore = {
  readonly scored: Scored
  readonly total: string | null
  readonly display: string | null
  readonly grade: string | null
  readonly capped: boolean
  /** Departments without a value: they had not answered. */
  readonly silent: readonly string[]
  readonly parts: Readonly<Record<string, string | null>>
}

/** Scores one community. Pure: the same policy and facts give the same result, in whatever order the sheets came. */
export function scoreStar(policy: StarPolicy, facts: Facts): StarScore {
  const scored = score(policy.rule, facts)
  const total = valueOf(policy.rule, scored)
  const grade = gradeOf(policy.rule, scored) ?? null
  const parts: Record<string, string | null> = {}
  for (const dimension of policy.dimensions) {
    const value = valueOf(dimension, scored)
    parts[dimension.code] = value ? display(value) : null
  }
  return {
    scored,
    total: total ? toText(total) : null,
    display: total ? display(total) : null,
    grade,
    capped: grade !== null && grade !== gradeOf(policy.band, scored),
    silent: policy.departments.filter((one) => valueOf(one, scored) === undefined).map(({ code }) => code),
    parts,
  }
}

/**
 * What a result's digest is taken over (rulings G10): policy, street overlay, mechanism versions and facts, nothing
 * derived. A list, the facts in the policy's own order: it has one JSON form without sorting 24 keys per community.
 */
export function digestInput(policy: StarPolicy, facts: Facts): string {
  const values = policy.facts.map((code) => textOf(facts[code]))
  return JSON.stringify([policy.digest, policy.overlay, policy.mechanisms, values])
}

function textOf(value: FactValue): string | string[] | null {
  if (value === undefined) return null
  return 'n' in value ? keptText(value) : value.map(keptText)
}

// Facts are the same few hundred numbers over and over.
const texts = new WeakMap<Rational, string>()

function keptText(value: Rational): string {
  const text = texts.get(value) ?? toText(value)
  texts.set(value, text)
  return text
}

/** The next better grade and how many points it is away; undefined at the best, or without a total. */
export function distanceToNext(
  policy: StarPolicy,
  total: string | null,
): { grade: string; points: string } | undefined {
  if (total === null || policy.band.mechanism !== 'bands@1') return undefined
  const value = rational(total)
  const better = policy.band.bands.filter(({ from }) => compare(from, value) > 0).at(-1)
  return better && { grade: better.grade, points: display(subtract(better.from, value)) }
}

/** The grades of the star, best first. */
export const starGrades = (policy: StarPolicy): readonly string[] => gradesOf(policy.rule)

/** Of a rule: its bands, and the grade or number it limits to. */
export type RuleNote = { bands?: { grade: string; from: string }[]; at?: string }

/** Bands and limits of every rule that a star depends on, by code. */
export function rulesBook(policy: StarPolicy): Record<string, RuleNote> {
  const book: Record<string, RuleNote> = {}
  const visit = (rule: Rule): void => {
    if (book[rule.code]) return
    book[rule.code] = noteOf(rule)
    for (const child of childrenOf(rule)) visit(child)
  }
  visit(policy.rule)
  return book
}

function noteOf(rule: Rule): RuleNote {
  if (rule.mechanism === 'bands@1') {
    return { bands: rule.bands.map(({ grade, from }) => ({ grade, from: display(from) })) }
  }
  if (rule.mechanism !== 'cap@1' && rule.mechanism !== 'floor@1') return {}
  if (typeof rule.at === 'string') return { at: rule.at }
  return rule.at.mechanism === 'constant@1' ? { at: display(rule.at.value) } : {}
}
