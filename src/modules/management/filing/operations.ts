import type { z } from 'zod'
import { countOf, limitOf, loadPack } from '#policy'
import type { Call } from '#kernel/call.ts'
import { isDuplicate, isRefusedBy, newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { say } from '#kernel/language.ts'
import { toText } from '#kernel/policy/rational.ts'
import { advance } from '#kernel/procedure.ts'
import type * as contract from './contract.ts'
import { keepNotice, putUpNotice, takeDownNotice } from './notices.ts'
import { earlierSteps, type FilingEvent, filingProcedure, type FilingState, type Step } from './procedure.ts'
import { filingsOf, type FilingRow, noticeOf } from './queries.ts'
import { membersOf, recorded, requireRecusal, without } from './recusal.ts'
import { refuse } from './refusals.ts'
import { talksOf, voteProblem } from './rules.ts'

// What people do in a case. Every act is a row; the database holds the order of the steps.

type Input<E extends { input: z.ZodType }> = z.output<E['input']>
type Details = Readonly<Record<string, string | number | null | readonly string[]>>
type Act = {
  readonly event: FilingEvent | 'propose' | 'return'
  readonly from: FilingState | null
  readonly to: FilingState
  readonly reason?: string | null
  readonly document?: string | null
  readonly details?: Details
  /** The review that a case goes on with. */
  readonly request?: string
}

export async function answerMotion(
  call: Call,
  input: Input<typeof contract.answerMotion>,
): Promise<{ version: number }> {
  const { accept, reason } = input
  if (!accept && reason === null) refuse('filing.reason-needed')
  const row = await holdFiling(call, input)
  return fire(call, row, accept ? 'accept' : 'decline', { reason })
}

export async function recordVetting(
  call: Call,
  input: Input<typeof contract.recordVetting>,
): Promise<{ version: number }> {
  const row = await holdFiling(call, input)
  return fire(call, row, 'vet', await checkVetting(call, row, input))
}

/** What an act keeps, once its rules have let it through. */
export type Checked = { readonly document: string; readonly details: Details }

/** Asks the rules about one candidate's vetting; writes nothing. */
export async function checkVetting(
  call: Call,
  row: FilingRow,
  input: Omit<Input<typeof contract.recordVetting>, 'filing' | 'version'>,
): Promise<Checked> {
  const { pack } = await loadPack(call.tx, call.district, row.packVersion)
  const { talks, residents, document, conclusion } = input
  const vetters = await membersOf(call, input.vetters)
  const found = vetters.length
  const [members, least] = [countOf(pack, 'vetting.members'), talksOf(pack, row.kind)]
  if (found < members) refuse('filing.few-vetters', { found, least: members })
  if (talks < least) refuse('filing.few-talks', { found: talks, least })
  if (residents === 0 || residents > talks) refuse('filing.no-residents')
  const namesakes = await requireRecusal(call, row, vetters, { refusal: 'filing.kin-vets', said: input.namesakes })
  return { document, details: { ...recorded('vetters', vetters), ...namesakes, talks, residents, conclusion } }
}

export async function recordVote(call: Call, input: Input<typeof contract.recordVote>): Promise<{ version: number }> {
  const row = await holdFiling(call, input)
  return decide(call, row, await checkVote(call, row, input))
}

/** Asks the rules about the vote on one candidate; writes nothing. */
export async function checkVote(
  call: Call,
  row: FilingRow,
  input: Omit<Input<typeof contract.recordVote>, 'filing' | 'version'>,
): Promise<Checked> {
  const { pack } = await loadPack(call.tx, call.district, row.packVersion)
  const { members, present, favour, document } = input
  const recused = await membersOf(call, input.recused)
  const attended = without(await membersOf(call, input.attended), recused)
  const shares = { quorum: limitOf(pack, 'decision.quorum'), majority: limitOf(pack, 'decision.majority') }
  const vote = { members, present, favour, recused: recused.length }
  const problem = attended.length > present ? 'filing.vote-numbers' : voteProblem(vote, shares)
  if (problem) {
    const share = toText(problem === 'filing.no-quorum' ? shares.quorum : shares.majority)
    refuse(problem, { ...vote, share })
  }
  const namesakes = await requireRecusal(call, row, attended, { refusal: 'filing.kin-votes', said: input.namesakes })
  const named = { ...recorded('recused', recused), ...recorded('attended', attended), ...namesakes }
  return { document, details: { members, present, favour, ...named } }
}

/** Writes a vote that carried, with the notice that follows from it. */
export async function decide(call: Call, row: FilingRow, { document, details }: Checked): Promise<{ version: number }> {
  if (row.state !== 'decision') return refuseStep(call, row, 'decide')
  const { pack } = await loadPack(call.tx, call.district, row.packVersion)
  const notice = await putUpNotice(call, row, pack)
  return fire(call, row, 'decide', { document, details: { ...details, ...(notice ? { notice } : {}) } })
}

export async function recordObjection(
  call: Call,
  { filing, receivedOn, channel, summary }: Input<typeof contract.recordObjection>,
): Promise<{ id: string }> {
  const { tx, district, actor, clock } = call
  const row = await lockFiling(call, filing)
  if (row.state !== 'notice') return refuse('filing.not-on-notice')
  const { until } = await noticeOf(call, row, await loadPack(tx, district, row.packVersion))
  const today = clock.today()
  // A letter that came in time counts, also when it is typed in late.
  const last = until !== null && until < today ? until : today
  if (receivedOn < row.since || receivedOn > last)
    refuse('filing.objection-date', { date: receivedOn, from: row.since })
  const id = newId()
  await tx.query
    .insertInto('management.filing_objection')
    .values({
      district,
      id,
      filing,
      area: row.area,
      received_on: receivedOn,
      channel,
      summary,
      account: actor.account,
      at: clock.now(),
    })
    .execute()
  await keepNotice(call, filing)
  await call.audit({ object: { type: 'filing', id: filing }, body: { objection: id, receivedOn } })
  return { id }
}

export async function answerObjection(
  call: Call,
  { objection, outcome, finding }: Input<typeof contract.answerObjection>,
): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  const [found] = await tx.run<{ filing: string; area: number }>(
    'select filing, area from management.filing_objection where district = $1 and id = $2',
    [district, objection],
  )
  if (!found) return refuse('filing.unknown')
  await tx.query
    .insertInto('management.filing_objection_answer')
    .values({
      district,
      objection,
      area: found.area,
      outcome,
      finding,
      answered_on: clock.today(),
      account: actor.account,
      at: clock.now(),
    })
    .execute()
    .catch((error: unknown) => {
      if (isDuplicate(error)) refuse('filing.objection-answered')
      throw error
    })
  await keepNotice(call, found.filing)
  await call.audit({ object: { type: 'filing', id: found.filing }, body: { objection, outcome } })
  return {}
}

