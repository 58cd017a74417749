import type { FactProvider } from '#kernel/facts.ts'
import { rational, type Rational } from '#kernel/policy/rational.ts'
import type { Facts, FactValue } from '#kernel/policy/rule.ts'

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

/** Submitted points by community and indicator, of sheets that were not sent back, for the whole roster at once. */
export const starFacts: FactProvider = {
  name: 'evaluation.star',
  provides: (code) => INDICATOR.test(code) || (NONE_CLAIMED as readonly string[]).includes(code),
  gather: async (tx, { districts, period }) => {
    // The sheets that count are few: hashed once ("is true" keeps the planner from joining them, for which row-level
    // security leaves it without a usable estimate), then the entries are read once, in the order of their key.
    const rows = await tx.run<{ community: string; points: string }>(
      `select e.community, string_agg(e.indicator || ' ' || e.points, ' ') as points
       from evaluation.star_entry e
       where e.district = any($1) and e.period = $2
         and ((e.district, e.department, e.version) in (
           select s.district, s.department, max(s.version)
           from evaluation.star_sheet s
           where s.district = any($1) and s.period = $2
             and not exists (select from evaluation.star_return r where r.district = s.district and r.period = s.period
                             and r.department = s.department and r.version = s.version)
           group by s.district, s.department
         )) is true
       group by e.district, e.community`,
      [districts, period],
    )
    return new Map(rows.map(({ community, points }) => [community, factsOf(points)]))
  },
  otherwise: factsOf(''),
}

/** @param points `SR-01a 4.50 SR-01b 5.00 …`, or empty. */
function factsOf(points: string): Facts {
  const facts: Record<string, FactValue> = {}
  for (const code of NONE_CLAIMED) facts[code] = read('0')
  const words = points === '' ? [] : points.split(' ')
  for (let at = 0; at < words.length; at += 2) facts[words[at] as string] = read(words[at + 1] as string)
  return facts
}
