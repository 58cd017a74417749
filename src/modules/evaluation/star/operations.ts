import { countOf, type StoredPack } from '#policy'
import type { Call } from '#kernel/call.ts'
import { canonical } from '#kernel/canonical.ts'
import { deadlineAfter } from '#kernel/clock.ts'
import { newId } from '#kernel/database.ts'
import { publishFigures } from '#kernel/figures.ts'
import { periodTitle } from '#kernel/period.ts'
import { rational } from '#kernel/policy/rational.ts'
import { toView } from '#kernel/policy/view.ts'
import type { CycleRow } from '../cycle/queries.ts'
import { gradeFigure } from './figures.ts'
import { leavesOf, type StoredResult, storedResults } from './queries.ts'
import { refuse } from './refusals.ts'
import { starGrades } from './rules.ts'
import { gatherStarFacts, scoreWithDigest, starPolicy } from './totals.ts'

/**
 * Publishes the totals of the cycle's last round with every explanation. What is stored must be what comes out of the
 * sheets now, byte for byte; otherwise nothing is published.
 * @returns how many communities, and the digest over all results in roster order.
 */
export async function publishStars(
  call: Call,
  cycle: CycleRow,
  pack: StoredPack,
): Promise<{ communities: number; digest: string }> {
  const { tx, district, services } = call
  const policy = starPolicy(pack)
  const results = await storedResults(tx, district, cycle.period, cycle.round)
  const question = { districts: [district], period: cycle.period }
  const factsOf = await gatherStarFacts(services, tx, [policy], question)
  const leaves = await leavesOf(tx, district, cycle.period, pack)
  const rows = results.map((result) => {
    const score = scoreWithDigest(services, policy, factsOf(result.community))
    const same = score.digest.equals(result.digest) && score.total === result.total && score.grade === result.grade
    if (!same) refuse('star.not-reproduced', { community: result.name, stored: result.total, computed: score.total })
    return { result, tree: canonical(toView(score.scored)), leaves: canonical(leaves.get(result.community) ?? {}) }
  })
  await tx.query
    .insertInto('evaluation.star_publication')
    .values(
      rows.map(({ result, tree, leaves: own }) => ({
        district,
        period: cycle.period,
        community: result.community,
        area: result.code,
        round: cycle.round,
        total: result.total,
        total_display: result.display,
        grade: result.grade,
        digest: result.digest,
        tree,
        leaves: own,
        published_on: call.clock.today(),
      })),
    )
    .execute()
  const grades = starGrades(policy)
  const counts = grades.map((grade) => [
    gradeFigure(grade),
    rational(results.filter((one) => one.grade === grade).length),
  ])
  await publishFigures(call, cycle.period, Object.fromEntries(counts))
  await publishNotice(call, cycle.period, results, countOf(pack.pack, 'star.notice'))
  const digest = services.keyring.provider.hash(...results.map((result) => result.digest))
  return { communities: results.length, digest: digest.toString('hex') }
}

/** The minimum that residents read: community and star, no persons, no scores. */
async function publishNotice(
  call: Call,
  period: string,
  results: readonly StoredResult[],
  workingDays: number,
): Promise<void> {
  const title = periodTitle(period)
  const today = call.clock.today()
  const rows = results.map(({ name, streetName, grade }) => ({ community: name, street: streetName, grade }))
  await call.tx.query
    .insertInto('kernel.public_notice')
    .values({
      district: call.district,
      id: newId(),
      kind: 'star',
      title_zh: `${title.zh}社区党组织星级评定结果`,
      title_en: `Star rating of community Party organisations, ${title.en.toLowerCase()}`,
      body: JSON.stringify({ rows }),
      from_date: today,
      until_date: deadlineAfter(today, workingDays),
    })
    .execute()
}
