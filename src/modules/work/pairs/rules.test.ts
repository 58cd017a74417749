import { expect, it } from 'vitest'
import { gapOf, type Holder, staffingOf } from './rules.ts'

const holds = (person: string, role: Holder['role'] = 'organization-officer'): Holder => ({
  person,
  name: `name ${person}`,
  role,
})

it('asks for another person, not another account', () => {
  expect(gapOf([holds('a')], [holds('a'), holds('a', 'organization-head')])).toEqual({
    gap: 'alone',
    alone: ['name a'],
  })
  expect(gapOf([holds('a'), holds('b')], [holds('a'), holds('b')])).toEqual({ gap: 'none', alone: [] })
})

it('names those after whom nobody is left', () => {
  expect(gapOf([holds('a'), holds('b')], [holds('b')])).toEqual({ gap: 'alone', alone: ['name b'] })
  expect(gapOf([holds('a')], [])).toEqual({ gap: 'no-second', alone: [] })
  expect(gapOf([], [holds('a')])).toEqual({ gap: 'no-first', alone: [] })
})

it('the smallest staffing is three people and one from IT, who is none of the three', () => {
  const three = [holds('a', 'organization-head'), holds('b'), holds('c', 'discipline-officer')]
  expect(staffingOf([...three, holds('d', 'system-admin')]).enough).toBe(true)
  expect(staffingOf([...three, holds('a', 'system-admin')]).enough).toBe(false)
  expect(staffingOf([...three.slice(1), holds('b', 'organization-head'), holds('d', 'system-admin')]).enough).toBe(
    false,
  )
})
