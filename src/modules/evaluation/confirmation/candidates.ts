import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { starTitles } from '../star/queries.ts'
import { starGrades } from '../star/rules.ts'
import { capsOf } from './caps.ts'
import type { Candidate, listCandidates } from './contract.ts'
import {
  deferredCommunities,
  noticedCommunities,
  proposedStars,
  proposers,
  quotaFor,
  roundOf,
  STAGES_TO_PROPOSE,
} from './queries.ts'
import { isAtEdge, quotaOf } from './rules.ts'
import { refuse } from './refusals.ts'

/** The sheet on which a street decides. */
export async function candidatesOf(
  call: Call,
  { period, street }: z.output<(typeof listCandidates)['input']>,
): Promise<z.input<(typeof listCandidates)['output']>> {
  const { tx, district, actor } = call
  const { cycle, pack, policy, quota, results } = await roundOf(call, period)
  const own = results.filter((one) => one.street === street)
  if (own.length === 0) refuse('confirmation.unknown')
  const proposed = new Map((await proposedStars(tx, district, cycle)).map((one) => [one.community, one]))
  const deferred = await deferredCommunities(tx, district, period)
  const noticed = await noticedCommunities(tx, district, period)
  const caps = await capsOf(call, { period, pack }, own)
  const allotted = quotaOf(quotaFor(call, quota, results), results)
  const candidates = own.map((one): Candidate => {
    const { community, name, display, grade, silent } = one
    const allotment = allotted.get(community)
    return {
      community,
      name,
      total: display,
      given: grade,
      suggested: allotment?.grade ?? grade,
      tied: allotment?.tied ?? false,
      edge: isAtEdge(policy, one.total),
      caps: caps.get(community) ?? [],
      silent: silent.length,
      proposed: proposed.get(community)?.grade ?? null,
      reason: proposed.get(community)?.reason ?? null,
      deferred: deferred.has(community),
      noticed: noticed.has(community),
      confirmedOn: noticed.get(community) ?? null,
    }
  })
  const isDue = candidates.some((one) => !one.deferred && !one.noticed)
  const mayPropose = isDue && STAGES_TO_PROPOSE.includes(cycle.state) && proposers.includes(actor.role)
  return { candidates, grades: [...starGrades(policy)], titles: starTitles(pack), mayPropose }
}
