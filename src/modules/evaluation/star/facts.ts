import type { FactProvider, GatheredFacts } from '#kernel/facts.ts'
import { rational, type Rational } from '#kernel/policy/rational.ts'
import type { FactValue } from '#kernel/policy/rule.ts'

// The star's own facts: what the departments submitted. Missing stays missing; what nobody claimed is a confirmed zero,
// and only for the two facts below, of which "none" is the finding (domain.md §6.8).

const INDICATOR = /^SR-\d{2}[a-z]$/
const NONE_CLAIMED = ['star.honours', 'star.serious-cases'] as const

// Points are a few hundred different decimals; reading each text once keeps a national close from parsing 2.9 million.
const known = new Map<string, Rational>()

function read(text: string): Rational {
  const found = known.get(text)
  if (found) return found
  const value = rational(text)
  known.set(text, value)
  return value
}

/** Submitted points by community and indicator, of sheets that were not sent back. One statement for the whole roster. */
export const starFacts: FactProvider = {
  name: 'evaluation.star',
  provides: (code) => INDICATOR.test(code) || (NONE_CLAIMED as readonly string[]).includes(code),
  gather: async (tx, { districts, period }): Promise<GatheredFacts> => {
    const rows = await tx.run<{ community: string; points: Readonly<Record<string, string>> | null }>(
      `with counted as (
         select s.district, s.department, max(s.version) as version
         from evaluation.star_sheet s
         where s.district between $1 and $2 and s.period = $3
           and not exists (select from evaluation.star_return r where r.district = s.district and r.period = s.period
                           and r.department = s.department and r.version = s.version)
         group by s.district, s.department
       )
       select c.community, e.points
       from evaluation.roster c
       left join (
         select e.district, e.community, json_object_agg(e.indicator, e.points::text) as points
         from evaluation.star_entry e
         join counted s on s.district = e.district and s.department = e.department and s.version = e.version
         where e.district between $1 and $2 and e.period = $3
         group by e.district, e.community
       ) e on e.district = c.district and e.community = c.community
       where c.district between $1 and $2 and c.period = $3`,
      [...districts, period],
    )
    return new Map(rows.map(({ community, points }) => [community, factsOf(points ?? {})]))
  },
}

function factsOf(points: Readonly<Record<string, string>>): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {}
  for (const code of NONE_CLAIMED) facts[code] = read('0')
  for (const indicator of Object.keys(points)) facts[indicator] = read(points[indicator] as string)
  return facts
}
