import type { z } from 'zod'
import { loadPack, type StoredPack } from '#policy'
import type { Call } from '#kernel/call.ts'
import { canonical } from '#kernel/canonical.ts'
import type { Tx } from '#kernel/database.ts'
import { toView } from '#kernel/policy/view.ts'
import { type CycleRow, getCyclePack } from '../cycle/queries.ts'
import { type MeritLeaves, meritsOf } from '../merits/facts.ts'
import { rosterOf, type RosterRow } from '../scoring/queries.ts'
import type { Difference, Leaf, recompute } from './contract.ts'
import { leavesOf, type StoredResult, storedResults } from './queries.ts'
import { starPolicy } from './rules.ts'
import { openScoring, type ScoredCommunity, type Scorer } from './totals.ts'

// Whether what is stored is what comes out of the frozen policy, the stored sheets and the merits (promise P1).

export type Recomputation = z.output<(typeof recompute)['output']>

/** A half-year of the caller's district. @throws Refusal policy.unreadable when this house cannot compute by its policy. */
export async function getRecomputation(
  { tx, district, services }: Call,
  { period }: { period: string },
): Promise<Recomputation> {
  const { pack, ...cycle } = await getCyclePack(tx, district, period)
  const results = await storedResults(tx, district, period, cycle.round)
  return recomputeRound(services, tx, district, { cycle, pack, results })
}

type ClosedRow = { readonly period: string; readonly round: number; readonly packVersion: string }

/** All closed half-years of a district, or the one that is asked for; in a transaction of class jobs. */
export async function recomputeDistrict(
  scorer: Scorer,
  tx: Tx,
  district: number,
  period?: string,
): Promise<readonly Recomputation[]> {
  const closed = await tx.run<ClosedRow>(
    `select period, round, pack_version as "packVersion" from evaluation.cycle
     where district = $1 and ($2::text is null or period = $2) and state not in ('open', 'closing') order by period`,
    [district, period ?? null],
  )
  const found: Recomputation[] = []
  for (const { packVersion, ...cycle } of closed) {
    const pack = await loadPack(tx, district, packVersion)
    const results = await storedResults(tx, district, cycle.period, cycle.round)
    found.push(await recomputeRound(scorer, tx, district, { cycle, pack, results }))
  }
  return found
}

/** The last round of a half-year, as it is stored. */
export type Round = {
  readonly cycle: Pick<CycleRow, 'period' | 'round'>
  readonly pack: StoredPack
  readonly results: readonly StoredResult[]
}

/** Computes every result of a round again: of the whole roster, so that a result that is gone is a difference. */
export async function recomputeRound(
  scorer: Scorer,
  tx: Tx,
  district: number,
  { cycle: { period, round }, pack, results }: Round,
): Promise<Recomputation> {
  const roster = round === 0 ? [] : await rosterOf(tx, district, period)
  const found = new Map(results.map((row) => [row.community, row]))
  const published = await publishedOf(tx, district, period, round)
  const behind = published.size > 0 ? await behindOf(tx, district, period, pack, roster) : new Map<string, Behind>()
  const computedBy = await mechanismsOfRound(tx, district, period, round)
  const { scoreOf, mechanismsOf } = await openScoring(scorer, tx, new Map([[district, starPolicy(pack)]]), period)
  const different = roster.flatMap(({ community, street, shortName }): Difference[] => {
    const score = scoreOf({ district, street, community })
    const [stored, shown] = [found.get(community), published.get(community)]
    const what = differenceOf(score, stored, shown, behind.get(community))
    if (!what) return []
    const told = what === 'publication' ? shown : stored
    return [{ community, name: shortName, what, stored: tell(told), computed: tell(score) }]
  })
  const identical = roster.length - different.length
  const mechanisms = mechanismsOf(district)
  return {
    district,
    period,
    communities: roster.length,
    identical,
    different,
    policy: pack.version,
    mechanisms: [...mechanisms],
    computedBy: computedBy ?? [...mechanisms],
  }
}

/** What lists and pages show of a community. */
const shownOf = ({ total, display, grade, capped, silent, parts }: StoredResult | ScoredCommunity) =>
  canonical({ total, display, grade, capped, silent, parts })

function differenceOf(
  score: ScoredCommunity,
  stored: StoredResult | undefined,
  published: PublishedRow | undefined,
  behind: Behind | undefined,
): Difference['what'] | undefined {
  if (!stored || shownOf(stored) !== shownOf(score)) return 'result'
  if (!stored.digest.equals(score.digest)) return 'basis'
  if (!published) return undefined
  const { digest, total, display, tree, leaves, merits } = published
  const isSame =
    digest.equals(score.digest) &&
    canonical({ total, display, tree, leaves, merits }) ===
      canonical({ total: score.total, display: score.display, tree: toView(score.scored), ...behind })
  return isSame ? undefined : 'publication'
}

/** What explains a star beside its tree. */
type Behind = { readonly leaves: Record<string, Leaf>; readonly merits: MeritLeaves }

async function behindOf(
  tx: Tx,
  district: number,
  period: string,
  pack: StoredPack,
  roster: readonly RosterRow[],
): Promise<ReadonlyMap<string, Behind>> {
  const leaves = await leavesOf(tx, district, period, pack)
  const merits = await meritsOf(tx, { district, period, pack: pack.pack }, roster, 'no-names')
  return new Map(
    roster.map(({ community }) => {
      return [community, { leaves: leaves.get(community) ?? {}, merits: merits.get(community) ?? {} }]
    }),
  )
}

/** A total with its star; — for what is not there. */
function tell(told: { readonly total: string | null; readonly grade: string | null } | undefined): string {
  return told ? [told.total, told.grade].map((one) => one ?? '—').join(' ') : '—'
}

type PublishedRow = {
  readonly community: string
  readonly total: string | null
  readonly display: string | null
  readonly grade: string | null
  readonly digest: Buffer
  readonly tree: unknown
  readonly leaves: unknown
  readonly merits: unknown
}

async function publishedOf(
  tx: Tx,
  district: number,
  period: string,
  round: number,
): Promise<ReadonlyMap<string, PublishedRow>> {
  const rows = await tx.run<PublishedRow>(
    `select community, total, total_display as display, grade, digest, tree, leaves, merits from evaluation.star_publication
     where district = $1 and period = $2 and round = $3`,
    [district, period, round],
  )
  return new Map(rows.map((row) => [row.community, row]))
}

/** What the round was computed by; undefined of rounds older than the record of it. */
async function mechanismsOfRound(
  tx: Tx,
  district: number,
  period: string,
  round: number,
): Promise<string[] | undefined> {
  const row = await tx.query
    .selectFrom('evaluation.star_round')
    .select('mechanisms')
    .where('district', '=', district)
    .where('period', '=', period)
    .where('round', '=', round)
    .executeTakeFirst()
  return row?.mechanisms
}
