import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import { PROJECT } from '#config'
import { compare, rational, type Rational } from '#kernel/policy/rational.ts'
import type { Facts } from '#kernel/policy/rule.ts'
import { overlayOf, type StreetMethod } from '../../src/modules/evaluation/merits/overlay.ts'
import { digestInput, scoreStar, type StarPolicy, starPolicy } from '../../src/modules/evaluation/star/rules.ts'
import { type LoadedPack, readPack } from '../../src/modules/policy/packs/queries.ts'

// What holds of the star under the shipped pack, and any street's method, whatever the sheets say (product.md §5, domain.md §6.8). Run with hundreds of
// cases beside the rules, and with thousands by `npm run test:long`.

const pack = readPack(readFileSync(join(PROJECT, 'policies', 'fushan.yaml'), 'utf8')) as LoadedPack
const plain = starPolicy(pack)
const departments = pack.pack.lists.star_departments.items
const indicators = departments.flatMap((one) => one.indicators.map(({ code, points }) => ({ code, points })))

/** A property as a check of so many random cases. */
const holds =
  <T>(property: fc.IProperty<T>) =>
  (cases: number): void => {
    fc.assert(property, { numRuns: cases })
  }

type Sheet = Readonly<Record<string, number>>

/** The district's policy, or under a street's method: shifts of four dimensions in tenths that add up to nothing. */
const policies = fc
  .option(fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: -16, max: 16 }))))
  .map((tenths): StarPolicy => {
    if (!tenths) return plain
    const all = [...tenths, -tenths.reduce((sum, tenth) => sum + tenth, 0)]
    const shifts = plain.dimensions.map(({ code }, at) => [code, ((all[at] ?? 0) / 10).toFixed(1)])
    const method: StreetMethod = { shifts: Object.fromEntries(shifts), items: [] }
    return overlayOf(plain, method)
  })

/** Hundredths by indicator; the departments in `silent` have none. */
const sheets = fc
  .tuple(
    fc.record(
      Object.fromEntries(indicators.map(({ code, points }) => [code, fc.integer({ min: 0, max: points * 100 })])),
    ),
    fc.subarray(
      departments.map(({ code }) => code),
      { maxLength: 3 },
    ),
  )
  .map(([points, silent]): { given: Sheet; silent: readonly string[] } => ({
    given: Object.fromEntries(Object.entries(points).filter(([code]) => !silent.includes(code.slice(0, 5)))),
    silent,
  }))

function factsOf(given: Sheet): Facts {
  const points = Object.entries(given).map(([code, cents]): [string, Rational] => [code, rational(`${cents / 100}`)])
  const none = rational('0')
  const beside = { 'star.honours': none, 'star.serious-cases': none, 'star.street-bonus': none }
  return { ...beside, ...Object.fromEntries(points) }
}

const totalOf = (policy: StarPolicy, given: Sheet) => scoreStar(policy, factsOf(given)).total

export const STAR_PROPERTIES = {
  'the order in which entries come changes neither result nor digest': holds(
    fc.property(policies, sheets, fc.infiniteStream(fc.nat()), (policy, { given }, order) => {
      const shuffled = Object.entries(given)
        .map((entry) => ({ entry, at: order.next().value as number }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ entry }) => entry)
      const other = factsOf(Object.fromEntries(shuffled))
      expect(digestInput(policy, other)).toBe(digestInput(policy, factsOf(given)))
      const { scored: _one, ...result } = scoreStar(policy, factsOf(given))
      const { scored: _other, ...again } = scoreStar(policy, other)
      expect(again).toEqual(result)
    }),
  ),

  'a silent department is named, and costs no points that zeros would have cost': holds(
    fc.property(policies, sheets, (policy, { given, silent }) => {
      const result = scoreStar(policy, factsOf(given))
      expect(result.silent).toEqual(departments.map(({ code }) => code).filter((code) => silent.includes(code)))
      const zeros = Object.fromEntries(indicators.map(({ code }) => [code, given[code] ?? 0]))
      const withZeros = totalOf(policy, zeros)
      if (result.total === null || withZeros === null) return
      // Something is scaled where the others of a silent department's dimension gave anything at all.
      const scaled = departments
        .filter((one) => departments.some((other) => silent.includes(other.code) && other.dimension === one.dimension))
        .some((one) => one.indicators.some(({ code }) => (given[code] ?? 0) > 0))
      expect(compare(rational(result.total), rational(withZeros))).toBe(scaled ? 1 : 0)
    }),
  ),

  'one entry raised never lowers the total': holds(
    fc.property(
      policies,
      sheets,
      fc.constantFrom(...indicators),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (policy, { given }, { code, points }, share) => {
        const before = given[code]
        if (before === undefined) return
        const raised = before + Math.floor((points * 100 - before) * share)
        const [low, high] = [totalOf(policy, given), totalOf(policy, { ...given, [code]: raised })]
        if (low === null || high === null) expect(high).toBe(low)
        else expect(compare(rational(high), rational(low))).toBeGreaterThanOrEqual(0)
      },
    ),
  ),

  'one entry raised never lowers the star, whatever caps apply': holds(
    fc.property(
      policies,
      sheets,
      fc.constantFrom(...indicators),
      fc.record({ cases: fc.nat(1), residents: fc.option(fc.nat(100)), honours: fc.nat(6) }),
      (policy, { given }, { code, points }, { cases, residents, honours }) => {
        if (given[code] === undefined) return
        const starOf = (sheet: Sheet): number => {
          const others = { 'star.serious-cases': rational(cases), 'star.honours': rational(honours) }
          const latest = residents === null ? {} : { 'star.residents-latest': rational(residents) }
          const { grade } = scoreStar(policy, { ...factsOf(sheet), ...others, ...latest })
          return pack.pack.lists.star_grades.items.find((one) => one.code === grade)?.level ?? 0
        }
        expect(starOf({ ...given, [code]: points * 100 })).toBeGreaterThanOrEqual(starOf(given))
      },
    ),
  ),

  'full marks are a hundred, and no sheet comes to more, or to less than nothing': holds(
    fc.property(policies, sheets, (policy, { given }) => {
      const { total } = scoreStar(policy, factsOf(given))
      if (total === null) return
      expect(compare(rational(total), rational('100'))).toBeLessThanOrEqual(0)
      expect(compare(rational(total), rational('0'))).toBeGreaterThanOrEqual(0)
      const full = Object.fromEntries(indicators.map(({ code, points }) => [code, points * 100]))
      expect(totalOf(policy, full)).toBe('100/1')
    }),
  ),
}
