import { loadPacks, type StoredPack } from '#policy'
import { arrayOf, type Element, type ElementType } from '#kernel/arrays.ts'
import type { Services } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { Facts } from '#kernel/policy/rule.ts'
import { methodsOf } from '../merits/facts.ts'
import { overlayOf } from '../merits/overlay.ts'
import { digestInput, scoreStar, type StarPolicy, starPolicy, type StarScore } from './rules.ts'

// From submitted sheets to totals: facts set-based out of SQL, scores in JavaScript, results set-based back (rulings G10).

/** What totalling borrows from the house; a worker thread has these and nothing else. */
export type Scorer = Pick<Services, 'facts' | 'keyring'>

export type ScoredCommunity = StarScore & { readonly facts: Facts; readonly digest: Buffer }

/** A community of a roster, with the street it belonged to then. */
export type Place = { readonly district: number; readonly street: number; readonly community: string }

export type Scoring = {
  /** Scores one community by the rules of its street, and seals what it was computed from. */
  readonly scoreOf: (place: Place) => ScoredCommunity
  /** The mechanisms that score the communities of a district, in order. */
  readonly mechanismsOf: (district: number) => readonly string[]
}

/**
 * Gathers what the stars of a half-year are computed from: the facts of all rosters and the methods of their streets.
 * @param policies by district.
 */
export async function openScoring(
  { facts, keyring }: Scorer,
  tx: Tx,
  policies: ReadonlyMap<number, StarPolicy>,
  period: string,
): Promise<Scoring> {
  const districts = [...policies.keys()]
  const policyOf = (district: number): StarPolicy => policies.get(district) as StarPolicy
  const methods = await methodsOf(tx, districts, period)
  const overlaid = new Map(methods.map((own) => [own.street, overlayOf(policyOf(own.district), own.rules)]))
  const all = [...new Set(policies.values()), ...overlaid.values()]
  const codes = new Set(all.flatMap((policy) => policy.facts))
  // Facts without a provider are unavailable and stay missing.
  const factsOf = await facts.gather(tx, [...codes], { districts, period })
  return {
    scoreOf: ({ district, street, community }) => {
      const policy = overlaid.get(street) ?? policyOf(district)
      const own = factsOf(community)
      const digest = keyring.provider.hash(Buffer.from(digestInput(policy, own)))
      return { facts: own, digest, ...scoreStar(policy, own) }
    },
    mechanismsOf: (district) => {
      const own = methods.filter((method) => method.district === district).map(({ street }) => overlaid.get(street))
      return [...new Set([policyOf(district), ...own].flatMap((policy) => policy?.mechanisms ?? []))].sort()
    },
  }
}

type ClosingCycle = { readonly district: number; readonly round: number; readonly pack_version: string }
type RosterArea = Place & { readonly area: number }
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
  const rounds = new Map(cycles.map(({ district, round }) => [district, round]))
  const { scoreOf, mechanismsOf } = await openScoring(scorer, tx, await starPolicies(tx, cycles), period)
  const roster = await tx.run<RosterArea>(
    'select district, street, community, area from evaluation.roster where district = any($1) and period = $2',
    [[...rounds.keys()], period],
  )
  const results = roster.flatMap((row): NewResult[] => {
    const round = rounds.get(row.district)
    if (round === undefined) return []
    // Kept without facts and tree: a batch has thousands of both.
    const { facts: _facts, scored: _scored, ...score } = scoreOf(row)
    return [{ ...row, round, score }]
  })
  await insertRounds(tx, period, cycles, mechanismsOf, now)
  await insertResults(tx, period, results, now)
  const scored = new Map([...rounds.keys()].map((district) => [district, 0]))
  for (const { district } of results) scored.set(district, (scored.get(district) ?? 0) + 1)
  return scored
}

/** By district; one for all that have the same content. */
async function starPolicies(tx: Tx, cycles: readonly ClosingCycle[]): Promise<ReadonlyMap<number, StarPolicy>> {
  const versions = cycles.map(({ district, pack_version: id }) => ({ district, id }))
  const packs = new Map((await loadPacks(tx, versions)).map((pack) => [pack.id, pack]))
  const byDigest = new Map<string, StarPolicy>()
  return new Map(
    cycles.map(({ district, pack_version }) => {
      const pack = packs.get(pack_version) as StoredPack
      const policy = byDigest.get(pack.digest) ?? starPolicy(pack)
      byDigest.set(pack.digest, policy)
      return [district, policy]
    }),
  )
}

async function insertRounds(
  tx: Tx,
  period: string,
  cycles: readonly ClosingCycle[],
  mechanismsOf: Scoring['mechanismsOf'],
  now: Date,
): Promise<void> {
  await tx.run(
    `insert into evaluation.star_round (district, period, round, mechanisms, recorded_at)
     select district, $1, round, string_to_array(mechanisms, ' '), $2
     from unnest($3::bigint[], $4::int[], $5::text[]) as r (district, round, mechanisms)`,
    [
      period,
      now,
      cycles.map(({ district }) => district),
      cycles.map(({ round }) => round),
      cycles.map(({ district }) => mechanismsOf(district).join(' ')),
    ],
  )
}

async function insertResults(tx: Tx, period: string, results: readonly NewResult[], now: Date): Promise<void> {
  const column = <Type extends ElementType>(type: Type, of: (result: NewResult) => Element<Type>): Buffer =>
    arrayOf(type, results.map(of))
  await tx.run(
    `insert into evaluation.star_result
       (district, period, community, round, area, total, total_display, grade, parts, capped, silent, digest, recorded_at)
     select district, $1, community, round, area, total, shown::numeric, grade, parts::jsonb, capped,
            string_to_array(silent, ' '), digest, $2
     from unnest($3::bigint[], $4::uuid[], $5::int[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[],
                 $11::boolean[], $12::text[], $13::bytea[])
       as r (district, community, round, area, total, shown, grade, parts, capped, silent, digest)`,
    [
      period,
      now,
      column('bigint', ({ district }) => district),
      column('uuid', ({ community }) => community),
      column('int', ({ round }) => round),
      column('bigint', ({ area }) => area),
      column('text', ({ score }) => score.total),
      column('text', ({ score }) => score.display),
      column('text', ({ score }) => score.grade),
      column('text', ({ score }) => JSON.stringify(score.parts)),
      column('boolean', ({ score }) => score.capped),
      column('text', ({ score }) => score.silent.join(' ')),
      column('bytea', ({ score }) => score.digest),
    ],
  )
}
