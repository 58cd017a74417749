// The same workbook back, with everything that is wrong written where it is.
import type { CellErrorValue, CellValue, Workbook, Worksheet } from 'exceljs'
import { type Language, say, type Text } from '#kernel/language.ts'
import { type Problem, problemSentence } from '#kernel/refusal.ts'
import { type Book, type Cell, readBook, readSheet } from './book.ts'
import { readXml } from './xml.ts'
import { openPackage, type Package, type PackageLimits } from './guard.ts'
import { findHeader, findSheet, type Header } from './layout.ts'
import { checkList, columnNumber, PROBLEM_HEADER, sameWords, type SheetList, SUMMARY_SHEET } from './list.ts'
import { storedDecimal } from './numbers.ts'
import { packParts } from './pack.ts'
import {
  BORDER,
  escapeText,
  FONT,
  HEADER_ALIGNMENT,
  HEADER_FILL,
  HEADER_FONT,
  newWorkbook,
  printSetup,
} from './style.ts'
import { QUIET_FONT, TITLE_FONT } from './style.ts'
import { setValidation } from './validation.ts'

export type MarkOptions = {
  readonly language: Language
  readonly limits?: PackageLimits
  /** Only the summary sheet, for a workbook too large to be rewritten. */
  readonly summaryOnly?: boolean
}

/** A colour nobody picks by hand: by it the marks of an earlier round are found again and taken away. */
const MARK_COLOUR = 'FFFFC7CF'
/** Excel becomes slow with more; the problem column still has them all. */
const MOST_COMMENTS = 2000
/** exceljs makes an object of each merged cell and compares each area with each: a whole sheet took 39 s and 1 GB. */
const MOST_MERGED = 20_000
/** Most characters that Excel keeps in a cell. */
const CELL_LIMIT = 32_000

const WORDS = {
  counts: { zh: '共 {problems} 个问题，涉及 {rows} 行。', en: '{problems} problems in {rows} rows.' },
  how: {
    zh: '有问题的单元格已标红并附批注，每行的问题写在最后一列。改正后可直接上传本文件。',
    en: 'Cells with a problem are red and carry a comment; the last column repeats the problems of each row. Correct them and upload this file.',
  },
  plain: {
    zh: '有问题的单元格已标红并附批注。原工作簿的格式无法改写，本文件只保留了数据；改正后可直接上传本文件。',
    en: 'Cells with a problem are red and carry a comment. The formats of the workbook could not be rewritten, so this file keeps the data only. Correct it and upload this file.',
  },
  alone: {
    zh: '原工作簿太大，无法在其中标注，因此只列出问题。请对照原文件改正后重新上传原文件。',
    en: 'The workbook is too large to be marked, so the problems are only listed. Correct them in your own copy and upload that again.',
  },
  columns: { zh: '序号|工作表|行|列|问题', en: 'No.|Sheet|Row|Column|Problem' },
} as const satisfies Readonly<Record<string, Text>>

/**
 * The uploaded workbook with a summary sheet in front, red cells with comments, and a column of problems at the end of the
 * list. Marks of an earlier round are removed first. Values, formats, drop-downs and protection stay; pictures, charts and
 * people's own comments do not. Refuses like `readWorkbook`.
 */
export async function markWorkbook(
  list: SheetList,
  bytes: Buffer,
  problems: readonly Problem[],
  options: MarkOptions,
): Promise<Buffer> {
  checkList(list)
  if (options.summaryOnly) {
    const workbook = newWorkbook()
    addSummary(workbook, problems, options.language, WORDS.alone)
    return write(workbook)
  }
  const parts = openPackage(bytes, options.limits)
  const book = readBook(parts)
  const mark = (workbook: Workbook, how: Text) => {
    markSheet(workbook, book, list, problems, options.language)
    addSummary(workbook, problems, options.language, how)
    return write(workbook)
  }
  // exceljs cannot load or save every workbook (rows without numbers, unusual shared formulas). Nobody's answer may fail
  // because of that: the cells as we read them, then, without their looks.
  const loaded = mergedCells(book) > MOST_MERGED ? undefined : await loadWorkbook(parts, book).catch(() => undefined)
  const marked = loaded && (await mark(loaded, WORDS.how).catch(() => undefined))
  return marked ?? mark(copyCells(book), WORDS.plain)
}

/** Cells under merged areas, in all sheets. */
function mergedCells(book: Book): number {
  const areas = book.sheets.flatMap((sheet) => readSheet(book, sheet, () => undefined))
  return areas.reduce((sum, { top, left, bottom, right }) => sum + (bottom - top + 1) * (right - left + 1), 0)
}

