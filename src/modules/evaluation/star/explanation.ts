import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { canonical } from '#kernel/canonical.ts'
import type { ExplainedView } from '#kernel/policy/view.ts'
import { toView } from '#kernel/policy/view.ts'
import { type CycleRow, getCyclePack } from '../cycle/queries.ts'
import { type MeritLeaves, meritsOf } from '../merits/facts.ts'
import type { MeritLeaf } from '../merits/contract.ts'
import type { StoredPack } from '#policy'
import type { explainResult, Leaf } from './contract.ts'
import { leavesOf, starTitles } from './queries.ts'
import { refuse } from './refusals.ts'
import { distanceToNext, rulesBook, starPolicy } from './rules.ts'
import { openScoring } from './totals.ts'

type Question = { readonly period: string; readonly community: string }
type Answer = z.input<(typeof explainResult)['output']>

/** One star total down to the single entry (promise P1). Stored when published, computed anew for those who may see it. */
export async function getExplanation(call: Call, question: Question): Promise<Answer> {
  const { tx, district, actor } = call
  const { pack, ...cycle } = await getCyclePack(tx, district, question.period)
  const { street, ...described } = await describeCommunity(call, question)
  const published = await findPublished(call, question)
  const own = actor.scope.class === 'self' ? undefined : await compute(call, cycle, pack, { ...question, street })
  const shown = published ?? own ?? refuse('star.no-result', { period: question.period })
  const policy = starPolicy(pack)
  const next = distanceToNext(policy, shown.total)
  return {
    community: described,
    period: question.period,
    total: shown.display,
    grade: shown.grade,
    adjusted: adjustedOf(shown, published),
    distance: next?.points ?? null,
    nextGrade: next?.grade ?? null,
    tree: shown.tree,
    leaves: shown.leaves,
    merits: named(shown.merits, own?.merits),
    titles: starTitles(pack),
    book: rulesBook(policy),
    policy: { version: pack.version, digest: pack.digest },
    digest: shown.digest,
    recomputed: own ? await compareWithStored(call, cycle, question, own, published) : null,
    publishedOn: published?.publishedOn ?? null,
  }
}

/** Where another star was confirmed than the total gives: that one, and the street's or the district's reason. */
function adjustedOf({ tree }: Shown, published: Published | undefined): Answer['adjusted'] {
  if (!published || published.grade === tree.grade) return null
  return { computed: tree.grade, reason: published.reason ?? '' }
}

type Shown = {
  readonly total: string | null
  readonly display: string | null
  readonly grade: string | null
  readonly digest: string
  readonly tree: ExplainedView
  readonly leaves: Record<string, Leaf>
  readonly merits: MeritLeaves
}

/** What was published bears no names of persons (rulings B4); whoever may see the entries today reads them there. */
function named(merits: MeritLeaves, entries: MeritLeaves = {}): MeritLeaves {
  const known = new Map(
    Object.values(entries)
      .flat()
      .map((leaf) => [leaf.id, leaf]),
  )
  return mapLeaves(merits, (leaf) => {
    const { enteredBy = null, confirmedBy = null } = known.get(leaf.id) ?? {}
    return { ...leaf, enteredBy, confirmedBy }
  })
}

const mapLeaves = (merits: MeritLeaves, change: (leaf: MeritLeaf) => MeritLeaf): MeritLeaves =>
  Object.fromEntries(Object.entries(merits).map(([fact, leaves]) => [fact, leaves.map(change)]))

/** What was stored when the scores were totalled, and again when they were published, against what comes out now. */
async function compareWithStored(
  { tx, district }: Call,
  { round }: CycleRow,
  { period, community }: Question,
  own: Shown,
  published: Shown | undefined,
): Promise<'identical' | 'different'> {
  const stored = await tx.query
    .selectFrom('evaluation.star_result')
    .select(['digest', 'total', 'grade'])
    .where('district', '=', district)
    .where('period', '=', period)
    .where('community', '=', community)
    .where('round', '=', round)
    .executeTakeFirst()
  const same = stored?.digest.toString('hex') === own.digest && stored.total === own.total && stored.grade === own.grade
  const explained = ({ tree, leaves, merits }: Shown) => canonical({ tree, leaves, merits: named(merits) })
  const sameTree = !published || explained(published) === explained(own)
  return same && sameTree ? 'identical' : 'different'
}

async function describeCommunity(
  { tx, district }: Call,
  { period, community }: Question,
): Promise<Answer['community'] & { readonly street: number }> {
  const row = await tx.query
    .selectFrom('evaluation.roster')
    .select(['community as id', 'code', 'short_name as name', 'street', 'street_name as streetName'])
    .where('district', '=', district)
    .where('period', '=', period)
    .where('community', '=', community)
    .executeTakeFirst()
  return row ?? refuse('star.no-result', { period })
}

type Published = Shown & { readonly publishedOn: string; readonly reason: string | null }

async function findPublished({ tx, district }: Call, { period, community }: Question): Promise<Published | undefined> {
  const row = await tx.query
    .selectFrom('evaluation.star_publication')
    .selectAll()
    .where('district', '=', district)
    .where('period', '=', period)
    .where('community', '=', community)
    .executeTakeFirst()
  return (
    row && {
      total: row.total,
      display: row.total_display,
      grade: row.grade,
      digest: row.digest.toString('hex'),
      tree: row.tree as ExplainedView,
      leaves: row.leaves as Record<string, Leaf>,
      merits: row.merits as MeritLeaves,
      publishedOn: row.published_on,
      reason: row.reason,
    }
  )
}

/** From the sheets as they are now; undefined while the period has not been totalled. */
async function compute(
  call: Call,
  cycle: CycleRow,
  pack: StoredPack,
  { period, community, street }: Question & { readonly street: number },
): Promise<Shown | undefined> {
  const { tx, district, services } = call
  if (cycle.round === 0) return undefined
  const { scoreOf } = await openScoring(services, tx, new Map([[district, starPolicy(pack)]]), period)
  const score = scoreOf({ district, street, community })
  const leaves = await leavesOf(tx, district, period, pack, community)
  const merits = await meritsOf(tx, { district, period, pack: pack.pack }, [{ community, street }], 'names')
  return {
    total: score.total,
    display: score.display,
    grade: score.grade,
    digest: score.digest.toString('hex'),
    tree: toView(score.scored),
    leaves: leaves.get(community) ?? {},
    merits: merits.get(community) ?? {},
  }
}
