import { loadPack, type StoredPack } from '#policy'
import { digestOf } from '#kernel/canonical.ts'
import type { Services } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { GatheredFacts } from '#kernel/facts.ts'
import { factsOf } from '#kernel/policy/graph.ts'
import type { Facts } from '#kernel/policy/rule.ts'
import { digestInput, scoreStar, STAR_GROUP, type StarPolicy, starPolicyOf, type StarScore } from './rules.ts'

// From submitted sheets to totals: facts set-based out of SQL, scores in JavaScript, results set-based back (rulings G10).

/** What totalling borrows from the house; a worker thread has these and nothing else. */
export type Scorer = Pick<Services, 'facts' | 'keyring'>

export type ScoredCommunity = StarScore & { readonly facts: Facts; readonly digest: Buffer }

/** The star rules of a stored pack version. */
export function starPolicy({ rules, digest }: StoredPack): StarPolicy {
  return starPolicyOf(rules.get(STAR_GROUP) ?? new Map(), digest)
}

/** The facts of a roster that a policy asks for; those without a provider are unavailable and stay missing. */
export function gatherStarFacts(
  { facts }: Scorer,
  tx: Tx,
  policies: Iterable<StarPolicy>,
  question: { readonly districts: readonly [number, number]; readonly period: string },
): Promise<GatheredFacts> {
  const codes = new Set([...policies].flatMap(({ rule }) => factsOf(rule).map(({ code }) => code)))
  return facts.gather(tx, [...codes], question)
}

/** Scores one community and seals what it was computed from. */
export function scoreWithDigest({ keyring }: Scorer, policy: StarPolicy, facts: Facts): ScoredCommunity {
  return { facts, digest: digestOf(keyring.provider, digestInput(policy, facts)), ...scoreStar(policy, facts) }
}

type ClosingCycle = { readonly district: number; readonly round: number; readonly pack_version: string }
type RosterArea = { readonly district: number; readonly community: string; readonly area: number }
type NewResult = RosterArea & { readonly round: number; readonly score: ScoredCommunity }

/**
 * Totals every half-year of a range of districts that is in state `closing`, in this transaction of class jobs. Running it
 * twice does nothing the second time; a crash leaves no half of it.
 * @returns how many communities were scored.
 */
export async function totalRange(
  scorer: Scorer,
  tx: Tx,
  districts: readonly [number, number],
  period: string,
  now: Date,
): Promise<number> {
  const cycles = await tx.run<ClosingCycle>(
    `update evaluation.cycle set state = 'closed', round = round + 1, version = version + 1
     where district between $1 and $2 and period = $3 and state = 'closing'
     returning district, round, pack_version`,
    [...districts, period],
  )
  if (cycles.length === 0) return 0
  const policies = new Map<number, StarPolicy>()
  for (const { district, pack_version } of cycles) {
    policies.set(district, starPolicy(await loadPack(tx, district, pack_version)))
  }
  const gathered = await gatherStarFacts(scorer, tx, policies.values(), { districts, period })
  const roster = await tx.run<RosterArea>(
    'select district, community, area from evaluation.roster where district between $1 and $2 and period = $3',
    [...districts, period],
  )
  const rounds = new Map(cycles.map(({ district, round }) => [district, round]))
  const results = roster.flatMap((row): NewResult[] => {
    const [policy, round] = [policies.get(row.district), rounds.get(row.district)]
    if (!policy || round === undefined) return []
    return [{ ...row, round, score: scoreWithDigest(scorer, policy, gathered.get(row.community) ?? {}) }]
  })
  await insertResults(tx, period, results, now)
  return results.length
}

async function insertResults(tx: Tx, period: string, results: readonly NewResult[], now: Date): Promise<void> {
  const column = <T>(of: (result: NewResult) => T): T[] => results.map(of)
  await tx.run(
    `insert into evaluation.star_result
       (district, period, community, round, area, total, total_display, grade, parts, capped, silent, digest, recorded_at)
     select district, $1, community, round, area, total, shown, grade, parts, capped, string_to_array(silent, ','), digest, $2
     from unnest($3::bigint[], $4::uuid[], $5::int[], $6::bigint[], $7::text[], $8::numeric[], $9::text[], $10::jsonb[],
                 $11::boolean[], $12::text[], $13::bytea[])
       as r (district, community, round, area, total, shown, grade, parts, capped, silent, digest)`,
    [
      period,
      now,
      column(({ district }) => district),
      column(({ community }) => community),
      column(({ round }) => round),
      column(({ area }) => area),
      column(({ score }) => score.total),
      column(({ score }) => score.display),
      column(({ score }) => score.grade),
      column(({ score }) => JSON.stringify(score.parts)),
      column(({ score }) => score.capped),
      column(({ score }) => score.silent.join()),
      column(({ score }) => score.digest),
    ],
  )
}