export async function closeNotice(call: Call, input: Input<typeof contract.closeNotice>): Promise<{ version: number }> {
  const row = await holdFiling(call, input)
  if (row.state !== 'notice') return refuseStep(call, row, 'close')
  const { objections, until } = await noticeOf(call, row, await loadPack(call.tx, call.district, row.packVersion))
  const open = objections.filter(({ answer }) => answer === null).length
  if (open > 0) refuse('filing.notice-paused', { count: open })
  if (objections.some(({ answer }) => answer?.outcome === 'upheld')) refuse('filing.upheld')
  if (until === null || until >= call.clock.today()) refuse('filing.notice-running', { until: until ?? '—' })
  return fire(call, row, 'close', { details: { from: row.since, until } })
}

export async function returnFiling(
  call: Call,
  input: Input<typeof contract.returnFiling>,
): Promise<{ version: number }> {
  const row = await holdFiling(call, input)
  const to: Step = input.to
  if (!earlierSteps(row.state).includes(to)) {
    const { states } = filingProcedure
    refuse('filing.not-back', { state: say(states[row.state], call.language), to: say(states[to], call.language) })
  }
  if (row.state === 'notice') await takeDownNotice(call, row)
  return writeAct(call, row, { event: 'return', from: row.state, to, reason: input.reason })
}

