import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { Fraction } from 'fraction.js'
import { describe, expect, test } from 'vitest'
import { compare, rational, toText } from '#kernel/policy/rational.ts'
import type { Facts } from '#kernel/policy/rule.ts'
import { gradesOf } from '#kernel/policy/limit.ts'
import { gradeOf, valueOf } from '#kernel/policy/run.ts'
import { score } from '#kernel/policy/score.ts'
import { ruleSource } from '#kernel/policy/source.ts'
import { checkPack } from '../packs/checks.ts'
import type { Pack } from '../packs/contract.ts'
import { type LoadedPack, readPack } from '../packs/queries.ts'
import { compilePack, listedFacts } from '../packs/rules.ts'
import { runExamples, scoreGroups } from './rules.ts'

const SHIPPED = readFileSync(`${import.meta.dirname}/../../../../policies/fushan.yaml`, 'utf8')
const { pack, rules } = readPack(SHIPPED) as LoadedPack
const { cases, quotas } = pack.examples

/** The examples that fail under a changed text, by their Chinese names. */
function failing(text: string): readonly string[] {
  const { pack, rules } = readPack(text) as LoadedPack
  return runExamples(pack, rules).map(({ zh }) => zh)
}

test('all examples of the pack hold', () => {
  expect(runExamples(pack, rules)).toEqual([])
  expect(cases.flatMap(({ rows }) => rows).length + quotas.flatMap(({ rows }) => rows).length).toBeGreaterThan(60)
})

test('the pack has one table of examples per mechanism, each with several rows', () => {
  const mechanisms = Object.keys(ruleSource.shape).filter((key) => key.includes('@'))
  const tables = cases.filter(({ mechanism }) => mechanism !== undefined)
  const shown = tables.map((table) => table.mechanism ?? '')
  expect([...shown, 'quota@1'].toSorted()).toEqual(mechanisms.toSorted())
  const [places] = quotas
  for (const { rows } of [...tables, ...(places ? [places] : [])]) expect(rows.length).toBeGreaterThanOrEqual(5)
})

test.each(
  cases.flatMap(({ code, mechanism, groups, rows }) => (mechanism ? [[code, mechanism, groups, rows] as const] : [])),
)('the table “%s” shows %s at work', (_, mechanism, groups, rows) => {
  const shown = new Set(rows.flatMap((row) => Object.keys(row.expect)))
  const found = groups.flatMap((group) => [...(rules.get(group)?.values() ?? [])])
  expect(found.some((rule) => shown.has(rule.code) && rule.mechanism === mechanism)).toBe(true)
})

describe('domain.md §6.21 by hand, with another library', () => {
  const golden = cases.find(({ code }) => code === 'golden')
  const given = golden?.given ?? {}
  const number = (code: string): Fraction => new Fraction(String(given[code]))
  const outcomes = scoreGroups(golden?.groups ?? [], rules, given)

  test('85.73 is 57832218361/674589300, to the last digit', () => {
    const items = Array.from({ length: 10 }, (_, index) => `RQ-${String(index + 1).padStart(2, '0')}`).map((item) => {
      const counts = ['RO-1', 'RO-2', 'RO-3', 'RO-4'].map((option) => number(`${item}.${option}`))
      const points = [100, 80, 60, 0].map((value, index) => counts[index]?.mul(value) ?? new Fraction(0))
      return points.reduce((a, b) => a.add(b)).div(counts.reduce((a, b) => a.add(b)))
    })
    const residents = items.reduce((a, b) => a.add(b)).div(10)
    const report = new Fraction('88')
      .mul('0.3')
      .add(new Fraction('85.5').mul('0.2'))
      .add(new Fraction(91).mul('0.3'))
      .add(new Fraction(84).mul('0.2'))
    const review = report.add('86.5').div(2)
    const total = new Fraction('9.4').add(residents.mul('0.4')).add('25.2').add(review.mul('0.2'))
    expect(total.toFraction()).toBe('57832218361/674589300')
    expect(outcomes.get('appraisal.total')).toEqual({ exact: total.toFraction(), shows: '85.73', note: 'chosen' })
    expect(outcomes.get('appraisal.grade')?.grade).toBe('competent')
    expect(outcomes.get('FW-2')?.exact).toBe(residents.toFraction())
  })

  test('rounding in between would not be seen here, and is not done', () => {
    expect(outcomes.get('FW-2')?.exact).not.toBe('843/10')
  })
})

function moved(value: number | string, step: number): number | string {
  return typeof value === 'number' ? value + step : `${Number(value.slice(0, -1)) + 5 * step}%`
}

function replaced(path: readonly (string | number)[], value: unknown): Pack {
  const copy = structuredClone(pack)
  const parent = path
    .slice(0, -1)
    .reduce<Record<string | number, unknown>>(
      (node, step) => node[step] as Record<string | number, unknown>,
      copy as unknown as Record<string | number, unknown>,
    )
  parent[path.at(-1) ?? ''] = value
  return copy
}

