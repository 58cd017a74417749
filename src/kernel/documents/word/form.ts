// Forms: tables of a template, row by row, with the lengths of their columns given once.
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { FONT, piece } from './official.ts'

/** Twentieths of a point. */
const twips = (points: number): number => Math.round(points * 20)

export type FormCell = {
  readonly text: string | readonly string[]
  /** Columns and rows that it covers. */
  readonly across?: number
  readonly down?: number
  readonly align?: 'left' | 'center' | 'right'
  readonly top?: boolean
  readonly size?: number
  readonly font?: string
  readonly bold?: boolean
  /** A table within the cell. */
  readonly table?: Table
  /** Height of a line, times single spacing. */
  readonly leading?: number
}

export type FormRow = {
  /** Points; at least so high. */
  readonly height: number
  /** Again on every page. */
  readonly heading?: boolean
  readonly cells: readonly (string | FormCell)[]
}

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' }

type Look = { readonly size: number; readonly font?: string; readonly plain?: boolean; readonly inset?: number }

/** @param columns widths in points. A row's cells fill them from the left, around what reaches down from above. */
export function formTable(columns: readonly number[], rows: readonly FormRow[], look: Look): Table {
  const border = look.plain ? NONE : LINE
  const side = twips(look.inset ?? 4)
  return new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    width: { size: twips(columns.reduce((sum, width) => sum + width, 0)), type: WidthType.DXA },
    columnWidths: columns.map(twips),
    margins: { left: side, right: side, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
    rows: rows.map(
      ({ height, heading = false, cells }) =>
        new TableRow({
          tableHeader: heading,
          height: { value: twips(height), rule: HeightRule.ATLEAST },
          children: cells.map((cell) => formCell(typeof cell === 'string' ? { text: cell } : cell, look)),
        }),
    ),
  })
}

function formCell(cell: FormCell, look: Look): TableCell {
  const { text, across = 1, down = 1, align = 'center', top = false, table, leading = 1 } = cell
  const { size = look.size, font = look.font ?? FONT.song, bold = false } = cell
  const paragraphs = (typeof text === 'string' ? [text] : text).map(
    (words) =>
      new Paragraph({
        alignment: AlignmentType[align.toUpperCase() as 'LEFT' | 'CENTER' | 'RIGHT'],
        spacing: { line: Math.round(240 * leading) },
        children: [piece(words, { size, font, bold })],
      }),
  )
  return new TableCell({
    columnSpan: across,
    rowSpan: down,
    ...(table ? { margins: { top: twips(3), marginUnitType: WidthType.DXA } } : {}),
    verticalAlign: top ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
    // A cell ends with a paragraph; after a table it is there for Word alone.
    children: table ? [table, ...(paragraphs.length > 0 ? paragraphs : [])] : paragraphs,
  })
}
