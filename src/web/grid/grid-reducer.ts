import { clearCells, describe, redo, setText, undo } from './grid-changes.ts'
import { readBlock } from './grid-clipboard.ts'
import { type Cell, type Cells, type CellStatus, shownText, statusOf } from './grid-model.ts'
import {
  cellAt,
  type Direction,
  type GridAction,
  type GridState,
  placeAt,
  placesIn,
  type Place,
  type Position,
  spanOf,
} from './grid-state.ts'

/** All that a grid can do, pure: keyboard, clipboard, undo and the server's answers are actions on one state. */
export function gridReducer(state: GridState, action: GridAction): GridState {
  switch (action.do) {
    case 'move':
      return go(commitTyped(state), target(state, action.to, action.far), action.extend)
    case 'go':
      return go(commitTyped(state), action.to, action.extend)
    case 'find':
      return find(commitTyped(state), action.status)
    case 'type':
      return { ...state, editing: { text: action.text, hasCaret: state.editing?.hasCaret ?? false }, notice: undefined }
    case 'edit':
      return edit(state)
    case 'cancel':
      return { ...state, editing: undefined, anchor: state.focus }
    case 'commit':
      return commit(state, action)
    case 'leave':
      return commitTyped(state)
    case 'paste':
      return paste(commitTyped(state), action.text)
    case 'clear':
      return clearCells(state, placesIn(state, spanOf(state)).flat())
    case 'describe':
      return describe(state, action.at, action.some)
    case 'undo':
      return undo({ ...state, editing: undefined })
    case 'redo':
      return redo({ ...state, editing: undefined })
    default:
      return answer(state, action)
  }
}

type Answer = Extract<GridAction, { do: 'saved' | 'conflict' | 'refused' | 'settle' | 'show' | 'load' }>

/** What comes from outside: the server's answers, a filter, new data. */
function answer(state: GridState, action: Answer): GridState {
  switch (action.do) {
    case 'saved':
      return patch(state, action.cells, (cell, { version, revision }) => ({
        ...cell,
        version,
        isDirty: cell.revision !== revision,
      }))
    case 'conflict':
      return patch(state, action.cells, (cell, { theirs }) => ({ ...cell, theirs }))
    case 'refused':
      return patch(state, action.cells, (cell, { sentence }) => ({
        ...cell,
        isDirty: false,
        error: { code: 'refused', sentence },
      }))
    case 'settle':
      return patch(state, [action.at], (cell) => settle(cell, action.keep))
    case 'show':
      return show(state, action.rows)
    default:
      return show({ ...state, columns: action.columns, cells: merge(state.cells, action.cells) }, action.rows)
  }
}

function patch<P extends Place>(
  state: GridState,
  places: readonly P[],
  make: (cell: Cell, place: P) => Cell,
): GridState {
  const cells: Record<string, Cells[string]> = { ...state.cells }
  for (const place of places) {
    const row = cells[place.row]
    const cell = row?.[place.column]
    if (row && cell) cells[place.row] = { ...row, [place.column]: make(cell, place) }
  }
  return { ...state, cells }
}

function settle({ theirs, ...cell }: Cell, keep: 'mine' | 'theirs'): Cell {
  if (!theirs) return cell
  if (keep === 'mine') return { ...cell, version: theirs.version, isDirty: true, revision: cell.revision + 1 }
  const { error: _dropped, ...rest } = cell
  const { value, reason, document, version } = theirs
  return { ...rest, value, reason, document, version, isDirty: false, revision: cell.revision + 1 }
}

/** New data from the server never overwrite what is typed and not saved yet. */
function merge(own: Cells, fresh: Cells): Cells {
  const merged = Object.entries(fresh).map(([row, cells]) => {
    const kept = Object.entries(cells).map(([column, cell]) => {
      const mine = own[row]?.[column]
      return [column, mine && (mine.isDirty || mine.theirs || mine.error) ? mine : cell] as const
    })
    return [row, Object.fromEntries(kept)] as const
  })
  return Object.fromEntries(merged)
}

