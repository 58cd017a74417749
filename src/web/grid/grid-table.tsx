import { type Dispatch, Fragment, type KeyboardEvent, type MouseEvent, type RefObject } from 'react'
import { useText } from '../language/language.tsx'
import { GridLine } from './grid-cell.tsx'
import { actionOf, copyCells, pasteCells } from './grid-keys.ts'
import type { GridRow } from './grid-model.ts'
import { type GridAction, type GridState, spanOf } from './grid-state.ts'
import { GRID_TEXTS } from './grid-texts.ts'

type GridTableProps = {
  readonly label: string
  readonly heading: string
  readonly state: GridState
  readonly rows: ReadonlyMap<string, GridRow>
  readonly dispatch: Dispatch<GridAction>
  readonly reasonField: RefObject<HTMLElement | null>
}

/** The table itself: one listener for all cells, lines that draw only their own changes. */
export function GridTable({ label, heading, state, rows, dispatch, reasonField }: GridTableProps) {
  const handlers = useHandlers(state, dispatch, reasonField)
  const span = spanOf(state)
  const { focus, editing, moves } = state
  return (
    <div className="yz-grid-scroll">
      <table
        className="yz-grid"
        role="grid"
        aria-label={label}
        aria-rowcount={state.rows.length + 1}
        aria-colcount={state.columns.length + 2}
        aria-multiselectable
        {...handlers}
      >
        <GridHead heading={heading} state={state} />
        <tbody>
          {state.rows.map((key, index) => {
            const row = rows.get(key)
            const cells = state.cells[key]
            if (!row || !cells) return null
            const isNew = row.group !== rows.get(state.rows[index - 1] ?? '')?.group
            const isSelected = index >= span.top && index <= span.bottom
            return (
              <Fragment key={key}>
                {isNew && row.group && <GroupLine title={row.group} width={state.columns.length + 2} />}
                <GridLine
                  row={row}
                  index={index}
                  cells={cells}
                  columns={state.columns}
                  from={isSelected ? span.left : -1}
                  to={isSelected ? span.right : -1}
                  dispatch={dispatch}
                  focus={focus.row === index ? { column: focus.column, editing, moves } : undefined}
                />
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function GroupLine({ title, width }: { readonly title: string; readonly width: number }) {
  return (
    <tr className="yz-grid-group">
      <th scope="rowgroup" colSpan={width}>
        {title}
      </th>
    </tr>
  )
}

function GridHead({ heading, state }: { readonly heading: string; readonly state: GridState }) {
  const t = useText(GRID_TEXTS)
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" aria-colindex={1}>
          {heading}
        </th>
        {state.columns.map(({ key, title, max, wording }, at) => (
          <th key={key} scope="col" aria-colindex={at + 2} title={wording}>
            <span className="yz-grid-column">{title}</span>
            <span className="yz-grid-sub">
              <span>
                {t('now')} · {t('max')} {max}
              </span>
              <span>{t('last')}</span>
            </span>
          </th>
        ))}
        <th scope="col" className="yz-grid-total" aria-colindex={state.columns.length + 2}>
          {t('total')}
        </th>
      </tr>
    </thead>
  )
}

function useHandlers(state: GridState, dispatch: Dispatch<GridAction>, reasonField: RefObject<HTMLElement | null>) {
  return {
    onMouseDown: (event: MouseEvent<HTMLElement>) => {
      const to = positionOf(event.target)
      if (!to || event.button !== 0) return
      // A click into the text being typed only moves the caret.
      const isFocused = to.row === state.focus.row && to.column === state.focus.column
      if (isFocused && state.editing) return
      event.preventDefault()
      dispatch({ do: 'go', to, extend: event.shiftKey })
    },
    onMouseOver: (event: MouseEvent<HTMLElement>) => {
      const to = event.buttons === 1 ? positionOf(event.target) : undefined
      if (to && (to.row !== state.focus.row || to.column !== state.focus.column))
        dispatch({ do: 'go', to, extend: true })
    },
    onDoubleClick: (event: MouseEvent<HTMLElement>) => {
      if (positionOf(event.target)) dispatch({ do: 'edit' })
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (isLeaving(event)) return
      if (event.key === 'Enter' && event.altKey) {
        event.preventDefault()
        reasonField.current?.focus()
        return
      }
      const action = actionOf(event, state)
      if (!action) return
      event.preventDefault()
      dispatch(action)
    },
    onCopy: (event: React.ClipboardEvent) => copyCells(event, state),
    onPaste: (event: React.ClipboardEvent) => pasteCells(event, dispatch),
    onBlur: (event: React.FocusEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget)) dispatch({ do: 'leave' })
    },
  }
}

/** After Escape, Tab belongs to the browser again. */
function isLeaving(event: KeyboardEvent<HTMLElement>): boolean {
  const table = event.currentTarget
  const leaves = event.key === 'Tab' && table.hasAttribute('data-leaving')
  if (event.key !== 'Escape' && event.key !== 'Shift') table.removeAttribute('data-leaving')
  return leaves
}

function positionOf(target: EventTarget): { row: number; column: number } | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('td[data-row]') : null
  return cell ? { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) } : undefined
}
