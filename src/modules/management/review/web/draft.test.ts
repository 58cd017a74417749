import { expect, it } from 'vitest'
import { choose, countsOf, type Draft, fillRest, isComplete, repliesOf, withoutSent } from './draft.ts'

const question = (request: string) => ({ request, department: 'JR-02', items: ['NQ-02', 'NQ-14'], personName: '甲' })
const [one, two] = [question('a'), question('b')]

it('the rest is filled without touching what was chosen, and only whole people are sent', () => {
  const chosen = choose({}, one, 'NQ-14', { answer: 'found', basis: ' 〔2026〕1号 ' })
  expect(isComplete(one, chosen)).toBe(false)
  expect(repliesOf([one, two], chosen, new Set())).toEqual([])
  const filled = fillRest(chosen, [one])
  expect(repliesOf([one, two], filled, new Set(['a/JR-02']))).toEqual([
    {
      request: 'a',
      department: 'JR-02',
      sensitive: true,
      answers: [{ item: 'NQ-14', answer: 'found', basis: '〔2026〕1号' }],
    },
  ])
  expect(countsOf([one, two], filled)).toEqual({ clear: 1, stopping: 1, other: 0 })
})

it('a choice can be taken back', () => {
  const filled: Draft = fillRest({}, [one])
  expect(isComplete(one, choose(filled, one, 'NQ-02', undefined))).toBe(false)
})

it('what was not sent stays typed', () => {
  const half = choose(fillRest({}, [one]), two, 'NQ-14', { answer: 'found', basis: '〔2026〕2号' })
  const replies = repliesOf([one, two], half, new Set())
  expect(replies.map(({ request }) => request)).toEqual(['a'])
  expect(withoutSent(half, replies)).toEqual({ 'b/JR-02': { 'NQ-14': { answer: 'found', basis: '〔2026〕2号' } } })
})
