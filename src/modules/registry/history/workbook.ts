import type { ImportContext } from '#kernel/sheets/import-batch.ts'
import type { Importer, Plan } from '#kernel/sheets/import.ts'
import { problemOf } from '#kernel/sheets/problems.ts'
import type { SheetReading } from '#kernel/sheets/read.ts'
import { nameKey } from '../people/names.ts'
import { peopleLike } from '../roster/queries.ts'
import { compareRecords, findPeople, type Hashed, hashed, type Known } from './compare.ts'
import { historyImport } from './contract.ts'
import { addRecords, endRecords, lockHistory, type NewRecord } from './operations.ts'
import { communitiesOf, recordsAbout } from './queries.ts'
import { HISTORY_PROBLEMS } from './refusals.ts'
import { type Candidate, candidateOf, communityFinder, type RowProblem } from './rules.ts'

// Past records as an importer: rows against the register, written once, taken back as one.

export const historyImporter: Importer<NewRecord> = {
  declaration: historyImport,
  plan,
  write: addRecords,
  undo: endRecords,
}

/** What the evaluation says of each community that it totalled in a half-year. */
const TOTALLED = 'star.totalled'
const SENTENCES = { slice: 'history', sentences: HISTORY_PROBLEMS }
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
type Placed = RowProblem & { readonly row: number }

async function plan(context: ImportContext, reading: SheetReading): Promise<Plan<NewRecord>> {
  const { tx, district, today } = context
  await lockHistory(tx, district)
  const find = communityFinder(await communitiesOf(tx, district))
  const problems: Placed[] = []
  const candidates: Candidate[] = []
  for (const { row, values } of reading.rows) {
    const one = candidateOf(row, values, find, today)
    if ('row' in one) candidates.push(one)
    else problems.push(...one.map((problem) => ({ ...problem, row })))
  }
  const numbered = await withHashes(context, candidates, problems)
  await context.progress(40)
  const found = findPeople(numbered, await peopleOf(context, numbered))
  const people = found.flatMap(({ person }) => (person && !('code' in person) ? [person.id] : []))
  const communities = numbered.flatMap(({ community }) => community?.id ?? [])
  const records = await recordsAbout(tx, district, people, communities)
  await context.progress(70)
  const compared = compareRecords(found, { records, isRated: await ratedIn(context, numbered) })
  return {
    rows: compared.planned,
    problems: [...problems, ...compared.problems].map((one) => problemOf(reading, SENTENCES, one)),
  }
}

async function withHashes({ tx, services, district }: ImportContext, rows: readonly Candidate[], problems: Placed[]) {
  const hash = await services.keyring.hasher(tx, district)
  return rows.flatMap((candidate): Hashed[] => {
    const one = hashed(candidate, hash)
    if (!('code' in one)) return [one]
    problems.push({ ...one, row: candidate.row })
    return []
  })
}

const peopleOf = ({ tx, district }: ImportContext, rows: readonly Hashed[]) =>
  peopleLike(tx, district, {
    hashes: rows.flatMap(({ idHash }) => idHash ?? []),
    ids: rows.flatMap(({ record }) => (record && UUID.test(record) ? [record] : [])),
    names: [...new Set(rows.flatMap(({ name, birth }) => (name && birth ? [nameKey(name)] : [])))],
  })

/** Which of the stars this system gave itself. */
async function ratedIn({ tx, services, district }: ImportContext, rows: readonly Hashed[]): Promise<Known['isRated']> {
  const periods = new Set(rows.flatMap(({ kind, period }) => (kind === 'star' ? [period] : [])))
  const rated = new Map<string, (community: string) => boolean>()
  for (const period of periods) {
    const factsOf = await services.facts.gather(tx, [TOTALLED], { districts: [district], period })
    rated.set(period, (community) => factsOf(community)[TOTALLED] !== undefined)
  }
  return (community, period) => rated.get(period)?.(community) ?? false
}
