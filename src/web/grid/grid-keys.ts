import type { ClipboardEvent, Dispatch, KeyboardEvent } from 'react'
import { writeBlock } from './grid-clipboard.ts'
import { shownText } from './grid-model.ts'
import { cellAt, type Direction, type GridAction, type GridState, placesIn, spanOf } from './grid-state.ts'

// Keys and clipboard as spreadsheets have taught them.

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** The action that a key asks for; undefined leaves the key to the browser. */
export function actionOf(event: KeyboardEvent, state: GridState): GridAction | undefined {
  const hasControl = event.ctrlKey || event.metaKey
  // While an input method composes, all keys are its own.
  if (event.nativeEvent.isComposing) return undefined
  if (hasControl && !event.altKey) return withControl(event)
  const arrow = ARROWS[event.key]
  if (arrow) return state.editing?.hasCaret ? undefined : { do: 'move', to: arrow, extend: event.shiftKey }
  switch (event.key) {
    case 'Enter':
      return event.altKey ? undefined : { do: 'commit', next: event.shiftKey ? 'up' : 'down', confirm: !event.shiftKey }
    case 'Tab':
      return tab(event.shiftKey, state)
    case 'F2':
      return { do: 'edit' }
    case 'Escape':
      return { do: 'cancel' }
    case 'Delete':
    case 'Backspace':
      return state.editing ? undefined : { do: 'clear' }
    default:
      return atEnds(event, state)
  }
}

function withControl(event: KeyboardEvent): GridAction | undefined {
  const key = event.key.toLowerCase()
  if (key === 'z') return { do: event.shiftKey ? 'redo' : 'undo' }
  if (key === 'y') return { do: 'redo' }
  const arrow = ARROWS[event.key]
  if (arrow) return { do: 'move', to: arrow, extend: event.shiftKey, far: true }
  if (key === 'home') return { do: 'go', to: { row: 0, column: 0 }, extend: event.shiftKey }
  if (key === 'end') return { do: 'go', to: { row: Infinity, column: Infinity }, extend: event.shiftKey }
  return undefined
}

const PAGE = 12

function atEnds(event: KeyboardEvent, { editing, focus }: GridState): GridAction | undefined {
  if (editing?.hasCaret) return undefined
  const extend = event.shiftKey
  if (event.key === 'Home') return { do: 'move', to: 'left', far: true, extend }
  if (event.key === 'End') return { do: 'move', to: 'right', far: true, extend }
  if (event.key === 'PageDown') return { do: 'go', to: { ...focus, row: focus.row + PAGE }, extend }
  if (event.key === 'PageUp') return { do: 'go', to: { ...focus, row: focus.row - PAGE }, extend }
  return undefined
}

/** At the first and last cell Tab leaves the grid, so that the keyboard is never caught in it. */
function tab(isBack: boolean, { focus, rows, columns }: GridState): GridAction | undefined {
  const isFirst = focus.row === 0 && focus.column === 0
  const isLast = focus.row === rows.length - 1 && focus.column === columns.length - 1
  if (isBack ? isFirst : isLast) return undefined
  return { do: 'commit', next: isBack ? 'left' : 'right', confirm: false }
}

/** Ctrl+C: the selected scores as a block that Excel takes. Grey full marks are no scores and leave as blanks. */
export function copyCells(event: ClipboardEvent, state: GridState): void {
  if (state.editing) return
  const block = placesIn(state, spanOf(state)).map((row) =>
    row.map((place) => {
      const cell = cellAt(state, place)
      const column = state.columns.find(({ key }) => key === place.column)
      return !cell || !column || (cell.value === null && !cell.error) ? '' : shownText(cell, column)
    }),
  )
  event.clipboardData.setData('text/plain', writeBlock(block))
  event.preventDefault()
}

/** Ctrl+V: always a block, also while a cell is being typed in. */
export function pasteCells(event: ClipboardEvent, dispatch: Dispatch<GridAction>): void {
  const text = event.clipboardData.getData('text/plain')
  if (text === '') return
  event.preventDefault()
  dispatch({ do: 'paste', text })
}
