import type { Text } from '../language.ts'
import { mostOf } from './most.ts'
import { multiply, rational, type Rational } from './rational.ts'
import type { Condition, Part, Rule } from './rule.ts'
import type { ConditionSource, PartSource, RuleSource, RulesSource } from './source.ts'

/**
 * A fact that rules may name. `max`: the most it can be, where there is one. `value`: the pack fixes it, such as the
 * points of an answer; it is then a constant under a name.
 */
export type FactDeclaration = {
  readonly code: string
  readonly title: Text
  readonly max?: string
  readonly value?: string
}

/** A mistake in the rules of a pack: `path` leads to the place inside `rules`. */
export type RuleProblem = Text & { readonly path: readonly (string | number)[] }

export type Rules = ReadonlyMap<string, Rule>

/** What compiling keeps at hand. */
type Bench = {
  readonly sources: RulesSource
  readonly facts: ReadonlyMap<string, FactDeclaration>
  readonly built: Map<string, Rule>
  readonly open: string[]
  readonly slots: { next: number }
  readonly problems: RuleProblem[]
}

/**
 * Resolves a pack's rules into a graph that `score` can follow.
 * @returns the rules by code (facts and constants are reachable from them), or the problems when there is any.
 */
export function compileRules(
  sources: RulesSource,
  facts: readonly FactDeclaration[],
): { rules: Rules; problems: readonly RuleProblem[] } {
  const bench: Bench = {
    sources,
    facts: new Map(facts.map((fact) => [fact.code, fact])),
    built: new Map(),
    open: [],
    slots: { next: 0 },
    problems: [],
  }
  for (const code of Object.keys(sources)) resolve(bench, code, [code])
  const rules = new Map([...bench.built].filter(([code]) => code in sources))
  return { rules, problems: bench.problems }
}

const ONE_HUNDREDTH = rational('0.01')

/** Reads "60%", "0.6" or 60. */
export function readNumber(source: string | number): Rational {
  const text = String(source)
  return text.endsWith('%') ? multiply(rational(text.slice(0, -1)), ONE_HUNDREDTH) : rational(text)
}

function resolve(bench: Bench, code: string, path: readonly (string | number)[]): Rule {
  const known = bench.built.get(code)
  if (known) return known
  // Own names only: every object answers to “constructor”.
  const source = Object.hasOwn(bench.sources, code) ? bench.sources[code] : undefined
  const rule = source ? resolveRule(bench, code, source, path) : resolveFact(bench, code, path)
  bench.built.set(code, rule)
  return rule
}

function resolveFact(bench: Bench, code: string, path: readonly (string | number)[]): Rule {
  const fact = bench.facts.get(code)
  if (!fact) {
    bench.problems.push({
      path,
      zh: `“${code}”既不是规则，也不是已登记的事实`,
      en: `“${code}” is neither a rule nor a known fact`,
    })
  }
  if (fact?.value !== undefined) return constant(readNumber(fact.value), fact)
  const max = fact?.max === undefined ? undefined : rational(fact.max)
  return { mechanism: 'fact@1', code, title: fact?.title ?? { zh: code, en: code }, max, slot: -1 }
}

function resolveRule(bench: Bench, code: string, source: RuleSource, path: readonly (string | number)[]): Rule {
  const head = {
    code,
    title: { zh: source.zh, en: source.en },
    max: source.max ? readNumber(source.max) : undefined,
    slot: -1,
  }
  const broken: Rule = { ...head, mechanism: 'fact@1' }
  const mechanisms = Object.keys(source).filter((key) => key.includes('@') && source[key as keyof RuleSource])
  if (mechanisms.length !== 1) {
    bench.problems.push({ path: [code], zh: '每条规则须有且只有一种算法', en: 'a rule has exactly one mechanism' })
    return broken
  }
  if (bench.open.includes(code)) {
    const round = [...bench.open.slice(bench.open.indexOf(code)), code].join(' → ')
    bench.problems.push({
      path,
      zh: `规则互相引用成环：${round}`,
      en: `rules refer to each other in a circle: ${round}`,
    })
    return broken
  }
  bench.open.push(code)
  const rule = build(bench, head, source)
  bench.open.pop()
  // Taken after the children have theirs, so a child's slot is always the smaller one.
  return { ...rule, max: rule.max ?? mostOf(rule), slot: bench.slots.next++ }
}

const CANNOT_SCALE: Text = {
  zh: '“scale”要求每一项都有权重，或者都有满分',
  en: '“scale” needs a weight for every part, or a maximum for every part',
}
const NOT_SHEETS: Text = {
  zh: '截尾平均只能用于评分表这一类事实',
  en: 'a trimmed mean is taken of sheets, which are a fact',
}
const NO_MAXIMUM: Text = { zh: '按百分比比较的，须有满分', en: 'what is compared by a share needs a maximum' }

/** Scaling divides by what the present parts stand for, so each must stand for something, in one measure. */
function canScale(parts: readonly Part[]): boolean {
  const weights = parts.map(({ weight }) => weight)
  const measures = weights.every((weight) => weight === undefined) ? parts.map(({ rule }) => rule.max) : weights
  return measures.every((measure) => measure !== undefined && measure.n > 0n)
}

type Head = Pick<Rule, 'code' | 'title' | 'max' | 'slot'>

