import { expect, it } from 'vitest'
import { mayTell, opinionNumber, opinionState } from './rules.ts'

it('a number names its year', () => {
  expect(opinionNumber(2026, 3)).toBe('督〔2026〕3号')
})

it('an opinion is open until it is answered, and late after its day', () => {
  expect(opinionState(null, '2026-12-10', '2026-12-10')).toMatchObject({
    isOpen: true,
    words: { en: 'answer due 2026-12-10' },
  })
  expect(opinionState(null, '2026-12-10', '2026-12-11')).toMatchObject({
    isOpen: true,
    words: { en: 'late since 2026-12-10' },
  })
  expect(opinionState('2026-12-11', '2026-12-10', '2026-12-20').isOpen).toBe(false)
})

it('a street is told of itself, and nothing of the joint review', () => {
  const [own, other] = [370611001, 370611002]
  expect(mayTell({ street: own, topic: 'stop' }, own)).toBe(true)
  expect(mayTell({ street: other, topic: 'stop' }, own)).toBe(false)
  expect(mayTell({ street: null, topic: 'late' }, own)).toBe(false)
  expect(mayTell({ street: null, topic: 'export' }, own)).toBe(true)
  expect(mayTell({ street: null, topic: 'late' }, null)).toBe(true)
  expect(mayTell({ street: other, topic: 'recusal' }, null)).toBe(false)
})
