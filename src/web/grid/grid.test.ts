import { describe, expect, test } from 'vitest'
import { changesOf } from './autosave.ts'
import { readBlock, writeBlock } from './grid-clipboard.ts'
import { type Cell, countCells, type GridColumn, readScore, rowTotal, statusOf, storedCell } from './grid-model.ts'
import { gridReducer } from './grid-reducer.ts'
import { type GridAction, type GridState, newGrid, spanOf } from './grid-state.ts'

const COLUMNS: readonly GridColumn[] = [
  { key: 'a', title: 'a', max: '6', places: 2 },
  { key: 'b', title: 'b', max: '4', places: 1 },
]
const ROWS = ['r1', 'r2', 'r3']

function fresh(): GridState {
  const row = () => ({ a: storedCell({ version: 1 }), b: storedCell({ version: 1 }) })
  return newGrid(COLUMNS, ROWS, { r1: row(), r2: row(), r3: row() })
}

function play(state: GridState, ...actions: readonly GridAction[]): GridState {
  return actions.reduce(gridReducer, state)
}

const at = (state: GridState, row: string, column: string): Cell => state.cells[row]?.[column] as Cell
const type = (text: string): GridAction => ({ do: 'type', text })
const enter: GridAction = { do: 'commit', next: 'down', confirm: true }
const tab: GridAction = { do: 'commit', next: 'right', confirm: false }

describe('reading what is typed', () => {
  const [a, b] = COLUMNS as [GridColumn, GridColumn]
  test.each([
    ['5', '5'],
    ['5.50', '5.5'],
    [' 5.5 ', '5.5'],
    ['５．５', '5.5'],
    ['5。5', '5.5'],
    ['.5', '0.5'],
    ['06', '6'],
    ['0', '0'],
  ])('%s is %s', (typed, value) => expect(readScore(typed, a)).toEqual({ value }))

  test.each([
    ['五', 'not-a-number'],
    ['5,5', 'not-a-number'],
    ['1e1', 'not-a-number'],
    ['=6', 'not-a-number'],
    ['-1', 'negative'],
    ['6.01', 'too-large'],
    ['65', 'too-large'],
    ['1.234', 'places'],
  ])('%s is refused as %s', (typed, code) => expect(readScore(typed, a)).toMatchObject({ error: { code, typed } }))

  test('a column may allow fewer decimals', () =>
    expect(readScore('1.25', b)).toMatchObject({ error: { code: 'places', places: 1 } }))
})

describe('full marks in grey', () => {
  test('count for nothing until they are confirmed', () => {
    const state = fresh()
    expect(statusOf(at(state, 'r1', 'a'), COLUMNS[0] as GridColumn)).toBe('unconfirmed')
    expect(rowTotal(state.cells['r1'] ?? {}, COLUMNS)).toEqual({ text: '—', isPartial: false })
    expect(changesOf(state.cells)).toEqual([])
  })

  test('Enter confirms one cell and goes down; Tab confirms nothing', () => {
    const state = play(fresh(), enter, tab)
    expect(at(state, 'r1', 'a').value).toBe('6')
    expect(at(state, 'r2', 'a').value).toBeNull()
    expect(state.focus).toEqual({ row: 1, column: 1 })
  })

  test('Enter on a selection confirms the focused cell alone', () => {
    const state = play(fresh(), { do: 'move', to: 'down', extend: true }, enter)
    expect(countCells(state.cells, COLUMNS)).toMatchObject({ confirmed: 1, unconfirmed: 5 })
  })

  test('leaving the grid confirms nothing and takes what is typed', () => {
    expect(play(fresh(), { do: 'leave' })).toEqual(fresh())
    expect(at(play(fresh(), type('5'), { do: 'leave' }), 'r1', 'a').value).toBe('5')
  })
})

