import { describe, expect, test } from 'vitest'
import { BOOK, REPORT, STAR } from '../gallery/samples.ts'
import type { ExplainedView } from '#kernel/policy/view.ts'
import { drawings } from './drawings.ts'
import { noteSentence } from './notes.ts'
import { barOf, weightText } from './rule-book.ts'

function all(view: ExplainedView): readonly ExplainedView[] {
  return [view, ...view.parts.flatMap(all)]
}

const zh = { language: 'zh', book: BOOK } as const
const en = { language: 'en', book: BOOK } as const
const nodes = [...all(STAR), ...all(REPORT)]
const draw = (code: string, telling: typeof zh | typeof en = zh) => {
  const node = nodes.find((one) => one.code === code) as ExplainedView
  return drawings[node.mechanism].formula(node, telling)
}

describe('drawings', () => {
  test('the samples show every mechanism', () => {
    expect(new Set(nodes.map(({ mechanism }) => mechanism))).toEqual(new Set(Object.keys(drawings)))
  })

  test.each(nodes)('$code speaks both languages', (node) => {
    const [chinese, english] = [zh, en].map((telling) => drawings[node.mechanism].formula(node, telling))
    expect(chinese).not.toBe('')
    expect(english).not.toMatch(/\p{Script=Han}/u)
    if (node.note) expect(noteSentence(node.note, en)).not.toMatch(/\p{Script=Han}/u)
  })

  test('sums, means and bands are read as formulas', () => {
    expect(draw('organisation')).toBe('区纪委监委 10.50 + 区委社会工作部 9.00 + 区委宣传部 6.50 = 26.00')
    expect(draw('star.grade')).toBe('86.50 达到 80 → 四星，距五星还差 3.50')
    expect(draw('report.other-trimmed', en)).toBe(
      '7 sheets without the highest 1 and the lowest 1; mean of the other 5 = 84.00',
    )
  })

  test('limits name what made them apply', () => {
    expect(draw('star.capped')).toBe('因平安建设（任一维度低于 60%），最高三星，已触发：三星')
  })

  test('a mean leaves missing parts out of its formula', () => {
    expect(draw('report.organisation')).toBe('区纪委监委 88.00 = 88.00')
  })
})

test('weights are percentages up to one, factors above, and fractions where no short number is exact', () => {
  expect(weightText('3/10')).toBe('30%')
  expect(weightText('1/8')).toBe('12.5%')
  expect(weightText('2/1')).toBe('×2')
  expect(weightText('16/15')).toBe('16/15')
})

test('a bar never leaves its track, and a missing value has none', () => {
  const node = nodes.find(({ code }) => code === 'organisation') as ExplainedView
  expect(barOf(node)).toBeCloseTo(86.6)
  expect(barOf({ ...node, value: '50/1' })).toBe(100)
  expect(barOf({ ...node, value: null })).toBeUndefined()
})
