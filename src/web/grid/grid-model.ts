import { add, compare, display, rational, ZERO } from '#kernel/policy/rational.ts'

// What a score grid is made of. Values are texts with exact arithmetic (rulings G10), never floating point.
// Every score begins as full marks in grey, which count for nothing until somebody confirms them (rulings A8).

export type GridColumn = {
  readonly key: string
  readonly title: string
  /** Full marks, such as `6`. */
  readonly max: string
  /** How many decimals may be typed. */
  readonly places: number
  /** The indicator's full wording. */
  readonly wording?: string
}

export type GridRow = {
  readonly key: string
  readonly title: string
  /** Small, beside the title. */
  readonly note?: string
  /** Rows of one group stand together under its heading: the street. */
  readonly group?: string
  /** Last period's scores by column; null: there was none. */
  readonly last: Readonly<Record<string, string | null>>
}

/** What a person gives to one cell. */
export type Content = {
  /** Null: nothing given yet. */
  readonly value: string | null
  readonly reason: string
  /** What it rests on: a document's number or title. */
  readonly document: string
}

export type CellError =
  | { readonly code: 'not-a-number'; readonly typed: string }
  | { readonly code: 'too-large'; readonly typed: string; readonly max: string }
  | { readonly code: 'negative'; readonly typed: string }
  | { readonly code: 'places'; readonly typed: string; readonly places: number }
  | { readonly code: 'refused'; readonly sentence: string }

/** What somebody else saved while this one was being changed. */
export type Theirs = Content & { readonly version: number; readonly who: string; readonly at: string }

export type Cell = Content & {
  /** What the server last said; a save with an older one is a conflict. */
  readonly version: number
  /** Counts this page's changes; a save that is overtaken by typing does not count as saved. */
  readonly revision: number
  readonly isDirty: boolean
  readonly error?: CellError
  readonly theirs?: Theirs
}

export type CellStatus = 'unconfirmed' | 'confirmed' | 'deduction' | 'incomplete' | 'error' | 'conflict'

export type CellsOfRow = Readonly<Record<string, Cell>>
export type Cells = Readonly<Record<string, CellsOfRow>>

export const EMPTY: Content = { value: null, reason: '', document: '' }

/** A cell as the server holds it. */
export function storedCell(content: Partial<Content> & { readonly version: number }): Cell {
  return { ...EMPTY, revision: 0, isDirty: false, ...content }
}

export function statusOf(cell: Cell, column: GridColumn): CellStatus {
  if (cell.theirs) return 'conflict'
  if (cell.error) return 'error'
  if (cell.value === null) return 'unconfirmed'
  if (compare(rational(cell.value), rational(column.max)) === 0) return 'confirmed'
  return cell.reason.trim() !== '' && cell.document.trim() !== '' ? 'deduction' : 'incomplete'
}

/** True when nothing more has to be done to the cell. */
export function isFinished(status: CellStatus): boolean {
  return status === 'confirmed' || status === 'deduction'
}

/** What the typed text means: a value, or why it is none. Full-width digits and Chinese stops are taken as meant. */
export function readScore(
  typed: string,
  column: GridColumn,
): { readonly value: string } | { readonly error: CellError } {
  const text = typed.normalize('NFKC').replaceAll('。', '.').trim()
  if (/^-\d/.test(text)) return { error: { code: 'negative', typed } }
  if (!/^(\d+\.?\d*|\.\d+)$/.test(text)) return { error: { code: 'not-a-number', typed } }
  const [whole = '', decimals = ''] = text.split('.')
  const kept = decimals.replace(/0+$/, '')
  if (kept.length > column.places) return { error: { code: 'places', typed, places: column.places } }
  const value = `${whole.replace(/^0+(?=\d)/, '') || '0'}${kept ? `.${kept}` : ''}`
  if (compare(rational(value), rational(column.max)) > 0)
    return { error: { code: 'too-large', typed, max: column.max } }
  return { value }
}

/** What the cell shows: the typed text while it is wrong, the value, or full marks that wait for confirmation. */
export function shownText(cell: Cell, column: GridColumn): string {
  if (cell.error && 'typed' in cell.error) return cell.error.typed
  return cell.value ?? column.max
}

/** A row's confirmed points, and whether some are still missing; a dash where nothing is given yet. */
export function rowTotal(
  cells: CellsOfRow,
  columns: readonly GridColumn[],
): { readonly text: string; readonly isPartial: boolean } {
  const given = columns.flatMap(({ key }) => {
    const cell = cells[key]
    return cell && cell.value !== null && !cell.error ? [rational(cell.value)] : []
  })
  if (given.length === 0) return { text: '—', isPartial: false }
  return { text: display(given.reduce(add, ZERO)), isPartial: given.length < columns.length }
}

export type Counts = Readonly<Record<CellStatus | 'all' | 'finished', number>>

export function countCells(cells: Cells, columns: readonly GridColumn[]): Counts {
  const counts = {
    all: 0,
    finished: 0,
    unconfirmed: 0,
    confirmed: 0,
    deduction: 0,
    incomplete: 0,
    error: 0,
    conflict: 0,
  }
  for (const row of Object.values(cells)) {
    for (const column of columns) {
      const cell = row[column.key]
      if (!cell) continue
      const status = statusOf(cell, column)
      counts[status] += 1
      counts.all += 1
      if (isFinished(status)) counts.finished += 1
    }
  }
  return counts
}
