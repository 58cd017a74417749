import type { z } from 'zod'
import { communitiesInForce, type RosterCommunity } from '#registry'
import type { Call } from '#kernel/call.ts'
import { advance } from '#kernel/procedure.ts'
import { type Problem, Refusal } from '#kernel/refusal.ts'
import { type Checked, checkVetting, checkVote, decide, fire, lockFilings, refuseStep } from '../filing/operations.ts'
import { type FilingEvent, filingProcedure } from '../filing/procedure.ts'
import type { FilingRow } from '../filing/queries.ts'
import { refuse as refuseCase } from '../filing/refusals.ts'
import type * as contract from './contract.ts'
import { OF_CASE, refuse } from './refusals.ts'

// One meeting, one minute: its votes stand together or not at all. Every case is asked first, so that a refusal names all that
// is wrong, and only then is anything written.

type Known = { readonly filing: string; readonly version: number }
type Ready = { readonly row: FilingRow; readonly checked: Checked }

export async function recordVotes(
  call: Call,
  { cases, ...meeting }: z.output<(typeof contract.recordVotes)['input']>,
): Promise<{ done: number }> {
  const all = await holdAll(call, cases)
  const ready = await checkAll(call, all, 'decide', (row, one) => checkVote(call, row, { ...meeting, ...one }))
  return writeAll(all, ready, ({ row, checked }) => decide(call, row, checked))
}

export async function recordVettings(
  call: Call,
  { cases, from, until, ...group }: z.output<(typeof contract.recordVettings)['input']>,
): Promise<{ done: number }> {
  const all = await holdAll(call, cases)
  const today = call.clock.today()
  const ready = await checkAll(call, all, 'vet', async (row, one) => {
    const { since } = row
    if (from < since || until < from || until > today) refuse('election.vetting-dates', { from, until, since })
    const { document, details } = await checkVetting(call, row, { ...group, ...one })
    return { document, details: { ...details, from, until } }
  })
  return writeAll(all, ready, ({ row, checked }) => fire(call, row, 'vet', checked))
}

type All<One extends Known> = {
  readonly cases: readonly { readonly one: One; readonly row: FilingRow }[]
  readonly places: ReadonlyMap<string, RosterCommunity>
}

/** The cases of one street, each once, held until the end. @throws Refusal election.twice, filing.unknown, election.several-streets. */
async function holdAll<One extends Known>(call: Call, wanted: readonly One[]): Promise<All<One>> {
  const ids = wanted.map(({ filing }) => filing)
  if (new Set(ids).size < ids.length) refuse('election.twice')
  const rows = new Map((await lockFilings(call, ids)).map((row) => [row.id, row]))
  const cases = wanted.map((one) => ({ one, row: rows.get(one.filing) ?? refuseCase('filing.unknown') }))
  const places = new Map((await communitiesInForce(call.tx, call.district)).map((place) => [place.id, place]))
  const streets = new Map(cases.map(({ row }) => [row.street, places.get(row.community)?.streetName ?? '—']))
  if (streets.size > 1) {
    refuse('election.several-streets', { streets: [...streets.values()].join(call.language === 'zh' ? '、' : ', ') })
  }
  return { cases, places }
}

async function checkAll<One extends Known>(
  call: Call,
  all: All<One>,
  event: FilingEvent,
  check: (row: FilingRow, one: One) => Promise<Checked>,
): Promise<Ready[]> {
  const ready: Ready[] = []
  const problems: Problem[] = []
  for (const [at, { one, row }] of all.cases.entries()) {
    try {
      if (row.version !== one.version) refuseCase('filing.changed')
      if (!advance(filingProcedure, row.state, event)) refuseStep(call, row, event)
      ready.push({ row, checked: await check(row, one) })
    } catch (error) {
      problems.push(problemOf(error, all, at))
    }
  }
  return problems.length > 0 ? refuseAll(all, problems) : ready
}

async function writeAll<One extends Known>(
  all: All<One>,
  ready: readonly Ready[],
  write: (one: Ready) => Promise<unknown>,
): Promise<{ done: number }> {
  for (const [at, one] of ready.entries()) {
    // What the database alone knows, such as a stop.
    await write(one).catch((error: unknown) => refuseAll(all, [problemOf(error, all, at)]))
  }
  return { done: ready.length }
}

/** What a case was refused for, with its name; anything else is thrown on. */
function problemOf<One extends Known>(error: unknown, { cases, places }: All<One>, at: number): Problem {
  const row = cases[at]?.row
  if (!(error instanceof Refusal) || !row) throw error
  const facts = {
    name: row.personName,
    community: places.get(row.community)?.shortName ?? '—',
    zhSentence: error.sentence('zh'),
    enSentence: error.sentence('en'),
  }
  return { code: error.code, ...OF_CASE, facts, row: at + 1 }
}

function refuseAll<One extends Known>({ cases }: All<One>, problems: readonly Problem[]): never {
  const [first] = problems
  return refuse('election.not-recorded', { ...first?.facts, count: cases.length, refused: problems.length }, problems)
}