describe('a changed number makes a named example fail', () => {
  test.each([
    ['{ grade: star-5, from: 90 }', '{ grade: star-5, from: 91 }', '等次界限（四舍五入到两位后比较） / 刚好五星'],
    ['from: 7, drop: 1 } }\n    # A group', 'from: 6, drop: 1 } }\n    # A group', '去掉最高最低后平均 / 六张票都算'],
    ['share: 30%, pool-below: 5', 'share: 40%, pool-below: 5', '五星名额 / 十个社区三个名额，第四名落到四星'],
    ['of: star.residents-latest, below: 80', 'of: star.residents-latest, below: 79', '封顶 / 居民点评不足的最高四星'],
    ['of: star.residents-latest, below: 80', 'of: star.residents-latest, below: 81', '封顶 / 居民点评刚好达到'],
    ['{ value: 10 }', '{ value: 11 }', '完整算例（85.73） / 四评'],
    ['points: 60, provenance', 'points: 65, provenance', '完整算例（85.73） / 民主测评'],
    ['of: tenure.years, below: 1', 'of: tenure.years, below: 2', '保底 / 刚好一年没有保底'],
  ])('%s → %s', (from, to, name) => {
    const text = SHIPPED.replace(from, to)
    expect(text).not.toBe(SHIPPED)
    expect(failing(text).some((one) => one.includes(name))).toBe(true)
  })

  type Mutant = { readonly path: string; readonly pack: Pack }

  /** Every number of the rules and of the options that they compute with, made a little larger and a little smaller. */
  function mutants(): readonly Mutant[] {
    const found: Mutant[] = []
    const visit = (value: unknown, path: readonly (string | number)[]): void => {
      if (typeof value === 'number' || (typeof value === 'string' && /^\d+(\.\d+)?%$/.test(value))) {
        for (const step of [1, -1])
          found.push({ path: [...path, step].join('.'), pack: replaced(path, moved(value, step)) })
      } else if (value !== null && typeof value === 'object') {
        for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key])
      }
    }
    visit(pack.rules, ['rules'])
    visit(pack.lists.resident_options, ['lists', 'resident_options'])
    return found
  }

  /** No value lies below the lowest bound of zero, and no pool has fewer than one or fewer than no members. */
  const THE_SAME = /\.from\.-1$|^rules\.(appraisal|annual|classification)\..*\.pool-below\.-?1$/

  test('no number of a rule can change unnoticed', () => {
    const all = mutants()
    expect(all.length).toBeGreaterThan(150)
    const unnoticed = all.filter((mutant) => {
      const { rules, problems } = compilePack(mutant.pack)
      return [...problems, ...checkPack(mutant.pack, rules), ...runExamples(mutant.pack, rules)].length === 0
    })
    expect(unnoticed.map(({ path }) => path).filter((path) => !THE_SAME.test(path))).toEqual([])
  })
})

test.each([
  ['a fact', 'SR-01a: 5.5\n', 'SR-01z: 5.5\n', 'SR-01z'],
  ['a group', 'groups: [classification]', 'groups: [classify]', 'classify'],
  ['a rule', 'expect: { sheet.total: missing }', 'expect: { sheet.tota: missing }', 'sheet.tota'],
])('a typing mistake in the name of %s of an example is found', (_, from, to, name) => {
  expect(failing(SHIPPED.replace(from, to)).some((zh) => zh.includes(name))).toBe(true)
})

describe('the star of the shipped pack', () => {
  const indicators = listedFacts(pack.lists, 'star').map(({ code, max }) => ({ code, max: Number(max) }))
  const total = rules.get('star')?.get('star.total')
  const grade = rules.get('star')?.get('star.grade')
  const BESIDE = {
    'star.honours': rational(0),
    'star.serious-cases': rational(0),
    'star.residents-latest': rational(85),
  }
  const sheet = fc.tuple(...indicators.map(({ max }) => fc.option(fc.integer({ min: 0, max: max * 10 }), { freq: 12 })))

  function factsFor(tenths: readonly (number | null)[]): Facts {
    const entries = indicators.map(({ code }, index) => {
      const points = tenths[index]
      return [code, points === null || points === undefined ? undefined : rational(`${points}/10`)]
    })
    return { ...Object.fromEntries(entries), ...BESIDE } as Facts
  }

  const run = (facts: Facts) => {
    if (!total || !grade) throw new Error('the pack has no star')
    const [value, stars] = [valueOf(total, score(total, facts)), gradeOf(grade, score(grade, facts))]
    return { value, rank: stars === undefined ? undefined : gradesOf(grade).indexOf(stars) }
  }

  test('raising one entry lowers neither total nor star', () => {
    fc.assert(
      fc.property(sheet, fc.nat(indicators.length - 1), fc.nat(60), (tenths, index, raise) => {
        const [before, most] = [tenths[index], (indicators[index]?.max ?? 0) * 10]
        fc.pre(typeof before === 'number')
        const [low, high] = [
          run(factsFor(tenths)),
          run(factsFor(tenths.map((one, place) => (place === index ? Math.min(before + raise, most) : one)))),
        ]
        if (low.value && high.value) expect(compare(high.value, low.value)).toBeGreaterThanOrEqual(0)
        expect(high.rank ?? -1).toBeLessThanOrEqual(low.rank ?? 0)
      }),
    )
  })

  test('a whole sheet adds up as anybody would add it', () => {
    const whole = fc.tuple(...indicators.map(({ max }) => fc.integer({ min: 0, max: max * 10 })))
    fc.assert(
      fc.property(whole, (tenths) => {
        const value = run(factsFor(tenths)).value
        expect(value && toText(value)).toBe(toText(rational(`${tenths.reduce((sum, one) => sum + one, 0)}/10`)))
      }),
    )
  })

  test('the explanation of a total is complete: its facts are exactly the indicators and the honours', () => {
    const scored = total && score(total, factsFor(indicators.map(({ max }) => max * 10)))
    expect(scored && toText(valueOf(scored.rule, scored) ?? rational(0))).toBe('100/1')
  })
})
