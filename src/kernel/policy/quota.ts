import { gradesOf } from './limit.ts'
import { compare, multiply, rational, type Rational } from './rational.ts'
import type { QuotaRule } from './rule.ts'

/** One subject of a quota: its grade and value before the quota, and its group (for the star: the street). */
export type Member = {
  readonly id: string
  readonly group: string
  readonly grade: string | undefined
  readonly value: Rational | undefined
}

/** What the quota proposes for a member it touches. `tied`: it stands at the edge with others, the body may decide. */
export type Allotment = { readonly id: string; readonly grade: string; readonly pool: string; readonly tied: boolean }

/**
 * `quota@1`: at most a share of each group holds the grade (rounded down). Small groups share one pool. Members tied at
 * the edge all stay below, unless the confirming body decides otherwise with a reason (rulings G11, A8).
 * @returns the members who lose the grade, with the grade below it. The order of members never matters.
 */
export function quota(rule: QuotaRule, members: readonly Member[]): readonly Allotment[] {
  const ladder = gradesOf(rule.of)
  const below = ladder[ladder.indexOf(rule.grade) + 1]
  if (below === undefined) return []
  return [...pools(rule, members)].flatMap(([pool, inPool]) => {
    const places = Number(floorShare(rule.share, inPool.length))
    const holders = inPool.filter(({ grade }) => grade === rule.grade).sort(byValueDownwards)
    const edge = holders[places]?.value
    if (edge === undefined) return []
    const lost = holders.filter(({ value }) => value === undefined || compare(value, edge) <= 0)
    const tiedAtEdge = lost.filter(({ value }) => value !== undefined && compare(value, edge) === 0)
    // Ties matter only when the last place would have gone to one of them.
    const contested = holders.length - lost.length < places
    return lost.map(({ id }) => ({
      id,
      grade: below,
      pool,
      tied: contested && tiedAtEdge.some((one) => one.id === id),
    }))
  })
}

function pools(rule: QuotaRule, members: readonly Member[]): Map<string, Member[]> {
  const groups = Map.groupBy(members, ({ group }) => group)
  return Map.groupBy(members, ({ group }) => ((groups.get(group)?.length ?? 0) < rule.poolBelow ? '' : group))
}

function byValueDownwards(a: Member, b: Member): number {
  const zero = rational(0)
  return compare(b.value ?? zero, a.value ?? zero)
}

function floorShare(share: Rational, count: number): bigint {
  const { n, d } = multiply(share, rational(count))
  return n / d
}