/** Keeps the focus on its row where that is still shown. */
function show(state: GridState, rows: readonly string[]): GridState {
  const key = state.rows[state.focus.row]
  const at = key === undefined ? -1 : rows.indexOf(key)
  const row = at >= 0 ? at : Math.min(state.focus.row, Math.max(rows.length - 1, 0))
  const focus = { row, column: Math.min(state.focus.column, Math.max(state.columns.length - 1, 0)) }
  return { ...state, rows, focus, anchor: focus, editing: undefined, moves: 0 }
}

const STEPS: Readonly<Record<Direction, readonly [number, number]>> = {
  up: [-1, 0],
  down: [1, 0],
  left: [0, -1],
  right: [0, 1],
}

function target({ focus: { row, column } }: GridState, to: Direction, far = false): Position {
  const [down, right] = STEPS[to]
  if (!far) return { row: row + down, column: column + right }
  return { row: down === 0 ? row : down * Infinity, column: right === 0 ? column : right * Infinity }
}

function clamp(at: number, length: number): number {
  return Math.max(0, Math.min(at, length - 1))
}

function go(state: GridState, to: Position, extend = false): GridState {
  const focus = { row: clamp(to.row, state.rows.length), column: clamp(to.column, state.columns.length) }
  return { ...state, focus, anchor: extend ? state.anchor : focus, editing: undefined, moves: state.moves + 1 }
}

/** The next cell of that status after the focus, row by row, from the top again at the end. */
function find(state: GridState, status: CellStatus): GridState {
  const { rows, columns, focus } = state
  const total = rows.length * columns.length
  const start = focus.row * columns.length + focus.column
  for (let step = 1; step <= total; step += 1) {
    const at = (start + step) % total
    const position = { row: Math.floor(at / columns.length), column: at % columns.length }
    const place = placeAt(state, position)
    const cell = place && cellAt(state, place)
    const column = columns[position.column]
    if (cell && column && statusOf(cell, column) === status) return go(state, position)
  }
  return state
}

function edit(state: GridState): GridState {
  const place = placeAt(state, state.focus)
  const cell = place && cellAt(state, place)
  const column = state.columns[state.focus.column]
  if (!cell || !column) return state
  return { ...state, editing: { text: shownText(cell, column), hasCaret: true } }
}

function commitTyped(state: GridState): GridState {
  const place = placeAt(state, state.focus)
  if (!state.editing || !place) return state
  return setText({ ...state, editing: undefined }, [{ ...place, text: state.editing.text }])
}

function commit(state: GridState, { next: to, confirm }: Extract<GridAction, { do: 'commit' }>): GridState {
  const place = placeAt(state, state.focus)
  const cell = place && cellAt(state, place)
  const column = state.columns[state.focus.column]
  const isGrey = !state.editing && cell && column && statusOf(cell, column) === 'unconfirmed'
  const done = confirm && isGrey && place ? setText(state, [{ ...place, text: column.max }]) : commitTyped(state)
  const next = to === 'left' || to === 'right' ? wrap(done, to) : target(done, to)
  return go(done, next)
}

/** Tab goes on to the next row at the end of one. */
function wrap({ focus, columns }: GridState, to: 'left' | 'right'): Position {
  const column = focus.column + (to === 'right' ? 1 : -1)
  if (column >= columns.length) return { row: focus.row + 1, column: 0 }
  return column < 0 ? { row: focus.row - 1, column: columns.length - 1 } : { row: focus.row, column }
}

/** Fills from the selection's top left corner. Blank cells of the block change nothing. */
function paste(state: GridState, text: string): GridState {
  const { top, left } = spanOf(state)
  const texts: (Place & { text: string })[] = []
  let outside = 0
  const block = readBlock(text)
  for (const [down, cells] of block.entries()) {
    for (const [right, cell] of cells.entries()) {
      if (cell.trim() === '') continue
      const place = placeAt(state, { row: top + down, column: left + right })
      if (place) texts.push({ ...place, text: cell })
      else outside += 1
    }
  }
  const filled = setText(state, texts)
  const wrong = texts.filter((place) => cellAt(filled, place)?.error).length
  const width = Math.max(0, ...block.map((cells) => cells.length))
  const corner = go(filled, { row: top + block.length - 1, column: left + width - 1 })
  return {
    ...corner,
    anchor: { row: top, column: left },
    notice: { code: 'pasted', count: texts.length, outside, wrong },
  }
}
