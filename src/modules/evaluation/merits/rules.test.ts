import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROJECT } from '#config'
import { compare, rational } from '#kernel/policy/rational.ts'
import type { Facts, Rule } from '#kernel/policy/rule.ts'
import { type LoadedPack, readPack } from '../../policy/packs/queries.ts'
import { digestInput, scoreStar, starPolicy } from '../star/rules.ts'
import { bonusCap, methodProblem, overlayOf, overlayText, type StreetMethod, takesShifts } from './overlay.ts'
import {
  countedEntries,
  type Entry,
  HONOURS,
  type Level,
  LEVELS,
  meritFacts,
  SERIOUS_CASES,
  STREET_BONUS,
  titleKey,
} from './rules.ts'

const pack = readPack(readFileSync(join(PROJECT, 'policies', 'fushan.yaml'), 'utf8')) as LoadedPack
const policy = starPolicy(pack)
const indicators = pack.pack.lists.star_departments.items.flatMap(({ dimension, indicators: own }) =>
  own.map(({ code, points }) => ({ code, points, dimension })),
)
const DIMENSIONS = ['star.organisation', 'star.livelihood', 'star.safety', 'star.risk'] as const
const POINTS = { national: rational(3), province: rational(2), city: rational(1) }

const entry = (some: Partial<Entry>): Entry => ({
  id: '1',
  district: 1,
  street: 1,
  community: 'c',
  kind: 'honour',
  act: 'confirmed',
  withdrawn: false,
  level: null,
  titleKey: null,
  method: null,
  item: null,
  points: null,
  ...some,
})
const honour = (id: string, title: string, level: Level, some: Partial<Entry> = {}) =>
  entry({ id, titleKey: titleKey(title), level, ...some })
const award = (id: string, method: string, item: number, points: string) =>
  entry({ id, kind: 'street-award', act: null, method, item, points })
const factsOfAll = (entries: readonly Entry[]) => meritFacts(countedEntries(entries).get('c') ?? [], POINTS)
const [none, one, two, three] = ['0', '1', '2', '3'].map((text) => rational(text))

