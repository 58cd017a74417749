// A workbook that came back: structure first, then every row under the declaration of its list.
import type { Problem } from '#kernel/refusal.ts'
import { type Area, type Book, type Cell, readBook, readSheet } from './book.ts'
import { readValue } from './cell.ts'
import { openPackage, type PackageLimits } from './guard.ts'
import { checkHeader, checkStamp, findHeader, findSheet, type Header, lockedColumns } from './layout.ts'
import { readPrefilled, readStamp, visibleSheets } from './layout.ts'
import {
  checkList,
  columnLetter,
  identityOf,
  type SheetColumn,
  type SheetList,
  type SheetStamp,
  type SheetValues,
} from './list.ts'
import { columnFacts, headersFacts, type Report, startReport } from './problems.ts'
import { refuse } from './refusals.ts'

export type Numbered = { /** 1-based, as Excel shows it. */ readonly row: number }
export type SheetRow = Numbered & { readonly values: SheetValues }

type Found = {
  /** Name of the sheet that was read, and of its header row; undefined when there was none. */
  readonly sheet: string | undefined
  readonly headerRow: number | undefined
  /** Column letter by column key: where a caller's own problems belong. */
  readonly columns: Readonly<Record<string, string>>
  readonly stamp: SheetStamp | null
  readonly problems: readonly Problem[]
}

/** What is known once the last row has been read. */
export type SheetEnd = Found & {
  /** Rows with a problem; all of them when the structure is wrong: then no value can be trusted. */
  readonly bad: readonly number[] | 'all'
}

export type SheetReading<Row extends Numbered = SheetRow> = Found & {
  /** Rows without any problem. */
  readonly rows: readonly Row[]
  /** Rows with a problem: what could be read of them; a value that could not be read is absent. */
  readonly rejected: readonly Row[]
}

export type ReadOptions = {
  /** Facts the stamp must carry, e.g. {period: '2024H1'}: another period's file is then refused. */
  readonly expected?: Readonly<Record<string, string>>
  readonly limits?: PackageLimits
}

/**
 * Characters of all values together. A text that is stored once can stand in a million cells, so that neither the file's
 * size nor this thread's memory bounds what has to be handed over.
 */
const MAX_CHARACTERS = 100_000_000

type Work = {
  readonly list: SheetList
  readonly book: Book
  readonly sheet: string
  readonly header: Header
  /** Its columns with their places, as every row asks for them. */
  readonly columns: readonly (readonly [number, SheetColumn])[]
  readonly report: Report
  /** All rows, with the values that are looked at again at the end: keys and locked columns. */
  readonly rows: SheetRow[]
  readonly kept: readonly string[]
  /** Rows that have a problem. */
  readonly bad: Set<number>
  readonly outside: Set<number>
  characters: number
}

/**
 * Reads a workbook as `list`. File-level trouble throws a `Refusal` (413, 422; see refusals.ts); everything else is listed in
 * `problems` with sheet, row, column and what to do. CPU-bound: servers call `readInWorker`.
 */
export function readWorkbook(list: SheetList, bytes: Buffer, options: ReadOptions = {}): SheetReading {
  const rows: SheetRow[] = []
  const end = readRows(list, bytes, options, (row) => rows.push(row))
  return readingOf(end, rows)
}

/** Rows as they were handed over one by one, with what was known at the end. */
export function readingOf<Row extends Numbered>({ bad, ...found }: SheetEnd, rows: readonly Row[]): SheetReading<Row> {
  const refused = new Set(bad === 'all' ? rows.map(({ row }) => row) : bad)
  if (refused.size === 0) return { ...found, rows, rejected: [] }
  return {
    ...found,
    rows: rows.filter(({ row }) => !refused.has(row)),
    rejected: rows.filter(({ row }) => refused.has(row)),
  }
}

/** `readWorkbook` that hands over each row once it is read; only the end tells which of them are bad. */
export function readRows(
  list: SheetList,
  bytes: Buffer,
  options: ReadOptions,
  onRow: (row: SheetRow) => void,
): SheetEnd {
  checkList(list)
  const book = readBook(openPackage(bytes, options.limits))
  const report = startReport()
  const stamp = readStamp(book)
  const nothing = { sheet: undefined, headerRow: undefined, columns: {}, stamp, bad: [] }
  if (!checkStamp(list, stamp, options.expected ?? {}, report)) return { ...nothing, problems: report.problems }
  const sheet = findSheet(book, list)
  if (!sheet) {
    const sheets = visibleSheets(book)
      .map((sheet) => sheet.name)
      .join(', ')
    report.add('sheet-missing', { zhName: list.name.zh, enName: list.name.en, sheets })
    return { ...nothing, problems: report.problems }
  }
  report.sheet = sheet.name
  const header = findHeader(book, sheet, list)
  if (!checkHeader(list, header, report) || !header) {
    return { ...nothing, sheet: sheet.name, headerRow: header?.row, problems: report.problems }
  }
  const work: Work = {
    list,
    book,
    sheet: sheet.name,
    header,
    columns: [...header.columns],
    report,
    rows: [],
    kept: [...new Set([...list.keys, ...lockedColumns(list).map(({ key }) => key)])],
    bad: new Set(),
    outside: new Set(),
    characters: 0,
  }
  const areas = readSheet(book, sheet, (row, cells) => {
    const read = row > header.row ? readRow(work, row, cells) : undefined
    if (read) onRow(read)
    return !report.isFull()
  })
  checkMerges(work, areas)
  checkDuplicates(work)
  if (stamp) checkPrefilled(work)
  return endOf(work, stamp)
}