describe('typing', () => {
  test('a deduction needs reason and document', () => {
    const place = { row: 'r1', column: 'a' }
    const column = COLUMNS[0] as GridColumn
    const typed = play(fresh(), type('4'), enter)
    expect(statusOf(at(typed, 'r1', 'a'), column)).toBe('incomplete')
    const explained = play(
      typed,
      { do: 'describe', at: place, some: { reason: '未按期' } },
      { do: 'describe', at: place, some: { document: '〔2026〕1号' } },
    )
    expect(statusOf(at(explained, 'r1', 'a'), column)).toBe('deduction')
    expect(statusOf(at(play(explained, { do: 'describe', at: place, some: { reason: ' ' } }), 'r1', 'a'), column)).toBe(
      'incomplete',
    )
  })

  test('what is wrong stays visible, is counted and is not sent', () => {
    const state = play(fresh(), type('65'), enter)
    expect(at(state, 'r1', 'a')).toMatchObject({ value: null, error: { code: 'too-large', typed: '65' } })
    expect(countCells(state.cells, COLUMNS).error).toBe(1)
    expect(changesOf(state.cells)).toEqual([])
  })

  test('Escape keeps the old value', () => {
    expect(at(play(fresh(), type('3'), { do: 'cancel' }), 'r1', 'a').value).toBeNull()
  })

  test('arrows take the typed text and move', () => {
    const state = play(fresh(), type('3'), { do: 'move', to: 'right' })
    expect(at(state, 'r1', 'a').value).toBe('3')
    expect(state.focus).toEqual({ row: 0, column: 1 })
  })

  test('Tab goes on in the next row; the focus never leaves the cells', () => {
    expect(play(fresh(), tab, tab).focus).toEqual({ row: 1, column: 0 })
    expect(play(fresh(), { do: 'move', to: 'up' }, { do: 'move', to: 'left' }).focus).toEqual({ row: 0, column: 0 })
    expect(play(fresh(), { do: 'move', to: 'down', far: true }, { do: 'move', to: 'right', far: true }).focus).toEqual({
      row: 2,
      column: 1,
    })
  })

  test('Delete empties the selection', () => {
    const filled = play(fresh(), enter, enter, { do: 'go', to: { row: 0, column: 0 } })
    const state = play(filled, { do: 'move', to: 'down', extend: true }, { do: 'clear' })
    expect(countCells(state.cells, COLUMNS).unconfirmed).toBe(6)
  })
})

describe('paste', () => {
  test('fills from the corner, marks what is wrong, skips blanks, counts what falls outside', () => {
    const text = '5\t3\r\n\t9\r\n4.5\tx\r\n1\t1\r\n'
    const state = play(fresh(), { do: 'paste', text })
    expect(at(state, 'r1', 'a').value).toBe('5')
    expect(at(state, 'r1', 'b').value).toBe('3')
    expect(at(state, 'r2', 'a').value).toBeNull()
    expect(at(state, 'r2', 'b').error?.code).toBe('too-large')
    expect(at(state, 'r3', 'b').error?.code).toBe('not-a-number')
    expect(state.notice).toEqual({ code: 'pasted', count: 5, outside: 2, wrong: 2 })
    expect(spanOf(state)).toEqual({ top: 0, bottom: 2, left: 0, right: 1 })
  })

  test('is one step of undo', () => {
    const state = play(fresh(), { do: 'paste', text: '5\t3\n4\t2' }, { do: 'undo' })
    expect(countCells(state.cells, COLUMNS).unconfirmed).toBe(6)
    expect(play(state, { do: 'redo' }).cells['r2']?.['b']?.value).toBe('2')
  })

  test('one value goes to one cell, also into a selection', () => {
    const selected = play(fresh(), { do: 'move', to: 'down', extend: true })
    expect(countCells(play(selected, { do: 'paste', text: '6' }).cells, COLUMNS).confirmed).toBe(1)
  })

  test('reads and writes what Excel writes and reads', () => {
    expect(readBlock('"a\nb"\t"say ""x"""\r\nc\td\r\n')).toEqual([
      ['a\nb', 'say "x"'],
      ['c', 'd'],
    ])
    const block = [
      ['1', 'a\tb'],
      ['"q"', ''],
    ]
    expect(readBlock(writeBlock(block))).toEqual(block)
  })
})

