import type { Cell, CellError, Cells, CellStatus, Content, GridColumn, Theirs } from './grid-model.ts'

export type Position = { readonly row: number; readonly column: number }

/** One change of one cell, with what is needed to take it back. */
export type Change = {
  readonly row: string
  readonly column: string
  readonly before: Given
  readonly after: Given
}
/** What a change gives a cell: its content, or a text that is no score. */
export type Given = Content & { readonly error?: CellError }

export type Editing = {
  readonly text: string
  /** `caret`: opened to be corrected, arrows move inside the text; else typing has overwritten, arrows leave the cell. */
  readonly hasCaret: boolean
}

export type GridNotice = {
  readonly code: 'pasted'
  readonly count: number
  readonly outside: number
  readonly wrong: number
}

export type GridState = {
  readonly columns: readonly GridColumn[]
  /** The keys of the rows on screen, in their order. */
  readonly rows: readonly string[]
  readonly cells: Cells
  readonly focus: Position
  /** The other corner of the selection. */
  readonly anchor: Position
  readonly editing: Editing | undefined
  readonly past: readonly (readonly Change[])[]
  readonly future: readonly (readonly Change[])[]
  readonly notice: GridNotice | undefined
  /** Counts the moves of the focus by the person; the input takes the browser's focus only after one. */
  readonly moves: number
}

export type Direction = 'up' | 'down' | 'left' | 'right'
export type Place = { readonly row: string; readonly column: string }

export type GridAction =
  | { readonly do: 'move'; readonly to: Direction; readonly extend?: boolean; readonly far?: boolean }
  | { readonly do: 'go'; readonly to: Position; readonly extend?: boolean }
  | { readonly do: 'find'; readonly status: CellStatus }
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'edit' }
  | { readonly do: 'cancel' }
  /** Enter and Tab: takes the typed text, or confirms grey full marks (`confirm`), then moves. */
  | { readonly do: 'commit'; readonly next: Direction; readonly confirm: boolean }
  /** The focus leaves the grid: takes the typed text, confirms nothing. */
  | { readonly do: 'leave' }
  | { readonly do: 'clear' }
  | { readonly do: 'paste'; readonly text: string }
  | { readonly do: 'describe'; readonly at: Place; readonly some: Partial<Omit<Content, 'value'>> }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' }
  | {
      readonly do: 'saved'
      readonly cells: readonly (Place & { readonly version: number; readonly revision: number })[]
    }
  | { readonly do: 'conflict'; readonly cells: readonly (Place & { readonly theirs: Theirs })[] }
  | { readonly do: 'refused'; readonly cells: readonly (Place & { readonly sentence: string })[] }
  | { readonly do: 'settle'; readonly at: Place; readonly keep: 'mine' | 'theirs' }
  | { readonly do: 'show'; readonly rows: readonly string[] }
  | {
      readonly do: 'load'
      readonly columns: readonly GridColumn[]
      readonly rows: readonly string[]
      readonly cells: Cells
    }

export function newGrid(columns: readonly GridColumn[], rows: readonly string[], cells: Cells): GridState {
  const start = { row: 0, column: 0 }
  return {
    columns,
    rows,
    cells,
    focus: start,
    anchor: start,
    editing: undefined,
    past: [],
    future: [],
    notice: undefined,
    moves: 0,
  }
}

export function cellAt(state: GridState, { row, column }: Place): Cell | undefined {
  return state.cells[row]?.[column]
}

/** The keys of a position; undefined when the grid has no rows. */
export function placeAt(state: GridState, { row, column }: Position): Place | undefined {
  const [rowKey, columnKey] = [state.rows[row], state.columns[column]?.key]
  return rowKey !== undefined && columnKey !== undefined ? { row: rowKey, column: columnKey } : undefined
}

export type Span = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }

/** The selected rectangle, the focused cell alone when nothing more is selected. */
export function spanOf({ focus, anchor }: Pick<GridState, 'focus' | 'anchor'>): Span {
  return {
    top: Math.min(focus.row, anchor.row),
    bottom: Math.max(focus.row, anchor.row),
    left: Math.min(focus.column, anchor.column),
    right: Math.max(focus.column, anchor.column),
  }
}

/** The places of a rectangle, row by row. */
export function placesIn(state: GridState, span: Span): readonly (readonly Place[])[] {
  const rows: Place[][] = []
  for (let row = span.top; row <= span.bottom; row += 1) {
    const places: Place[] = []
    for (let column = span.left; column <= span.right; column += 1) {
      const place = placeAt(state, { row, column })
      if (place) places.push(place)
    }
    rows.push(places)
  }
  return rows
}
