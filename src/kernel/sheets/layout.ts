// Finds its way in a workbook that people have handled: which sheet, where the header, which column is which, whose file.
import { type Book, type Cell, readSheet, type Sheet } from './book.ts'
import {
  CHOICES_SHEET,
  isLocked,
  PROBLEM_HEADER,
  ROWS_SHEET,
  sameWords,
  sheetName,
  type SheetColumn,
  type SheetList,
  type SheetStamp,
  STAMP_SHEET,
  SUMMARY_SHEET,
} from './list.ts'
import { columnFacts, headersFacts, type Report } from './problems.ts'

/** Title, instructions and header fit in here; people add a line or two on top. */
const HEADER_WITHIN_ROWS = 60
const OWN_SHEETS: readonly string[] = [STAMP_SHEET, ROWS_SHEET, CHOICES_SHEET, SUMMARY_SHEET.zh, SUMMARY_SHEET.en]
const PROBLEM_HEADERS = [PROBLEM_HEADER.zh, PROBLEM_HEADER.en].map(sameWords)

export type Header = {
  readonly row: number
  /** Declared columns by their place in the sheet. */
  readonly columns: ReadonlyMap<number, SheetColumn>
  /** Places with a header that is not ours, and of our own problem column: their cells are not read. */
  readonly unread: ReadonlySet<number>
  readonly cells: readonly Cell[]
}

/** The sheets that people see: what is read is never another one than they believe to have filled in. */
export function visibleSheets(book: Book): readonly Sheet[] {
  return book.sheets.filter((sheet) => !sheet.hidden && !OWN_SHEETS.includes(sheet.name))
}

/** The sheet that carries the list: by its name in either language, else the only one there is. */
export function findSheet(book: Book, list: SheetList): Sheet | undefined {
  const names = [sheetName(list.name, 'zh'), sheetName(list.name, 'en')].map(sameWords)
  const candidates = visibleSheets(book)
  const named = candidates.find((sheet) => names.includes(sameWords(sheet.name)))
  return named ?? (candidates.length === 1 ? candidates[0] : undefined)
}

/** Every text of a sheet as rows of strings by column, for our own hidden sheets. */
function readTexts(book: Book, name: string): Map<number, string>[] {
  const sheet = book.sheets.find((sheet) => sheet.name === name)
  const rows: Map<number, string>[] = []
  if (sheet)
    readSheet(book, sheet, (_, cells) => void rows.push(new Map(cells.map((cell) => [cell.column, cell.text]))))
  return rows
}

/** The stamp that `writeWorkbook` left, or null for a file of other origin. */
export function readStamp(book: Book): SheetStamp | null {
  const entries = readTexts(book, STAMP_SHEET).map((row) => [row.get(1) ?? '', row.get(2) ?? ''] as const)
  const known = new Map(entries)
  const list = known.get('list')
  if (list === undefined) return null
  const facts = entries.filter(([key]) => key.startsWith('fact:')).map(([key, value]) => [key.slice(5), value] as const)
  return { list, version: Number(known.get('version')), facts: Object.fromEntries(facts) }
}

/** Locked values as we sent them, one map of column key to text per row; an absent key was empty. */
export function readPrefilled(book: Book): ReadonlyMap<string, string>[] {
  const [head, ...rows] = readTexts(book, ROWS_SHEET)
  return rows.map((row) => new Map([...row].map(([column, text]) => [head?.get(column) ?? '', text])))
}

/** Whether the file may be read as this list at all; reports when not. `expected`: facts the stamp must carry. */
export function checkStamp(
  list: SheetList,
  stamp: SheetStamp | null,
  expected: Readonly<Record<string, string>>,
  report: Report,
): boolean {
  const names = { zhName: list.name.zh, enName: list.name.en, version: list.version }
  // A list whose rows come from us cannot be checked without knowing which rows those were.
  if (!stamp) return list.fixedRows ? (report.add('no-stamp'), false) : true
  if (stamp.list !== list.id || stamp.version !== list.version) {
    report.add('wrong-template', { ...names, found: `${stamp.list} v${stamp.version}` })
    return false
  }
  const wrong = Object.entries(expected).filter(([fact, value]) => stamp.facts[fact] !== value)
  for (const [fact, value] of wrong) {
    report.add('wrong-stamp', { fact, found: stamp.facts[fact] ?? '—', expected: value })
  }
  return wrong.length === 0
}

/** A row is the header when it names at least half of the columns that must be there. */
function headerIn(list: SheetList, row: number, cells: readonly Cell[]): Header | undefined {
  const columns = new Map<number, SheetColumn>()
  const unread = new Set<number>()
  for (const cell of cells) {
    const words = sameWords(cell.text)
    const column = list.columns.find(({ header }) => [header.zh, header.en].some((name) => sameWords(name) === words))
    if (column) columns.set(cell.column, column)
    else if (words !== '') unread.add(cell.column)
  }
  const needed = list.columns.filter((column) => !column.optional).length
  return columns.size >= Math.max(1, needed / 2) ? { row, columns, unread, cells } : undefined
}

/** The header of a sheet, or undefined when its first rows hold none. */
export function findHeader(book: Book, sheet: Sheet, list: SheetList): Header | undefined {
  let header: Header | undefined
  readSheet(book, sheet, (row, cells) => {
    if (row <= HEADER_WITHIN_ROWS) header = headerIn(list, row, cells)
    return header === undefined && row <= HEADER_WITHIN_ROWS
  })
  return header
}

/** Reports headers that are unknown, missing or there twice. Returns false when the rows cannot be understood. */
export function checkHeader(list: SheetList, header: Header | undefined, report: Report): boolean {
  if (!header) {
    const needed = list.columns.filter((column) => !column.optional).map((column) => column.key)
    report.add('header-missing', { rows: HEADER_WITHIN_ROWS, ...headersFacts(list, needed) })
    return false
  }
  const before = report.problems.length
  const found = [...header.columns.values()]
  for (const [place, column] of header.columns) {
    const isSecond = found.indexOf(column) !== [...header.columns.keys()].indexOf(place)
    const at = { row: header.row, column: place }
    if (isSecond) report.add('column-twice', columnFacts(column, { value: column.header.zh }), at)
  }
  for (const column of list.columns.filter((column) => !column.optional && !found.includes(column))) {
    report.add('column-missing', columnFacts(column), { row: header.row })
  }
  const isReadable = report.problems.length === before
  reportUnread(list, header, report)
  return isReadable
}

/** Columns that are not read: each is named, so that nobody takes it for imported. */
function reportUnread(list: SheetList, { row, cells, unread }: Header, report: Report): void {
  for (const { column, text } of cells.filter((cell) => unread.has(cell.column))) {
    const words = sameWords(text)
    if (PROBLEM_HEADERS.includes(words)) continue
    const why = list.unread?.find(({ header }) => [header.zh, header.en].some((name) => sameWords(name) === words))?.why
    const facts = { value: text.trim(), zhWhy: why?.zh, enWhy: why?.en }
    report.add(why ? 'column-unread' : 'column-unknown', facts, { row, column })
  }
}

/** The locked columns of a list, whose values are compared with what we sent. */
export function lockedColumns(list: SheetList): SheetColumn[] {
  return list.columns.filter((column) => isLocked(list, column))
}
