import { add, compare, type Rational, rational, ZERO } from '#kernel/policy/rational.ts'
import type { Facts } from '#kernel/policy/rule.ts'

// What counts beside the departments' points, without I/O: which honours count, and what a community's entries come to.

export const LEVELS = ['national', 'province', 'city'] as const
export type Level = (typeof LEVELS)[number]

export const HONOURS = 'star.honours'
export const SERIOUS_CASES = 'star.serious-cases'
export const STREET_BONUS = 'star.street-bonus'
/** The fact that each kind of entry stands behind; a method gives none of its own and explains what it awards. */
export const FACT_OF = {
  honour: HONOURS,
  'serious-case': SERIOUS_CASES,
  'street-method': STREET_BONUS,
  'street-award': STREET_BONUS,
} as const

/** First and last day of a half-year. */
export function daysOf(period: string): readonly [string, string] {
  const year = period.slice(0, 4)
  return period.endsWith('1') ? [`${year}-01-01`, `${year}-06-30`] : [`${year}-07-01`, `${year}-12-31`]
}

/** One title, however it was typed: blanks, widths, letter case and quotation marks make no second honour. */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/[\s"'“”‘’「」『』《》<>〈〉]/gu, '')
    .toLowerCase()
}

/** An entry as it stands: what was entered, and what became of it. */
export type Entry = {
  readonly id: string
  readonly district: number
  readonly street: number
  readonly community: string | null
  readonly kind: 'honour' | 'serious-case' | 'street-method' | 'street-award'
  readonly act: 'confirmed' | 'declined' | null
  readonly withdrawn: boolean
  readonly level: Level | null
  readonly titleKey: string | null
  readonly method: string | null
  readonly item: number | null
  readonly points: string | null
}

/** The method that holds in each street: of those approved and not withdrawn the one that was entered last. */
export function methodsInForce<E extends Entry>(entries: readonly E[]): ReadonlyMap<number, E> {
  const found = new Map<number, E>()
  for (const entry of entries) {
    if (entry.kind !== 'street-method' || entry.act !== 'confirmed' || entry.withdrawn) continue
    if (entry.id > (found.get(entry.street)?.id ?? '')) found.set(entry.street, entry)
  }
  return found
}

/** The entries that count, by community. An award counts by its street's method in force, everything else once confirmed. */
export function countedEntries<E extends Entry>(entries: readonly E[]): ReadonlyMap<string, readonly E[]> {
  const methods = methodsInForce(entries)
  const standing = entries.filter(({ kind, street, method, act, withdrawn }) => {
    if (withdrawn) return false
    return kind === 'street-award' ? methods.get(street)?.id === method : act === 'confirmed'
  })
  const counted = new Map<string, readonly E[]>()
  for (const [community, own] of Map.groupBy(standing, (entry) => entry.community)) {
    if (community !== null) counted.set(community, [...casesOf(own), ...countedHonours(own), ...countedAwards(own)])
  }
  return counted
}

const casesOf = <E extends Entry>(entries: readonly E[]): readonly E[] =>
  entries.filter(({ kind }) => kind === 'serious-case')

/** Of the honours of one community and half-year: each once, with its highest level. */
function countedHonours<E extends Entry>(entries: readonly E[]): readonly E[] {
  return bestOf(
    entries,
    'honour',
    ({ titleKey: title }) => title,
    (one, other) => rankOf(one) - rankOf(other),
  )
}

const rankOf = ({ level }: Entry): number => (level ? LEVELS.indexOf(level) : LEVELS.length)

/** Of the awards to one community: each item of the method once, with the most points given for it. */
function countedAwards<E extends Entry>(entries: readonly E[]): readonly E[] {
  return bestOf(
    entries,
    'street-award',
    ({ item }) => item,
    (one, other) => compare(pointsIn(other), pointsIn(one)),
  )
}

const pointsIn = ({ points }: Entry): Rational => rational(points ?? '0')

/** One entry for each key: the first in the given order, and of equals the one that was entered first. */
function bestOf<E extends Entry>(
  entries: readonly E[],
  kind: Entry['kind'],
  keyOf: (entry: E) => unknown,
  order: (one: E, other: E) => number,
): readonly E[] {
  const groups = Map.groupBy(
    entries.filter((entry) => entry.kind === kind),
    keyOf,
  )
  const ordered = (group: E[]) => group.toSorted((one, other) => order(one, other) || (one.id < other.id ? -1 : 1))
  return [...groups.values()].flatMap((group) => ordered(group).slice(0, 1))
}

/** What an honour of each level gives: from the policy that the half-year was opened with. */
export type HonourPoints = Readonly<Record<Level, Rational>>

/** Points of an entry: an honour's by its level, an award's own; a serious case and a method have none (R-BR-2). */
export function pointsOf(entry: Pick<Entry, 'level' | 'points'>, points: HonourPoints): Rational | undefined {
  if (entry.level) return points[entry.level]
  return entry.points === null ? undefined : rational(entry.points)
}

/** The facts of one community out of what counts for it. */
export function meritFacts(counted: readonly Entry[], points: HonourPoints): Facts {
  const sum = (kind: Entry['kind']) =>
    sumOf(counted.filter((entry) => entry.kind === kind).map((entry) => pointsOf(entry, points) ?? ZERO))
  return {
    [HONOURS]: sum('honour'),
    [STREET_BONUS]: sum('street-award'),
    [SERIOUS_CASES]: rational(casesOf(counted).length),
  }
}

export const sumOf = (values: readonly Rational[]): Rational => values.reduce(add, ZERO)
