import { expect, test } from 'vitest'
import { excerptOf } from './excerpts.ts'

const TEXT = 'meta:\n  code: a\n  colour: red\n  zh: 甲\n'
const problem = (row?: number, column?: number) => ({
  code: 'shape-unknown',
  sentence: '不认识的键',
  ...(row ? { row } : {}),
  ...(column ? { column } : {}),
})

test('the line, its neighbours, and the column', () => {
  const { lines, mark } = excerptOf(TEXT, problem(3, 11))
  expect(lines).toEqual([
    { number: 2, text: '  code: a' },
    { number: 3, text: '  colour: red' },
    { number: 4, text: '  zh: 甲' },
  ])
  expect(mark).toEqual({ row: 3, before: '  colour: ', rest: 'red' })
})

test('the first and the last line have one neighbour; a column beyond the line is its end', () => {
  expect(excerptOf(TEXT, problem(1, 1)).lines.map(({ number }) => number)).toEqual([1, 2])
  expect(excerptOf('a\nb', problem(2, 9))).toMatchObject({ mark: { row: 2, before: 'b', rest: '' } })
})

test('a problem without a line, or of another file, has no excerpt', () => {
  expect(excerptOf(TEXT, problem())).toMatchObject({ lines: [], mark: undefined })
  expect(excerptOf(TEXT, problem(99))).toMatchObject({ lines: [], mark: undefined })
})

test('of a long line, what lies around the column is shown', () => {
  const { mark } = excerptOf(`${'a'.repeat(300)}HERE${'b'.repeat(300)}`, problem(1, 301))
  expect(mark?.before).toBe(`…${'a'.repeat(40)}`)
  expect(mark?.rest.startsWith('HEREbbb')).toBe(true)
  expect(mark?.rest.length).toBeLessThan(100)
})
