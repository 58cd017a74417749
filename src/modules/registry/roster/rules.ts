import type { Hasher } from '#kernel/crypto/keys.ts'
import type { SheetValues } from '#kernel/sheets/list.ts'
import type { SheetRow } from '#kernel/sheets/read.ts'
import type { PersonFields } from '../people/contract.ts'
import { COLUMNS } from '../people/columns.ts'
import { readIdNumber, readPhone } from '../people/identity.ts'
import { cleanName, nameKey } from '../people/names.ts'
import { communitiesNamed } from '../communities/names.ts'
import { type Hashes, hashesOf } from '../people/secrets.ts'
import type { Capacity, PostKind } from '../posts/rules.ts'
import { actingLimit } from '../posts/rules.ts'
import type { KnownCommunity } from './queries.ts'
import type { RosterProblemCode } from './refusals.ts'

// What a row of the roster says, before it is compared with anything. Pure.

/** One thing wrong with a row: where (column key) and what. */
export type RowProblem = {
  readonly code: RosterProblemCode
  readonly column: string
  readonly facts?: Readonly<Record<string, string | number>>
}

/** A post that a row asks for. */
export type Wanted = {
  readonly kind: PostKind
  readonly capacity: Capacity
  readonly community: string
  readonly from: string
  readonly until: string | null
  readonly column: 'post' | 'director'
}

/** What a row says, in few words: 100,000 of them are kept between the dry run and the writing. */
export type RosterLine = {
  readonly row: number
  readonly name: string
  readonly record: string | null
  /** As written. */
  readonly community: string
  readonly street: string | null
  /** The fields that the row fills in; what it leaves empty is not there. */
  readonly given: Partial<PersonFields>
  /** Not there in a row that names no post, as most of a long list. */
  readonly holds?: Held
  /** Of its numbers; they take longer than all the rest. A number that is none has none: the rules of a record name it. */
  readonly hashes: Hashes
}

export type Candidate = Pick<RosterLine, 'row' | 'name' | 'record' | 'given' | 'hashes'> & {
  readonly nameKey: string
  readonly community: KnownCommunity | undefined
  readonly posts: readonly Wanted[]
  readonly problems: readonly RowProblem[]
}

const FIELDS = [...Object.keys(COLUMNS), 'idNumber', 'phone'] as (keyof PersonFields)[]
/** What nearly every person has of one's own. */
const OWN = ['idNumber', 'phone', 'note'] as const
const COMMON = FIELDS.filter((field) => field !== 'community' && !OWN.some((own) => own === field))
const HOLDS = ['post', 'since', 'director', 'directorSince'] as const
type Held = Partial<Record<(typeof HOLDS)[number], string>>
const HOLDS_NOTHING: Held = {}
/** One for all rows: 100,000 lists of nothing fill the memory, too. */
export const NOTHING: readonly never[] = []

/** Finds a community by its code, full or short name, within the street where one is named. */
export type FindCommunity = (value: string, street: string | null) => KnownCommunity | RowProblem

export function communityFinder(communities: readonly KnownCommunity[]): FindCommunity {
  const named = communitiesNamed(communities, nameKey)
  const find = (value: string, street: string | null) => {
    const found = named(value, street)
    if (found.length === 1 && found[0]) return found[0]
    const code = found.length === 0 ? 'community-unknown' : 'community-ambiguous'
    return { code, column: 'community', facts: { value } } as const
  }
  const known = new Map<string, ReturnType<FindCommunity>>()
  return (value, street) => {
    const words = `${value}/${street ?? ''}`
    const found = known.get(words) ?? find(value, street)
    known.set(words, found)
    return found
  }
}

/**
 * Makes lines of rows in their own words; their cells were read under the list's declaration before. Words that many rows
 * have in common are kept once: as many copies as rows would fill a third of the memory.
 */
