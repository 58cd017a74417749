import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { ROLES } from '#kernel/access.ts'
import { holdCycle } from '../cycle/queries.ts'
import type { StoredResult } from '../star/queries.ts'
import { starGrades } from '../star/rules.ts'
import { refuseOver, refuseStage, titleOf } from './checks.ts'
import type { proposeStars as declared } from './contract.ts'
import { type Proposed, proposals, proposedStars, roundOf, STAGES_TO_PROPOSE, undecided } from './queries.ts'
import { isAbove, poolsOf } from './rules.ts'
import { refuse } from './refusals.ts'

type Input = z.output<(typeof declared)['input']>

/** The street's collective decision, typed in by itself or by the organization department from paper. */
export async function proposeStars(call: Call, input: Input): Promise<Nothing> {
  const { tx, district, actor } = call
  const { period, street, document } = input
  await holdCycle(tx, district, period, 'alone')
  const { cycle, policy, quota, results } = await roundOf(call, period)
  refuseStage(call, cycle, STAGES_TO_PROPOSE)
  if (cycle.round !== input.round) refuse('confirmation.changed')
  const own = results.filter((one) => one.street === street)
  if (own.length === 0) refuse('confirmation.not-yours')
  const open = await undecided(call, period, own)
  if (open.length === 0) refuse('confirmation.nothing-open')
  const rows = checkProposal(call, input, open, starGrades(policy))
  const earlier = (await proposals(tx, district, cycle)).find((one) => one.street === street)
  const version = (earlier?.version ?? 0) + 1
  const before = (await proposedStars(tx, district, cycle)).filter((one) => !rows.some(sameCommunity(one)))
  for (const pool of poolsOf(quota, results)) {
    // Shared places are looked at when the district announces: a street does not see the others'.
    if (pool.streets.length === 1 && pool.streets[0] === street) refuseOver(call, pool, [...before, ...rows], own)
  }
  const onBehalf = ROLES[actor.role].level !== 'street'
  await writeProposal(call, { period, round: cycle.round, street, version }, { document, onBehalf }, own, rows)
  await call.audit({
    object: { type: 'cycle', id: period },
    body: { proposed: street, version, communities: rows.length, document, onBehalf },
  })
  return {}
}

type Key = { readonly period: string; readonly round: number; readonly street: number; readonly version: number }

async function writeProposal(
  { tx, district, actor, clock }: Call,
  key: Key,
  { document, onBehalf }: { readonly document: string; readonly onBehalf: boolean },
  own: readonly StoredResult[],
  rows: readonly Proposed[],
): Promise<void> {
  const area = key.street * 1000
  await tx.query
    .insertInto('evaluation.star_proposal')
    .values({
      district,
      ...key,
      area,
      document,
      account: actor.account,
      person_name: actor.name,
      on_behalf: onBehalf,
      on_date: clock.today(),
      at: clock.now(),
    })
    .execute()
  const labels = new Map(own.map(({ community, code }) => [community, code]))
  await tx.query
    .insertInto('evaluation.star_proposed')
    .values(
      rows.map((one) => ({
        district,
        ...key,
        area: labels.get(one.community) ?? area,
        ...one,
      })),
    )
    .execute()
}

const sameCommunity =
  ({ community }: Proposed) =>
  (other: Proposed) =>
    other.community === community

/** Every community that is open once, none above what the rules give, each lower one with its reason. */
function checkProposal(
  call: Call,
  { stars }: Input,
  open: readonly StoredResult[],
  grades: readonly string[],
): Proposed[] {
  const given = new Map(stars.map((one) => [one.community, one]))
  const known = open.filter(({ community }) => given.has(community))
  if (known.length !== open.length || given.size !== open.length || stars.length !== open.length) {
    refuse('confirmation.incomplete', { count: open.length, given: stars.length })
  }
  const title = titleOf(call)
  return open.map(({ community, name, grade }) => {
    const star = given.get(community)
    if (!star || !grade) return refuse('confirmation.no-total', { community: name })
    if (!grades.includes(star.grade) || isAbove(grades, star.grade, grade)) {
      refuse('confirmation.above', { community: name, proposed: title(star.grade), given: title(grade) })
    }
    if (star.grade !== grade && !star.reason) refuse('confirmation.reason', { community: name })
    return { community, grade: star.grade, reason: star.grade === grade ? null : (star.reason ?? null) }
  })
}
