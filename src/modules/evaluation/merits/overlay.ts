import { childrenOf, factsOf, mechanismsOf } from '#kernel/policy/graph.ts'
import { add, compare, divide, multiply, type Rational, rational, toText, ZERO } from '#kernel/policy/rational.ts'
import type { Condition, Rule } from '#kernel/policy/rule.ts'
import type { Text } from '#kernel/language.ts'
import type { StarPolicy } from '../star/rules.ts'
import { HONOURS, STREET_BONUS, sumOf } from './rules.ts'

// A street's own method 街道办法 within the frame of the district, and what it does to the star rules. Pure.

/** A street's own method 街道办法: points by which dimensions are shifted, and items of its own bonus. Exact decimals. */
export type StreetMethod = {
  readonly shifts: Readonly<Record<string, string>>
  readonly items: { readonly title: string; readonly points: string }[]
}

/** The frame that the district gives a street (F4-5). */
export type MethodFrame = {
  readonly dimensions: Readonly<Record<string, Rational>>
  readonly shift: Rational
  readonly bonus: Rational
}

export type MethodProblem =
  | 'unknown-dimension'
  | 'shift-too-far'
  | 'dimension-emptied'
  | 'shifts-not-even'
  | 'bonus-too-much'

/** What keeps a method out of the frame; `at`: the dimension. */
export function methodProblem(
  { shifts, items }: StreetMethod,
  { dimensions, shift: most, bonus }: MethodFrame,
): { readonly code: MethodProblem; readonly at?: string } | undefined {
  for (const [at, text] of Object.entries(shifts)) {
    const [points, shift] = [dimensions[at], rational(text)]
    if (!points) return { code: 'unknown-dimension', at }
    if (compare(magnitude(shift), most) > 0) return { code: 'shift-too-far', at }
    if (compare(add(points, shift), ZERO) <= 0) return { code: 'dimension-emptied', at }
  }
  if (compare(sumOf(Object.values(shifts).map((text) => rational(text))), ZERO) !== 0)
    return { code: 'shifts-not-even' }
  const own = sumOf(items.map(({ points }) => rational(points)))
  return compare(own, bonus) > 0 ? { code: 'bonus-too-much' } : undefined
}

const magnitude = ({ n, d }: Rational): Rational => ({ n: n < 0n ? -n : n, d })

/** What a method adds to the digest of a result (rulings G10); the points awarded by it are facts. */
export function overlayText({ shifts, items }: StreetMethod): string {
  const moved = Object.entries(shifts).filter(([, text]) => compare(rational(text), ZERO) !== 0)
  const exact = moved.map(([code, text]) => [code, toText(rational(text))])
  const own = items.map(({ title, points }) => [title, toText(rational(points))])
  return JSON.stringify([exact.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)), own])
}

/** Names of the nodes that a method brings; the pack does not know them. */
export const OVERLAY_TITLES: Readonly<Record<string, Text>> = {
  [STREET_BONUS]: { zh: '街道自设加分（已确认）', en: "Points of the street's own bonus" },
  'star.all-bonus': { zh: '荣誉加分和街道自设加分', en: "Honours and the street's own bonus" },
}

/**
 * The star rules under a street's method: a dimension counts for its points and the shift, by weights of the sum that adds
 * the dimensions up, and the street's bonus joins the honours under the pack's own cap. Without a method the policy itself.
 */
export function overlayOf(policy: StarPolicy, method: StreetMethod | undefined): StarPolicy {
  if (!method) return policy
  const factors = new Map(policy.dimensions.map((one) => [one.code, factorOf(one, method.shifts[one.code] ?? '0')]))
  const bonus = bonusNode(policy.rule)
  const made = new Map<Rule, Rule>()
  const rebuild = (rule: Rule): Rule => {
    const known = made.get(rule)
    if (known) return known
    const rebuilt = rule.code === HONOURS ? bonus(rule) : weighted(withChildren(rule, rebuild), factors)
    made.set(rule, rebuilt)
    return rebuilt
  }
  const rule = rebuild(policy.rule)
  const [band, dimensions, departments] = [
    rebuild(policy.band),
    policy.dimensions.map(rebuild),
    policy.departments.map(rebuild),
  ]
  const facts = factsOf(rule).map(({ code }) => code)
  const overlay = overlayText(method)
  return { ...policy, overlay, rule, band, dimensions, departments, mechanisms: mechanismsOf(rule), facts }
}

