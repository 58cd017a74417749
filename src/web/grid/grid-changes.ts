import { type Cell, type CellsOfRow, type Content, EMPTY, readScore } from './grid-model.ts'
import { cellAt, type Change, type Given, type GridState, type Place } from './grid-state.ts'

// Changes of cells' contents, each one step of undo.

const KEPT_STEPS = 200

function contentOf({ value, reason, document, error }: Cell): Given {
  return error ? { value, reason, document, error } : { value, reason, document }
}

/** Applies changes as one step that undo takes back as a whole. */
function applyStep(state: GridState, changes: readonly Change[]): GridState {
  const real = changes.filter(({ before, after }) => !isSame(before, after))
  if (real.length === 0) return state
  const past = [...state.past, real].slice(-KEPT_STEPS)
  return { ...give(state, real, 'after'), past, future: [], notice: undefined }
}

export function undo(state: GridState): GridState {
  const step = state.past.at(-1)
  if (!step) return state
  const back = give(state, step, 'before')
  return { ...back, past: state.past.slice(0, -1), future: [...state.future, step], notice: undefined }
}

export function redo(state: GridState): GridState {
  const step = state.future.at(-1)
  if (!step) return state
  const again = give(state, step, 'after')
  return { ...again, future: state.future.slice(0, -1), past: [...state.past, step], notice: undefined }
}

/** Takes typed texts as scores; an empty text takes the score away, full marks need no reason any more. */
export function setText(state: GridState, texts: readonly (Place & { readonly text: string })[]): GridState {
  const changes = texts.flatMap(({ row, column, text }) => {
    const cell = cellAt(state, { row, column })
    const rule = state.columns.find(({ key }) => key === column)
    if (!cell || !rule) return []
    const before = contentOf(cell)
    if (text.trim() === '') return [{ row, column, before, after: EMPTY }]
    const score = readScore(text, rule)
    const { reason, document, value } = before
    const after: Given =
      'error' in score ? { value, reason, document, error: score.error } : { value: score.value, reason, document }
    return [{ row, column, before, after }]
  })
  return applyStep(state, changes)
}

export function clearCells(state: GridState, places: readonly Place[]): GridState {
  return setText(
    { ...state, editing: undefined },
    places.map((place) => ({ ...place, text: '' })),
  )
}

/** Gives the reason or the document of a deduction. Letters typed one after the other are one step of undo. */
export function describe(state: GridState, at: Place, some: Partial<Omit<Content, 'value'>>): GridState {
  const cell = cellAt(state, at)
  if (!cell) return state
  const after = { ...contentOf(cell), ...some }
  const last = state.past.at(-1)
  const typing =
    last?.length === 1 && last[0] && isSamePlace(last[0], at) && isSameField(last[0], some) ? last[0] : undefined
  if (!typing) return applyStep(state, [{ ...at, before: contentOf(cell), after }])
  const joined = [{ ...at, before: typing.before, after }]
  return { ...give(state, joined, 'after'), past: [...state.past.slice(0, -1), joined], future: [] }
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.row === b.row && a.column === b.column
}

/** True when a step changed exactly the field that is being typed in. */
function isSameField({ before, after }: Change, some: Partial<Content>): boolean {
  const field = some.reason === undefined ? 'document' : 'reason'
  return before[field] !== after[field] && before.value === after.value
}

function give(state: GridState, changes: readonly Change[], side: 'before' | 'after'): GridState {
  const cells: Record<string, CellsOfRow> = { ...state.cells }
  for (const change of changes) {
    const row = cells[change.row]
    const cell = row?.[change.column]
    if (!row || !cell) continue
    const { error: _old, ...rest } = cell
    const next: Cell = { ...rest, ...change[side], revision: cell.revision + 1, isDirty: true }
    cells[change.row] = { ...row, [change.column]: next }
  }
  return { ...state, cells }
}

function isSame(a: Given, b: Given): boolean {
  return (
    a.value === b.value &&
    a.reason === b.reason &&
    a.document === b.document &&
    JSON.stringify(a.error) === JSON.stringify(b.error)
  )
}
