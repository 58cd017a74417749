import type { StoredPack } from '#policy'
import type { Call } from '#kernel/call.ts'
import { canonical } from '#kernel/canonical.ts'
import { publishFigures } from '#kernel/figures.ts'
import { periodTitle } from '#kernel/period.ts'
import { rational } from '#kernel/policy/rational.ts'
import { toView } from '#kernel/policy/view.ts'
import type { CycleRow } from '../cycle/queries.ts'
import { meritsOf } from '../merits/facts.ts'
import { gradeFigure } from './figures.ts'
import { leavesOf, type StoredResult, storedResults } from './queries.ts'
import { refuse } from './refusals.ts'
import { starGrades, starPolicy } from './rules.ts'
import { openScoring } from './totals.ts'

/** A star as it was announced; `reason`: why it is below what the rules give. */
export type ConfirmedStar = { readonly community: string; readonly grade: string; readonly reason: string | null }

/**
 * Publishes confirmed stars with every explanation. What is stored must be what comes out of the sheets now, byte for
 * byte; otherwise nothing is published.
 * @returns how many communities, and the digest over their results in roster order.
 */
export async function publishStars(
  call: Call,
  cycle: CycleRow,
  pack: StoredPack,
  stars: readonly ConfirmedStar[],
): Promise<{ communities: number; digest: string }> {
  const { tx, district, services } = call
  const policy = starPolicy(pack)
  const confirmed = new Map(stars.map((star) => [star.community, star]))
  const results = await storedResults(tx, district, cycle.period, cycle.round)
  const { scoreOf } = await openScoring(services, tx, new Map([[district, policy]]), cycle.period)
  const leaves = await leavesOf(tx, district, cycle.period, pack)
  const merits = await meritsOf(tx, { district, period: cycle.period, pack: pack.pack }, results, 'no-names')
  const rows = results.flatMap((result) => {
    const star = confirmed.get(result.community)
    if (!star) return []
    const score = scoreOf({ ...result, district })
    const same = score.digest.equals(result.digest) && score.total === result.total && score.grade === result.grade
    if (!same) refuse('star.not-reproduced', { community: result.name, stored: result.total, computed: score.total })
    const { community } = result
    const behind = { leaves: canonical(leaves.get(community) ?? {}), merits: canonical(merits.get(community) ?? {}) }
    return [{ result, star, tree: canonical(toView(score.scored)), ...behind }]
  })
  await tx.query
    .insertInto('evaluation.star_publication')
    .values(
      rows.map(({ result, star, ...explained }) => ({
        district,
        period: cycle.period,
        community: result.community,
        area: result.code,
        round: cycle.round,
        total: result.total,
        total_display: result.display,
        grade: star.grade,
        reason: star.reason,
        digest: result.digest,
        ...explained,
        published_on: call.clock.today(),
      })),
    )
    .execute()
  await publishCounts(call, cycle.period, starGrades(policy))
  const digest = services.keyring.provider.hash(...rows.map(({ result }) => result.digest))
  return { communities: rows.length, digest: digest.toString('hex') }
}

/** How many communities have which star, as far as they are confirmed. */
async function publishCounts(call: Call, period: string, grades: readonly string[]): Promise<void> {
  const counted = await call.tx.run<{ grade: string; count: number }>(
    `select grade, count(*)::int as count from evaluation.star_publication
     where district = $1 and period = $2 group by grade`,
    [call.district, period],
  )
  const counts = new Map(counted.map(({ grade, count }) => [grade, count]))
  const figures = grades.map((grade) => [gradeFigure(grade), rational(counts.get(grade) ?? 0)])
  await publishFigures(call, period, Object.fromEntries(figures))
}

type Announced = { readonly result: StoredResult; readonly grade: string }

/** The minimum that residents read: community and star, no persons, no scores. */
export async function publishNotice(
  call: Call,
  { id, period, until }: { readonly id: string; readonly period: string; readonly until: string },
  announced: readonly Announced[],
): Promise<void> {
  const title = periodTitle(period)
  const rows = announced.map(({ result: { name, streetName }, grade }) => {
    return { community: name, street: streetName, grade }
  })
  await call.tx.query
    .insertInto('kernel.public_notice')
    .values({
      district: call.district,
      id,
      kind: 'star',
      title_zh: `${title.zh}社区党组织星级评定公示`,
      title_en: `Proposed stars of community Party organisations, ${title.en.toLowerCase()}`,
      body: JSON.stringify({ rows }),
      from_date: call.clock.today(),
      until_date: until,
    })
    .execute()
}
