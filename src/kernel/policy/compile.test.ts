import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileRules, type FactDeclaration, readNumber } from './compile.ts'
import { factsOf, mechanismsOf } from './graph.ts'
import { rational, toText } from './rational.ts'
import type { Rule } from './rule.ts'
import { valueOf } from './run.ts'
import { score } from './score.ts'
import { type RuleSource, ruleSource, rulesSource, type RulesSource } from './source.ts'
import { toView } from './view.ts'

const FACTS: readonly FactDeclaration[] = [
  { code: 'a', title: { zh: '甲', en: 'A' }, max: '10' },
  { code: 'b', title: { zh: '乙', en: 'B' } },
  { code: 'answer', title: { zh: '优秀', en: 'Excellent' }, value: '100' },
]

function compile(sources: Record<string, Partial<RuleSource>>) {
  const named = Object.entries(sources).map(([code, source]) => [code, { zh: code, en: code, ...source }])
  return compileRules(Object.fromEntries(named) as RulesSource, FACTS)
}

describe('every mistake in rules is found, and its place is named', () => {
  const bands = [
    { grade: 'high', from: 5 },
    { grade: 'low', from: 0 },
  ]
  test.each<[string, Record<string, Partial<RuleSource>>, (string | number)[]]>([
    ['an unknown name', { x: { 'sum@1': { of: ['a', 'nobody'], missing: 'refuse' } } }, ['x', 'sum@1', 'of', 1]],
    [
      'a name that every object has',
      { x: { 'sum@1': { of: ['constructor'], missing: 'refuse' } } },
      ['x', 'sum@1', 'of', 0],
    ],
    ['no mechanism', { x: {} }, ['x']],
    [
      'two mechanisms',
      { x: { 'sum@1': { of: ['a'], missing: 'refuse' }, 'mean@1': { of: ['a'], missing: 'refuse' } } },
      ['x'],
    ],
    [
      'a circle',
      { x: { 'sum@1': { of: ['y'], missing: 'refuse' } }, y: { 'sum@1': { of: ['x'], missing: 'refuse' } } },
      ['y', 'sum@1', 'of', 0],
    ],
    [
      'a part that is a rule and a value',
      { x: { 'sum@1': { of: [{ rule: 'a', value: 1 }], missing: 'refuse' } } },
      ['x', 'sum@1', 'of', 0],
    ],
    ['a part that is neither', { x: { 'sum@1': { of: [{ weight: 1 }], missing: 'refuse' } } }, ['x', 'sum@1', 'of', 0]],
    ['scaling without a measure', { x: { 'sum@1': { of: ['a', 'b'], missing: 'scale' } } }, ['x', 'sum@1', 'missing']],
    [
      'scaling with a weight here and none there',
      { x: { 'sum@1': { of: [{ rule: 'b', weight: 1 }, 'a'], missing: 'scale' } } },
      ['x', 'sum@1', 'missing'],
    ],
    [
      'a trimmed mean of a rule',
      { x: { 'trimmed-mean@1': { of: 'y', from: 7, drop: 1 } }, y: { 'sum@1': { of: ['a'], missing: 'refuse' } } },
      ['x', 'trimmed-mean@1', 'of'],
    ],
    [
      'bands upside down',
      { x: { 'bands@1': { of: 'a', round: 2, bands: bands.toReversed() } } },
      ['x', 'bands@1', 'bands'],
    ],
    [
      'a comparison without a bound',
      { x: { 'cap@1': { of: 'a', at: 5, when: { any: [{ of: 'b' }] } } } },
      ['x', 'cap@1', 'when', 'any', 0],
    ],
    [
      'a share of what has no maximum',
      { x: { 'cap@1': { of: 'a', at: 5, when: { any: [{ of: 'b', below: '60%' }] } } } },
      ['x', 'cap@1', 'when', 'any', 0],
    ],
  ])('%s', (_, sources, path) => {
    const { problems } = compile(sources)
    expect(problems.map((problem) => problem.path)).toContainEqual(path)
    for (const { zh, en } of problems) expect([zh, en].every((words) => words.length > 5)).toBe(true)
  })

  test.each([1e21, 1e-7, 0.123_456_789_012_345_6, '1e3', '5 %', '٣', ''])('%j is no number of a pack', (from) => {
    const bands = [
      { grade: 'high', from },
      { grade: 'low', from: 0 },
    ]
    expect(rulesSource.safeParse({ x: { zh: 'x', en: 'x', 'bands@1': { of: 'a', bands } } }).success).toBe(false)
  })
})

test('numbers are read exactly', () => {
  expect(['60%', '0.6', 0.6, '12.5%', '1/3', 89.995].map((one) => toText(readNumber(one)))).toEqual([
    '3/5',
    '3/5',
    '3/5',
    '1/8',
    '1/3',
    '17999/200',
  ])
})

test('a fact that the pack fixes is a constant under its name', () => {
  const { rules, problems } = compile({ x: { 'mean@1': { of: [{ rule: 'answer', times: 'b' }], missing: 'refuse' } } })
  expect(problems).toEqual([])
  const scored = score(rules.get('x') as Rule, { b: rational(3) })
  expect(valueOf(scored.rule, scored)).toBeDefined()
  expect(toView(scored).parts).toMatchObject([
    { code: 'answer', mechanism: 'constant@1', display: '100.00', times: '3/1' },
  ])
  expect(factsOf(scored.rule).map(({ code }) => code)).toEqual(['b'])
})

test('a result names the mechanisms it depends on', () => {
  const { rules } = compile({
    x: { 'cap@1': { of: 'y', at: 5 } },
    y: { 'sum@1': { of: ['a', 'b'], missing: 'refuse' } },
  })
  expect(mechanismsOf(rules.get('x') as Rule)).toEqual(['cap@1', 'constant@1', 'fact@1', 'sum@1'])
})

/** `sum@1` and the like from the first line of a doc comment: " * `cap@1` and `floor@1`: at most, …". */
const DECLARED = /^ \* ((?:`[a-z-]+@\d+`(?: and )?)+):/gm

test('every mechanism that a pack can write has its file, and every such file its mechanism', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  expect(files).toContain('sum.ts')
  const implemented = files.flatMap((name) => {
    const text = readFileSync(`${import.meta.dirname}/${name}`, 'utf8')
    return [...text.matchAll(DECLARED)].flatMap(([, names = '']) => names.match(/[a-z-]+@\d+/g) ?? [])
  })
  const written = Object.keys(ruleSource.shape).filter((key) => key.includes('@'))
  expect(implemented.sort()).toEqual(written.sort())
})