/** Rejects (never throws at once) when exceljs cannot save: our own mistakes while marking are not taken for that. */
async function write(workbook: Workbook): Promise<Buffer> {
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** Elements that exceljs either drops anyway, stumbles over, or (validations of whole columns) expands cell by cell. */
const NOT_LOADED = ['dataValidations', 'drawing', 'picture', 'tableParts', 'extLst']

async function loadWorkbook(parts: Package, book: Book): Promise<Workbook> {
  const workbook = newWorkbook()
  const kept = [...parts].filter(([name]) => !/^xl\/(drawings|media|tables|comments|charts|embeddings)/.test(name))
  const packed = packParts(kept.map(([name, part]) => [name, name.endsWith('.rels') ? onlyLinks(name, part) : part]))
  await workbook.xlsx.load(packed as unknown as Parameters<Workbook['xlsx']['load']>[0], { ignoreNodes: NOT_LOADED })
  for (const { name, part } of book.sheets) {
    const sheet = workbook.getWorksheet(name)
    const bytes = parts.get(part)
    if (sheet && bytes) copyValidations(sheet, bytes, part)
  }
  return workbook
}

/** A workbook of the same cells, without formats except that dates show as dates. */
function copyCells(book: Book): Workbook {
  const workbook = newWorkbook()
  for (const sheet of book.sheets) {
    const copy = workbook.addWorksheet(sheet.name, { state: sheet.hidden ? 'veryHidden' : 'visible' })
    readSheet(book, sheet, (row, cells) => {
      for (const cell of cells) {
        const target = copy.getCell(row, cell.column)
        target.value = copyValue(cell)
        if (cell.shows === 'date') target.numFmt = 'yyyy-mm-dd'
      }
    })
  }
  return workbook
}

/** What was refused stays what it was: the copy of a formula is a formula (of its last result), that of an error an error. */
function copyValue(cell: Cell): CellValue {
  const isNumber = cell.type === 'number' && storedDecimal(cell.text) !== undefined
  if (cell.type === 'error') return { error: cell.text } as CellErrorValue
  if (cell.type === 'boolean') return cell.text === 'TRUE'
  const value = isNumber ? Number(cell.text) : cell.text
  if (cell.formula) return { formula: JSON.stringify(value), result: value }
  return isNumber ? value : escapeText(cell.text)
}

/** Of a sheet's relations only the links: what they point to otherwise is not loaded. */
function onlyLinks(name: string, part: Buffer): Buffer {
  if (!name.startsWith('xl/worksheets/_rels/')) return part
  const xml = part.toString('utf8')
  return Buffer.from(
    xml.replace(/<Relationship\b[^<>]*?\/>/g, (relation) => (/\/hyperlink["']/.test(relation) ? relation : '')),
  )
}

/** Copies drop-downs and ranges as ranges. Rules on dates are left out: exceljs writes their limits wrongly. */
function copyValidations(sheet: Worksheet, bytes: Buffer, part: string): void {
  let attributes: Readonly<Record<string, string>> = {}
  let formulae: string[] = []
  let inFormula = false
  readXml(bytes, part, {
    open(name, found) {
      if (name === 'dataValidation') [attributes, formulae] = [found, []]
      inFormula = name === 'formula1' || name === 'formula2'
      if (inFormula) formulae.push('')
    },
    text(text) {
      if (inFormula) formulae.push((formulae.pop() ?? '') + text)
    },
    close(name) {
      inFormula = false
      if (name !== 'dataValidation' || attributes['type'] === 'date' || attributes['type'] === 'time') return
      const { sqref = '', type = 'any', ...rest } = attributes
      const flags = Object.fromEntries(
        Object.entries(rest).map(([key, value]) => [key, /^[01]$/.test(value) ? value === '1' : value]),
      )
      const ranges = sqref.split(' ').filter((range) => /^[A-Z]+\d+(:[A-Z]+\d+)?$/.test(range))
      for (const range of ranges) setValidation(sheet, range, { ...flags, type: type as 'list', formulae })
    },
  })
}

function markSheet(workbook: Workbook, book: Book, list: SheetList, problems: readonly Problem[], language: Language) {
  for (const name of [SUMMARY_SHEET.zh, SUMMARY_SHEET.en]) {
    const earlier = workbook.getWorksheet(name)
    if (earlier) workbook.removeWorksheet(earlier.id)
  }
  const found = findSheet(book, list)
  const sheet = found && workbook.getWorksheet(found.name)
  const header = found && findHeader(book, found, list)
  if (!sheet) return
  clearMarks(sheet)
  const here = problems.filter((problem) => problem.source === undefined || problem.source === found.name)
  here
    .filter((problem) => problem.row && problem.column !== undefined)
    .forEach((problem, index) => {
      markCell(sheet, problem, index < MOST_COMMENTS ? problemSentence(problem, language) : undefined)
    })
  if (header) writeProblemColumn(sheet, header, here, language)
}

function clearMarks(sheet: Worksheet): void {
  sheet.eachRow((row) =>
    row.eachCell({ includeEmpty: true }, (cell) => {
      const fill = cell.fill as { fgColor?: { argb?: string } } | undefined
      if (fill?.fgColor?.argb === MARK_COLOUR)
        cell.style = { ...cell.style, fill: { type: 'pattern', pattern: 'none' } }
    }),
  )
}

function markCell(sheet: Worksheet, problem: Problem, comment: string | undefined): void {
  const column = typeof problem.column === 'string' ? columnNumber(problem.column) : (problem.column ?? 1)
  const cell = sheet.getCell(problem.row ?? 1, column)
  cell.style = { ...cell.style, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: MARK_COLOUR } } }
  if (comment === undefined) return
  const earlier = typeof cell.note === 'string' ? `${cell.note}\n` : ''
  cell.note = escapeText(earlier + comment)
}

/** One text per row, in our own column of an earlier round or after the last header. */
function writeProblemColumn(sheet: Worksheet, header: Header, problems: readonly Problem[], language: Language): void {
  const names = [PROBLEM_HEADER.zh, PROBLEM_HEADER.en].map(sameWords)
  const earlier = header.cells.find((cell) => names.includes(sameWords(cell.text)))
  const place = earlier?.column ?? Math.max(...header.cells.map((cell) => cell.column)) + 1
  const column = sheet.getColumn(place)
  if (earlier) column.eachCell((cell, row) => row > header.row && (cell.value = null))
  column.width = 60
  const head = sheet.getCell(header.row, place)
  head.value = PROBLEM_HEADER[language]
  head.style = { font: HEADER_FONT, fill: HEADER_FILL, border: BORDER, alignment: HEADER_ALIGNMENT }
  const texts = new Map<number, string[]>()
  for (const problem of problems) {
    const row = problem.row ?? 0
    if (row > header.row) texts.set(row, [...(texts.get(row) ?? []), problemSentence(problem, language)])
  }
  for (const [row, sentences] of texts) {
    const cell = sheet.getCell(row, place)
    cell.value = escapeText(sentences.join('\n').slice(0, CELL_LIMIT))
    cell.style = {
      font: { ...FONT, color: { argb: 'FFC00000' } },
      alignment: { wrapText: true, vertical: 'top' },
      numFmt: '@',
    }
  }
}

function addSummary(workbook: Workbook, problems: readonly Problem[], language: Language, how: Text): void {
  const sheet = workbook.addWorksheet(SUMMARY_SHEET[language], { views: [{ state: 'frozen', ySplit: 4 }] })
  // In front of all others; exceljs sorts by this number and does not declare it.
  ;(sheet as Worksheet & { orderNo: number }).orderNo = -1
  workbook.views = [{ x: 0, y: 0, width: 20_000, height: 12_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }]
  const rows = new Set(problems.map((problem) => problem.row).filter((row) => row !== undefined)).size
  sheet.addRow([SUMMARY_SHEET[language]]).font = TITLE_FONT
  sheet.addRow([say(WORDS.counts, language, { problems: problems.length, rows })]).font = FONT
  sheet.addRow([how[language]]).font = QUIET_FONT
  sheet.addRow(WORDS.columns[language].split('|')).eachCell((cell) => {
    cell.style = { font: HEADER_FONT, fill: HEADER_FILL, border: BORDER, alignment: HEADER_ALIGNMENT }
  })
  problems.forEach((problem, index) => {
    const sentence = escapeText(problemSentence(problem, language).slice(0, CELL_LIMIT))
    const row = sheet.addRow([index + 1, escapeText(problem.source ?? ''), problem.row, problem.column, sentence])
    row.alignment = { vertical: 'top', wrapText: true }
  })
  ;[6, 22, 8, 8, 100].forEach((width, index) => (sheet.getColumn(index + 1).width = width))
  for (const other of workbook.worksheets) {
    // exceljs leaves null where a sheet declares no view.
    other.views = ((other.views as typeof other.views | null) ?? []).map((view) =>
      Object.assign({}, view, { tabSelected: other === sheet }),
    )
  }
  printSetup(sheet, 4)
}
