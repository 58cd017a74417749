import { newId } from '#kernel/database.ts'
import { fill } from '#kernel/language.ts'
import type { PlannedRow } from '#kernel/sheets/import.ts'
import type { BatchChange } from '#kernel/sheets/import-contract.ts'
import { NO_FIELDS } from '../people/columns.ts'
import type { PersonFields } from '../people/contract.ts'
import { RECORD_RULES } from '../people/refusals.ts'
import { FIELD_NAMES, settle } from '../people/rules.ts'
import type { Hashes } from '../people/secrets.ts'
import { ROSTER, ROSTER_POSTS } from './contract.ts'
import type { HeldSeat, KnownPerson } from './queries.ts'
import { type Candidate, contradictions, identityOf, NOTHING, type RowProblem, type Wanted } from './rules.ts'

// Rows against the register: which are whose, what they would change, which seats they ask for. Pure.

/** What a good row writes. */
export type RosterRow = {
  readonly person: string
  /** Version of the record as compared; 0: a new one. */
  readonly version: number
  readonly name: string
  /** Of the numbers that the person's rows give. */
  readonly hashes: Hashes
  readonly area: number
  /** The whole record after the row; null in a further row about the same person. */
  readonly fields: PersonFields | null
  readonly posts: readonly Wanted[]
}

export type Compared = {
  readonly planned: readonly PlannedRow<RosterRow>[]
  readonly problems: readonly (RowProblem & { readonly row: number })[]
}

export type Known = {
  readonly people: readonly KnownPerson[]
  readonly seats: readonly HeldSeat[]
  readonly isLive: boolean
  readonly areas: readonly [number, number]
  readonly today: string
}

/** The one post that a roster writes in a column of its own. */
const DIRECTOR = { zh: '居委会主任', en: 'Committee director' }

/** Compares all rows of a roster. */
export function compareRoster(candidates: readonly Candidate[], known: Known): Compared {
  const problems: (RowProblem & { row: number })[] = []
  const planned: PlannedRow<RosterRow>[] = []
  const bad = new Set<number>()
  const report = (row: number, found: readonly RowProblem[]) => {
    for (const problem of found) problems.push({ ...problem, row })
    if (found.length > 0) bad.add(row)
  }
  for (const { row, problems: found } of candidates) report(row, found)
  const lookUp = finderOf(known.people)
  const seats = seatsOf(known.seats)
  for (const rows of Map.groupBy(candidates, (one) => identityOf(one) ?? `row/${one.row}`).values()) {
    for (const { row, problem } of groupProblems(rows)) report(row, [problem])
    if (rows.some(({ row }) => bad.has(row))) continue
    const outcome = compareGroup(rows, lookUp, seats, known)
    for (const { row, ...problem } of outcome.problems) report(row, [problem])
    for (const one of outcome.planned) if (!bad.has(one.row)) planned.push(one)
  }
  return { planned: planned.toSorted((a, b) => a.row - b.row), problems }
}

/** Rows about one person have to agree; without an ID number two rows of one name are nobody's guess. */
function groupProblems(rows: readonly Candidate[]): { row: number; problem: RowProblem }[] {
  const [first, ...others] = rows
  if (!first || others.length === 0) return []
  return others.flatMap((one) => {
    const both = (problem: Omit<RowProblem, 'facts'>, facts = {}) =>
      [
        [one.row, first.row],
        [first.row, one.row],
      ].map(([row = 0, other = 0]) => ({
        row,
        problem: { ...problem, facts: { ...facts, other } },
      }))
    if (one.nameKey !== first.nameKey) return both({ code: 'two-people-one-id', column: 'idNumber' })
    if (!one.hashes.id_hash && !one.record)
      return both({ code: 'identity-unclear', column: 'name' }, { value: one.name })
    return contradictions(first, one).flatMap((field) => {
      const { zh, en } = FIELD_NAMES[field]
      return both({ code: 'rows-contradict', column: field }, { zhField: zh, enField: en })
    })
  })
}

