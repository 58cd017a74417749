import { type Allotment, type Member, quota } from '#kernel/policy/quota.ts'
import { compare, rational, subtract } from '#kernel/policy/rational.ts'
import type { Rule } from '#kernel/policy/rule.ts'
import type { StarPolicy } from '../star/rules.ts'

// From totals to stars that somebody confirms: what the quota leaves, what stands at an edge, when a notice ends. Pure.

export type Totalled = {
  readonly community: string
  readonly street: number
  readonly total: string | null
  readonly grade: string | null
}

/** What the quota of the policy proposes for those it touches, by community. */
export function quotaOf(rule: Rule | undefined, results: readonly Totalled[]): ReadonlyMap<string, Allotment> {
  if (rule?.mechanism !== 'quota@1') return new Map()
  const members = results.map(({ community, street, total, grade }): Member => ({
    id: community,
    group: String(street),
    grade: grade ?? undefined,
    value: total === null ? undefined : rational(total),
  }))
  return new Map(quota(rule, members).map((one) => [one.id, one]))
}

export type Pool = {
  /** Streets that share it. */
  readonly streets: readonly number[]
  readonly grade: string
  readonly places: number
}

/** Who shares places with whom, and how many there are. Streets with few communities have one pool together (rulings A8). */
export function poolsOf(rule: Rule | undefined, results: readonly Totalled[]): Pool[] {
  if (rule?.mechanism !== 'quota@1') return []
  const byStreet = Map.groupBy(results, ({ street }) => street)
  const pools = Map.groupBy(byStreet, ([street, own]) => (own.length < rule.poolBelow ? 0 : street))
  return [...pools.values()].map((members) => {
    const count = members.reduce((sum, [, own]) => sum + own.length, 0)
    const places = Number((rule.share.n * BigInt(count)) / rule.share.d)
    return { streets: members.map(([street]) => street).toSorted((a, b) => a - b), grade: rule.grade, places }
  })
}

/** Points from a bound within which a total is marked: one entry could have moved it over. */
const EDGE = rational('0.5')

/** Whether a total stands at the edge of its band: just below the next star, or just above the one before. */
export function isAtEdge({ band }: StarPolicy, total: string | null): boolean {
  if (total === null || band.mechanism !== 'bands@1') return false
  const value = rational(total)
  return band.bands.some(({ from }) => {
    const [high, low] = compare(value, from) >= 0 ? [value, from] : [from, value]
    return from.n !== 0n && compare(subtract(high, low), EDGE) <= 0
  })
}

/** Whether a proposed star is above what the rules give: nobody may propose that. `grades`: best first. */
export function isAbove(grades: readonly string[], proposed: string, given: string | null): boolean {
  return given === null || grades.indexOf(proposed) < grades.indexOf(given)
}
