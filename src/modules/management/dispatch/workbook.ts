import type { Pack } from '#policy'
import type { Problem } from '#kernel/refusal.ts'
import type { SheetColumn, SheetList, SheetValues } from '#kernel/sheets/list.ts'
import { problemOf, type RowProblem } from '#kernel/sheets/problems.ts'
import type { SheetReading, SheetRow } from '#kernel/sheets/read.ts'
import { ANSWERS, type Answer } from '../review/contract.ts'
import { itemsOf, itemsOfAll } from '../review/queries.ts'
import type { Looked, Reply } from '../review/replies.ts'
import { WORKBOOK_PROBLEMS, type WorkbookProblemCode } from './refusals.ts'

// The workbook of a dispatch: one fixed row for each person, one drop-down for each item. What is left empty was looked up, and
// nothing was found; that is why the first row has to say how many were looked up, where and when (rulings D3).

/** A line of the list. */
export type Line = {
  readonly place: number
  readonly request: string
  readonly department: string
  readonly personName: string
  readonly idNumber: string
  readonly post: string
  readonly items: readonly string[]
  readonly packVersion: string
  readonly replied: boolean
}
type Packs = ReadonlyMap<string, { readonly pack: Pack }>
type Words = { readonly zh: string; readonly en: string }

const INSTRUCTIONS: readonly Words[] = [
  {
    zh: '每人一行，逐项从下拉列表选择答复；留空即“未发现”。因此核查人数、核查系统、核查日期必须填写，只填第一行，适用于全部。',
    en: 'One row for each person: choose an answer for each item; empty means “nothing found”. So the first row has to say how many were looked up, where and when; it holds for all rows.',
  },
  {
    zh: '有“发现”的须写依据文号（一人多项的共用一格），只写文号，不写案情。',
    en: '“Found” needs the number of the document it rests on (one cell for all items of a person): the number only, no details.',
  },
]

const PERSON: readonly SheetColumn[] = [
  { key: 'place', header: { zh: '序号', en: 'No.' }, kind: 'code', required: true, width: 6 },
  { key: 'name', header: { zh: '姓名', en: 'Name' }, kind: 'text', locked: true, sensitive: true, width: 12 },
  {
    key: 'idNumber',
    header: { zh: '身份证号', en: 'ID number' },
    kind: 'code',
    locked: true,
    sensitive: true,
    width: 22,
  },
  { key: 'post', header: { zh: '拟任职务', en: 'Intended post' }, kind: 'text', locked: true, width: 26 },
]
const BASIS: SheetColumn = {
  key: 'basis',
  header: { zh: '依据文号', en: 'Document number' },
  kind: 'text',
  maxLength: 160,
  width: 26,
}
const LOOKED: readonly SheetColumn[] = [
  { key: 'checkedPeople', header: { zh: '核查人数', en: 'People looked up' }, kind: 'integer', min: '1', max: '10000' },
  { key: 'checkedIn', header: { zh: '核查系统', en: 'Looked up in' }, kind: 'text', maxLength: 80, width: 20 },
  { key: 'checkedOn', header: { zh: '核查日期', en: 'Looked up on' }, kind: 'date' },
]
const SEAL: SheetColumn = {
  key: 'sealed',
  header: { zh: '密存', en: 'Sealed' },
  kind: 'choice',
  choices: [{ value: 'yes', zh: '密存', en: 'Seal' }],
  help: { zh: '只由两名密件专人阅看。', en: 'Read by two named persons only.' },
}

/** The workbook's declaration: its items and their answers are those of the policies of the cases. */
export function listOf(lines: readonly Line[], packs: Packs): SheetList {
  const asked = new Set(lines.flatMap(({ items }) => items))
  const all = [...packs.values()].map(({ pack }) => pack)
  const items = itemsOfAll(all).filter(({ code }) => asked.has(code))
  const words = all[0]?.lists.review_answers.items ?? []
  const columns = items.map(({ code, zh, en }): SheetColumn => {
    const taken = new Set(all.flatMap((pack) => itemsOf(pack).find((one) => one.code === code)?.answers ?? []))
    const choices = words
      .filter((one) => taken.has(one.code as Answer))
      .map((one) => ({ value: one.code, zh: one.zh, en: one.en }))
    return { key: code, header: { zh: `${code} ${zh}`, en: `${code} ${en}` }, kind: 'choice', choices, width: 18 }
  })
  const [department] = lines.map((line) => line.department)
  const maySeal = all.some((pack) =>
    pack.lists.review_departments.items.some(({ code, sensitive }) => code === department && sensitive),
  )
  return {
    id: 'management.review',
    version: 1,
    name: { zh: '联审答复', en: 'Reply to the review' },
    columns: [...PERSON, ...columns, BASIS, ...(maySeal ? [SEAL] : []), ...LOOKED],
    keys: ['place'],
    fixedRows: true,
    instructions: INSTRUCTIONS,
  }
}

