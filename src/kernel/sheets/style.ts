// How our workbooks look, in one place: calm, printable in black and white.
import type { Alignment, Borders, Fill, Workbook, Worksheet } from 'exceljs'
import ExcelJS from 'exceljs'

export const FONT = { name: '等线', size: 11 }
export const TITLE_FONT = { name: '等线', size: 16, bold: true }
export const HEADER_FONT = { name: '等线', size: 11, bold: true }
export const QUIET_FONT = { name: '等线', size: 10, color: { argb: 'FF595959' } }

const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } })
export const HEADER_FILL = solid('FFDDE6F0')
export const LOCKED_FILL = solid('FFEDEDED')

const thin = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const
export const BORDER: Partial<Borders> = { top: thin, left: thin, bottom: thin, right: thin }
export const HEADER_ALIGNMENT: Partial<Alignment> = { horizontal: 'center', vertical: 'middle', wrapText: true }

/** Excel's number for the paper. */
const A4 = 9

/** An empty workbook; Excel shows its first sheet. */
export function newWorkbook(): Workbook {
  const workbook = new ExcelJS.Workbook()
  workbook.creator = '雁阵 Yanzhen'
  return workbook
}

/** Width of a text in half-width characters: Chinese and full-width ones count two. */
export function textWidth(text: string): number {
  return Array.from(text).reduce(
    (sum, character) => sum + (/[\u1100-\uffff]|\p{Ideographic}/u.test(character) ? 2 : 1),
    0,
  )
}

/** A4 landscape, one page wide, the header row repeated on every page, page numbers below. `footer`: left of them. */
export function printSetup(sheet: Worksheet, headerRow: number, footer = ''): void {
  Object.assign(sheet.pageSetup, {
    paperSize: A4,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: `${headerRow}:${headerRow}`,
    margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
  })
  // In a footer "&" starts a command; doubled it is itself.
  sheet.headerFooter.oddFooter = `&L${footer.replaceAll('&', '&&').slice(0, 200)}&R&P / &N`
}

/** Text as the format needs it: `_x0041_` would otherwise be read back as "A". */
export function escapeText(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}
