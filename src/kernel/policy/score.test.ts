import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileRules, type FactDeclaration } from './compile.ts'
import { compare, type Rational, rational, toText } from './rational.ts'
import type { Facts, Finding, Rule } from './rule.ts'
import { gradeOf, valueOf } from './run.ts'
import { score } from './score.ts'
import type { RuleSource, RulesSource } from './source.ts'

const NAMES = ['a', 'b', 'c', 'd', 'e']
const FULL = 10
const FACTS: readonly FactDeclaration[] = NAMES.map((code) => ({ code, title: { zh: code, en: code }, max: `${FULL}` }))

/** The rules of a small pack; every rule is named after its key. */
function rulesOf(sources: Record<string, Partial<RuleSource>>, facts = FACTS): (code: string) => Rule {
  const named = Object.entries(sources).map(([code, source]) => [code, { zh: code, en: code, ...source }])
  const { rules, problems } = compileRules(Object.fromEntries(named) as RulesSource, facts)
  expect(problems).toEqual([])
  return (code) => rules.get(code) as Rule
}

function read(values: Readonly<Record<string, number | null>>): Facts {
  const entries = Object.entries(values).map(([code, value]) => [code, value === null ? undefined : rational(value)])
  return Object.fromEntries(entries) as Facts
}

function resultOf(rule: Rule, facts: Facts): Rational | undefined {
  return valueOf(rule, score(rule, facts))
}

function noteOf(rule: Rule, facts: Facts): Finding['note'] {
  return (score(rule, facts).outcomes[rule.slot] as Finding | undefined)?.note
}

const entry = fc.integer({ min: 0, max: FULL * 100 }).map((cents) => cents / 100)
const record = fc.record(Object.fromEntries(NAMES.map((name) => [name, fc.option(entry)])))
const complete = fc.record(Object.fromEntries(NAMES.map((name) => [name, entry])))

const MEAN_OF_ALL = { of: NAMES, missing: 'omit' as const }
const WEIGHTED = NAMES.map((rule, index) => ({ rule, weight: `${10 + 5 * index}%` }))

const monotone = rulesOf({
  'sum-refuse': { 'sum@1': { of: NAMES, missing: 'refuse' } },
  'sum-scale': { 'sum@1': { of: NAMES, missing: 'scale' } },
  'sum-weighted': { 'sum@1': { of: WEIGHTED, missing: 'scale' } },
  'mean-omit': { 'mean@1': MEAN_OF_ALL },
  'mean-refuse': { 'mean@1': { of: NAMES, missing: 'refuse' } },
  'cap-number': { 'cap@1': { of: 'sum-scale', at: 30 } },
  'floor-number': { 'floor@1': { of: 'sum-scale', at: 20 } },
  'cap-by-rule': { 'cap@1': { of: 'a', at: 'mean-omit' } },
})
const MONOTONE = 'sum-refuse sum-scale sum-weighted mean-omit mean-refuse cap-number floor-number cap-by-rule'.split(
  ' ',
)

