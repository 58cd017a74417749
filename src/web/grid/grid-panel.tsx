import { Button, Input } from 'antd'
import { type Dispatch, type RefObject, useEffect, useRef } from 'react'
import { Field } from '../kit/form.tsx'
import { Status, type Tone } from '../kit/states.tsx'
import { dateTime } from '../format.ts'
import { useText } from '../language/language.tsx'
import { messageOf } from './grid-cell.tsx'
import { type Cell, type CellStatus, type GridColumn, type GridRow, shownText, statusOf } from './grid-model.ts'
import { cellAt, type GridAction, type GridState, type Place, placeAt } from './grid-state.ts'
import { GRID_TEXTS } from './grid-texts.ts'

type PanelProps = {
  readonly state: GridState
  readonly rows: ReadonlyMap<string, GridRow>
  readonly dispatch: Dispatch<GridAction>
  readonly reasonField: RefObject<HTMLTextAreaElement | null>
}

const TONES: Readonly<Record<CellStatus, Tone>> = {
  unconfirmed: 'idle',
  confirmed: 'good',
  deduction: 'good',
  incomplete: 'warn',
  error: 'bad',
  conflict: 'bad',
}

/** The focused cell in full: what it is, what is missing, its evidence, a conflict to decide. */
export function GridPanel({ state, rows, dispatch, reasonField }: PanelProps) {
  const t = useText(GRID_TEXTS)
  const place = placeAt(state, state.focus)
  const cell = place && cellAt(state, place)
  const column = state.columns[state.focus.column]
  const row = place && rows.get(place.row)
  if (!place || !cell || !column || !row) return <aside className="yz-grid-panel yz-card">{t('panelEmpty')}</aside>
  const status = statusOf(cell, column)
  const message = cell.theirs ? undefined : messageOf(cell, column, t)
  return (
    <aside className="yz-grid-panel yz-card" aria-label={`${row.title} ${column.title}`}>
      <h2>{row.title}</h2>
      <p className="yz-grid-panel-column">{column.wording ?? column.title}</p>
      <CellFacts cell={cell} column={column} row={row} status={status} />
      {message && <p className="yz-error">{message}</p>}
      {cell.theirs && (
        <Conflict cell={cell} column={column} onKeep={(keep) => dispatch({ do: 'settle', at: place, keep })} />
      )}
      {status === 'unconfirmed' && <p className="yz-help">{t('hintGrey')}</p>}
      {status === 'confirmed' && <p className="yz-help">{t('hintDone')}</p>}
      {(status === 'incomplete' || status === 'deduction') && (
        <Evidence
          key={`${place.row}·${place.column}`}
          cell={cell}
          at={place}
          isChosen={state.moves > 0}
          dispatch={dispatch}
          reasonField={reasonField}
        />
      )}
    </aside>
  )
}

type CellPart = { readonly cell: Cell; readonly column: GridColumn }

function CellFacts({ cell, column, row, status }: CellPart & { readonly row: GridRow; readonly status: CellStatus }) {
  const t = useText(GRID_TEXTS)
  return (
    <dl className="yz-grid-facts">
      <div>
        <dt>{t('now')}</dt>
        <dd className={status === 'unconfirmed' ? 'yz-tone-idle' : ''}>
          {status === 'unconfirmed' ? '–' : shownText(cell, column)}
        </dd>
      </div>
      <div>
        <dt>{t('last')}</dt>
        <dd>{row.last[column.key] ?? '–'}</dd>
      </div>
      <div>
        <dt>{t('max')}</dt>
        <dd>{column.max}</dd>
      </div>
      <div className="yz-grid-facts-wide">
        <dt>{t('status')}</dt>
        <dd>
          <Status tone={TONES[status]}>{t(status)}</Status>
        </dd>
      </div>
    </dl>
  )
}

function Conflict({ cell, column, onKeep }: CellPart & { readonly onKeep: (keep: 'mine' | 'theirs') => void }) {
  const t = useText(GRID_TEXTS)
  const { theirs } = cell
  if (!theirs) return null
  const facts = {
    who: theirs.who,
    at: dateTime(theirs.at),
    value: theirs.value ?? t('greyFull'),
    mine: cell.value === null ? t('greyFull') : shownText(cell, column),
  }
  return (
    <div className="yz-grid-conflict">
      <strong>{t('conflictTitle')}</strong>
      <p>{t('conflictBody', facts)}</p>
      <div className="yz-buttons">
        <Button size="small" onClick={() => onKeep('mine')}>
          {t('keepMine')}
        </Button>
        <Button size="small" onClick={() => onKeep('theirs')}>
          {t('keepTheirs')}
        </Button>
      </div>
    </div>
  )
}

type EvidenceProps = Omit<PanelProps, 'state' | 'rows'> & {
  readonly cell: Cell
  readonly at: Place
  /** The person has chosen the cell; at first it is the page that has. */
  readonly isChosen: boolean
}

/** Below the grid, on a phone, it would stand out of sight. */
function useInView(isChosen: boolean): RefObject<HTMLDivElement | null> {
  const part = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isChosen) part.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return part
}

function Evidence({ cell, at, isChosen, dispatch, reasonField }: EvidenceProps) {
  const t = useText(GRID_TEXTS)
  const part = useInView(isChosen)
  return (
    <div ref={part}>
      <Field label={t('reason')} required help={t('reasonHelp')}>
        {(aria) => (
          <Input.TextArea
            {...aria}
            ref={(area) => {
              reasonField.current = area?.resizableTextArea?.textArea ?? null
            }}
            rows={4}
            maxLength={500}
            value={cell.reason}
            onChange={(event) => dispatch({ do: 'describe', at, some: { reason: event.target.value } })}
          />
        )}
      </Field>
      <Field label={t('document')} required help={t('documentHelp')}>
        {(aria) => (
          <Input
            {...aria}
            maxLength={120}
            value={cell.document}
            onChange={(event) => dispatch({ do: 'describe', at, some: { document: event.target.value } })}
          />
        )}
      </Field>
    </div>
  )
}
