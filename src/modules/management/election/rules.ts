import type { RosterCommunity } from '#registry'
import type { StoredPack } from '#policy'
import { sameWords, type SheetValues } from '#kernel/sheets/list.ts'
import type { RowProblem as Placed } from '#kernel/sheets/problems.ts'
import { FILED_POSTS, type Filing } from '../filing/contract.ts'
import { dayProblemOf, endProblemOf, furthestDay, isSame, type NewMotion } from '../filing/proposals.ts'
import { MOTIONS } from './contract.ts'
import type { MotionProblemCode } from './refusals.ts'

// What a row of motions says, and whether a motion may be made of it. Pure.

type RowProblem = Placed<MotionProblemCode>
type Post = Filing['postKind']

/** A row in its own words. */
export type MotionLine = {
  readonly row: number
  readonly values: SheetValues
  readonly name: string
  /** The whole ID number, or four characters; undefined: it is neither. */
  readonly number: string | undefined
  /** Its place among the rows, from 0: above them stand the instructions. */
  readonly at: number
}

type ReadIdNumber = (text: string) => { readonly value: string } | { readonly problem: string }

export function motionLine(
  { row, values }: { readonly row: number; readonly values: SheetValues },
  at: number,
  readIdNumber: ReadIdNumber,
): MotionLine {
  const text = (values.idNumber ?? '').normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase()
  const whole = readIdNumber(text)
  const number = /^\d{3}[\dX]$/.test(text) ? text : 'value' in whole ? whole.value : undefined
  return { row, values, name: (values.name ?? '').trim(), number, at }
}

type Held = {
  readonly community: string
  readonly kind: string
  readonly name: string | null
  readonly from: string
  readonly until: string | null
}
type Find = (words: string, street?: string | null) => readonly RosterCommunity[]

/** What rows are compared with, read once. */
export type Known = {
  readonly today: string
  readonly pack: StoredPack | undefined
  readonly find: Find
  readonly findAny: Find
  readonly meant: ReadonlyMap<string, readonly { readonly id: string; readonly name: string }[]>
  readonly open: readonly Pick<Filing, 'person' | 'community' | 'postKind'>[]
  readonly held: ReadonlyMap<string, readonly Held[]>
  /** By community and post. */
  readonly holders: ReadonlyMap<string, readonly Held[]>
}

/** A good row; without a candidate it makes no motion. */
export type MotionRow = { readonly row: number; readonly label: string; readonly motion: NewMotion | null }

/** Several hundred are a whole district. */
const MOST_ROWS = 1000

type Ask = {
  readonly line: MotionLine
  readonly known: Known
  /** Puts a problem on record. */
  readonly add: (code: MotionProblemCode, column: string, facts?: RowProblem['facts']) => undefined
}

/** A row as a motion, or all that is wrong with it; `seen` has the rows before it. */
export function checkRow(
  line: MotionLine,
  known: Known,
  seen: Map<string, number>,
): MotionRow | { readonly problems: readonly RowProblem[] } {
  const { row, values, name } = line
  const problems: RowProblem[] = []
  const add: Ask['add'] = (code, column, facts = {}) => {
    problems.push({ row, code, column, facts })
    return undefined
  }
  const ask: Ask = { line, known, add }
  if (line.at >= MOST_ROWS) add('too-many', 'community', { most: MOST_ROWS })
  const place = communityIn(ask, known.find, 'community', values.street)
  if (!name && !values.idNumber && problems.length === 0) return { row, label: place?.shortName ?? '', motion: null }
  const motion = motionOf(ask, place)
  if (motion && problems.length === 0) againstOthers(ask, motion, seen)
  if (!motion || problems.length > 0) return { problems }
  seen.set(keyOf(motion), row)
  return { row, label: `${motion.place.shortName} ${motion.personName}`, motion }
}

type Placement = NewMotion & { readonly place: RosterCommunity }

/** Everything that the cells say, each asked for itself, so that every wrong one is named. */
function motionOf(ask: Ask, place: RosterCommunity | undefined): Placement | undefined {
  const { line, known, add } = ask
  const { values } = line
  const pack = known.pack ?? add('no-policy', 'community')
  for (const key of ['name', 'idNumber', 'kind', 'reason', 'planned', 'document', 'reserve', 'discipline']) {
    if (!values[key]) add('missing', key, headerOf(key))
  }
  const post = postIn(values.post)
  const person = personIn(ask)
  const lists = pack?.pack.lists
  const kind = lists && listed(ask, 'kind', lists.filing_kinds.items)
  const reason = lists && listed(ask, 'reason', lists.filing_reasons.items)
  const { planned: plannedOn, document } = values
  if (plannedOn) dayIn(ask, plannedOn)
  const leaves = leavesIn(ask)
  if (place && post) succession(ask, place, post)
  if (!pack || !place || !post || !person || !kind || !reason || !plannedOn || !document || leaves === undefined)
    return undefined
  const asked = { community: place.id, postKind: post, person: person.id, leaves }
  const more = { personName: person.name, plannedOn, document, packVersion: pack.id }
  return { ...asked, ...more, kind, reason: reason.code, place }
}