describe('what counts', () => {
  const cases: readonly (readonly [string, readonly Entry[], Facts])[] = [
    ['nothing', [], { [HONOURS]: none, [STREET_BONUS]: none, [SERIOUS_CASES]: none }],
    [
      'one honour in two documents, with its highest level, whatever its blanks, widths and quotation marks',
      [
        honour('1', '全国 文明社区', 'city'),
        honour('2', '“全国文明社区”', 'national'),
        honour('3', '全国文明社区　', 'province'),
      ],
      { [HONOURS]: three },
    ],
    ['two honours, each', [honour('1', '文明社区', 'city'), honour('2', '和谐社区', 'city')], { [HONOURS]: two }],
    [
      'only what was confirmed and not withdrawn',
      [
        honour('1', '甲', 'national', { act: null }),
        honour('2', '乙', 'national', { act: 'declined' }),
        honour('3', '丙', 'national', { withdrawn: true }),
        honour('4', '丁', 'city'),
      ],
      { [HONOURS]: one },
    ],
    [
      'a serious case as a number and never as points',
      [entry({ kind: 'serious-case' })],
      { [HONOURS]: none, [SERIOUS_CASES]: one },
    ],
    [
      'awards by the method in force, each item once',
      [
        entry({ id: '1', kind: 'street-method', community: null }),
        entry({ id: '2', kind: 'street-method', community: null }),
        entry({ id: '9', kind: 'street-method', community: null, act: null }),
        award('3', '1', 0, '2'),
        award('4', '2', 0, '0.5'),
        award('5', '2', 0, '1'),
        award('6', '9', 0, '2'),
      ],
      { [STREET_BONUS]: one },
    ],
  ]
  it.each(cases)('%s', (_name, entries, facts) => expect(factsOfAll(entries)).toMatchObject(facts))

  it('the order of entries never matters, nor by how many routes the same honour or award came', () => {
    const some = fc.oneof(
      fc.tuple(fc.constantFrom('甲', '“甲”', '乙'), fc.constantFrom(...LEVELS)).map(([title, level]) => {
        return { kind: 'honour', titleKey: titleKey(title), level } as const
      }),
      fc.record({ item: fc.nat(2), points: fc.constantFrom('0.5', '1') }).map((own) => {
        return { kind: 'street-award', act: null, method: 'm', ...own } as const
      }),
      fc.constant({ kind: 'serious-case' } as const),
    )
    const method = entry({ id: 'm', kind: 'street-method', community: null })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (drawn, order) => {
        const made = [method, ...drawn.map((own, at) => entry({ id: `${at}`, ...own }))]
        const shuffled = made
          .map((one) => ({ one, at: order.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ one }) => one)
        expect(factsOfAll(shuffled)).toEqual(factsOfAll(made))
        const again = made.filter(({ kind }) => kind !== 'serious-case').map((one) => ({ ...one, id: `${one.id}x` }))
        const doubled = factsOfAll([...made, ...again.filter(({ kind }) => kind !== 'street-method')])
        expect(doubled).toEqual(factsOfAll(made))
      }),
    )
  })

  it('one entry more, of whatever kind or level, never lowers the points', () => {
    const some = fc.record({ title: fc.constantFrom('甲', ' 甲', '乙'), level: fc.constantFrom(...LEVELS) })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), some, (before, more) => {
        const made = [...before, more].map(({ title, level }, at) => honour(String(at), title, level))
        const [few, all] = [factsOfAll(made.slice(0, -1))[HONOURS], factsOfAll(made)[HONOURS]]
        expect(compare(all as typeof POINTS.city, few as typeof POINTS.city)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe("the frame of a street's method", () => {
  const frame = {
    dimensions: Object.fromEntries(policy.dimensions.map(({ code, max = rational(0) }) => [code, max])),
    shift: rational(5),
    bonus: rational(2),
  }
  const [organisation, livelihood] = DIMENSIONS
  it.each<readonly [string | undefined, StreetMethod]>([
    [undefined, { shifts: { [organisation]: '5', [livelihood]: '-5' }, items: [{ title: '观摩', points: '2' }] }],
    ['shift-too-far', { shifts: { [organisation]: '5.1', [livelihood]: '-5.1' }, items: [] }],
    ['shifts-not-even', { shifts: { [organisation]: '5', [livelihood]: '-4.9' }, items: [] }],
    ['unknown-dimension', { shifts: { 'star.other': '1', [livelihood]: '-1' }, items: [] }],
    [
      'bonus-too-much',
      {
        shifts: {},
        items: [
          { title: '观摩', points: '1.5' },
          { title: '创新', points: '0.6' },
        ],
      },
    ],
  ])('%s', (code, method) => expect(methodProblem(method, frame)?.code).toBe(code))
})

/** Share of each indicator's points by dimension, the bonus facts beside them. */
function given(shares: Readonly<Record<string, number>>, bonus: Facts = {}): Facts {
  const points = indicators.map(({ code, points: most, dimension }) => {
    return [code, rational(((most * (shares[dimension] ?? 100)) / 100).toFixed(2))] as const
  })
  return { [HONOURS]: none, [STREET_BONUS]: none, [SERIOUS_CASES]: none, ...Object.fromEntries(points), ...bonus }
}
const totalOf = (method: StreetMethod | undefined, facts: Facts) => scoreStar(overlayOf(policy, method), facts).display

describe('the star under a street’s own method', () => {
  const method: StreetMethod = { shifts: { 'star.organisation': '5', 'star.risk': '-5' }, items: [] }

  it('is the policy itself without one, and scores the same with one that shifts nothing', () => {
    expect(overlayOf(policy, undefined)).toBe(policy)
    expect(digestInput(overlayOf(policy, undefined), given({}))).toBe(digestInput(policy, given({})))
    const facts = given({ 'star.organisation': 80, 'star.risk': 60 }, { [HONOURS]: two })
    const { scored: _own, ...own } = scoreStar(overlayOf(policy, { shifts: {}, items: [] }), facts)
    const { scored: _plain, ...plain } = scoreStar(policy, facts)
    expect(own).toEqual(plain)
    expect(overlayText({ shifts: {}, items: [] })).toBe(overlayText({ shifts: { 'star.risk': '0' }, items: [] }))
  })

  // 30 points of organisation count 35, 20 of risk count 15.
  it.each<readonly [string, StreetMethod | undefined, Facts, string]>([
    ['full marks stay a hundred', method, given({}), '100.00'],
    ['24 of 30 weigh 28 of 35', method, given({ 'star.organisation': 80 }), '93.00'],
    ['10 of 20 weigh 7.5 of 15', method, given({ 'star.risk': 50 }), '92.50'],
    ['and without it 10 of 20', undefined, given({ 'star.risk': 50 }), '90.00'],
    [
      'own bonus joins the honours',
      method,
      given({ 'star.risk': 50 }, { [HONOURS]: two, [STREET_BONUS]: two }),
      '96.50',
    ],
    ['under one cap', method, given({ 'star.risk': 50 }, { [HONOURS]: rational(4), [STREET_BONUS]: two }), '97.50'],
    ['and the total stays within a hundred', method, given({}, { [STREET_BONUS]: two }), '100.00'],
  ])('%s', (_name, own, facts, total) => expect(totalOf(own, facts)).toBe(total))

  it('is not for a policy that scales its total for what is missing', () => {
    const scaling = (rule: Rule): Rule =>
      rule.code === 'star.sum' && rule.mechanism === 'sum@1'
        ? { ...rule, missing: 'scale' }
        : 'of' in rule && typeof rule.of === 'object' && 'mechanism' in rule.of
          ? { ...rule, of: scaling(rule.of) }
          : rule
    expect(takesShifts(policy)).toBe(true)
    const scaled = { ...policy, rule: scaling(policy.rule) }
    expect(takesShifts(scaled)).toBe(false)
    expect(() => overlayOf(scaled, method)).toThrow(/takes no shifts/)
  })

  it('keeps the caps, and the cap of the bonus is the pack’s', () => {
    const overlaid = overlayOf(policy, method)
    expect(bonusCap(policy)).toEqual(rational(5))
    expect(scoreStar(overlaid, given({}, { [SERIOUS_CASES]: one })).grade).toBe('star-2')
    expect(scoreStar(overlaid, given({ 'star.safety': 50 })).grade).toBe('star-3')
    expect(overlaid.facts).toEqual(expect.arrayContaining([...policy.facts, STREET_BONUS]))
  })
})