/** @throws Error when a dimension has no maximum; the pack checker gives each one. */
function factorOf({ code, max }: Rule, shift: string): Rational {
  if (!max) throw new Error(`${code} has no maximum`)
  return divide(add(max, rational(shift)), max)
}

/** Makes the sum of honours and the street's bonus, in a slot that nothing else has. */
function bonusNode(rule: Rule): (honours: Rule) => Rule {
  const code = 'star.all-bonus'
  const slot = Math.max(...nodesOf(rule).map((node) => node.slot)) + 1
  const head = (name: string) => ({ code: name, title: OVERLAY_TITLES[name] ?? { zh: name, en: name }, max: undefined })
  const own: Rule = { ...head(STREET_BONUS), mechanism: 'fact@1', slot: -1 }
  return (honours) => ({
    ...head(code),
    mechanism: 'sum@1',
    slot,
    missing: 'refuse',
    parts: [{ rule: honours }, { rule: own }],
  })
}

/** The most that the rule lets honours and the street's own bonus give together; undefined where it has no such limit. */
export function bonusCap({ rule }: StarPolicy): Rational | undefined {
  const caps = nodesOf(rule).flatMap((node) =>
    node.mechanism === 'cap@1' && node.of.code === HONOURS ? [node.at] : [],
  )
  const [at] = caps
  return at && typeof at !== 'string' && at.mechanism === 'constant@1' ? at.value : undefined
}

function nodesOf(rule: Rule): readonly Rule[] {
  return [rule, ...childrenOf(rule).flatMap(nodesOf)]
}

/**
 * Whether a street's method can shift the dimensions of a policy. A sum that scales measures a part by its weight alone:
 * weighing some of its parts would change the measure of all.
 */
export function takesShifts({ rule, dimensions }: Pick<StarPolicy, 'rule' | 'dimensions'>): boolean {
  const codes = new Set(dimensions.map(({ code }) => code))
  return nodesOf(rule).every((node) => !(addsUp(node, codes) && node.missing === 'scale'))
}

const addsUp = (rule: Rule, dimensions: { has: (code: string) => boolean }): rule is Rule & { mechanism: 'sum@1' } =>
  rule.mechanism === 'sum@1' && rule.parts.some((part) => dimensions.has(part.rule.code))

/** A sum that adds dimensions up weighs them; every other rule stays. */
function weighted(rule: Rule, factors: ReadonlyMap<string, Rational>): Rule {
  if (!addsUp(rule, factors)) return rule
  if (rule.missing === 'scale') throw new Error(`${rule.code} scales what is missing, so it takes no shifts`)
  const parts = rule.parts.map((part) => {
    const factor = factors.get(part.rule.code)
    return factor ? { ...part, weight: part.weight ? multiply(part.weight, factor) : factor } : part
  })
  return { ...rule, parts }
}

/** The same rule over other nodes. */
function withChildren(rule: Rule, change: (child: Rule) => Rule): Rule {
  const parts = (some: readonly { readonly rule: Rule; readonly weight?: Rational; readonly times?: Rule }[]) =>
    some.map((part) => ({ ...part, rule: change(part.rule), ...(part.times ? { times: change(part.times) } : {}) }))
  const condition = ({ any }: Condition): Condition => ({ any: any.map((one) => ({ ...one, of: change(one.of) })) })
  switch (rule.mechanism) {
    case 'fact@1':
    case 'constant@1':
      return rule
    case 'sum@1':
    case 'mean@1':
      return { ...rule, parts: parts(rule.parts) }
    case 'cap@1':
    case 'floor@1':
      return {
        ...rule,
        of: change(rule.of),
        at: typeof rule.at === 'string' ? rule.at : change(rule.at),
        when: rule.when && condition(rule.when),
      }
    case 'choose@1': {
      const cases = rule.cases.map(({ when, use }) => ({ when: condition(when), use: change(use) }))
      return { ...rule, cases, otherwise: change(rule.otherwise) }
    }
    default:
      return { ...rule, of: change(rule.of) }
  }
}