export const rowsOf = (lines: readonly Line[]): SheetValues[] =>
  lines.map(({ place, personName, idNumber, post }) => ({ place: String(place), name: personName, idNumber, post }))

/** What a workbook says, with all that is wrong with it. */
export type WorkbookReading = {
  readonly looked: Partial<Looked>
  readonly replies: readonly Reply[]
  readonly problems: readonly Problem[]
  /** Lines that had been replied to already: they are passed over. */
  readonly replied: number
  readonly empty: number
}

type Found = RowProblem<WorkbookProblemCode>

/** Reads the rows under the rules of the review. `today`: the business date. */
export function repliesIn(
  reading: SheetReading,
  { lines, packs, today }: { readonly lines: readonly Line[]; readonly packs: Packs; readonly today: string },
): WorkbookReading {
  const rows = [...reading.rows, ...reading.rejected].toSorted((a, b) => a.row - b.row)
  const open = new Map(lines.filter(({ replied }) => !replied).map((line) => [String(line.place), line]))
  const { looked, problems } = lookedIn(rows, open.size, today)
  const found: Found[] = [...problems]
  const replies: Reply[] = []
  let empty = 0
  for (const { row, values } of rows) {
    const line = open.get(values['place'] ?? '')
    if (!line) continue
    const one = replyIn(row, values, line, packs)
    found.push(...one.problems)
    replies.push(one.reply)
    empty += line.items.filter((item) => !values[item]).length
  }
  const sentences = { slice: 'dispatch', sentences: WORKBOOK_PROBLEMS }
  const own = reading.headerRow === undefined ? [] : found
  return {
    looked,
    replies,
    empty,
    replied: lines.length - open.size,
    problems: [...reading.problems, ...own.map((one) => problemOf(reading, sentences, one))],
  }
}

const FIXED = new Set([...PERSON, BASIS, SEAL, ...LOOKED].map(({ key }) => key))

function lookedIn(
  rows: readonly SheetRow[],
  people: number,
  today: string,
): { looked: Partial<Looked>; problems: Found[] } {
  const [first, ...rest] = rows
  if (!first) return { looked: {}, problems: [] }
  const { row, values } = first
  const { checkedPeople, checkedIn, checkedOn } = values
  // A value that could not be read is absent, and a problem already.
  const problems = LOOKED.filter(({ key }) => values[key] === null).map(({ key, header }): Found => {
    return { row, code: 'looked-missing', column: key, facts: { zhHeader: header.zh, enHeader: header.en } }
  })
  const checked = Number(checkedPeople ?? 0)
  if (checkedPeople && checked < people) {
    problems.push({ row, code: 'looked-few', column: 'checkedPeople', facts: { checked, people } })
  }
  if (checkedOn && checkedOn > today) {
    problems.push({ row, code: 'looked-later', column: 'checkedOn', facts: { date: checkedOn } })
  }
  for (const other of rest) {
    const stray = LOOKED.find(({ key }) => other.values[key] && other.values[key] !== values[key])
    if (stray) problems.push({ row: other.row, code: 'looked-elsewhere', column: stray.key })
  }
  const looked = {
    ...(checkedPeople ? { checkedPeople: checked } : {}),
    ...(checkedIn ? { checkedIn } : {}),
    ...(checkedOn ? { checkedOn } : {}),
  }
  return { looked, problems }
}

function replyIn(row: number, values: SheetValues, line: Line, packs: Packs): { reply: Reply; problems: Found[] } {
  const { request, department, personName: person } = line
  const pack = packs.get(line.packVersion)?.pack
  const allowed = new Map((pack ? itemsOf(pack) : []).map((item) => [item.code, item.answers]))
  const basis = values['basis'] ?? null
  const problems: Found[] = []
  const answers: Reply['answers'] = []
  for (const [item, value] of Object.entries(values)) {
    const answer = ANSWERS.find((one) => one === value)
    if (!answer || FIXED.has(item)) continue
    if (!line.items.includes(item)) problems.push({ row, code: 'not-asked', column: item, facts: { item, person } })
    else if (!allowed.get(item)?.includes(answer)) {
      problems.push({ row, code: 'answer-not-allowed', column: item, facts: { item, person } })
    } else if (answer !== 'none-found') answers.push({ item, answer, basis })
  }
  const isFound = answers.some(({ answer }) => answer === 'found')
  if (isFound && basis === null && 'basis' in values) {
    problems.push({ row, code: 'basis-missing', column: 'basis', facts: { person } })
  }
  if (basis !== null && answers.length === 0 && problems.length === 0) {
    problems.push({ row, code: 'basis-alone', column: 'basis', facts: { person } })
  }
  return { reply: { request, department, sensitive: values['sealed'] === 'yes', answers }, problems }
}