type LookUp = (one: Candidate) => KnownPerson | RowProblem | undefined

function finderOf(people: readonly KnownPerson[]): LookUp {
  const byId = new Map(people.map((one) => [one.id, one]))
  const byHash = new Map(people.flatMap((one) => (one.idHash ? [[one.idHash, one] as const] : [])))
  const byName = Map.groupBy(people, ({ nameKey }) => nameKey)
  return (one) => {
    const { nameKey, hashes } = one
    const { id_hash } = hashes
    const recorded = one.record ? byId.get(one.record) : undefined
    if (one.record && !recorded) return { code: 'record-unknown', column: 'record' }
    if (recorded && recorded.nameKey !== nameKey) {
      return { code: 'record-name', column: 'record', facts: { value: recorded.name } }
    }
    const numbered = id_hash ? byHash.get(id_hash) : undefined
    if (recorded?.idHash && id_hash && recorded.idHash !== id_hash) return { code: 'id-differs', column: 'idNumber' }
    if (numbered && (numbered.nameKey !== nameKey || (recorded && recorded.id !== numbered.id))) {
      return { code: 'id-of-another', column: 'idNumber', facts: { value: numbered.name } }
    }
    return recorded ?? numbered ?? sameName(one, byName.get(nameKey) ?? [])
  }
}

/** The one record of that name and month of birth; with an ID number only one that has none yet. */
function sameName(one: Candidate, named: readonly KnownPerson[]): ReturnType<LookUp> {
  const birth = one.given.birth?.slice(0, 7)
  const alike = named.filter(
    ({ fields, idHash }) => birth && fields.birth?.startsWith(birth) && (!one.hashes.id_hash || idHash === null),
  )
  return alike.length > 1 ? { code: 'identity-unclear', column: 'name', facts: { value: one.name } } : alike[0]
}

type Seats = { readonly of: (community: string, kind: string) => readonly HeldSeat[] }

function seatsOf(held: readonly HeldSeat[]): Seats {
  const byPlace = Map.groupBy(held, ({ community, kind }) => `${community}/${kind}`)
  return { of: (community, kind) => byPlace.get(`${community}/${kind}`) ?? [] }
}

function compareGroup(rows: readonly Candidate[], lookUp: LookUp, seats: Seats, known: Known): Compared {
  const [first] = rows
  if (!first) return { planned: [], problems: [] }
  const found = lookUp(first)
  if (found && 'code' in found) return { planned: [], problems: rows.map(({ row }) => ({ ...found, row })) }
  if (found && (found.area < known.areas[0] || found.area > known.areas[1])) {
    return { planned: [], problems: rows.map(({ row }) => ({ code: 'outside-area', column: 'name', row }) as const) }
  }
  const before: PersonFields = found ? { ...NO_FIELDS, ...found.fields } : NO_FIELDS
  const wanted = { ...before, community: before.community ?? first.community?.id ?? null }
  for (const { given } of rows) Object.assign(wanted, given)
  const { fields, problems } = settle(wanted, known.today)
  const hashes = hashesGiven(rows)
  const person = { person: found?.id ?? newId(), version: found?.version ?? 0, name: first.name, hashes }
  const area = found && before.community ? found.area : (first.community?.area ?? known.areas[0])
  const faults = problems.map(({ code, field, facts }) => {
    const facts2 = { zhRule: fill(RECORD_RULES[code].zh, facts), enRule: fill(RECORD_RULES[code].en, facts) }
    return { code: 'field-rule', column: field, facts: facts2, row: first.row } as const
  })
  const cells = cellsOf(before, fields, found, hashes)
  const planned: PlannedRow<RosterRow>[] = []
  const taken: Compared['problems'][number][] = []
  for (const [at, one] of rows.entries()) {
    const { posts, problems } = comparePosts(one, person.person, seats, known)
    for (const problem of problems) taken.push({ ...problem, row: one.row })
    const changes = at === 0 && (!found || cells.length > 0)
    const act = found ? (changes || posts.length > 0 ? 'changed' : 'same') : 'added'
    const own = at === 0 ? cells : NOTHING
    const shown = posts.length === 0 ? own : [...own, ...posts.map((post) => postCell(post, one))]
    const data: RosterRow = { ...person, area, fields: changes ? fields : null, posts }
    planned.push({ row: one.row, act, label: one.name, cells: shown, data })
  }
  return { planned: faults.length > 0 ? [] : planned, problems: [...faults, ...taken] }
}

