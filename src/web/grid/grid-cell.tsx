import { type Dispatch, type KeyboardEvent, memo, useId, useLayoutEffect, useRef } from 'react'
import { useText, type Words } from '../language/language.tsx'
import {
  type Cell,
  type CellError,
  type CellsOfRow,
  type CellStatus,
  type GridColumn,
  type GridRow,
  rowTotal,
  shownText,
  statusOf,
} from './grid-model.ts'
import type { Editing, GridAction } from './grid-state.ts'
import { GRID_TEXTS } from './grid-texts.ts'

export type GridWords = Words<keyof (typeof GRID_TEXTS)['zh']>

/** What the focused cell of a line has to know beyond its content. */
type LineFocus = { readonly column: number; readonly editing: Editing | undefined; readonly moves: number }

type LineProps = {
  readonly row: GridRow
  readonly index: number
  readonly cells: CellsOfRow
  readonly columns: readonly GridColumn[]
  /** Undefined when the focus is in another line. */
  readonly focus: LineFocus | undefined
  /** The selected columns of this line; -1 when none. */
  readonly from: number
  readonly to: number
  readonly dispatch: Dispatch<GridAction>
}

/** One row; drawn again only when its own cells, focus or selection change. */
export const GridLine = memo(function GridLine({ row, index, cells, columns, focus, from, to, dispatch }: LineProps) {
  const t = useText(GRID_TEXTS)
  const total = rowTotal(cells, columns)
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" aria-colindex={1}>
        <span className="yz-grid-title">{row.title}</span>
        {row.note && <small>{row.note}</small>}
      </th>
      {columns.map((column, at) => {
        const cell = cells[column.key]
        return cell ? (
          <GridCell
            key={column.key}
            cell={cell}
            column={column}
            row={row}
            at={at}
            line={index}
            isSelected={at >= from && at <= to}
            focus={focus?.column === at ? focus : undefined}
            dispatch={dispatch}
          />
        ) : (
          <td key={column.key} />
        )
      })}
      <td className="yz-grid-total" aria-colindex={columns.length + 2}>
        {total.text}
        {total.isPartial && <span title={t('unconfirmed')}>…</span>}
      </td>
    </tr>
  )
})

type CellProps = {
  readonly cell: Cell
  readonly column: GridColumn
  readonly row: GridRow
  readonly at: number
  readonly line: number
  readonly isSelected: boolean
  readonly focus: LineFocus | undefined
  readonly dispatch: Dispatch<GridAction>
}

function GridCell(props: CellProps) {
  const { cell, column, row, at, line, isSelected, focus } = props
  const t = useText(GRID_TEXTS)
  const status = statusOf(cell, column)
  const classes = ['yz-cell', `yz-cell-${status}`, isSelected ? 'yz-cell-selected' : '', focus ? 'yz-cell-focus' : '']
  const message = messageOf(cell, column, t)
  const id = useId()
  return (
    <td
      role="gridcell"
      className={classes.join(' ')}
      data-row={line}
      data-column={at}
      aria-colindex={at + 2}
      aria-selected={isSelected || focus !== undefined}
    >
      <span className="yz-cell-value" aria-hidden={focus !== undefined}>
        {shownText(cell, column)}
      </span>
      <CellMark status={status} t={t} />
      <span className="yz-cell-last">{row.last[column.key] ?? '–'}</span>
      {focus && <CellInput {...props} focus={focus} status={status} describedBy={message ? id : undefined} />}
      {focus && message && (
        <span className="yz-cell-message" id={id}>
          {message}
        </span>
      )}
    </td>
  )
}

function CellMark({ status, t }: { readonly status: CellStatus; readonly t: GridWords }) {
  if (status === 'confirmed') return <span className="yz-mark yz-mark-done">✓</span>
  if (status === 'deduction') return <span className="yz-mark yz-mark-done">✓ {t('mark')}</span>
  if (status === 'incomplete') return <span className="yz-mark yz-mark-open">! {t('mark')}</span>
  if (status === 'error') return <span className="yz-mark yz-mark-bad">! {t('markError')}</span>
  if (status === 'conflict') return <span className="yz-mark yz-mark-bad">⇄ {t('markConflict')}</span>
  return <span className="yz-mark" />
}

type CellInputProps = CellProps & {
  readonly focus: LineFocus
  readonly status: CellStatus
  readonly describedBy: string | undefined
}

/** Receives the keys of the focused cell. Empty and see-through until something is typed, so that input methods work. */
function CellInput({ cell, column, row, focus: { editing, moves }, status, describedBy, dispatch }: CellInputProps) {
  const t = useText(GRID_TEXTS)
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (moves === 0) return
    input.current?.focus({ preventScroll: true })
    input.current?.closest('td')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [moves])
  const value = status === 'unconfirmed' ? '' : t('cellValue', { value: shownText(cell, column) })
  const label = t('cell', { row: row.title, column: column.title, max: column.max, status: t(status), value })
  return (
    <input
      ref={input}
      className={editing ? 'yz-cell-input yz-cell-editing' : 'yz-cell-input'}
      value={editing?.text ?? ''}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={status === 'error' || status === 'conflict' ? true : undefined}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => dispatch({ do: 'type', text: event.target.value })}
      onDoubleClick={() => dispatch({ do: 'edit' })}
      onKeyDown={(event: KeyboardEvent) => {
        // Escape outside of typing: the next Tab leaves the grid.
        if (event.key === 'Escape' && !editing) event.currentTarget.closest('table')?.setAttribute('data-leaving', '')
      }}
    />
  )
}

/** What is wrong with a cell, in a sentence. */
export function messageOf(cell: Cell, column: GridColumn, t: GridWords): string | undefined {
  if (cell.theirs) return t('conflictTitle')
  return cell.error ? errorSentence(cell.error, column, t) : undefined
}

function errorSentence(error: CellError, { max, places }: GridColumn, t: GridWords): string {
  return error.code === 'refused' ? error.sentence : t(error.code, { typed: error.typed.slice(0, 20), max, places })
}
