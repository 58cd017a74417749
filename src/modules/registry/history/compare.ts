import type { Hasher } from '#kernel/crypto/keys.ts'
import { newId } from '#kernel/database.ts'
import { periodTitle } from '#kernel/period.ts'
import type { PlannedRow } from '#kernel/sheets/import.ts'
import { readIdNumber } from '../people/identity.ts'
import { ID_PROBLEMS } from '../people/refusals.ts'
import { hashesOf } from '../people/secrets.ts'
import type { KnownPerson } from '../roster/queries.ts'
import { KINDS, type RecordKind, valueText } from './codes.ts'
import type { NewRecord } from './operations.ts'
import { type Candidate, personFinder, type RowProblem } from './rules.ts'

// Rows against the register: whose they are, what is on record already. Pure.

export type Hashed = Candidate & { readonly idHash: string | null }

/** Adds the hash by which a row's person is found, or says what is wrong with the number. */
export function hashed(candidate: Candidate, hash: Hasher): Hashed | RowProblem {
  if (!candidate.idNumber) return { ...candidate, idHash: null }
  const read = readIdNumber(candidate.idNumber)
  if ('value' in read) return { ...candidate, idHash: hashesOf(hash, { idNumber: read.value, phone: null }).id_hash }
  const { zh, en } = ID_PROBLEMS[read.problem]
  return { code: 'id-number', column: 'idNumber', facts: { zhProblem: zh, enProblem: en } }
}

type OnRecord = Pick<NewRecord, 'person' | 'community' | 'kind' | 'period' | 'value' | 'detail'>

export type Known = {
  readonly people: readonly KnownPerson[]
  /** By subject, as `subjectOf` names it. */
  readonly records: readonly OnRecord[]
  /** Whether this system rated a community in a half-year itself. */
  readonly isRated: (community: string, period: string) => boolean
}

type Placed = RowProblem & { readonly row: number }
export type Compared = { readonly planned: readonly PlannedRow<NewRecord>[]; readonly problems: readonly Placed[] }

/** Whose the record is: of a person wherever that was, else of the community. */
const subjectOf = ({ person, community }: Pick<NewRecord, 'person' | 'community'>): string => person ?? community ?? ''

/** What there can be one of: a result per subject and period, of free texts each. */
function keyOf(record: OnRecord): string {
  const { kind, period, value } = record
  return [kind, period, subjectOf(record), ...(KINDS[kind].values ? [] : [value])].join('/')
}

/** The people that rows are about. */
export function findPeople(candidates: readonly Hashed[], people: readonly KnownPerson[]) {
  const find = personFinder(people)
  return candidates.map((one) => ({ one, person: one.name === undefined ? undefined : find(one, one.idHash) }))
}

/** Compares rows whose people are found with what is on record, and with each other. */
export function compareRecords(found: ReturnType<typeof findPeople>, known: Omit<Known, 'people'>): Compared {
  const onRecord = new Map(known.records.map((record) => [keyOf(record), record]))
  const problems: Placed[] = []
  const named: { one: Hashed; data: NewRecord }[] = []
  for (const { one, person } of found) {
    if (person && 'code' in person) problems.push({ ...person, row: one.row })
    else named.push({ one, data: dataOf(one, person) })
  }
  const planned: PlannedRow<NewRecord>[] = []
  for (const rows of Map.groupBy(named, ({ data }) => keyOf(data)).values()) {
    for (const [at, { one, data }] of rows.entries()) {
      const other = rows.length > 1 ? rows.at(at - 1)?.one.row : undefined
      const result = other ? twice(one, other) : compareOne(one, data, onRecord.get(keyOf(data)), known)
      if ('code' in result) problems.push(result)
      else planned.push(result)
    }
  }
  return { planned: planned.toSorted((a, b) => a.row - b.row), problems }
}

function dataOf({ kind, period, value, detail, community }: Hashed, person: KnownPerson | undefined): NewRecord {
  const area = person?.area ?? community?.area ?? 0
  return {
    id: newId(),
    area,
    person: person?.id ?? null,
    community: community?.id ?? null,
    kind,
    period,
    value,
    detail,
  }
}

const kindFacts = (kind: RecordKind) => ({ zhKind: KINDS[kind].name.zh, enKind: KINDS[kind].name.en })
const twice = ({ row, kind }: Hashed, other: number): Placed => ({
  row,
  code: 'twice',
  column: 'value',
  facts: { other, ...kindFacts(kind) },
})

function compareOne(
  one: Hashed,
  data: NewRecord,
  before: OnRecord | undefined,
  { isRated }: Pick<Known, 'isRated'>,
): PlannedRow<NewRecord> | Placed {
  const { row, kind, period, value, community, name } = one
  if (kind === 'star' && community && isRated(community.id, period)) {
    const { zh, en } = periodTitle(period)
    const facts = { community: community.shortName, zhPeriod: zh, enPeriod: en }
    return { row, code: 'own-result', column: 'period', facts }
  }
  const isSame = before?.value === data.value && before.detail === data.detail && before.community === data.community
  if (before && !isSame) {
    const text = valueText(kind, before.value).zh
    const facts = { value: before.detail ? `${text}（${before.detail}）` : text, ...kindFacts(kind) }
    return { row, code: 'on-record', column: 'value', facts }
  }
  const { name: of } = KINDS[kind]
  const title = periodTitle(period)
  const column = { zh: `${of.zh} · ${title.zh}`, en: `${of.en} · ${title.en}` }
  const label = name ?? community?.shortName ?? ''
  return {
    row,
    act: before ? 'same' : 'added',
    label,
    cells: [{ column, before: null, after: valueText(kind, value) }],
    data,
  }
}