function endOf({ report, bad, header, sheet }: Work, stamp: SheetStamp | null): SheetEnd {
  const isUnreadable = report.isFull() || report.problems.some((problem) => problem.code === 'sheets.merged-header')
  const columns = [...header.columns].map(([place, column]) => [column.key, columnLetter(place)] as const)
  return {
    sheet,
    headerRow: header.row,
    columns: Object.fromEntries(columns),
    bad: isUnreadable ? 'all' : [...bad],
    stamp,
    problems: report.problems,
  }
}

function readRow(work: Work, row: number, cells: readonly Cell[]): SheetRow | undefined {
  const { header, report } = work
  const byPlace: (Cell | undefined)[] = []
  let isEmpty = true
  for (const cell of cells) {
    if (!cell.formula && cell.text.trim() === '') continue
    byPlace[cell.column] = cell
    if (header.columns.has(cell.column)) isEmpty = false
    else checkOutside(work, cell)
  }
  if (isEmpty) return undefined
  const values: Record<string, string | null> = {}
  for (const [place, column] of work.columns) {
    const reading = readValue(column, byPlace[place], work.book.date1904)
    if ('value' in reading) {
      values[column.key] = reading.value
      work.characters += reading.value?.length ?? 0
    } else {
      report.add(reading.code, columnFacts(column, reading.facts), { row, column: place })
      work.bad.add(row)
    }
  }
  if (work.characters > MAX_CHARACTERS) {
    refuse('sheets.too-much-text', { sheet: work.sheet, limit: MAX_CHARACTERS })
  }
  const kept: typeof values = {}
  for (const key of work.kept) if (key in values) kept[key] = values[key] ?? null
  work.rows.push({ row, values: kept })
  return { row, values }
}

/** Content under no header: reported once per column, since one stray column has a cell in every row. */
function checkOutside({ header, outside, report }: Work, cell: Cell): void {
  if (header.unread.has(cell.column) || outside.has(cell.column)) return
  outside.add(cell.column)
  report.add('outside', { value: cell.text }, cell)
}

function checkMerges(work: Work, areas: readonly Area[]): void {
  const { header, report, rows, bad } = work
  const places = [...header.columns.keys()]
  for (const area of areas) {
    const inside = places.filter((place) => place >= area.left && place <= area.right)
    if (inside.length === 0 || area.bottom < header.row) continue
    const isHeader = area.top <= header.row
    const row = Math.max(area.top, header.row)
    report.add(isHeader ? 'merged-header' : 'merged', { range: area.range }, { row, column: inside[0] })
    for (const touched of rows) if (touched.row >= area.top && touched.row <= area.bottom) bad.add(touched.row)
    if (report.isFull()) return
  }
}

/** Of two rows for the same thing nobody can say which one counts: both stay out. */
function checkDuplicates(work: Work): void {
  const { list, report, rows, bad } = work
  const first = new Map<string, number>()
  const place = [...work.header.columns].find(([, column]) => column.key === list.keys[0])?.[0]
  for (const { row, values } of rows) {
    const identity = identityOf(list, values)
    const other = identity === undefined ? undefined : first.get(identity)
    if (identity !== undefined && other === undefined) first.set(identity, row)
    if (other === undefined) continue
    report.add('duplicate', { other, ...headersFacts(list, list.keys) }, { row, column: place })
    bad.add(row).add(other)
  }
}

/** Rows and locked cells against what we sent. */
function checkPrefilled(work: Work): void {
  const { list, book, report, rows, bad } = work
  const sent = new Map(readPrefilled(book).map((row) => [identityOf(list, Object.fromEntries(row)) ?? '', row]))
  const columns = lockedColumns(list)
  if (columns.length === 0 || (sent.size === 0 && !list.fixedRows)) return
  const missing = new Set(sent.keys())
  for (const { row, values } of rows) {
    const identity = identityOf(list, values) ?? ''
    const original = sent.get(identity)
    missing.delete(identity)
    if (original) checkLocked(work, row, values, original)
    else if (list.fixedRows && identity !== '') {
      report.add('row-unknown', { value: keyText(list, values) }, { row })
      bad.add(row)
    }
  }
  if (!list.fixedRows) return
  for (const identity of missing) {
    report.add('row-missing', { value: keyText(list, Object.fromEntries(sent.get(identity) ?? [])) })
  }
}

function checkLocked(work: Work, row: number, values: SheetValues, original: ReadonlyMap<string, string>): void {
  for (const column of lockedColumns(work.list)) {
    const value = values[column.key]
    const expected = original.get(column.key) ?? null
    if (value === undefined || value === expected) continue
    const place = [...work.header.columns].find(([, known]) => known.key === column.key)?.[0]
    const facts = columnFacts(column, { value: value ?? '', expected: column.sensitive ? '***' : (expected ?? '') })
    work.report.add('locked-changed', facts, { row, column: place })
    work.bad.add(row)
  }
}

function keyText(list: SheetList, values: SheetValues): string {
  const columns = list.columns.filter((column) => list.keys.includes(column.key))
  return columns.map((column) => (column.sensitive ? '***' : (values[column.key] ?? ''))).join(' ')
}