describe.each(MONOTONE)('%s', (code) => {
  const rule = monotone(code)

  test('raising one entry never lowers it', () => {
    fc.assert(
      fc.property(record, fc.constantFrom(...NAMES), entry, (facts, name, raise) => {
        const before = facts[name]
        fc.pre(typeof before === 'number')
        const [low, high] = [resultOf(rule, read(facts)), resultOf(rule, read({ ...facts, [name]: before + raise }))]
        expect(low === undefined).toBe(high === undefined)
        if (low && high) expect(compare(high, low)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('is missing when everything is missing', () => {
    expect(resultOf(rule, {})).toBeUndefined()
  })
})

describe('the order of parts never matters', () => {
  const shuffled = fc.shuffledSubarray(NAMES, { minLength: NAMES.length })
  test.each(['sum@1', 'mean@1'] as const)('%s', (mechanism) => {
    fc.assert(
      fc.property(shuffled, record, fc.boolean(), (order, facts, lenient) => {
        const missing = lenient ? (mechanism === 'sum@1' ? 'scale' : 'omit') : 'refuse'
        const rules = rulesOf({
          one: { [mechanism]: { of: NAMES, missing } },
          two: { [mechanism]: { of: order, missing } },
        })
        const [one, two] = ['one', 'two'].map((code) => resultOf(rules(code), read(facts)))
        expect(one && toText(one)).toBe(two && toText(two))
      }),
    )
  })
})

describe('missing is never zero', () => {
  const rules = rulesOf({
    refuse: { 'sum@1': { of: NAMES, missing: 'refuse' } },
    scale: { 'sum@1': { of: NAMES, missing: 'scale' } },
    omit: { 'mean@1': MEAN_OF_ALL },
  })

  test('a sum that refuses has no value, whatever the missing part would have been', () => {
    fc.assert(
      fc.property(complete, fc.constantFrom(...NAMES), (facts, name) => {
        expect(resultOf(rules('refuse'), read({ ...facts, [name]: null }))).toBeUndefined()
      }),
    )
  })

  test.each(['scale', 'omit'])('%s: a missing part counts as zero only where all the others are zero', (code) => {
    fc.assert(
      fc.property(complete, fc.constantFrom(...NAMES), (facts, name) => {
        const missing = resultOf(rules(code), read({ ...facts, [name]: null }))
        const zero = resultOf(rules(code), read({ ...facts, [name]: 0 }))
        const othersAreZero = NAMES.every((other) => other === name || facts[other] === 0)
        expect(missing && zero && compare(missing, zero)).toBe(othersAreZero ? 0 : 1)
      }),
    )
  })

  test('what was enlarged or left out is said', () => {
    const facts = read({ a: 5, b: 5, c: 5, d: 5, e: null })
    expect(noteOf(rules('scale'), facts)).toMatchObject({ code: 'scaled' })
    expect(noteOf(rules('omit'), facts)).toEqual({ code: 'omitted', count: 1 })
    expect(noteOf(rules('refuse'), read({ a: 5, b: 5, c: 5, d: 5, e: 5 }))).toBeUndefined()
  })

  test('scaling gives the value that all parts would have at the same share', () => {
    fc.assert(
      fc.property(entry, fc.subarray(NAMES, { minLength: 1 }), (share, present) => {
        const facts = read(Object.fromEntries(present.map((name) => [name, share])))
        const value = resultOf(rules('scale'), facts)
        expect(value && toText(value)).toBe(toText({ n: rational(share).n * BigInt(NAMES.length), d: 100n }))
      }),
    )
  })
})

describe('mean over counts', () => {
  const OPTIONS = ['best', 'good', 'fair', 'poor']
  const POINTS = [100, 80, 60, 0]
  const facts = OPTIONS.map((code) => ({ code, title: { zh: code, en: code } }))
  const rules = rulesOf(
    { mean: { 'mean@1': { of: OPTIONS.map((times, index) => ({ value: POINTS[index], times })), missing: 'refuse' } } },
    facts,
  )
  const counts = fc.record(Object.fromEntries(OPTIONS.map((name) => [name, fc.nat(200)])))

  test('equals the mean of the single ballots', () => {
    fc.assert(
      fc.property(counts, (count) => {
        const ballots = OPTIONS.flatMap((name, index) =>
          Array.from({ length: count[name] ?? 0 }, () => POINTS[index] ?? 0),
        )
        const total = ballots.reduce((sum, one) => sum + one, 0)
        const value = resultOf(rules('mean'), read(count))
        expect(value && toText(value)).toBe(
          ballots.length > 0 ? toText(rational(`${total}/${ballots.length}`)) : undefined,
        )
      }),
    )
  })

  test('one more of the best never lowers it, one more of the worst never raises it', () => {
    fc.assert(
      fc.property(counts, (count) => {
        const before = resultOf(rules('mean'), read(count))
        fc.pre(before !== undefined)
        const better = resultOf(rules('mean'), read({ ...count, best: (count['best'] ?? 0) + 1 }))
        const worse = resultOf(rules('mean'), read({ ...count, poor: (count['poor'] ?? 0) + 1 }))
        expect(better && compare(better, before)).toBeGreaterThanOrEqual(0)
        expect(worse && compare(worse, before)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

describe('trimmed mean', () => {
  const facts = [{ code: 'sheets', title: { zh: '评分表', en: 'sheets' } }]
  const rule = rulesOf({ trimmed: { 'trimmed-mean@1': { of: 'sheets', from: 7, drop: 1 } } }, facts)('trimmed')
  const sheets = fc.array(entry, { minLength: 1, maxLength: 15 })
  const trimmed = (values: readonly number[]): Rational | undefined => resultOf(rule, { sheets: values.map(rational) })

  test('equals sorting and cutting by hand', () => {
    fc.assert(
      fc.property(sheets, (values) => {
        const cents = values.map((value) => Math.round(value * 100)).sort((a, b) => a - b)
        const kept = cents.length >= 7 ? cents.slice(1, -1) : cents
        const total = kept.reduce((sum, one) => sum + one, 0)
        const value = trimmed(values)
        expect(value && toText(value)).toBe(toText(rational(`${total}/${kept.length * 100}`)))
      }),
    )
  })

  test('the order of sheets never matters, and raising one never lowers it', () => {
    const shuffle = sheets.chain((values) =>
      fc.tuple(
        fc.constant(values),
        fc.shuffledSubarray(values, { minLength: values.length }),
        fc.nat(values.length - 1),
      ),
    )
    fc.assert(
      fc.property(shuffle, entry, ([values, order, index], raise) => {
        const value = trimmed(values)
        expect(toText(trimmed(order) as Rational)).toBe(toText(value as Rational))
        const raised = trimmed(values.map((one, place) => (place === index ? one + raise : one)))
        expect(compare(raised as Rational, value as Rational)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('says which sheets were dropped, the outer ones of equals', () => {
    const values = [80, 90, 80, 85, 90, 82, 83]
    expect(noteOf(rule, { sheets: values.map(rational) })).toEqual({ code: 'trimmed', dropped: [0, 4] })
    expect(noteOf(rule, { sheets: values.slice(1).map(rational) })).toBeUndefined()
    expect(trimmed([])).toBeUndefined()
  })
})

describe('bands', () => {
  const bands = [
    { grade: 'high', from: 90 },
    { grade: 'middle', from: 60 },
    { grade: 'low', from: 0 },
  ]
  const rule = rulesOf({ grade: { 'bands@1': { of: 'a', round: 2, bands } } })('grade')
  const gradeAt = (text: string): string | undefined => gradeOf(rule, score(rule, { a: rational(text) }))

  test.each([
    ['90', 'high'],
    ['89.995', 'high'],
    ['89.99499999', 'middle'],
    ['60', 'middle'],
    ['59.995', 'middle'],
    ['59.994', 'low'],
    ['0', 'low'],
    ['-0.004', 'low'],
    ['-0.005', undefined],
  ])('%s is %s', (text, grade) => {
    expect(gradeAt(text)).toBe(grade)
  })

  test('a higher value never has a lower grade, and the value itself is not rounded', () => {
    const order = ['low', 'middle', 'high']
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), (one, two) => {
        const [low, high] = [Math.min(one, two), Math.max(one, two)].map((mills) => rational(`${mills}/1000`))
        const [worse, better] = [low, high].map((value) => order.indexOf(gradeAt(toText(value as Rational)) ?? ''))
        expect(better).toBeGreaterThanOrEqual(worse as number)
      }),
    )
    expect(toText(resultOf(rule, { a: rational('89.995') }) as Rational)).toBe('17999/200')
  })

  test('a missing value has no grade', () => {
    expect(gradeOf(rule, score(rule, {}))).toBeUndefined()
  })
})

describe('limits of grades', () => {
  const bands = {
    of: 'a',
    round: 2,
    bands: [
      { grade: 'high', from: 8 },
      { grade: 'middle', from: 5 },
      { grade: 'low', from: 0 },
    ],
  }
  const rules = rulesOf({
    grade: { 'bands@1': bands },
    capped: {
      'cap@1': {
        of: 'grade',
        at: 'middle',
        when: {
          any: [
            { of: 'b', 'at-least': 1 },
            { of: 'c', below: '60%' },
          ],
        },
      },
    },
    floored: { 'floor@1': { of: 'grade', at: 'middle', when: { any: [{ of: 'b', 'at-least': 1 }] } } },
  })
  const gradeFor = (code: string, values: Record<string, number | null>): string | undefined =>
    gradeOf(rules(code), score(rules(code), read(values)))

  test('a cap only lowers, a floor only raises, neither touches the number', () => {
    fc.assert(
      fc.property(entry, fc.nat(1), entry, (a, b, c) => {
        const order = ['low', 'middle', 'high']
        const rank = (code: string): number => order.indexOf(gradeFor(code, { a, b, c }) ?? '')
        expect(rank('capped')).toBe(b >= 1 || c < 6 ? Math.min(rank('grade'), 1) : rank('grade'))
        expect(rank('floored')).toBe(b >= 1 ? Math.max(rank('grade'), 1) : rank('grade'))
        const value = resultOf(rules('capped'), read({ a, b, c }))
        expect(value && toText(value)).toBe(toText(rational(a)))
      }),
    )
  })

  test('what cannot be decided changes nothing and says so; what is decided anyway is decided', () => {
    expect(gradeFor('capped', { a: 9, b: null, c: 9 })).toBe('high')
    expect(noteOf(rules('capped'), read({ a: 9, b: null, c: 9 }))).toEqual({ code: 'undecided', by: ['b'] })
    expect(gradeFor('capped', { a: 9, b: null, c: 5.99 })).toBe('middle')
    expect(noteOf(rules('capped'), read({ a: 9, b: null, c: 5.99 }))).toEqual({ code: 'limited', by: ['c'] })
    expect(gradeFor('capped', { a: 9, b: 0, c: 6 })).toBe('high')
  })
})

describe('choose', () => {
  const when = { any: [{ of: 'a', below: 5 }] }
  const rule = rulesOf({ one: { 'choose@1': { cases: [{ when, use: 'b' }], otherwise: 'c' } } })('one')

  test('the first case that holds, else the last resort', () => {
    fc.assert(
      fc.property(entry, entry, entry, (a, b, c) => {
        const value = resultOf(rule, read({ a, b, c }))
        expect(value && toText(value)).toBe(toText(rational(a < 5 ? b : c)))
      }),
    )
    expect(noteOf(rule, read({ a: 1, b: 2, c: 3 }))).toEqual({ code: 'chosen', by: 'b' })
  })

  test('an undecided case is passed over, and that is said', () => {
    expect(toText(resultOf(rule, read({ b: 2, c: 3 })) as Rational)).toBe('3/1')
    expect(noteOf(rule, read({ b: 2, c: 3 }))).toEqual({ code: 'undecided', by: ['a'] })
  })
})
