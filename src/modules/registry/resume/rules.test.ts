import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gapsOf, inOrder, overlapsOf, textOf } from './rules.ts'

const NOW = '2026-11'
const monthOf = (number: number) => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
const numberOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
const LAST = numberOf(NOW)
const month = fc.integer({ min: numberOf('1980-01'), max: LAST }).map(monthOf)
const period = fc
  .tuple(month, month, fc.boolean())
  .map(([a, b, isOpen]) => (a < b ? { from: a, until: isOpen ? null : b } : { from: b, until: isOpen ? null : a }))
const periods = fc.array(period, { minLength: 1, maxLength: 8 })
const birth = fc.option(fc.integer({ min: numberOf('1950-01'), max: numberOf('1979-12') }).map(monthOf))

type Span = { from: string; until: string | null }
const covers = (spans: readonly Span[], month: string) =>
  spans.some(({ from, until }) => from <= month && month <= (until ?? NOW))

describe('gaps', () => {
  it('are just the runs of more than one month that nothing accounts for', () => {
    fc.assert(
      fc.property(periods, birth, (spans, born) => {
        const gaps = gapsOf(spans, born, NOW)
        const first = Math.min(...spans.map(({ from }) => numberOf(from)))
        const start = born === null ? first : Math.min(first, numberOf(born) + 18 * 12)
        const isFree = (at: number) => at >= start && at <= LAST && !covers(spans, monthOf(at))
        const wrong = Array.from({ length: LAST - start + 1 }, (_, index) => start + index).filter(
          (at) => covers(gaps, monthOf(at)) !== (isFree(at) && (isFree(at - 1) || isFree(at + 1))),
        )
        expect(wrong).toEqual([])
        for (const { from, until, months } of gaps) expect(numberOf(until) - numberOf(from) + 1).toBe(months)
      }),
    )
  })

  it('do not depend on the order in which periods were entered, and close when they are filled', () => {
    fc.assert(
      fc.property(periods, birth, (spans, born) => {
        const gaps = gapsOf(spans, born, NOW)
        expect(gapsOf(spans.toReversed(), born, NOW)).toEqual(gaps)
        expect(gapsOf([...spans, ...gaps], born, NOW)).toEqual([])
      }),
    )
  })

  it('begin with the eighteenth birthday; an empty résumé has none', () => {
    expect(gapsOf([{ from: '1995-07', until: null }], '1972-05-12', NOW)).toEqual([
      { from: '1990-05', until: '1995-06', months: 62 },
    ])
    expect(gapsOf([{ from: '1989-09', until: null }], '1972-05', NOW)).toEqual([])
    expect(gapsOf([], '1972-05', NOW)).toEqual([])
  })
})

it('an overlap is more than the month of handing over, and both have it', () => {
  const spans = (until: string) => [
    { from: '1995-07', until },
    { from: '1998-09', until: null },
  ]
  expect(overlapsOf(spans('1998-09'), NOW)).toEqual([false, false])
  expect(overlapsOf(spans('1998-10'), NOW)).toEqual([true, true])
  fc.assert(fc.property(periods, (given) => overlapsOf(given, NOW).filter(Boolean).length !== 1))
})

it('the text is the one of the form, in order of time', () => {
  const one = { kind: 'work', organisation: '福山区清洋街道', post: '科员', note: null } as const
  const study = { ...one, kind: 'study', organisation: '烟台师范学院', post: '学生' } as const
  const text = textOf([
    { ...one, from: '1998-09', until: null, note: '其间：2001.09—2004.06 在职学习' },
    { ...study, from: '1995-07', until: '1998-09' },
  ])
  expect(text.split('\n')).toEqual([
    '1995.07—1998.09  烟台师范学院学生',
    '1998.09—         福山区清洋街道科员',
    '                 （其间：2001.09—2004.06 在职学习）',
  ])
  fc.assert(
    fc.property(periods, (spans) => {
      expect(inOrder(spans.toReversed())).toEqual(inOrder(spans))
    }),
  )
})
