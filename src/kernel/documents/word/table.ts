// Tables of a Word document: which cell covers which places, and what is drawn around it.
import type { Block, Cell, Row, Stroke, Table } from './layout.ts'
import { last, strokeOf, type Styles } from './styles.ts'
import { amount, child, children, type Element, on, twips, value } from './xml.ts'

type ReadBlocks = (parent: Element) => readonly Block[]

export function readTable(table: Element, styles: Styles, readBlocks: ReadBlocks): Table {
  const properties = styles.ofTable(table)
  const rows = children(table, 'w:tr')
  const placed = rows.map((row) => placesOf(row))
  const columns = columnsOf(table, placed)
  const align = last(properties, (one) => value(one, 'w:jc'))
  return {
    kind: 'table',
    align: align === 'center' || align === 'right' ? align : 'left',
    columns,
    rows: rows.map((row, y): Row => {
      const height = child(row, 'w:trPr', 'w:trHeight')
      return {
        height: twips(height, 'w:val') ?? 0,
        exact: height?.getAttribute('w:hRule') === 'exact',
        heading: on(child(row, 'w:trPr'), 'w:tblHeader') ?? false,
        cells: (placed[y] ?? []).flatMap((place) => {
          if (place.merged === 'goes-on') return []
          const rowspan = place.merged === 'begins' ? 1 + goesOn(placed.slice(y + 1), place.x) : 1
          const edges = { top: y === 0, bottom: y + rowspan >= rows.length, left: place.x === 0 }
          const right = place.x + place.colspan >= columns.length
          return [cellOf(place, rowspan, { ...edges, right }, properties, readBlocks)]
        }),
      }
    }),
  }
}

type Place = {
  readonly x: number
  readonly colspan: number
  readonly merged: 'no' | 'begins' | 'goes-on'
  readonly cell: Element
}

function placesOf(row: Element): Place[] {
  let x = amount(child(row, 'w:trPr', 'w:gridBefore'), 'w:val') ?? 0
  return children(row, 'w:tc').map((cell) => {
    const properties = child(cell, 'w:tcPr')
    const merge = child(properties, 'w:vMerge')
    const colspan = Math.min(amount(child(properties, 'w:gridSpan'), 'w:val') ?? 1, MOST_COLUMNS)
    const merged = !merge ? 'no' : merge.getAttribute('w:val') === 'restart' ? 'begins' : 'goes-on'
    x += colspan
    return { x: x - colspan, colspan, merged, cell }
  })
}

/** Widths as the grid says; of columns that it does not name, as their cells say: some writers keep no grid. */
function columnsOf(table: Element, rows: readonly (readonly Place[])[]): readonly number[] {
  const columns = children(child(table, 'w:tblGrid'), 'w:gridCol').map((column) => twips(column, 'w:w') ?? 0)
  for (const { x, colspan, cell } of rows.flat()) {
    const width = twips(child(cell, 'w:tcPr', 'w:tcW'), 'w:w') ?? colspan * DEFAULT_WIDTH
    while (columns.length < x + colspan) columns.push(width / colspan)
  }
  return columns
}

/** Points. */
const DEFAULT_WIDTH = 72
/** Word's own limit. */
const MOST_COLUMNS = 63

/** How many of these rows a merged cell reaches down to. */
function goesOn(rows: readonly (readonly Place[])[], x: number): number {
  const end = rows.findIndex((row) => !row.some((place) => place.x === x && place.merged === 'goes-on'))
  return end < 0 ? rows.length : end
}

/** Word's own, where a document says nothing. */
const DEFAULT_INSET = { top: 0, right: 5.4, bottom: 0, left: 5.4 }
const SIDES = ['top', 'right', 'bottom', 'left'] as const
type Side = (typeof SIDES)[number]

function cellOf(
  { x, colspan, cell }: Place,
  rowspan: number,
  edges: Readonly<Record<Side, boolean>>,
  properties: readonly Element[],
  readBlocks: ReadBlocks,
): Cell {
  const own = child(cell, 'w:tcPr')
  const stroke = (side: Side): Stroke | null => {
    const border = child(own, 'w:tcBorders', `w:${side}`)
    if (border) return strokeOf(border)
    const inner = side === 'top' || side === 'bottom' ? 'w:insideH' : 'w:insideV'
    return strokeOf(last(properties, (one) => child(one, 'w:tblBorders', edges[side] ? `w:${side}` : inner)))
  }
  const inset = (side: Side): number =>
    twips(child(own, 'w:tcMar', `w:${side}`), 'w:w') ??
    last(properties, (one) => twips(child(one, 'w:tblCellMar', `w:${side}`), 'w:w')) ??
    DEFAULT_INSET[side]
  const align = value(own, 'w:vAlign')
  const sides = <T>(read: (side: Side) => T) => Object.fromEntries(SIDES.map((side) => [side, read(side)]))
  return {
    x,
    colspan,
    rowspan,
    align: align === 'center' ? 'horizon' : align === 'bottom' ? 'bottom' : 'top',
    stroke: sides(stroke) as Cell['stroke'],
    inset: sides(inset) as Cell['inset'],
    blocks: readBlocks(cell),
  }
}