export async function rejectFiling(
  call: Call,
  input: Input<typeof contract.rejectFiling>,
): Promise<{ version: number }> {
  const row = await holdFiling(call, input)
  const { clause, reason } = input
  const { pack } = await loadPack(call.tx, call.district, row.packVersion)
  const clauses = [...pack.lists.disqualifications.items, ...pack.lists.separate_checks.items]
  if (clause !== null && !clauses.some(({ code }) => code === clause)) refuse('filing.unknown-code', { code: clause })
  return fire(call, row, 'reject', { reason, details: { clause } })
}

export async function withdrawFiling(
  call: Call,
  input: Input<typeof contract.withdrawFiling>,
): Promise<{ version: number }> {
  const row = await holdFiling(call, input)
  return fire(call, row, 'withdraw', { reason: input.reason })
}

/** Acts on one case come one after the other. */
export async function lockFiling(call: Call, filing: string): Promise<FilingRow> {
  const [row] = await lockFilings(call, [filing])
  return row ?? refuse('filing.unknown')
}

/** Several cases at once, always in the same order, so that two callers never wait for each other. Unknown ones are left out. */
export async function lockFilings(
  { tx, district }: Pick<Call, 'tx' | 'district'>,
  filings: readonly string[],
): Promise<FilingRow[]> {
  const keys = filings.toSorted().map((id) => `management/filing/${id}`)
  await tx.run('select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest($1::text[]) as keys (key)', [keys])
  return filingsOf(tx, district, { filings })
}

/** The case, unmoved since the caller read it. @throws Refusal filing.unknown, filing.changed. */
export async function holdFiling(
  call: Call,
  { filing, version }: { readonly filing: string; readonly version: number },
): Promise<FilingRow> {
  const row = await lockFiling(call, filing)
  return row.version === version ? row : refuse('filing.changed')
}

/** @throws Refusal filing.wrong-step. */
export function refuseStep({ language }: Call, { state }: FilingRow, event: FilingEvent): never {
  const { states, events } = filingProcedure
  return refuse('filing.wrong-step', { state: say(states[state], language), event: say(events[event].title, language) })
}

/** Fires an event of the procedure. @throws Refusal filing.wrong-step. */
export async function fire(
  call: Call,
  row: FilingRow,
  event: FilingEvent,
  more: Omit<Act, 'event' | 'from' | 'to'> = {},
): Promise<{ version: number }> {
  const to = advance(filingProcedure, row.state, event)
  if (!to) return refuseStep(call, row, event)
  if (row.state === 'notice') await takeDownNotice(call, row)
  return writeAct(call, row, { event, from: row.state, to, ...more })
}

/** Who writes an act: a caller, or somebody for whom a job works. */
export type Acting = Pick<Call, 'tx' | 'district' | 'clock' | 'audit'> & {
  readonly actor: Pick<Call['actor'], 'account' | 'name'>
}

/** Writes an act as the next one of its case. @throws Refusal filing.changed, filing.stopped. */
export async function writeAct(
  call: Acting,
  { id, area, version }: Pick<FilingRow, 'id' | 'area' | 'version'>,
  { event, from, to, reason = null, document = null, details = {}, request }: Act,
): Promise<{ version: number }> {
  const { tx, district, actor, clock } = call
  await tx.query
    .insertInto('management.filing_act')
    .values({
      district,
      filing: id,
      seq: version + 1,
      area,
      event,
      from_state: from,
      to_state: to,
      reason,
      document,
      details: JSON.stringify(details),
      request: request ?? null,
      account: actor.account,
      account_name: actor.name,
      on_date: clock.today(),
      at: clock.now(),
    })
    .execute()
    .catch((error: unknown) => {
      if (isDuplicate(error)) refuse('filing.changed')
      if (isRefusedBy(error, 'not_stopped')) refuse('filing.stopped')
      throw error
    })
  await call.audit({ object: { type: 'filing', id }, body: { event, from, to, reason, document } })
  return { version: version + 1 }
}