describe('undo', () => {
  test('takes back and does again; a new change ends the way forward', () => {
    const two = play(fresh(), type('5'), enter, type('4'), enter)
    const back = play(two, { do: 'undo' })
    expect(at(back, 'r2', 'a').value).toBeNull()
    expect(at(play(back, { do: 'redo' }), 'r2', 'a').value).toBe('4')
    expect(play(back, type('3'), enter).future).toEqual([])
    expect(play(fresh(), { do: 'undo' })).toMatchObject({ past: [], future: [] })
  })

  test('letters of one reason are one step', () => {
    const place = { row: 'r1', column: 'a' }
    const reason = (text: string): GridAction => ({ do: 'describe', at: place, some: { reason: text } })
    const state = play(fresh(), type('4'), enter, reason('未'), reason('未按'), reason('未按期'), { do: 'undo' })
    expect(at(state, 'r1', 'a')).toMatchObject({ value: '4', reason: '' })
  })

  test('what was undone is saved again', () => {
    const saved = play(fresh(), type('5'), enter, {
      do: 'saved',
      cells: [{ row: 'r1', column: 'a', version: 2, revision: 1 }],
    })
    expect(changesOf(saved.cells)).toEqual([])
    expect(changesOf(play(saved, { do: 'undo' }).cells)).toMatchObject([{ row: 'r1', value: null, version: 2 }])
  })
})

describe('the server', () => {
  const theirs = { value: '3', reason: '', document: '', version: 7, who: '李伟', at: '2026-07-06T10:00:00' }
  const place = { row: 'r1', column: 'a' }
  const inConflict = () => play(fresh(), type('5'), enter, { do: 'conflict', cells: [{ ...place, theirs }] })

  test('a save that was overtaken by typing leaves the cell unsaved', () => {
    const state = play(fresh(), type('5'), enter, { do: 'go', to: { row: 0, column: 0 } }, type('4'), enter, {
      do: 'saved',
      cells: [{ ...place, version: 2, revision: 1 }],
    })
    expect(changesOf(state.cells)).toMatchObject([{ value: '4', version: 2 }])
  })

  test('a conflict waits for a decision and is not sent meanwhile', () => {
    const state = inConflict()
    expect(countCells(state.cells, COLUMNS).conflict).toBe(1)
    expect(changesOf(state.cells)).toEqual([])
  })

  test('keeping mine sends it on top of theirs', () => {
    const state = play(inConflict(), { do: 'settle', at: place, keep: 'mine' })
    expect(changesOf(state.cells)).toMatchObject([{ value: '5', version: 7 }])
  })

  test('taking theirs has nothing to send', () => {
    const state = play(inConflict(), { do: 'settle', at: place, keep: 'theirs' })
    expect(at(state, 'r1', 'a')).toMatchObject({ value: '3', version: 7 })
    expect(changesOf(state.cells)).toEqual([])
  })

  test('a refusal stands at its cell until it is typed anew', () => {
    const refused = play(fresh(), type('5'), enter, { do: 'refused', cells: [{ ...place, sentence: '本期已汇总' }] })
    expect(at(refused, 'r1', 'a').error).toEqual({ code: 'refused', sentence: '本期已汇总' })
    const again = play(refused, { do: 'go', to: { row: 0, column: 0 } }, type('4'), enter)
    expect(at(again, 'r1', 'a').error).toBeUndefined()
  })

  test('newer data never overwrite what is typed', () => {
    const cells = { r1: { a: storedCell({ value: '1', version: 9 }), b: storedCell({ value: '2', version: 9 }) } }
    const state = play(fresh(), type('5'), enter, { do: 'load', columns: COLUMNS, rows: ['r1'], cells })
    expect(at(state, 'r1', 'a').value).toBe('5')
    expect(at(state, 'r1', 'b').value).toBe('2')
    expect(state.focus).toEqual({ row: 0, column: 0 })
  })
})

test('the counters lead to the next such cell, round the end', () => {
  const state = play(fresh(), enter, { do: 'go', to: { row: 2, column: 1 } })
  expect(play(state, { do: 'find', status: 'confirmed' }).focus).toEqual({ row: 0, column: 0 })
  expect(play(state, { do: 'find', status: 'error' })).toEqual(state)
})

test('a filter keeps the focus on its row', () => {
  const state = play(fresh(), { do: 'go', to: { row: 2, column: 1 } }, { do: 'show', rows: ['r3'] })
  expect(state.focus).toEqual({ row: 0, column: 1 })
  expect(play(state, { do: 'show', rows: [] }).focus).toEqual({ row: 0, column: 1 })
})
