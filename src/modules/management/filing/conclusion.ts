import type { z } from 'zod'
import { grantMandate, performAct, settlePost, tenuresOf } from '#registry'
import { loadPack } from '#policy'
import type { Call } from '#kernel/call.ts'
import { monthsLater } from '#kernel/clock.ts'
import { signAs } from '#kernel/signature.ts'
import type { fileFiling } from './contract.ts'
import { fire, holdFiling, refuseStep } from './operations.ts'
import type { FilingRow } from './queries.ts'
import { refuse } from './refusals.ts'
import { ACTING, ENDING } from './procedure.ts'
import { filingNumber } from './rules.ts'

// The last step: a number, and with it the right to one act on one tenure (凡动必备, rulings G7). Runs as class filing.

/** Files a case: its number grants the act, and the act is written in the same transaction, signed. */
export async function fileCase(call: Call, input: z.output<(typeof fileFiling)['input']>): Promise<{ number: string }> {
  const { tx, district, actor, clock } = call
  const row = await holdFiling(call, input)
  if (row.state !== 'filing') refuseStep(call, row, 'file')
  const { effective, document } = input
  const { pack } = await loadPack(tx, district, row.packVersion)
  const limit = monthsLater(effective, Number(pack.limits['filing.acting-most']?.value ?? 0))
  const isActing = row.kind === ACTING
  if (isActing && (input.until === null || input.until > limit)) refuse('filing.acting-too-long', { limit })
  const until = await validUntil(call, row.id)
  if (until !== undefined && until < clock.today()) refuse('filing.review-expired', { until })
  const number = await nextNumber(call)
  const by = { district, account: actor.account, person: actor.person, at: clock.now() }
  const acts = await actsOn(call, row, effective)
  // Each act has its own grant; an end comes before the beginning that takes its place.
  for (const { post, action } of acts) {
    const mandate = { number, person: row.person, post, action }
    await grantMandate(tx, by, { ...mandate, effective })
    const until = action === 'start' ? input.until : null
    await performAct(tx, by, { ...mandate, capacity: isActing ? 'acting' : 'serving', until })
  }
  const object = { type: 'filing', id: row.id }
  await signAs(call, 'file', object, { filing: row.id, number, person: row.person, acts, effective, document })
  await fire(call, row, 'file', { document, details: { number, effective, until: input.until } })
  return { number }
}

/**
 * What one filing does to tenures: a removal ends one, an appointment begins one, a change does both, and so does a second term
 * of who holds the post already (decision 20).
 */
async function actsOn({ tx, district }: Call, row: FilingRow, effective: string) {
  const { person, community, postKind, leaves } = row
  const post = await settlePost(tx, district, community, postKind)
  if (row.kind === ENDING && !leaves) return [{ post, action: 'end' as const }]
  const held = await tenuresOf(tx, district, [person])
  const holds = held.some(
    (one) =>
      one.community === community &&
      one.kind === postKind &&
      one.from < effective &&
      (one.until === null || one.until > effective),
  )
  const left = leaves ? await settlePost(tx, district, leaves.community, leaves.postKind) : undefined
  const ended = [...new Set([...(left ? [left] : []), ...(holds ? [post] : [])])]
  return [...ended.map((one) => ({ post: one, action: 'end' as const })), { post, action: 'start' as const }]
}

/** Until when the review holds that the case went on with; undefined where its kind asks for none. */
async function validUntil({ tx, district }: Call, filing: string): Promise<string | undefined> {
  const [row] = await tx.run<{ until: string }>(
    `select c.valid_until as until from management.filing_act a
     join management.review_conclusion c on c.district = a.district and c.request = a.request
     where a.district = $1 and a.filing = $2 order by a.seq desc limit 1`,
    [district, filing],
  )
  return row?.until
}

/** The next number of the year; numbers of a district are given one after the other. */
async function nextNumber({ tx, district, clock }: Call): Promise<string> {
  const year = clock.today().slice(0, 4)
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`management/numbers/${district}`])
  const [row] = await tx.run<{ count: number }>(
    `select count(*)::int as count from management.filing_act
     where district = $1 and event = 'file' and extract(year from on_date) = $2`,
    [district, year],
  )
  return filingNumber(year, (row?.count ?? 0) + 1)
}
