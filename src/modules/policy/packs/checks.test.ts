import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ARTICLE_COUNTS, DUTY_COUNTS, warnPack } from './checks.ts'
import { type LoadedPack, readPack } from './queries.ts'

const SHIPPED = readFileSync(`${import.meta.dirname}/../../../../policies/fushan.yaml`, 'utf8')
const reading = readPack(SHIPPED)
const { pack, rules } = reading as LoadedPack

/** Line and column of a mark, from 1. */
function placeOf(text: string, mark: string, after: string): { row: number; column: number } {
  const offset = text.indexOf(mark, text.indexOf(after))
  expect(offset).toBeGreaterThanOrEqual(0)
  const before = text.slice(0, offset).split('\n')
  return { row: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

describe('the shipped lists are the article’s', () => {
  const names = Object.keys(ARTICLE_COUNTS) as (keyof typeof ARTICLE_COUNTS)[]

  test.each(names.map((name) => [name, ARTICLE_COUNTS[name]] as const))('%s has %i items', (name, count) => {
    const list = pack.lists[name]
    expect('items' in list && list.items).toHaveLength(count ?? 0)
    expect(list.article).toMatch(/^F\d-\d+$/)
  })

  test('7 classes and 37 duties, 22 indicators of 100 points, ten scored questions', () => {
    expect(DUTY_COUNTS).toEqual({ categories: 7, items: 37 })
    expect(pack.lists.duties.categories.map(({ items }) => items.length)).toEqual([5, 6, 6, 6, 5, 4, 5])
    const indicators = pack.lists.star_departments.items.flatMap((department) => department.indicators)
    expect(indicators).toHaveLength(22)
    expect(indicators.reduce((total, { points }) => total + points, 0)).toBe(100)
    expect(pack.lists.resident_questions.items.filter(({ kind }) => kind === 'scored')).toHaveLength(10)
    expect(pack.lists.resident_questions.items.filter(({ short, kind }) => short && kind === 'scored')).toHaveLength(5)
  })

  // domain.md §6.0: how many of each list the article names itself.
  test.each([
    ['disqualifications', { public: 17, 'public~': 1, proposed: 2 }],
    ['review_departments', { article: 5, public: 10, proposed: 3 }],
    ['classification', { article: 3, proposed: 2 }],
    ['star_departments', { article: 3, proposed: 8 }],
    ['negative_list', { article: 6, 'public~': 5, proposed: 4 }],
    ['brands', { article: 2, proposed: 3 }],
    ['procedure_steps', { article: 4, 'public~': 2 }],
  ] as const)('%s: provenance', (name, expected) => {
    const found = Object.groupBy(pack.lists[name].items, ({ provenance }) => provenance)
    expect(Object.fromEntries(Object.entries(found).map(([key, items]) => [key, items.length]))).toEqual(expected)
  })

  test('duties: 12 proposed, 25 from neighbouring public material', () => {
    const items = pack.lists.duties.categories.flatMap((category) => category.items)
    expect(items.filter(({ provenance }) => provenance === 'proposed')).toHaveLength(12)
  })

  test('rulings B3: only NQ-04 has no hearing, and what is found there is answered by a deferral', () => {
    const { disqualifications, review_answers, review_departments } = pack.lists
    const unheard = disqualifications.items.filter(({ hearing }) => !hearing)
    expect(unheard.map(({ code }) => code)).toEqual(['NQ-04'])
    const answers = review_answers.items.map(({ code }) => code).filter((code) => code !== 'found')
    expect(unheard[0]?.answers).toEqual(answers)
    expect(answers).toContain('withheld-by-law')
    const sensitive = review_departments.items.filter((department) => department.sensitive)
    expect(sensitive.map(({ code }) => code)).toEqual(['JR-01', 'JR-02', 'JR-03', 'JR-04'])
  })

  test('what people read is complete in both languages', () => {
    const words = JSON.stringify(pack.lists).matchAll(/"(zh|en)":"([^"]*)"/g)
    for (const [, language, text = ''] of words) {
      if (language === 'zh') expect(text).not.toMatch(/[\u4e00-\u9fff][,;:?()]/)
      else expect(text).not.toMatch(/[\u4e00-\u9fff]/)
    }
  })
})

test('a district may change a list and is told that it left the article', () => {
  const text = SHIPPED.replace(/ {6}- \{ code: NG-06.*\n/, '')
  const changed = readPack(text, 'draft.yaml')
  expect(changed.ok && changed.warnings.filter(({ code }) => code === 'count')).toMatchObject([
    { zh: '“履职负面清单”有 14 项，原文为 15 项', ...placeOf(text, 'negative_list', 'lists:') },
  ])
  expect(
    warnPack({ ...pack, lists: { ...pack.lists, duties: { ...pack.lists.duties, categories: [] } } }, rules),
  ).toHaveLength(23)
})

describe('what does not fit is refused with its place', () => {
  type Case = [name: string, from: string | RegExp, to: string, code: string, mark: string, after: string]
  test.each<Case>([
    ['a code twice', 'code: TH-2', 'code: TH-1', 'duplicate', 'TH-1', '社区活动我来谈'],
    [
      'a limit named like an item',
      'limits:\n',
      'limits:\n  TH-1: { zh: x, en: x, value: 1, unit: times, provenance: proposed }\n',
      'duplicate',
      'TH-1:',
      '\nlimits:',
    ],
    ['an item nobody knows', 'items: [NQ-01, NQ-05', 'items: [NQ-99, NQ-05', 'unknown-code', 'NQ-99', ''],
    ['an item no department answers', 'items: [NQ-13]', 'items: [NQ-12]', 'uncovered', 'NQ-13', 'code: NQ-13'],
    ['a limit nobody knows', 'limits: [notice.days]', 'limits: [notice.weeks]', 'unknown-code', 'notice.weeks', ''],
    ['a dimension nobody knows', 'dimension: star.risk', 'dimension: star.fire', 'unknown-code', 'star.fire', ''],
    [
      'a window of years without years',
      /window: years\n {8}years: 5/,
      'window: years',
      'window',
      'years',
      'code: NQ-08',
    ],
    [
      'a question without dimension',
      'kind: scored, dimension: RD-5, short: true',
      'kind: scored, short: true',
      'dimension',
      '{ code: RQ-09',
      '',
    ],
    [
      'no way to say “do not know”',
      'zh: 不了解, en: Do not know,',
      'zh: 不了解, en: Do not know, points: 50,',
      'options',
      'items:',
      'resident_options:',
    ],
    [
      'points that do not add up',
      'points: 6, duty: lead }',
      'points: 5, duty: lead }',
      'points',
      '30',
      'code: star.organisation',
    ],
    ['a report sheet of 95 points', 'points: 25', 'points: 20', 'points', 'items:', 'Items of the report sheet'],
    ['an indicator used twice', 'of: [SR-01a, SR-01b]', 'of: [SR-01a, SR-01a]', 'indicator', 'SR-01b', 'code: SR-01b'],
    [
      'weights of 90 %',
      '{ rule: FW-2, weight: 40% }',
      '{ rule: FW-2, weight: 30% }',
      'weights',
      'sum@1',
      'appraisal.full:',
    ],
    ['a part without weight', '{ rule: FW-2, weight: 40% }', 'FW-2', 'weights', 'sum@1', 'appraisal.full:'],
    ['a cap at a grade that is not there', 'at: star-3', 'at: star-9', 'grade', 'star-9', ''],
    [
      'a quota of a grade that is not there',
      'of: star.grade, grade: star-5',
      'of: star.grade, grade: gold',
      'grade',
      'gold',
      '',
    ],
    ['a grade without a name', '{ grade: star-5, from: 90 }', '{ grade: gold, from: 90 }', 'grade', 'gold', ''],
    [
      'a lowest band above zero',
      '{ grade: star-1, from: 0 }',
      '{ grade: star-1, from: 1 }',
      'bands',
      '1 }',
      'grade: star-1, from',
    ],
    ['a rule that names nobody', 'of: [SR-02a, SR-02b]', 'of: [SR-02a, SR-02x]', 'rule', 'SR-02x', ''],
    [
      'a rule of a later group',
      'of: self.total, at: self.ceiling',
      'of: classification.total, at: self.ceiling',
      'rule',
      'classification.total',
      'FW-1: { cap@1',
    ],
    [
      'rules in a circle',
      'cap@1: { of: star.honours, at: 5 }',
      'cap@1: { of: star.total, at: 5 }',
      'rule',
      'star.bonus',
      'sum@1: { of: [star.organisation',
    ],
    ['a rule without a name', 'RD-1: { mean@1', 'RD-9: { mean@1', 'nameless', 'RD-9', 'rules:'],
    ['a rule named like a fact', 'star.bonus:\n', 'star.honours:\n', 'duplicate', 'star.honours', 'star.risk: {'],
    [
      'a rule named like one of an earlier group',
      'self.total:\n',
      'report.total:\n',
      'duplicate',
      'report.total:',
      '  appraisal:\n    report.total',
    ],
    [
      'a found item without hearing',
      'answers: [none-found,',
      'answers: [found, none-found,',
      'hearing',
      'false',
      'code: NQ-04',
    ],
    [
      'a short form without a dimension',
      'dimension: RD-1, short: true',
      'dimension: RD-1, short: false',
      'short-form',
      'RD-1',
      'resident_dimensions:',
    ],
    ['two stars of one level', 'level: 4,', 'level: 5,', 'level', '5, prov', 'code: star-4'],
    ['a drafted field that no item has', 'proposed: [response]', 'proposed: [responze]', 'draft', 'responze', ''],
    [
      'public without a source',
      'provenance: public, source: [S13] }',
      'provenance: public }',
      'shape-rule',
      'public }',
      'code: JR-06',
    ],
    ['a negative limit', 'value: 16,', 'value: -16,', 'limit', '-16', 'report.session-speakers'],
    ['half a working day', 'value: 20, unit: working-days', 'value: 20.5, unit: working-days', 'limit', '20.5', ''],
    ['a share above one', 'value: 70%', 'value: 170%', 'limit', '170%', ''],
    ['a thirteenth month', 'value: 6, unit: month,', 'value: 13, unit: month,', 'limit', '13, unit: month,', ''],
    [
      'a least above its most',
      'Fewest mentees a year, value: 3',
      'Fewest mentees a year, value: 9',
      'limit',
      '9, unit',
      'Fewest mentees a year',
    ],
    ['a negative coefficient', 'coefficient: 0.6', 'coefficient: -0.6', 'shape-small', '-0.6', ''],
    [
      'a weight below zero',
      /(appraisal\.spread:[^]*?)weight: 10%([^]*?)weight: 54%/,
      '$1weight: -10%$2weight: 74%',
      'weights',
      'sum@1',
      'appraisal.spread:',
    ],
    ['a quota of 130 %', 'grade: star-5, share: 30%', 'grade: star-5, share: 130%', 'share', '130%', ''],
    [
      'a forced bottom',
      'of: star.grade, grade: star-5',
      'of: star.grade, grade: star-2',
      'A9',
      'star-2',
      'of: star.grade, grade',
    ],
    ['words that turn around', 'zh: 牵头抓总', 'zh: 牵头\u202e抓总', 'shape-rule', '牵头', 'duty: { zh: '],
    ['facts of no group', 'facts:\n  star:', 'facts:\n  stars:', 'unknown-group', 'stars:', '\nfacts:'],
  ])('%s', (_, from, to, code, mark, after) => {
    const text = SHIPPED.replace(from, to)
    expect(text).not.toBe(SHIPPED)
    const changed = readPack(text, 'draft.yaml')
    expect(changed.ok).toBe(false)
    const problems = changed.ok ? [] : changed.problems
    expect(problems).toContainEqual(
      expect.objectContaining({ code, source: 'draft.yaml', ...placeOf(text, mark, after) }),
    )
    for (const { zh, en } of problems) expect([zh, en].every((words) => words.length > 5)).toBe(true)
  })
})
