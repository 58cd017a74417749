import { loadPacks, type StoredPack } from '#policy'
import type { Services } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { FactQuestion, FactsOf } from '#kernel/facts.ts'
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
  question: FactQuestion,
): Promise<FactsOf> {
  const codes = new Set([...policies].flatMap((policy) => policy.facts))
  return facts.gather(tx, [...codes], question)
}

/** Scores one community and seals what it was computed from. */
export function scoreWithDigest({ keyring }: Scorer, policy: StarPolicy, facts: Facts): ScoredCommunity {
  return { facts, digest: keyring.provider.hash(Buffer.from(digestInput(policy, facts))), ...scoreStar(policy, facts) }
}

type ClosingCycle = { readonly district: number; readonly round: number; readonly pack_version: string }
type RosterArea = { readonly district: number; readonly community: string; readonly area: number }
type NewResult = RosterArea & { readonly round: number; readonly score: Omit<ScoredCommunity, 'facts' | 'scored'> }

/**
 * Totals the half-years of these districts that are in state `closing`, in this transaction of class jobs. Running it
 * twice does nothing the second time; a crash leaves no half of it.
 * @returns by district that was closing, how many communities were scored.
 */
export async function totalDistricts(
  scorer: Scorer,
  tx: Tx,
  districts: readonly number[],
  period: string,
  now: Date,
): Promise<ReadonlyMap<number, number>> {
  const cycles = await tx.run<ClosingCycle>(
    `update evaluation.cycle set state = 'closed', round = round + 1, version = version + 1
     where district = any($1) and period = $2 and state = 'closing'
     returning district, round, pack_version`,
    [districts, period],
  )
  if (cycles.length === 0) return new Map()
  const policies = await starPolicies(tx, cycles)
  const closing = new Map(
    cycles.map(({ district, pack_version, round }) => {
      return [district, { round, policy: policies.get(pack_version) as StarPolicy }]
    }),
  )
  const question = { districts: [...closing.keys()], period }
  const factsOf = await gatherStarFacts(scorer, tx, new Set(policies.values()), question)
  const roster = await tx.run<RosterArea>(
    'select district, community, area from evaluation.roster where district = any($1) and period = $2',
    [question.districts, period],
  )
  const results = roster.flatMap((row): NewResult[] => {
    const own = closing.get(row.district)
    if (!own) return []
    // Kept without facts and tree: a batch has thousands of both.
    const { facts: _facts, scored: _scored, ...score } = scoreWithDigest(scorer, own.policy, factsOf(row.community))
    return [{ ...row, round: own.round, score }]
  })
  await insertResults(tx, period, results, now)
  const scored = new Map(question.districts.map((district) => [district, 0]))
  for (const { district } of results) scored.set(district, (scored.get(district) ?? 0) + 1)
  return scored
}

/** By pack version; one for all versions with the same content. */
async function starPolicies(tx: Tx, cycles: readonly ClosingCycle[]): Promise<ReadonlyMap<string, StarPolicy>> {
  const versions = cycles.map(({ district, pack_version }) => ({ district, id: pack_version }))
  const byDigest = new Map<string, StarPolicy>()
  const policies = new Map<string, StarPolicy>()
  for (const pack of await loadPacks(tx, versions)) {
    const policy = byDigest.get(pack.digest) ?? starPolicy(pack)
    byDigest.set(pack.digest, policy)
    policies.set(pack.id, policy)
  }
  return policies
}

async function insertResults(tx: Tx, period: string, results: readonly NewResult[], now: Date): Promise<void> {
  const column = (of: (result: NewResult) => Plain): string => arrayOf(results.map(of))
  const parts = results.map(({ score }) => `"${JSON.stringify(score.parts).replaceAll('"', '\\"')}"`)
  await tx.run(
    `insert into evaluation.star_result
       (district, period, community, round, area, total, total_display, grade, parts, capped, silent, digest, recorded_at)
     select district, $1, community, round, area, total, shown, grade, parts, capped, string_to_array(silent, ' '),
            decode(digest, 'hex'), $2
     from unnest($3::bigint[], $4::uuid[], $5::int[], $6::bigint[], $7::text[], $8::numeric[], $9::text[], $10::jsonb[],
                 $11::boolean[], $12::text[], $13::text[])
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
      `{${parts.join()}}`,
      column(({ score }) => score.capped),
      `{${results.map(({ score }) => `"${score.silent.join(' ')}"`).join()}}`,
      column(({ score }) => score.digest.toString('hex')),
    ],
  )
}

type Plain = string | number | boolean | null

/**
 * An array as PostgreSQL reads it, of numbers and codes. The driver would look for quotes and backslashes in each of a
 * million values, which took as long as scoring them.
 */
const arrayOf = (values: readonly Plain[]): string => `{${values.map((value) => value ?? 'null').join()}}`
