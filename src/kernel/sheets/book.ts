// Reads the parts of a workbook as they are written: cells keep the text of the file, so that nothing is rounded or guessed
// on the way. The spreadsheet library is not used for reading: it turns every number into a double, converts dates by
// itself, and needs ten times the memory.
import { posix } from 'node:path'
import type { Package } from './guard.ts'
import { columnNumber } from './list.ts'
import { refuse } from './refusals.ts'
import { type Attributes, readXml } from './xml.ts'

export const SHEET_LIMITS = {
  /** The largest list of a district (people) has under 10,000 rows; of a city with history 100,000. */
  rows: 200_000,
  /** The widest form (20 disqualifying situations × 3, 37 duties × 4) stays under 160 columns. */
  columns: 200,
}

export type Cell = {
  readonly row: number
  readonly column: number
  readonly type: 'number' | 'text' | 'boolean' | 'error'
  /** As it stands in the file: '5.0999999999999996', '#REF!', 'TRUE'. */
  readonly text: string
  readonly formula: boolean
  /** What the number format shows: a date, a percentage, or the number itself. */
  readonly shows: CellFormat
}
export type CellFormat = 'date' | 'percent' | 'plain'

export type Sheet = { readonly name: string; readonly hidden: boolean; readonly part: string }

export type Book = {
  readonly parts: Package
  readonly sheets: readonly Sheet[]
  readonly date1904: boolean
  readonly strings: readonly string[]
  readonly formats: readonly CellFormat[]
}

/** An area of merged cells, all 1-based and inclusive. */
export type Area = { readonly range: string; top: number; left: number; bottom: number; right: number }

/** Sheets, shared strings and number formats of a workbook. */
export function readBook(parts: Package): Book {
  const targets = readTargets(parts)
  const sheets: Sheet[] = []
  let date1904 = false
  readXml(part(parts, 'xl/workbook.xml'), 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const hidden = (attributes['state'] ?? 'visible') !== 'visible'
      sheets.push({ name: attributes['name'] ?? '', hidden, part: targets.get(id) ?? id })
    },
  })
  // Of two sheets or cells in one place each program shows another one.
  const names = new Set(sheets.map((sheet) => sheet.name.toLowerCase()))
  if (names.size < sheets.length) refuse('sheets.damaged', { part: 'xl/workbook.xml' })
  return { parts, sheets, date1904, strings: readStrings(parts), formats: readFormats(parts) }
}

function part(parts: Package, name: string): Buffer {
  return parts.get(name) ?? refuse('sheets.damaged', { part: name })
}

function readTargets(parts: Package): Map<string, string> {
  const name = 'xl/_rels/workbook.xml.rels'
  const targets = new Map<string, string>()
  readXml(part(parts, name), name, {
    open(name, attributes) {
      const target = attributes['Target'] ?? ''
      // Targets are relative to xl/ unless they start with a slash.
      if (name === 'Relationship') targets.set(attributes['Id'] ?? '', posix.resolve('/xl', target).slice(1))
    },
  })
  return targets
}

/**
 * Collects the visible text of `<si>` and `<is>`: plain, rich text joined, without phonetic guides (`rPh`), with the
 * `_x000D_` escapes of the format resolved.
 */
function textCollector() {
  let text = ''
  let inText = false
  let inPhonetic = false
  return {
    open(name: string) {
      if (name === 'si' || name === 'is') text = ''
      if (name === 'rPh') inPhonetic = true
      if (name === 't') inText = !inPhonetic
    },
    text(more: string) {
      if (inText) text += more
    },
    close(name: string) {
      if (name === 'rPh') inPhonetic = false
      if (name === 't') inText = false
    },
    take: () => unescapeText(text),
  }
}

function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** Workbooks without shared strings (WPS, LibreOffice, many programs) write the text into the cell. */
function readStrings(parts: Package): string[] {
  const name = 'xl/sharedStrings.xml'
  const strings: string[] = []
  const collector = textCollector()
  const close = (name: string) => {
    collector.close(name)
    if (name === 'si') strings.push(collector.take())
  }
  const bytes = parts.get(name)
  if (bytes) readXml(bytes, name, { ...collector, close })
  return strings
}

/** Built-in formats that show dates; 27–36 and 50–58 are the Chinese ones. */
const DATE_FORMATS = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const

function formatOf(id: number, code: string | undefined): CellFormat {
  if (code === undefined) {
    if (DATE_FORMATS.some(([first, last]) => id >= first && id <= last)) return 'date'
    return id === 9 || id === 10 ? 'percent' : 'plain'
  }
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').replace(/General/gi, '')
  if (/[ymdhs]/i.test(bare)) return 'date'
  return bare.includes('%') ? 'percent' : 'plain'
}

