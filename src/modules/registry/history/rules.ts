import { sameWords, type SheetValues } from '#kernel/sheets/list.ts'
import { monthOfText } from '#kernel/sheets/dates.ts'
import { communitiesNamed } from '../communities/names.ts'
import { cleanName, nameKey } from '../people/names.ts'
import { KINDS, type PeriodForm, type RecordKind } from './codes.ts'
import type { HistoryProblemCode } from './refusals.ts'

// What a row of past records says, before it is compared with anything. Pure.

/** One thing wrong with a row: where (column key) and what. */
export type RowProblem = {
  readonly code: HistoryProblemCode
  readonly column: string
  readonly facts?: Readonly<Record<string, string | number>>
}

/** A community that a past record may be of: also one that has ended. */
export type KnownCommunity = {
  readonly id: string
  readonly area: number
  readonly code: number
  readonly name: string
  readonly shortName: string
  readonly streetName: string
  readonly from: string
  /** First day it no longer existed; null: it is in force. */
  readonly until: string | null
}

/** Finds a community by its code, full or short name, within the street where one is named. */
type FindCommunity = (value: string, street: string | null) => KnownCommunity | RowProblem

/** One in force goes before those of the same name that have ended. */
export function communityFinder(communities: readonly KnownCommunity[]): FindCommunity {
  const named = communitiesNamed(communities, nameKey)
  return (value, street) => {
    const here = named(value, street)
    const inForce = here.filter(({ until }) => until === null)
    const found = inForce.length > 0 ? inForce : here
    if (found.length === 1 && found[0]) return found[0]
    return { column: 'community', ...unfound(value, found) }
  }
}

function unfound(value: string, found: readonly KnownCommunity[]): Omit<RowProblem, 'column'> {
  if (found.length === 0) return { code: 'community-unknown', facts: { value } }
  if (found.some(({ until }) => until === null)) return { code: 'community-ambiguous', facts: { value } }
  const periods = (to: string) => found.map(({ code, from, until }) => `${code} ${from}${to}${until}`)
  return {
    code: 'community-ended',
    facts: { value, zhPeriods: periods(' 至 ').join('、'), enPeriods: periods(' to ').join(', ') },
  }
}

export type Candidate = {
  readonly row: number
  readonly kind: RecordKind
  readonly period: string
  readonly value: string
  readonly detail: string | null
  readonly community: KnownCommunity | undefined
  readonly name: string | undefined
  readonly birth: string | null
  readonly idNumber: string | null
  readonly record: string | null
}

const HALF_YEAR = /^(\d{4})(?:H([12])|年?(?:度)?(上|下)半年)$/i
const YEAR = /^(\d{4})(?:年|年度)?$/

type Period = { readonly form: PeriodForm; readonly key: string; readonly first: string; readonly last: string }

/** A period as people write it; undefined: none, or one that can be read in two ways. */
export function readPeriod(text: string): Period | undefined {
  const plain = text.normalize('NFKC').replaceAll(/\s/gu, '')
  const [, halfOf, number, word] = HALF_YEAR.exec(plain) ?? []
  if (halfOf) {
    const isFirst = number === '1' || word === '上'
    const [first, last] = isFirst ? [`${halfOf}-01`, `${halfOf}-06`] : [`${halfOf}-07`, `${halfOf}-12`]
    return { form: 'half-year', key: `${halfOf}H${isFirst ? 1 : 2}`, first, last }
  }
  const [, year] = YEAR.exec(plain) ?? []
  if (year) return { form: 'year', key: year, first: `${year}-01`, last: `${year}-12` }
  const month = monthOfText(plain)
  return 'value' in month ? { form: 'month', key: month.value, first: month.value, last: month.value } : undefined
}

const STAR = /^([一二三四五1-5])(?:颗?星|星级)?$/u
const DIGITS = '一二三四五'

/** The code of a kind's value, or the text where the kind has none; undefined: not among its values. */
export function readValue(kind: RecordKind, text: string): string | undefined {
  const { values } = KINDS[kind]
  if (!values) return text
  const words = sameWords(text)
  const named = Object.entries(values).find(([code, { zh, en }]) =>
    [code, zh, en].some((one) => sameWords(one) === words),
  )
  if (named) return named[0]
  const star = kind === 'star' ? STAR.exec(words)?.[1] : undefined
  return star && `star-${DIGITS.includes(star) ? DIGITS.indexOf(star) + 1 : star}`
}

