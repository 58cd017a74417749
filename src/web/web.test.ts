import { expect, test } from 'vitest'
import { fill, type Language } from '#kernel/language.ts'
import { parseAddress, writeAddress } from './address.ts'
import { bytes, count, daysLeft } from './format.ts'
import { dueOf } from './kit/due.ts'
import { moveKey } from './kit/record-columns.ts'
import { texts } from './language/text.ts'
import { fileName, newKey } from './transport.ts'

// Every table of words that a component exports; tables kept inside components are held to the same keys by their type.
const tables: Record<string, Record<string, unknown>> = import.meta.glob(['./**/*-texts.ts'], { eager: true })

test.each(Object.entries(tables))('%s says the same things in both languages', (_file, exported) => {
  for (const table of Object.values(exported)) {
    const { zh, en } = table as Record<Language, Record<string, string>>
    if (!zh || typeof Object.values(zh)[0] !== 'string') continue
    for (const [key, chinese] of Object.entries(zh)) {
      const english = en[key] ?? ''
      expect(namesOf(english), key).toEqual(namesOf(chinese))
      expect(`${chinese}${english}`, key).not.toMatch(/[!！]/)
      // Chinese sentences take Chinese stops.
      expect(chinese, key).not.toMatch(/\p{Script=Han}[,:;?]/u)
    }
  }
})

function namesOf(template: string): readonly string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()
}

test('a table with other keys in English does not compile', () => {
  // @ts-expect-error: `b` is missing.
  texts({ zh: { a: '甲', b: '乙' }, en: { a: 'A' } })
  // @ts-expect-error: `b` is too much.
  texts({ zh: { a: '甲' }, en: { a: 'A', b: 'B' } })
  expect(fill(texts({ zh: { a: '{n} 个' }, en: { a: '{n}' } }).zh.a, { n: 3 })).toBe('3 个')
})

test('addresses hold plain strings both ways', () => {
  expect(parseAddress('?period=2026H1&search=%E5%8D%97%E5%85%B3')).toEqual({ period: '2026H1', search: '南关' })
  expect(writeAddress({ period: '2026H1', search: '', page: undefined })).toBe('?period=2026H1')
  expect(writeAddress({})).toBe('')
})

test('work is grouped by business days and the week of today', () => {
  // 2026-07-08 is a Wednesday, 2026-07-12 its Sunday.
  const due = (date: string | null, days: number | null) => dueOf({ date, days }, '2026-07-08')
  expect(due('2026-07-07', -1)).toBe('overdue')
  expect(due('2026-07-08', 0)).toBe('today')
  expect(due('2026-07-10', 2)).toBe('week')
  expect(due('2026-07-12', 2)).toBe('week')
  expect(due('2026-07-13', 3)).toBe('later')
  expect(due(null, null)).toBe('undated')
})

test('numbers and deadlines as people write them', () => {
  expect(count(12_480)).toBe('12,480')
  expect(bytes(52_428_800)).toBe('50.0 MB')
  expect(daysLeft(-1)).toEqual({ zh: '超期 1 个工作日', en: '1 working day overdue' })
  expect(daysLeft(3).zh).toBe('剩 3 个工作日')
})

test('columns move by one place and never off the end', () => {
  expect(moveKey(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b'])
  expect(moveKey(['a', 'b'], 'a', -1)).toEqual(['a', 'b'])
})

test('file names come from the header, the UTF-8 form first', () => {
  expect(fileName("attachment; filename=x.xlsx; filename*=UTF-8''%E8%B5%8B%E5%88%86.xlsx")).toBe('赋分.xlsx')
  expect(fileName('attachment; filename="a.csv"')).toBe('a.csv')
  expect(fileName(null)).toBeUndefined()
})

test('keys are random UUIDs of version 4', () => {
  expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(newKey()).not.toBe(newKey())
})