function readFormats(parts: Package): CellFormat[] {
  const codes = new Map<string, string>()
  const formats: CellFormat[] = []
  let inCells = false
  const bytes = parts.get('xl/styles.xml')
  if (!bytes) return formats
  readXml(bytes, 'xl/styles.xml', {
    open(name, attributes) {
      const id = attributes['numFmtId'] ?? '0'
      if (name === 'numFmt') codes.set(id, attributes['formatCode'] ?? '')
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) formats.push(formatOf(Number(id), codes.get(id)))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}

type OpenCell = { column: number; type: string; style: number; value: string; formula: boolean }
const CELL_TYPES: Readonly<Record<string, Cell['type']>> = {
  s: 'text',
  str: 'text',
  inlineStr: 'text',
  d: 'text',
  b: 'boolean',
  e: 'error',
  n: 'number',
}

/**
 * Reads one sheet row by row, hidden rows included; empty cells and rows are left out. `onRow` may return false to read no
 * further. Returns the merged areas (empty when stopped early). Refuses sheets beyond `SHEET_LIMITS`: only cells with
 * content count, since formatting a whole column "fills" a million rows.
 */
export function readSheet(
  book: Book,
  sheet: Sheet,
  onRow: (row: number, cells: readonly Cell[]) => boolean | void,
): Area[] {
  const bytes = part(book.parts, sheet.part)
  const areas: Area[] = []
  const collector = textCollector()
  let row = 0
  let cells: Cell[] = []
  let cell: OpenCell = { column: 0, type: 'n', style: 0, value: '', formula: false }
  let inValue = false
  let stopped = false

  function open(name: string, attributes: Attributes): void {
    collector.open(name)
    inValue = name === 'v'
    if (name === 'row') {
      row = attributes['r'] === undefined ? row + 1 : Number(attributes['r'])
      cell = { ...cell, column: 0 }
      cells = []
    } else if (name === 'c') {
      const place = attributes['r']
      const column = place === undefined ? cell.column + 1 : columnNumber(lettersOf(place))
      cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: '', formula: false }
    } else if (name === 'f') {
      cell.formula = true
    } else if (name === 'mergeCell') {
      areas.push(areaOf(attributes['ref'] ?? ''))
    }
  }
  function close(name: string): void {
    collector.close(name)
    inValue &&= name !== 'v'
    if (name === 'is') cell.value = collector.take()
    if (name === 'c') {
      const read = readCell(book, row, cell)
      if (read) addCell(sheet, cells, read)
    }
    if (name === 'row' && cells.length > 0 && !stopped) stopped = onRow(row, cells) === false
  }
  function text(more: string): void {
    if (inValue) cell.value += more
    else collector.text(more)
  }
  readXml(bytes, sheet.part, { open, text, close, done: () => stopped })
  return stopped ? [] : areas
}

function readCell(book: Book, row: number, open: OpenCell): Cell | undefined {
  const type = CELL_TYPES[open.type] ?? 'text'
  const text = open.type === 's' && open.value !== '' ? book.strings[Number(open.value)] : open.value
  if (text === undefined) return refuse('sheets.damaged', { part: 'xl/sharedStrings.xml' })
  if (text === '' && !open.formula) return undefined
  const shows = type === 'number' ? (book.formats[open.style] ?? 'plain') : 'plain'
  const logical = open.value === '1' ? 'TRUE' : 'FALSE'
  return { row, column: open.column, type, text: type === 'boolean' ? logical : text, formula: open.formula, shows }
}

/** 'AB' of 'AB12'. */
function lettersOf(place: string): string {
  let end = place.length
  while (end > 0 && place.charCodeAt(end - 1) <= DIGIT_NINE) end--
  return place.slice(0, end)
}
const DIGIT_NINE = 57

/** Of two cells in one place each program shows another one; only a file with cells out of order can have them. */
function addCell(sheet: Sheet, cells: Cell[], cell: Cell): void {
  const last = cells.at(-1)
  const isTaken = last && cell.column <= last.column && cells.some(({ column }) => column === cell.column)
  if (isTaken) refuse('sheets.damaged', { part: sheet.part })
  cells.push(checkPlace(sheet, cell))
}

function checkPlace(sheet: Sheet, cell: Cell): Cell {
  const { rows, columns } = SHEET_LIMITS
  if (!(cell.row >= 1 && cell.column >= 1)) refuse('sheets.damaged', { part: sheet.part })
  if (cell.row > rows) refuse('sheets.too-many-rows', { sheet: sheet.name, limit: rows })
  if (cell.column > columns) refuse('sheets.too-many-columns', { sheet: sheet.name, limit: columns })
  return cell
}

function areaOf(range: string): Area {
  const [, left = 'A', top = '1', right = left, bottom = top] = /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/.exec(range) ?? []
  return { range, top: Number(top), left: columnNumber(left), bottom: Number(bottom), right: columnNumber(right) }
}