function build(bench: Bench, head: Head, source: RuleSource): Rule {
  const at = (...rest: (string | number)[]) => [head.code, ...rest]
  if (source['sum@1']) {
    const { of, missing } = source['sum@1']
    const parts = resolveParts(bench, of, at('sum@1', 'of'))
    if (missing === 'scale' && !canScale(parts)) bench.problems.push({ path: at('sum@1', 'missing'), ...CANNOT_SCALE })
    return { ...head, mechanism: 'sum@1', parts, missing }
  }
  if (source['mean@1']) {
    const { of, missing } = source['mean@1']
    return { ...head, mechanism: 'mean@1', parts: resolveParts(bench, of, at('mean@1', 'of')), missing }
  }
  if (source['trimmed-mean@1']) {
    const { of, from, drop } = source['trimmed-mean@1']
    const sheets = resolve(bench, of, at('trimmed-mean@1', 'of'))
    if (sheets.mechanism !== 'fact@1') bench.problems.push({ path: at('trimmed-mean@1', 'of'), ...NOT_SHEETS })
    return { ...head, mechanism: 'trimmed-mean@1', of: sheets, from, drop }
  }
  if (source['bands@1']) return buildBands(bench, head, source['bands@1'])
  if (source['choose@1']) {
    const { cases, otherwise } = source['choose@1']
    return {
      ...head,
      mechanism: 'choose@1',
      cases: cases.map(({ when, use }, index) => ({
        when: resolveCondition(bench, when, at('choose@1', 'cases', index, 'when')),
        use: resolve(bench, use, at('choose@1', 'cases', index, 'use')),
      })),
      otherwise: resolve(bench, otherwise, at('choose@1', 'otherwise')),
    }
  }
  if (source['quota@1']) {
    const { of, grade, share, 'pool-below': poolBelow } = source['quota@1']
    return {
      ...head,
      mechanism: 'quota@1',
      of: resolve(bench, of, at('quota@1', 'of')),
      grade,
      share: readNumber(share),
      poolBelow,
    }
  }
  return buildLimit(bench, head, source)
}

function buildBands(bench: Bench, head: Head, source: NonNullable<RuleSource['bands@1']>): Rule {
  const bands = source.bands.map(({ grade, from }) => ({ grade, from: readNumber(from) }))
  const sorted = bands.every(({ from }, index) => index === 0 || lower(from, bands[index - 1]?.from))
  if (!sorted) {
    const path = [head.code, 'bands@1', 'bands']
    bench.problems.push({
      path,
      zh: '等次须从高到低排列，且下限不得相同',
      en: 'bands go from best to worst, each with a lower bound of its own',
    })
  }
  return {
    ...head,
    mechanism: 'bands@1',
    of: resolve(bench, source.of, [head.code, 'bands@1', 'of']),
    bands,
    round: source.round,
  }
}

function lower(a: Rational, b: Rational | undefined): boolean {
  return b !== undefined && a.n * b.d < b.n * a.d
}

function buildLimit(bench: Bench, head: Head, source: RuleSource): Rule {
  const mechanism = source['cap@1'] ? 'cap@1' : 'floor@1'
  const { of, at, when } = (source['cap@1'] ?? source['floor@1']) as NonNullable<RuleSource['cap@1']>
  return {
    ...head,
    mechanism,
    of: resolve(bench, of, [head.code, mechanism, 'of']),
    at: resolveBound(bench, at, [head.code, mechanism, 'at']),
    when: when && resolveCondition(bench, when, [head.code, mechanism, 'when']),
  }
}

/** A bound is a number, the code of a rule that gives one, or else a grade. */
function resolveBound(bench: Bench, at: string | number, path: readonly (string | number)[]): Rule | string {
  if (typeof at === 'number' || /^-?\d/.test(at)) return constant(readNumber(at))
  return Object.hasOwn(bench.sources, at) || bench.facts.has(at) ? resolve(bench, at, path) : at
}

function constant(value: Rational, name?: { readonly code: string; readonly title: Text }): Rule {
  const text = String(Number(value.n) / Number(value.d))
  const { code, title } = name ?? { code: text, title: { zh: text, en: text } }
  return { mechanism: 'constant@1', code, title, max: value, slot: -1, value }
}

function resolveParts(bench: Bench, parts: readonly PartSource[], path: readonly (string | number)[]): readonly Part[] {
  return parts.map((part, index) => {
    if (typeof part === 'string') return { rule: resolve(bench, part, [...path, index]) }
    const { rule, value, weight, times } = part
    if ((rule === undefined) === (value === undefined)) {
      bench.problems.push({
        path: [...path, index],
        zh: '每一项写规则名或数值，二者取一',
        en: 'a part names a rule or holds a value, one of the two',
      })
    }
    return {
      rule: rule === undefined ? constant(readNumber(value ?? 0)) : resolve(bench, rule, [...path, index, 'rule']),
      ...(weight === undefined ? {} : { weight: readNumber(weight) }),
      ...(times === undefined ? {} : { times: resolve(bench, times, [...path, index, 'times']) }),
    }
  })
}

function resolveCondition(bench: Bench, source: ConditionSource, path: readonly (string | number)[]): Condition {
  return {
    any: source.any.map(({ of, below, 'at-least': atLeast }, index) => {
      if ((below === undefined) === (atLeast === undefined)) {
        bench.problems.push({
          path: [...path, 'any', index],
          zh: '条件写 below 或 at-least，二者取一',
          en: 'a condition has below or at-least, one of the two',
        })
      }
      const threshold = below ?? atLeast ?? 0
      const share = String(threshold).endsWith('%')
      const compared = resolve(bench, of, [...path, 'any', index, 'of'])
      if (share && !compared.max) bench.problems.push({ path: [...path, 'any', index], ...NO_MAXIMUM })
      const is = below === undefined ? ('at-least' as const) : ('below' as const)
      return { of: compared, is, value: readNumber(threshold), share }
    }),
  }
}