function headerOf(key: string) {
  const { zh, en } = MOTIONS.columns.find((column) => column.key === key)?.header ?? { zh: key, en: key }
  return { zhHeader: zh, enHeader: en }
}

const postIn = (value: string | null | undefined): Post | undefined => FILED_POSTS.find((one) => one === value)

function communityIn({ line, add }: Ask, find: Find, column: string, street?: string | null) {
  const value = line.values[column] ?? ''
  const found = find(value, street)
  if (found.length === 1) return found[0]
  return add(found.length === 0 ? 'community-unknown' : 'community-ambiguous', column, { value })
}

function personIn({ line: { name, number, values }, known, add }: Ask) {
  if (!name || !values.idNumber) return undefined
  if (!number) return add('number-form', 'idNumber')
  const meant = known.meant.get(`${name}/${number}`) ?? []
  if (meant.length === 1) return meant[0]
  return add(meant.length === 0 ? 'person-unknown' : 'person-unclear', 'name', { value: name })
}

type Item = { readonly code: string; readonly zh: string; readonly en: string }

/** What the policy lists, by code or by name. */
function listed<I extends Item>({ line, add }: Ask, column: string, items: readonly I[]): I | undefined {
  const value = line.values[column]
  if (!value) return undefined
  const words = sameWords(value)
  const found = items.find(({ code, zh, en }) => [code, zh, en].some((one) => sameWords(one) === words))
  const facts = {
    value,
    zhListed: items.map(({ zh }) => zh).join('、'),
    enListed: items.map(({ en }) => en).join(', '),
  }
  return found ?? add('not-listed', column, facts)
}

function dayIn({ known: { today }, add }: Ask, date: string): void {
  const problem = dayProblemOf(date, today)
  if (problem === undefined) return
  add(problem === 'filing.planned-in-past' ? 'planned-past' : 'planned-far', 'planned', {
    date,
    furthest: furthestDay(today),
  })
}

/** The post that is left; null: none; undefined: there is something wrong with it. */
function leavesIn(ask: Ask): NewMotion['leaves'] | undefined {
  const { leavesCommunity, leavesPost } = ask.line.values
  if (!leavesCommunity && !leavesPost) return null
  const postKind = postIn(leavesPost)
  if (!leavesCommunity || !postKind) return ask.add('leaves-half', leavesCommunity ? 'leavesPost' : 'leavesCommunity')
  const place = communityIn(ask, ask.known.findAny, 'leavesCommunity')
  return place && { community: place.id, postKind }
}

/** Who is said to hold the post now, compared with who does. */
function succession({ line, known, add }: Ask, { id }: RosterCommunity, post: Post): void {
  const value = line.values.succeeds
  if (!value) return
  const holders = known.holders.get(`${id}/${post}`) ?? []
  const names = holders.flatMap(({ name }) => name ?? [])
  // A holder of another street has no name for this one.
  if (names.length < holders.length || names.some((name) => sameWords(name) === sameWords(value))) return
  add('succeeds', 'succeeds', {
    value,
    zhHolders: names.join('、') || '空缺',
    enHolders: names.join(', ') || 'nobody',
  })
}

const keyOf = ({ person, community, postKind }: NewMotion): string => `${person}/${community}/${postKind}`

function againstOthers({ known, add }: Ask, motion: Placement, seen: Map<string, number>): void {
  const { personName: name, place, person } = motion
  if (known.open.some((one) => isSame(one, motion))) add('twice', 'name', { name, community: place.shortName })
  const other = seen.get(keyOf(motion))
  if (other !== undefined) add('twice-here', 'name', { other })
  const problem = endProblemOf({ ...motion, kind: motion.kind.code }, known.held.get(person) ?? [], known.today)
  const column = motion.leaves ? 'leavesPost' : 'post'
  if (problem) add(problem === 'filing.acting-leaves' ? 'acting-leaves' : 'not-held', column, { name })
}
