// The template of a list, empty or filled: what people get is what `readWorkbook` takes back.
import type { Cell, Column, Row, Style, Workbook, Worksheet } from 'exceljs'
import { type Language, say, type Text } from '#kernel/language.ts'
import { serialOfDate } from './dates.ts'
import { CHOICES_SHEET, checkList, columnLetter, isLocked, ROWS_SHEET, sheetName, STAMP_SHEET } from './list.ts'
import type { SheetColumn, SheetList, SheetValues } from './list.ts'
import { decimal } from './numbers.ts'
import { BORDER, escapeText, FONT, HEADER_ALIGNMENT, HEADER_FILL, HEADER_FONT, LOCKED_FILL } from './style.ts'
import { newWorkbook, printSetup, QUIET_FONT, textWidth, TITLE_FONT } from './style.ts'
import { addValidation } from './validation.ts'

export type WriteOptions = {
  readonly language: Language
  /** The line on top; the list's name unless told. */
  readonly title?: string
  /** A quiet line under it: who, when, what for. */
  readonly note?: string
  /** Goes into the stamp and is compared on the way back, e.g. {period: '2024H1', department: 'mzj'}. */
  readonly facts?: Readonly<Record<string, string>>
  /** Empty rows with drop-downs below the last one; 1,000 unless told, none when the rows are fixed. */
  readonly spareRows?: number
}

const GENERAL_INSTRUCTIONS: readonly Text[] = [
  {
    zh: '填写说明：带 * 的列必填；不要改动表头、不要合并单元格、不要写公式（请粘贴为数值）。',
    en: 'How to fill in: columns with * are required; keep the headers, do not merge cells, do not write formulas (paste as values).',
  },
]
const LOCKED_INSTRUCTION: Text = {
  zh: '灰色列由系统填好，不能改动。',
  en: 'Grey columns are filled in by the system and must stay as they are.',
}
const DEFAULT_WIDTHS = { text: 20, code: 20, decimal: 10, integer: 10, date: 12, month: 10, choice: 12 } as const

/**
 * The workbook of a list with these rows (`rows` may be empty): instructions, frozen header, formats, drop-downs, locked
 * columns, hidden stamp, print set-up. Throws when a value does not fit its column's kind: that is our mistake.
 */