/** Of each number the first that one of the rows gives; rows that contradict each other have been refused. */
function hashesGiven(rows: readonly Candidate[]): Hashes {
  const [only, ...others] = rows
  if (only && others.length === 0) return only.hashes
  const first = (key: keyof Hashes) => rows.find(({ hashes }) => hashes[key] !== null)?.hashes[key] ?? null
  return { id_hash: first('id_hash'), id_last4: first('id_last4'), phone_hash: first('phone_hash') }
}

/** What the second person confirms: which post where, since when. */
function postCell({ kind, capacity, from }: Wanted, { community }: Candidate): BatchChange['cells'][number] {
  const column = (capacity === 'acting' ? ROSTER_POSTS.acting : ROSTER_POSTS[kind]) ?? DIRECTOR
  return { column, before: null, after: `${community?.shortName ?? ''} ${from.slice(0, 7)}` }
}

const isOther = (given: string | null, known: string | null): boolean => given !== null && given !== known

const WORDS = new Map(
  ROSTER.columns.flatMap(({ key, choices = [] }) =>
    choices.map(({ value, zh, en }) => [`${key}/${value}`, { zh, en }]),
  ),
)
/** The word for a code, as the drop-down has it. */
const said = (field: string, value: string | null) =>
  value === null ? null : (WORDS.get(`${field}/${value}`) ?? value)

/** What the first row of a person changes in the record; hidden fields say that they change, not how. */
function cellsOf(
  before: PersonFields,
  after: PersonFields,
  found: KnownPerson | undefined,
  { id_hash, phone_hash }: Hashes,
): PlannedRow<RosterRow>['cells'] {
  if (!found) return NOTHING
  const plain = (Object.keys(NO_FIELDS) as (keyof PersonFields)[])
    .filter(
      (field) => field !== 'idNumber' && field !== 'phone' && field !== 'community' && before[field] !== after[field],
    )
    .map((field) => ({
      column: FIELD_NAMES[field],
      before: said(field, before[field]),
      after: said(field, after[field]),
    }))
  const hidden = [
    ...(isOther(id_hash, found.idHash) ? [FIELD_NAMES.idNumber] : []),
    ...(isOther(phone_hash, found.phoneHash) ? [FIELD_NAMES.phone] : []),
  ].map((column) => ({ column, before: null, after: '•••' }))
  return [...plain, ...hidden]
}

const NO_POSTS = { posts: NOTHING, problems: NOTHING }

/** The posts of a row that are not on record yet, or why they cannot be. */
function comparePosts(
  { posts }: Candidate,
  person: string,
  seats: Seats,
  { isLive }: Known,
): { posts: readonly Wanted[]; problems: readonly RowProblem[] } {
  if (posts.length === 0) return NO_POSTS
  const open: Wanted[] = []
  const problems: RowProblem[] = []
  for (const wanted of posts) {
    const held = seats.of(wanted.community, wanted.kind)
    const own = held.find((one) => one.person === person)
    const { column } = wanted
    if (own && own.from.slice(0, 7) !== wanted.from.slice(0, 7)) {
      problems.push({ code: 'since-differs', column, facts: { value: own.from.slice(0, 7) } })
    } else if (!own && isLive) problems.push({ code: 'needs-filing', column })
    else if (!own) open.push(wanted)
  }
  return { posts: open, problems }
}
