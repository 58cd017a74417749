import { fill } from '#kernel/language.ts'
import type { ImportContext } from '#kernel/sheets/import-batch.ts'
import type { Importer, Plan, PlannedRow } from '#kernel/sheets/import.ts'
import { problemOf } from '#kernel/sheets/problems.ts'
import type { SheetReading } from '#kernel/sheets/read.ts'
import {
  checkOpenings,
  confirmOpening,
  openTenures,
  type OpeningRow,
  undoableBatches,
  voidOpenings,
} from '../posts/openings.ts'
import { lockTenures } from '../posts/operations.ts'
import { isLive } from '../posts/queries.ts'
import { compareRoster, type RosterRow } from './compare.ts'
import { rosterImport } from './contract.ts'
import { undoRecords, writeRecords } from './operations.ts'
import { communitiesOf, hasOpenings, peopleLike, seatsHeld } from './queries.ts'
import { ROSTER_PROBLEMS } from './refusals.ts'
import { candidateOf, communityFinder, lineMaker, type RosterLine, type RowProblem } from './rules.ts'

// The roster as an importer: rows against the register, then records and, before going live, the posts that two people
// confirmed.

export const rosterImporter: Importer<RosterRow, RosterLine> = {
  declaration: rosterImport,
  prepare: async ({ tx, services, district }) => {
    return lineMaker(await services.keyring.hasher(tx, district))
  },
  plan,
  write,
  undo: async (context, rows) => {
    const { tx, district, batch } = context
    if (await hasOpenings(tx, district, batch)) await voidOpenings(tx, byOf(context), batch)
    await undoRecords(context, rows)
  },
  undoable: undoableBatches,
  needsSecond: async ({ tx, district }) => !(await isLive(tx, district)),
  confirmed: async (context) => {
    await confirmOpening(context.tx, byOf(context), context.batch)
  },
}

const byOf = ({ district, account, person, now }: ImportContext) => ({ district, account, person, at: now })
const SENTENCES = { slice: 'roster', sentences: ROSTER_PROBLEMS }
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function plan(context: ImportContext, reading: SheetReading<RosterLine>): Promise<Plan<RosterRow>> {
  const { tx, district, areas, today } = context
  // Nobody takes a seat between the comparison and the writing.
  await lockTenures(tx, district)
  const find = communityFinder(await communitiesOf(tx, district))
  const candidates = reading.rows.map((line) => candidateOf(line, find))
  await context.progress(40)
  const people = await peopleLike(tx, district, {
    hashes: candidates.flatMap(({ hashes }) => hashes.id_hash ?? []),
    ids: candidates.flatMap(({ record }) => (record && UUID.test(record) ? [record] : [])),
    names: [...new Set(candidates.flatMap((one) => (one.given.birth ? [one.nameKey] : [])))],
  })
  const seats = await seatsHeld(tx, district, today)
  await context.progress(70)
  const known = { people, seats, isLive: await isLive(tx, district), areas, today }
  const compared = compareRoster(candidates, known)
  const { rows, problems } = await withoutTakenSeats(context, compared.planned)
  return { rows, problems: [...compared.problems, ...problems].map((one) => problemOf(reading, SENTENCES, one)) }
}

type Placed = RowProblem & { readonly row: number }

/** Rows whose posts can be opened beside all others; with a row that cannot go the others about that person. */
async function withoutTakenSeats({ tx, district }: ImportContext, rows: readonly PlannedRow<RosterRow>[]) {
  const { problems } = await checkOpenings(tx, district, openingsOf(rows))
  if (problems.length === 0) return { rows, problems: [] }
  const refused = problems.map(({ row = 0, zh, en, facts }): Placed => ({
    row,
    code: 'seat-rule',
    column: 'post',
    facts: { zhRule: fill(zh, facts), enRule: fill(en, facts) },
  }))
  const bad = new Set(refused.map(({ row }) => row))
  const people = new Map(rows.filter(({ row }) => bad.has(row)).map(({ row, data }) => [data.person, row]))
  const others = rows.flatMap(({ row, data }): Placed[] => {
    const other = people.get(data.person)
    if (other === undefined || bad.has(row)) return []
    return [{ row, code: 'other-row', column: 'name', facts: { other } }]
  })
  return { rows: rows.filter(({ data }) => !people.has(data.person)), problems: [...refused, ...others] }
}

function openingsOf(rows: readonly PlannedRow<RosterRow>[]): OpeningRow[] {
  const openings: OpeningRow[] = []
  for (const { row, data } of rows) {
    for (const post of data.posts) openings.push({ row, person: data.person, ...post })
  }
  return openings
}

async function write(context: ImportContext, rows: readonly PlannedRow<RosterRow>[]) {
  const written = await writeRecords(context, rows)
  const openings = openingsOf(rows)
  if (openings.length === 0) return written
  const { problems } = await openTenures(context.tx, byOf(context), context.batch, openings)
  // The plan was made in this transaction, under the lock: what it let through stands.
  if (problems.length > 0) throw new Error(`${problems.length} planned posts were refused`)
  return written
}