export async function writeWorkbook(
  list: SheetList,
  rows: readonly SheetValues[],
  options: WriteOptions,
): Promise<Buffer> {
  checkList(list)
  const workbook = newWorkbook()
  const sheet = workbook.addWorksheet(sheetName(list.name, options.language))
  const choices = workbook.addWorksheet(CHOICES_SHEET, { state: 'veryHidden' })
  const styles = list.columns.map((column) => styleOf(list, column))
  list.columns.forEach((column, index) =>
    formatColumn(column, styles[index], sheet.getColumn(index + 1), options.language),
  )
  const headerRow = writeTop(list, sheet, options)
  rows.forEach((values, index) => writeRow(list, styles, sheet.getRow(headerRow + 1 + index), values, options.language))
  const spare = list.fixedRows ? 0 : (options.spareRows ?? 1000)
  const last = Math.max(headerRow + 1, headerRow + rows.length + spare)
  list.columns.forEach((column, index) => {
    const letter = columnLetter(index + 1)
    const range = `${letter}${headerRow + 1}:${letter}${last}`
    const source = column.kind === 'choice' ? writeChoices(workbook, choices, index + 1, column, options.language) : ''
    if (!isLocked(list, column)) addValidation(sheet, range, column, options.language, source)
  })
  writeStamp(workbook, list, options)
  writePrefilled(workbook, list, rows)
  printSetup(sheet, headerRow, options.note)
  await finishSheet(list, sheet, headerRow)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** Title, note, instructions, one blank row, header. Returns the header's row. Nothing is merged: the text runs over. */
function writeTop(list: SheetList, sheet: Worksheet, options: WriteOptions): number {
  const { language } = options
  const hasLocked = list.columns.some((column) => isLocked(list, column))
  const instructions = [
    ...GENERAL_INSTRUCTIONS,
    ...(hasLocked ? [LOCKED_INSTRUCTION] : []),
    ...(list.instructions ?? []),
  ]
  const lines = [options.note ?? '', ...instructions.map((text) => say(text, language))]
  writeLine(sheet, 1, options.title ?? list.name[language], TITLE_FONT)
  lines.forEach((line, index) => writeLine(sheet, index + 2, line, QUIET_FONT))
  const headerRow = lines.length + 3
  list.columns.forEach((column, index) => {
    const cell = sheet.getCell(headerRow, index + 1)
    cell.value = column.header[language] + (column.required ? '*' : '')
    cell.style = {
      font: HEADER_FONT,
      fill: isLocked(list, column) ? LOCKED_FILL : HEADER_FILL,
      border: BORDER,
      alignment: HEADER_ALIGNMENT,
      numFmt: '@',
    }
  })
  return headerRow
}

function writeLine(sheet: Worksheet, row: number, text: string, font: Partial<Cell['font']>): void {
  const cell = sheet.getCell(row, 1)
  cell.value = escapeText(text)
  cell.style = { font, numFmt: '@', alignment: { horizontal: 'left', vertical: 'middle' } }
}

/** How the cells of a column look. One object per column: exceljs compares styles by identity first, and writes twice as fast. */
function styleOf(list: SheetList, column: SheetColumn): Partial<Style> {
  const locked = isLocked(list, column)
  const isNumber = column.kind === 'decimal' || column.kind === 'integer'
  return {
    font: FONT,
    // '@' is Excel's text format: it keeps leading zeros and all 18 digits, and turns "=…" into text.
    numFmt: isNumber ? 'General' : column.kind === 'date' ? 'yyyy-mm-dd' : '@',
    protection: { locked },
    alignment: { vertical: 'middle', wrapText: column.kind === 'text', horizontal: isNumber ? 'right' : 'left' },
    border: BORDER,
    ...(locked ? { fill: LOCKED_FILL } : {}),
  }
}

/** Formats belong to the whole column, so that rows that people add have them too. */
function formatColumn(column: SheetColumn, style: Partial<Style> = {}, target: Column, language: Language): void {
  const longestWord = textWidth(column.header[language]) + 3
  target.width = column.width ?? Math.max(DEFAULT_WIDTHS[column.kind], Math.min(longestWord, 24))
  target.style = { ...style, border: {} }
}

function writeRow(
  list: SheetList,
  styles: readonly Partial<Style>[],
  row: Row,
  values: SheetValues,
  language: Language,
): void {
  list.columns.forEach((column, index) => {
    const cell = row.getCell(index + 1)
    const value = values[column.key] ?? null
    const style = styles[index] ?? {}
    if (value !== null) cell.value = cellValue(column, value, language)
    // A decimal that no double holds stays exact as text, and says so to Excel.
    cell.style = typeof cell.value === 'string' && style.numFmt === 'General' ? { ...style, numFmt: '@' } : style
  })
}

function cellValue(column: SheetColumn, value: string, language: Language): string | number | Date {
  if (column.kind === 'choice') {
    const choice = column.choices?.find((choice) => choice.value === value)
    if (!choice) throw new Error(`Column ${column.key} has no choice "${value}"`)
    return choice[language]
  }
  if (column.kind === 'decimal' || column.kind === 'integer') {
    const exact = decimal(value)
    if (exact === undefined) throw new Error(`Column ${column.key}: "${value}" is not a decimal`)
    return decimal(String(Number(exact))) === exact ? Number(exact) : exact
  }
  if (column.kind === 'date') {
    // Excel has no dates before 1900-03-01 that all programs agree on; those travel as text.
    return serialOfDate(value) === undefined ? value : new Date(`${value}T00:00:00Z`)
  }
  return escapeText(value)
}

/** Puts the labels on the hidden sheet and names the area; returns the name. A name survives every re-save as it is. */
function writeChoices(
  workbook: Workbook,
  hidden: Worksheet,
  at: number,
  column: SheetColumn,
  language: Language,
): string {
  const labels = (column.choices ?? []).map((choice) => choice[language])
  labels.forEach((label, index) => (hidden.getCell(index + 1, at).value = escapeText(label)))
  const letter = columnLetter(at)
  const name = `yanzhen_${at}`
  workbook.definedNames.add(`'${CHOICES_SHEET}'!$${letter}$1:$${letter}$${labels.length}`, name)
  return name
}

function writeStamp(workbook: Workbook, list: SheetList, options: WriteOptions): void {
  const hidden = workbook.addWorksheet(STAMP_SHEET, { state: 'veryHidden' })
  const facts = Object.entries(options.facts ?? {}).map(([fact, value]) => [`fact:${fact}`, value])
  for (const entry of [['list', list.id], ['version', String(list.version)], ...facts]) {
    hidden.addRow(entry.map((text) => escapeText(text))).numFmt = '@'
  }
}

/** The locked values as sent: what comes back is compared with them. */
function writePrefilled(workbook: Workbook, list: SheetList, rows: readonly SheetValues[]): void {
  const columns = list.columns.filter((column) => isLocked(list, column) || list.keys.includes(column.key))
  if (!columns.some((column) => isLocked(list, column))) return
  const hidden = workbook.addWorksheet(ROWS_SHEET, { state: 'veryHidden' })
  hidden.addRow(columns.map((column) => column.key))
  for (const values of rows) hidden.addRow(columns.map((column) => escapeText(values[column.key] ?? '')))
}

async function finishSheet(list: SheetList, sheet: Worksheet, headerRow: number): Promise<void> {
  const firstFree = list.columns.findIndex((column) => !isLocked(list, column) && !list.keys.includes(column.key))
  sheet.views = [{ state: 'frozen', xSplit: Math.max(firstFree, 0), ySplit: headerRow }]
  sheet.getRow(headerRow).height = 32
  if (!list.columns.some((column) => isLocked(list, column))) return
  // Without a password: it prevents accidents. What must not change is checked when the file comes back.
  const mayAddRows = !list.fixedRows
  const freedoms = { formatCells: true, formatColumns: true, formatRows: true, autoFilter: true }
  await sheet.protect('', { ...freedoms, insertRows: mayAddRows, deleteRows: mayAddRows })
}