/** A row as a candidate, or what is wrong with it; its cells were read under the list's declaration before. */
export function candidateOf(
  row: number,
  values: SheetValues,
  find: FindCommunity,
  today: string,
): Candidate | readonly RowProblem[] {
  const kind = values.kind as RecordKind
  const problems: RowProblem[] = []
  const place = values.community ? find(values.community, values.street ?? null) : undefined
  if (place && 'column' in place) problems.push(place)
  const period = readPeriod(values.period ?? '')
  problems.push(...periodProblems(kind, values.period ?? '', period, today))
  const value = readValue(kind, values.value ?? '')
  if (value === undefined)
    problems.push({
      code: `value-${kind === 'star' ? 'star' : 'grade'}`,
      column: 'value',
      facts: { value: values.value ?? '' },
    })
  problems.push(...subjectProblems(kind, values))
  if (problems.length > 0 || !period || value === undefined) return problems
  return {
    row,
    kind,
    period: period.key,
    value,
    detail: values.detail ?? null,
    community: place && !('column' in place) ? place : undefined,
    name: values.name ? cleanName(values.name) : undefined,
    birth: values.birth ?? null,
    idNumber: values.idNumber ?? null,
    record: values.record ?? null,
  }
}

function periodProblems(kind: RecordKind, value: string, period: Period | undefined, today: string): RowProblem[] {
  const { name, forms, values } = KINDS[kind]
  const facts = { value, zhKind: name.zh, enKind: name.en }
  if (!period || !forms.includes(period.form))
    return [{ code: `period-${forms[0] ?? 'year'}`, column: 'period', facts }]
  const month = today.slice(0, 7)
  if (period.first > month) return [{ code: 'future', column: 'period', facts }]
  // A result is that of a period that is over.
  return values && period.last >= month ? [{ code: 'not-over', column: 'period', facts }] : []
}

function subjectProblems(kind: RecordKind, { community, name, birth, idNumber, record }: SheetValues): RowProblem[] {
  const rules = KINDS[kind]
  const facts = { zhKind: rules.name.zh, enKind: rules.name.en }
  const isPerson = Boolean(name || birth || idNumber || record)
  if (rules.of === 'community') {
    if (isPerson) return [{ code: 'person-unwanted', column: name ? 'name' : 'idNumber', facts }]
    return community ? [] : [{ code: 'community-missing', column: 'community', facts }]
  }
  if (!isPerson && rules.of === 'either') return community ? [] : [{ code: 'nobody', column: 'name', facts }]
  if (!name) return [{ code: 'name-missing', column: 'name', facts }]
  if (!birth && !idNumber && !record) return [{ code: 'identity-missing', column: 'name' }]
  return []
}

/** A person of the register, as far as rows are compared with it. */
type Known = {
  readonly id: string
  readonly name: string
  readonly nameKey: string
  readonly idHash: string | null
  readonly fields: { readonly birth: string | null; readonly community: string | null }
}

/** Finds the person that a row names: by record, by ID number, by name and month of birth, and then community. */
export function personFinder<Person extends Known>(people: readonly Person[]) {
  const byId = new Map(people.map((one) => [one.id, one]))
  const byHash = new Map(people.flatMap((one) => (one.idHash ? [[one.idHash, one] as const] : [])))
  const byName = Map.groupBy(people, (one) => one.nameKey)
  return ({ name = '', birth, record, community }: Candidate, idHash: string | null): Person | RowProblem => {
    const key = nameKey(name)
    const exact = record ? byId.get(record) : idHash ? byHash.get(idHash) : undefined
    const column = record ? 'record' : 'idNumber'
    if (exact) return exact.nameKey === key ? exact : { code: 'of-another', column, facts: { value: exact.name } }
    if (record || idHash) return { code: 'person-unknown', column, facts: { value: name } }
    const alike = (byName.get(key) ?? []).filter(({ fields }) => birth && fields.birth?.startsWith(birth))
    const here = alike.length > 1 ? alike.filter(({ fields }) => fields.community === community?.id) : alike
    if (here.length === 1 && here[0]) return here[0]
    return { code: alike.length > 0 ? 'person-unclear' : 'person-unknown', column: 'name', facts: { value: name } }
  }
}
