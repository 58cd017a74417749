import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Problem } from '#kernel/refusal.ts'
import { type LoadedPack, readPack } from './queries.ts'

const FILE = `${import.meta.dirname}/../../../../policies/fushan.yaml`
const SHIPPED = readFileSync(FILE, 'utf8')

/** Where a mark stands in a text: line and column, from 1. */
function placeOf(text: string, mark: string, after = ''): { row: number; column: number } {
  const offset = text.indexOf(mark, text.indexOf(after))
  expect(offset, `“${mark}” is in the text`).toBeGreaterThanOrEqual(0)
  const before = text.slice(0, offset).split('\n')
  return { row: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** The shipped text with one change; the change must be one. */
function changed(from: string | RegExp, to: string): string {
  const text = SHIPPED.replace(from, to)
  expect(text).not.toBe(SHIPPED)
  return text
}

function problemsOf(text: string | Uint8Array): readonly Problem[] {
  const reading = readPack(text, 'draft.yaml')
  expect(reading.ok).toBe(false)
  const problems = reading.ok ? [] : reading.problems
  for (const { zh, en, source } of problems) {
    expect(zh).toMatch(/[\u4e00-\u9fff]/)
    expect(en).toMatch(/[a-z]/)
    expect(source).toBe('draft.yaml')
  }
  return problems
}

function load(text: string | Uint8Array): LoadedPack {
  const reading = readPack(text)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading
}

test('the shipped pack can be used; what it warns of are the citations that nobody has published', () => {
  const reading = readPack(readFileSync(FILE), 'fushan.yaml')
  expect(reading.ok && reading.pack.meta).toMatchObject({ code: 'fushan-default', version: '2026.1', district: 370611 })
  expect(reading.ok && new Set(reading.warnings.map(({ code }) => code))).toEqual(new Set(['citation']))
  expect(reading.ok && reading.warnings).toHaveLength(21)
  expect(reading.ok && reading.warnings[0]).toMatchObject(placeOf(SHIPPED, 'pending', 'code: NQ-01'))
})

describe('the digest is of the content', () => {
  const { digest } = load(SHIPPED)

  test('comments, blank lines, line ends and the order of keys do not matter', () => {
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect(load(`# a remark\n\n${SHIPPED.replaceAll(/^ *#.*\n/gm, '')}`).digest).toBe(digest)
    expect(load(SHIPPED.replaceAll('\n', '\r\n')).digest).toBe(digest)
    expect(load(Buffer.from(`\uFEFF${SHIPPED}`)).digest).toBe(digest)
    expect(
      load(changed("  code: fushan-default\n  version: '2026.1'", '  version: "2026.1"\n  code: fushan-default'))
        .digest,
    ).toBe(digest)
  })

  test('a word, a number or the order of a list does', () => {
    expect(load(changed('牵头抓总', '牵头')).digest).not.toBe(digest)
    expect(load(changed('value: 16', 'value: 17')).digest).not.toBe(digest)
    const [first, second] = [/ {6}- \{ code: TH-1.*\n/, / {6}- \{ code: TH-2.*\n/].map(
      (line) => SHIPPED.match(line)?.[0] ?? '',
    )
    expect(load(changed(`${first}${second}`, `${second}${first}`)).digest).not.toBe(digest)
  })
})

describe('text that is no pack', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'.split('').map((name, index) => {
      const one = 'abcdefghi'[index]
      return `${name}: &${name} [${Array.from({ length: 10 }, () => `*${one}`).join(', ')}]`
    }),
  ].join('\n')

  const keys = (count: number) => Array.from({ length: count }, (_, index) => `k${index}: 1\n`).join('')

  test.each<[string, string, string, object]>([
    ['an empty file', '', 'empty', { row: 1 }],
    ['only a remark', '# nothing\n', 'empty', { row: 1 }],
    ['a tab for an indent', 'meta:\n\tcode: x\n', 'tab', { row: 2, column: 1 }],
    ['a key twice', 'meta:\n  code: x\n  zh: y\n  code: z\n', 'duplicate-key', { row: 4, column: 3 }],
    ['ninety thousand keys', keys(90_000), 'shape-missing', {}],
    ['ninety thousand keys and one again', `${keys(89_999)}k7: 1\n`, 'duplicate-key', { row: 90_000, column: 1 }],
    ['an open quote', "meta:\n  code: 'x\n", 'unclosed-quote', { row: 3, column: 1 }],
    ['an open bracket', '{ code: x\n', 'unclosed-quote', { row: 2, column: 1 }],
    ['a crooked indent', 'meta:\n    code: x\n  zh: y\n', 'indent', { row: 3 }],
    ['two documents', 'meta: 1\n---\nmeta: 2\n', 'documents', { row: 2 }],
    ['a tag of its own', 'meta:\n  code: !!js/function "x"\n', 'tag', { row: 2, column: 9 }],
    ['a standard tag', 'meta:\n  code: !!binary aGk=\n', 'tag', { row: 2 }],
    ['a key that is a list', '? [a, b]\n: c\n', 'key-type', { row: 1 }],
    ['an alias without anchor', 'meta: *nobody\n', 'bad-alias', { row: 1, column: 7 }],
    ['an alias bomb', bomb, 'aliases', {}],
    ['a hundred and one aliases', `a: &a x\nb: [${'*a, '.repeat(101)}]`, 'aliases', { row: 2, column: 405 }],
    ['an alias of itself', 'meta: &a [*a]\n', 'shape-type', { row: 1 }],
    ['a hundred thousand brackets', '['.repeat(100_000), 'deep', { row: 1 }],
    ['a hundred thousand nested lists', '- '.repeat(100_000), 'deep', {}],
    ['more than a megabyte', `# ${'x'.repeat(1_000_001)}`, 'too-large', {}],
    ['a NUL', 'meta:\n  zh: a\u0000b\n', 'control', { row: 2, column: 8 }],
    ['a key that objects inherit', 'meta:\n  __proto__: { a: 1 }\n', 'reserved-key', { row: 2, column: 3 }],
    ['a list', '- a\n- b\n', 'shape-type', { row: 1, column: 1 }],
    ['a single word', 'hello', 'shape-type', { row: 1, column: 1 }],
    ['a number', '42', 'shape-type', { row: 1, column: 1 }],
  ])('%s', (_, text, code, place) => {
    expect(problemsOf(text)[0]).toMatchObject({ code, ...place })
  })

  test('a thousand nested keys', () => {
    const text = Array.from({ length: 1300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')
    // In a process of its own: code that has run often needs less of the stack, and might read the text to its end.
    const script = `
      import { readFileSync } from 'node:fs'
      import { readPack } from ${JSON.stringify(new URL('queries.ts', import.meta.url).href)}
      console.log(readPack(readFileSync(0)).problems[0].code)`
    const args = ['--input-type=module', '--eval', script]
    expect(execFileSync(process.execPath, args, { input: text, encoding: 'utf8' })).toBe('deep\n')
  })

  test('bytes that are no UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('meta:\n  zh: 福山'), Buffer.from([0xb8, 0xa3]), Buffer.from('\n')])
    expect(problemsOf(bytes)).toMatchObject([{ code: 'encoding', row: 2, column: 9 }])
    expect(problemsOf(Buffer.from(SHIPPED).subarray(0, SHIPPED.length)).length).toBeGreaterThan(0)
  })

  test('a text in GBK is refused at its first Chinese character', () => {
    const bytes = Buffer.from([...Buffer.from('meta: { zh: '), 0xb8, 0xa3, 0xc9, 0xbd, ...Buffer.from(' }\n')])
    expect(problemsOf(bytes)).toMatchObject([{ code: 'encoding', row: 1, column: 13 }])
  })

  test('a file cut anywhere is refused and never half read', () => {
    for (let part = 1; part < 10; part++) {
      expect(problemsOf(SHIPPED.slice(0, Math.floor((SHIPPED.length * part) / 10))).length).toBeGreaterThan(0)
    }
  })

  test('YAML 1.1 habits do not creep in: yes is a word', () => {
    const text = changed('own_only: false', 'own_only: no')
    expect(problemsOf(text)).toMatchObject([{ code: 'shape-type', ...placeOf(text, 'no,', 'own_only') }])
  })
})

describe('a pack of the wrong shape: what, and where', () => {
  test.each<[string, string | RegExp, string, string, [mark: string, after: string]]>([
    ['an unknown key', 'duty: { zh: 牵头抓总', 'dutty: { zh: 牵头抓总', 'shape-unknown', ['dutty', '']],
    [
      'a number for a word',
      '{ code: TH-1, zh: 社区活动我来谈',
      '{ code: TH-1, zh: 7',
      'shape-type',
      ['7', 'code: TH-1'],
    ],
    ['a word for a number', 'points: 30, provenance', 'points: many, provenance', 'shape-type', ['many', '']],
    [
      'a provenance nobody knows',
      'en: Thought, provenance: article',
      'en: Thought, provenance: rumour',
      'shape-choice',
      ['rumour', 'courses:'],
    ],
    ['half a character', 'zh: 牵头抓总', 'zh: "\\ud842"', 'shape-rule', ['"\\ud842"', '']],
    ['points below zero', 'points: 25', 'points: -25', 'shape-small', ['-25', '']],
    ['a code with a space', 'code: MW-1', 'code: MW 1', 'shape-form', ['MW 1', '']],
    [
      'a code that every object has',
      'code: MW-1',
      'code: constructor',
      'shape-rule',
      ['constructor', 'mentoring_ways'],
    ],
    ['a mechanism nobody knows', 'cap@1: { of: star.sum', 'cap@2: { of: star.sum', 'shape-unknown', ['cap@2', '']],
    [
      'a number like 1e-7',
      '{ grade: star-5, from: 90 }',
      '{ grade: star-5, from: 1e-7 }',
      'shape-rule',
      ['1e-7', 'star.band:'],
    ],
    ['a date that is none', "effective: '2026-01-01'", "effective: '2026-02-30'", 'shape-form', ["'2026-02-30'", '']],
    [
      'a rule without its list',
      'sum@1: { of: [ST-1, ST-2',
      'sum@1: { off: [ST-1, ST-2',
      'shape-missing',
      ['sum@1', 'sheet.total'],
    ],
  ])('%s', (_, from, to, code, [mark, after]) => {
    const text = changed(from, to)
    expect(problemsOf(text)).toContainEqual(expect.objectContaining({ code, ...placeOf(text, mark, after) }))
  })

  test('a missing list is named at the place where it should be', () => {
    const text = changed(/ {2}mentoring_ways:\n(?: {4,}.*\n)+/, '')
    expect(problemsOf(text)).toMatchObject([
      { code: 'shape-missing', en: '“mentoring_ways” is missing', ...placeOf(text, 'lists:') },
    ])
  })

  test('an alias is followed to the place that is wrong', () => {
    const text = changed(/duty: \{ zh: 牵头抓总.*?\}/, 'duty: &duty { zh: 牵头抓总, en: 7 }').replace(
      /duty: \{ zh: 协助指挥.*?\}/,
      'duty: *duty',
    )
    expect(problemsOf(text)).toMatchObject([placeOf(text, '7', '&duty'), placeOf(text, '7', '&duty')])
  })

  test('a thousand rules in a group are too many', () => {
    const rules = Array.from(
      { length: 1000 },
      (_, index) => `    r${index}: { zh: x, en: x, sum@1: { of: [${index ? `r${index - 1}` : 'ST-1'}] } }\n`,
    )
    const text = changed('  sheet:\n', `  sheet:\n${rules.join('')}`)
    expect(problemsOf(text)[0]).toMatchObject({ code: 'shape-rule', ...placeOf(text, 'sheet:', 'rules:') })
  })

  test('at most one hundred problems are listed', () => {
    expect(problemsOf(SHIPPED.replaceAll('provenance: article', 'provenance: 7'))).toHaveLength(100)
  })
})
