import { type Dispatch, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { Button } from 'antd'
import { Empty } from '../kit/states.tsx'
import { useText } from '../language/language.tsx'
import { type CellChange, type SaveAnswer, useAutosave } from './autosave.ts'
import { GridBar } from './grid-bar.tsx'
import {
  type Cells,
  type Counts,
  countCells,
  type GridColumn,
  type GridRow,
  isFinished,
  statusOf,
} from './grid-model.ts'
import { GridPanel } from './grid-panel.tsx'
import { gridReducer } from './grid-reducer.ts'
import { type GridAction, newGrid } from './grid-state.ts'
import { GridTable } from './grid-table.tsx'
import { GRID_TEXTS } from './grid-texts.ts'
import './grid.css'

export type GridEntryProps = {
  /** Says what the grid holds, for readers of the screen: 区民政局赋分表 2026年上半年. */
  readonly label: string
  /** The first column's heading: 社区. */
  readonly heading: string
  readonly columns: readonly GridColumn[]
  readonly rows: readonly GridRow[]
  /** As the server holds them; a newer object is merged under what is not saved yet. */
  readonly cells: Cells
  readonly onSave: (changes: readonly CellChange[]) => Promise<SaveAnswer>
  /** Told after each change, for the page's submit button. */
  readonly onCounts?: (counts: Counts) => void
}

/** Scores entered as in a spreadsheet, saved by themselves, with evidence for each deduction. */
export function GridEntry({ label, heading, columns, rows, cells, onSave, onCounts }: GridEntryProps) {
  const [state, dispatch] = useReducer(gridReducer, undefined, () => newGrid(columns, keysOf(rows), cells))
  const saving = useAutosave(state.cells, dispatch, onSave)
  const byKey = useMemo(() => new Map(rows.map((row) => [row.key, row])), [rows])
  const counts = useMemo(() => countCells(state.cells, columns), [state.cells, columns])
  const [isOnlyOpen, setOnlyOpen] = useState(false)
  const reasonField = useRef<HTMLTextAreaElement>(null)
  useFresh({ columns, rows, cells }, dispatch)
  useEffect(() => onCounts?.(counts), [counts, onCounts])
  const filter = (isOn: boolean) => {
    setOnlyOpen(isOn)
    dispatch({ do: 'show', rows: isOn ? openRows(rows, state.cells, columns) : keysOf(rows) })
  }
  return (
    <div className="yz-grid-entry">
      <div className="yz-card yz-grid-main">
        <GridBar
          state={state}
          counts={counts}
          dispatch={dispatch}
          isOnlyOpen={isOnlyOpen}
          onOnlyOpen={filter}
          saving={saving.state}
          unsaved={saving.unsaved}
          onRetry={() => void saving.save()}
        />
        {state.rows.length === 0 && isOnlyOpen ? (
          <NothingOpen onAll={() => filter(false)} />
        ) : (
          <GridTable
            label={label}
            heading={heading}
            state={state}
            rows={byKey}
            dispatch={dispatch}
            reasonField={reasonField}
          />
        )}
      </div>
      <GridPanel state={state} rows={byKey} dispatch={dispatch} reasonField={reasonField} />
    </div>
  )
}

/** Takes newer data from the server, once each; the first ones are already in the state. */
function useFresh(
  { columns, rows, cells }: Pick<GridEntryProps, 'columns' | 'rows' | 'cells'>,
  dispatch: Dispatch<GridAction>,
) {
  const known = useRef(cells)
  useEffect(() => {
    if (known.current === cells) return
    known.current = cells
    dispatch({ do: 'load', columns, rows: keysOf(rows), cells })
  }, [columns, rows, cells, dispatch])
}

function keysOf(rows: readonly GridRow[]): readonly string[] {
  return rows.map(({ key }) => key)
}

function openRows(rows: readonly GridRow[], cells: Cells, columns: readonly GridColumn[]): readonly string[] {
  return keysOf(rows).filter((key) =>
    columns.some((column) => {
      const cell = cells[key]?.[column.key]
      return cell && !isFinished(statusOf(cell, column))
    }),
  )
}

function NothingOpen({ onAll }: { readonly onAll: () => void }) {
  const t = useText(GRID_TEXTS)
  return <Empty title={t('nothingOpen')} next={t('allDone')} action={<Button onClick={onAll}>{t('showAll')}</Button>} />
}
