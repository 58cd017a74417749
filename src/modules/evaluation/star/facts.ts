import type { FactProvider } from '#kernel/facts.ts'
import { rational, type Rational } from '#kernel/policy/rational.ts'
import type { FactValue } from '#kernel/policy/rule.ts'

// The star's own facts: what the departments submitted. Missing stays missing.

const INDICATOR = /^SR-\d{2}[a-z]$/

// Points are a few hundred different decimals; reading each text once keeps a national close from parsing 2.9 million.
const known = new Map<string, Rational>()

function read(text: string): Rational {
  const found = known.get(text)
  if (found) return found
  const value = rational(text)
  known.set(text, value)
  return value
}

/**
 * Submitted points by community and indicator, for all rosters at once. A sheet counts unless it was sent back: a next
 * version is taken only after that.
 */
export const starFacts: FactProvider = {
  name: 'evaluation.star',
  provides: (code) => INDICATOR.test(code),
  gather: async (tx, { districts, period }) => {
    // "Not in" and no join: what was sent back is a short list that is hashed once, and costs nothing when it is empty; a
    // join is planned badly, because row-level security leaves the planner without an estimate.
    const rows = await tx.run<Row>(
      `select e.community, string_agg(e.indicator, ' ') as indicators, string_agg(e.points::text, ' ') as points
       from evaluation.star_entry e
       where e.district = any($1) and e.period = $2
         and (e.district, e.department, e.version) not in (
           select district, department, version from evaluation.star_return where district = any($1) and period = $2
         )
       group by e.district, e.community`,
      [districts, period],
    )
    const codesOf = lastKept((text: string) => text.split(' '))
    const byCommunity = new Map(rows.map((row) => [row.community, row]))
    return (facts, community) => {
      const row = byCommunity.get(community)
      if (row) addPoints(facts, codesOf(row.indicators), row.points)
    }
  },
}

/** Two lists of the same length and order, separated by spaces. */
type Row = { readonly community: string; readonly indicators: string; readonly points: string }

function addPoints(facts: Record<string, FactValue>, codes: readonly string[], points: string): void {
  const texts = points.split(' ')
  for (const [at, code] of codes.entries()) facts[code] = read(texts[at] as string)
}

/** Most communities have entries for the same indicators: the last answer serves until another is asked for. */
function lastKept<T>(make: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly made: T } | undefined
  return (text) => {
    if (last?.text !== text) last = { text, made: make(text) }
    return last.made
  }
}

const TOTALLED = 'star.totalled'

/** Whether this system totalled a community's half-year: its own star then stands against any other. */
export const totalledFacts: FactProvider = {
  name: 'evaluation.totalled',
  provides: (code) => code === TOTALLED,
  gather: async (tx, { districts, period }) => {
    const rows = await tx.run<{ community: string }>(
      'select distinct community from evaluation.star_result where district = any($1) and period = $2',
      [districts, period],
    )
    const totalled = new Set(rows.map(({ community }) => community))
    return (facts, community) => {
      if (totalled.has(community)) facts[TOTALLED] = read('1')
    }
  },
}
