import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileRules, readNumber } from './compile.ts'
import { type Allotment, type Member, quota } from './quota.ts'
import { compare, rational, toText } from './rational.ts'
import type { QuotaRule } from './rule.ts'
import type { RulesSource } from './source.ts'

const FACTS = [{ code: 'a', title: { zh: 'a', en: 'a' } }]

function quotaRule(share: string, poolBelow: number): QuotaRule {
  const sources = {
    grade: {
      zh: 'grade',
      en: 'grade',
      'bands@1': {
        of: 'a',
        round: 2,
        bands: [
          { grade: 'top', from: 90 },
          { grade: 'next', from: 0 },
        ],
      },
    },
    quota: { zh: 'quota', en: 'quota', 'quota@1': { of: 'grade', grade: 'top', share, 'pool-below': poolBelow } },
  } satisfies RulesSource
  return compileRules(sources, FACTS).rules.get('quota') as QuotaRule
}

const member = fc.record({ group: fc.constantFrom('x', 'y', 'z'), value: fc.integer({ min: 86, max: 94 }) })
const members = fc.array(member, { maxLength: 12 }).map((list) =>
  list.map(({ group, value }, index): Member => ({
    id: `m${index}`,
    group,
    value: rational(value),
    grade: value >= 90 ? 'top' : 'next',
  })),
)
const shares = fc.constantFrom('10%', '20%', '30%', '50%', '100%', '0%')

/** Every choice of holders that fits the places and never prefers a lower or equal value over another: the largest one. */
function byBruteForce(rule: QuotaRule, all: readonly Member[]): ReadonlySet<string> {
  const size = (group: string): number => all.filter((one) => one.group === group).length
  const poolOf = ({ group }: Member): string => (size(group) < rule.poolBelow ? '*' : group)
  const lost = new Set<string>()
  for (const pool of new Set(all.map(poolOf))) {
    const inPool = all.filter((one) => poolOf(one) === pool)
    const places = Math.floor((Number(rule.share.n) * inPool.length) / Number(rule.share.d) + 1e-9)
    const holders = inPool.filter(({ grade }) => grade === 'top')
    const choices = subsets(holders).filter(
      (kept) =>
        kept.length <= places &&
        holders.every((one) => kept.includes(one) || kept.every((other) => isAbove(other, one))),
    )
    const largest = choices.reduce((best, kept) => (kept.length > best.length ? kept : best), [])
    for (const one of holders) if (!largest.includes(one)) lost.add(one.id)
  }
  return lost
}

function isAbove(one: Member, other: Member): boolean {
  return one.value !== undefined && other.value !== undefined && compare(one.value, other.value) > 0
}

function subsets<T>(list: readonly T[]): readonly T[][] {
  return list.reduce<T[][]>((found, one) => [...found, ...found.map((set) => [...set, one])], [[]])
}

function idsOf(allotments: readonly Allotment[]): readonly string[] {
  return allotments.map(({ id }) => id).sort()
}

function byId(a: Allotment, b: Allotment): number {
  return a.id < b.id ? -1 : 1
}

test('takes the grade from exactly those whom brute force takes it from', () => {
  fc.assert(
    fc.property(members, shares, fc.nat(6), (all, share, poolBelow) => {
      const rule = quotaRule(share, poolBelow)
      const taken = quota(rule, all)
      expect(idsOf(taken)).toEqual([...byBruteForce(rule, all)].sort())
      expect(taken.every(({ grade }) => grade === 'next')).toBe(true)
    }),
  )
})

test('tied are exactly those for whom a place was left that they could not share', () => {
  fc.assert(
    fc.property(members, shares, fc.integer({ min: 1, max: 6 }), (all, share, poolBelow) => {
      const rule = quotaRule(share, poolBelow)
      const taken = quota(rule, all)
      const poolOf = new Map(taken.map(({ id, pool }) => [id, pool]))
      for (const { id, pool, tied } of taken) {
        const own = all.find((one) => one.id === id) as Member
        const size = (group: string): number => all.filter((one) => one.group === group).length
        const inPool = all.filter((one) => (size(one.group) < poolBelow ? '' : one.group) === pool)
        const holders = inPool.filter(({ grade }) => grade === 'top')
        const kept = holders.filter((one) => !poolOf.has(one.id)).length
        const places = Math.floor((Number(rule.share.n) * inPool.length) / Number(rule.share.d) + 1e-9)
        const isBest = holders.every((one) => !poolOf.has(one.id) || !isAbove(one, own))
        expect(tied).toBe(kept < places && isBest)
      }
    }),
  )
})

test('a member that rises never loses the grade by it', () => {
  fc.assert(
    fc.property(members, shares, fc.nat(6), fc.nat(11), (all, share, poolBelow, at) => {
      const [rule, own] = [quotaRule(share, poolBelow), all[at]]
      fc.pre(own?.grade === 'top')
      const keeps = (list: readonly Member[]): boolean => !idsOf(quota(rule, list)).includes(own?.id ?? '')
      const raised = all.map((one) => (one === own ? { ...one, value: rational(99) } : one))
      expect(keeps(raised) || !keeps(all)).toBe(true)
    }),
  )
})

test('the order of members never matters', () => {
  const shuffled = members.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
  )
  fc.assert(
    fc.property(shuffled, shares, fc.nat(6), ([all, order], share, poolBelow) => {
      const [one, two] = [all, order].map((list) => [...quota(quotaRule(share, poolBelow), list)].sort(byId))
      expect(one).toEqual(two)
    }),
  )
})

test('tied: equal at the edge, and a place was left for one of them', () => {
  const rule = quotaRule('30%', 0)
  const all = [97, 95, 95, 89, 88, 87, 86].map((value, index): Member => {
    return { id: `m${index}`, group: 'x', value: rational(value), grade: value >= 90 ? 'top' : 'next' }
  })
  expect(quota(rule, all)).toEqual([
    { id: 'm1', grade: 'next', pool: 'x', tied: true },
    { id: 'm2', grade: 'next', pool: 'x', tied: true },
  ])
  const contestless = all.map((one, index) => (index === 1 ? { ...one, value: rational(96) } : one))
  expect(quota(rule, contestless)).toEqual([{ id: 'm2', grade: 'next', pool: 'x', tied: false }])
})

test('a share is exact: 30 % of ten is three places, not two', () => {
  expect(toText(readNumber('30%'))).toBe('3/10')
  const all = [99, 98, 97, 96].map((value, index): Member => ({
    id: `m${index}`,
    group: 'x',
    value: rational(value),
    grade: 'top',
  }))
  const rest = Array.from({ length: 6 }, (_, index): Member => ({
    id: `r${index}`,
    group: 'x',
    value: rational(50),
    grade: 'next',
  }))
  expect(idsOf(quota(quotaRule('30%', 0), [...all, ...rest]))).toEqual(['m3'])
})
