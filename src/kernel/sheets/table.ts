// Plain exports of list pages: not meant to come back, but to be read, printed and passed on with a name on them.
import type { Cell, Style } from 'exceljs'
import { type Language, say, type Text } from '#kernel/language.ts'
import { serialOfDate } from './dates.ts'
import type { ColumnKind, SheetValues } from './list.ts'
import { columnLetter, sheetName } from './list.ts'
import { decimal } from './numbers.ts'
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
import { QUIET_FONT, textWidth, TITLE_FONT } from './style.ts'

export type TableColumn = {
  readonly key: string
  readonly header: Text
  /** Choices are given as their labels. */
  readonly kind: Exclude<ColumnKind, 'choice'>
  /** In half-width characters. */
  readonly width?: number
}

/** Who took the data out, when and what for; `at` as it is to be read, e.g. '2025-06-30 14:03'. */
export type Watermark = { readonly user: string; readonly at: string; readonly purpose: string }

export type Table = {
  readonly name: Text
  readonly columns: readonly TableColumn[]
  readonly rows: readonly SheetValues[]
  readonly watermark: Watermark
}

const WATERMARK: Text = {
  zh: '导出人：{user}  时间：{at}  用途：{purpose}',
  en: 'Exported by {user}, {at}, for: {purpose}',
}
const HEADER_ROW = 3
const HEADER_STYLE: Partial<Style> = {
  font: HEADER_FONT,
  fill: HEADER_FILL,
  border: BORDER,
  alignment: HEADER_ALIGNMENT,
  numFmt: '@',
}
const TEXT_STYLE: Partial<Style> = {
  font: FONT,
  numFmt: '@',
  border: BORDER,
  alignment: { vertical: 'middle', wrapText: true },
}
const WIDTHS = { text: 24, code: 20, decimal: 12, integer: 10, date: 12, month: 10 } as const

/** Title, watermark, header, rows. Every text is stored as text: "=1+1" stays what somebody typed. */
export async function writeTable(table: Table, language: Language): Promise<Buffer> {
  const workbook = newWorkbook()
  const sheet = workbook.addWorksheet(sheetName(table.name, language))
  const watermark = say(WATERMARK, language, table.watermark)
  const styles = table.columns.map(styleOf)
  table.columns.forEach((column, index) => {
    const target = sheet.getColumn(index + 1)
    target.width = column.width ?? Math.max(WIDTHS[column.kind], textWidth(column.header[language]) + 3)
  })
  writeCell(sheet.getCell('A1'), table.name[language], { font: TITLE_FONT, numFmt: '@' })
  writeCell(sheet.getCell('A2'), watermark, { font: QUIET_FONT, numFmt: '@' })
  table.columns.forEach((column, index) => {
    writeCell(sheet.getCell(HEADER_ROW, index + 1), column.header[language], HEADER_STYLE)
  })
  table.rows.forEach((values, line) => {
    const row = sheet.getRow(HEADER_ROW + 1 + line)
    table.columns.forEach((column, index) => {
      const value = cellValue(column, values[column.key] ?? null)
      writeCell(row.getCell(index + 1), value, typeof value === 'string' ? TEXT_STYLE : (styles[index] ?? {}))
    })
  })
  sheet.views = [{ state: 'frozen', ySplit: HEADER_ROW }]
  sheet.autoFilter = `A${HEADER_ROW}:${columnLetter(table.columns.length)}${HEADER_ROW}`
  printSetup(sheet, HEADER_ROW, watermark)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

function writeCell(cell: Cell, value: string | number | Date | null, style: Partial<Style>): void {
  cell.value = typeof value === 'string' ? escapeText(value) : value
  cell.style = style
}

/**
 * The same as CSV with a byte-order mark (Excel needs it for Chinese), CRLF, every field quoted, the watermark in the last
 * line. Texts that a spreadsheet would run get a leading ' (formula injection). A program reads IDs as they are; Excel shortens
 * long ones when it opens any CSV, so people are given `writeTable`.
 */
export function writeCsv(table: Table, language: Language): Buffer {
  const header = table.columns.map((column) => field(column.header[language]))
  const rows = table.rows.map((values) => table.columns.map((column) => csvValue(column, values[column.key] ?? null)))
  const watermark = [field(say(WATERMARK, language, table.watermark))]
  const lines = [header, ...rows, watermark].map((fields) => fields.join(','))
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`)
}

function styleOf(column: TableColumn): Partial<Style> {
  const numFmt = column.kind === 'date' ? 'yyyy-mm-dd' : 'General'
  return { font: FONT, numFmt, border: BORDER, alignment: { vertical: 'middle' } }
}

function cellValue(column: TableColumn, value: string | null): string | number | Date | null {
  if (value === null) return null
  const isNumber = column.kind === 'decimal' || column.kind === 'integer'
  const exact = isNumber ? decimal(value) : undefined
  if (exact !== undefined && decimal(String(Number(exact))) === exact) return Number(exact)
  if (column.kind === 'date' && serialOfDate(value) !== undefined) return new Date(`${value}T00:00:00Z`)
  return value
}

function csvValue(column: TableColumn, value: string | null): string {
  if (value === null) return ''
  const isNumber = column.kind === 'decimal' || column.kind === 'integer'
  // A real number may start with a minus; a text that only looks like the start of one may not.
  return isNumber && decimal(value) !== undefined ? quote(value) : field(value)
}

/** Excel and WPS also run full-width ＝ ＋ － ＠ in Chinese, and look behind leading blanks. */
function field(text: string): string {
  return quote(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text)
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