export function lineMaker(hash: Hasher): (row: SheetRow) => RosterLine {
  const common = new Map<string, string>()
  const once: Once = (value) => {
    const known = common.get(value) ?? value
    common.set(value, known)
    return known
  }
  const short = new Map<string, string>()
  // Four digits have few values: each is hashed once.
  const hashOnce: Hasher = (purpose, value) => {
    if (purpose !== 'id-last4') return hash(purpose, value)
    const known = short.get(value) ?? hash(purpose, value)
    short.set(value, known)
    return known
  }
  return (row) => lineOf(row, hashOnce, once)
}

/** The one copy of words that many rows have in common. */
type Once = (value: string) => string

function lineOf({ row, values }: SheetRow, hash: Hasher, once: Once): RosterLine {
  const name = cleanName(values.name ?? '')
  const id = values.idNumber ? readIdNumber(values.idNumber) : undefined
  const idNumber = id && 'value' in id ? id.value : null
  const phone = values.phone ? (readPhone(values.phone) ?? null) : null
  return {
    row,
    name,
    record: values.record ?? null,
    community: once(values.community ?? ''),
    street: values.street ? once(values.street) : null,
    given: filled(values, OWN, (value) => value, filled(values, COMMON, once)),
    ...(HOLDS.some((key) => values[key]) ? { holds: filled(values, HOLDS, once) } : {}),
    hashes: hashesOf(hash, { idNumber, phone }),
  }
}

function filled<Key extends string>(
  values: SheetValues,
  keys: readonly Key[],
  once: Once,
  found: Partial<Record<Key, string>> = {},
): Partial<Record<Key, string>> {
  for (const key of keys) {
    const value = values[key]
    if (value) found[key] = once(value)
  }
  return found
}

/** A row as a candidate: in which community, for which posts. */
export function candidateOf(line: RosterLine, find: FindCommunity): Candidate {
  const { row, name, record, given, holds = HOLDS_NOTHING, hashes } = line
  const found = find(line.community, line.street)
  const community = 'column' in found ? undefined : found
  const problems: RowProblem[] = []
  if ('column' in found) problems.push(found)
  if (holds.director === 'yes' && holds.post !== 'secretary' && holds.post !== 'acting') {
    problems.push({ code: 'director-alone', column: 'director' })
  }
  if (!holds.post !== !holds.since) problems.push({ code: 'since-missing', column: holds.post ? 'since' : 'post' })
  if (!given.idNumber && !given.birth && !record) problems.push({ code: 'identity-missing', column: 'name' })
  const posts = community ? wantedPosts(holds, community.id) : NOTHING
  const faults = problems.length > 0 ? problems : NOTHING
  return { row, name, nameKey: nameKey(name), record, given, hashes, community, posts, problems: faults }
}

/** Months begin on their first day: rosters know no day. */
const firstDay = (month: string): string => `${month}-01`

function wantedPosts({ post, since, director, directorSince }: Held, community: string): readonly Wanted[] {
  if (!post || !since) return NOTHING
  const from = firstDay(since)
  const isActing = post === 'acting'
  const main: Wanted = {
    kind: isActing ? 'secretary' : (post as PostKind),
    capacity: isActing ? 'acting' : 'serving',
    community,
    from,
    until: isActing ? actingLimit(from) : null,
    column: 'post',
  }
  if (director !== 'yes') return [main]
  const both = { kind: 'director', capacity: 'serving', community, until: null, column: 'director' } as const
  return [main, { ...both, from: directorSince ? firstDay(directorSince) : from }]
}

/** The rows about one person, by what identifies them; `undefined` for a row that says too little. */
export function identityOf({ given, nameKey: name, hashes, record }: Candidate): string | undefined {
  if (record) return `record/${record}`
  if (hashes.id_hash) return `id/${hashes.id_hash}`
  return given.birth ? `name/${name}/${given.birth.slice(0, 7)}` : undefined
}

/** Fields in which two rows about one person disagree. */
export function contradictions(a: Candidate, b: Candidate): (keyof PersonFields)[] {
  return FIELDS.filter(
    (field) => a.given[field] !== undefined && b.given[field] !== undefined && a.given[field] !== b.given[field],
  )
}
