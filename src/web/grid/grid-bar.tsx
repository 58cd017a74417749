import { QuestionCircleOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Popover, Switch } from 'antd'
import type { Dispatch } from 'react'
import { useText } from '../language/language.tsx'
import { Status } from '../kit/states.tsx'
import type { SaveState } from './autosave.ts'
import type { Counts } from './grid-model.ts'
import type { GridAction, GridNotice, GridState } from './grid-state.ts'
import { GRID_TEXTS } from './grid-texts.ts'

type BarProps = {
  readonly state: GridState
  readonly counts: Counts
  readonly dispatch: Dispatch<GridAction>
  readonly isOnlyOpen: boolean
  readonly onOnlyOpen: (isOnlyOpen: boolean) => void
  readonly saving: SaveState
  readonly unsaved: number
  readonly onRetry: () => void
}

const MISSING = ['unconfirmed', 'incomplete', 'error', 'conflict'] as const

/** What is missing, each a way to the next such cell; below it whether all is saved, undo and help. */
export function GridBar(props: BarProps) {
  const { state, counts, dispatch, isOnlyOpen, onOnlyOpen } = props
  const t = useText(GRID_TEXTS)
  return (
    <>
      <div className="yz-grid-bar">
        <Progress counts={counts} />
        <div className="yz-grid-counts">
          {MISSING.filter((status) => counts[status] > 0).map((status) => (
            <button
              key={status}
              type="button"
              className={`yz-chip yz-chip-${status}`}
              onClick={() => dispatch({ do: 'find', status })}
            >
              {t(`find-${status}`, { count: counts[status] })}
            </button>
          ))}
          {counts.finished === counts.all && counts.all > 0 && <Status tone="good">{t('allDone')}</Status>}
        </div>
        <label className="yz-grid-only">
          <Switch size="small" checked={isOnlyOpen} onChange={onOnlyOpen} aria-label={t('onlyOpen')} />
          <span aria-hidden>{t('onlyOpen')}</span>
        </label>
      </div>
      <div className="yz-grid-status">
        <SaveNote {...props} />
        {state.notice && <Notice notice={state.notice} />}
        <Tools state={state} dispatch={dispatch} />
      </div>
    </>
  )
}

function Tools({ state, dispatch }: Pick<BarProps, 'state' | 'dispatch'>) {
  const t = useText(GRID_TEXTS)
  const steps = [
    { label: t('undo'), icon: <UndoOutlined />, isOff: state.past.length === 0, action: { do: 'undo' } as const },
    { label: t('redo'), icon: <RedoOutlined />, isOff: state.future.length === 0, action: { do: 'redo' } as const },
  ]
  return (
    <span className="yz-grid-tools">
      {steps.map(({ label, icon, isOff, action }) => (
        <Button
          key={label}
          type="text"
          size="small"
          icon={icon}
          title={label}
          aria-label={label}
          disabled={isOff}
          onClick={() => dispatch(action)}
        />
      ))}
      <Popover trigger="click" placement="bottomRight" title={t('keyboard')} content={<Keys />}>
        <Button type="text" size="small" icon={<QuestionCircleOutlined />}>
          {t('keyboard')}
        </Button>
      </Popover>
    </span>
  )
}

function Notice({ notice: { count, wrong, outside } }: { readonly notice: GridNotice }) {
  const t = useText(GRID_TEXTS)
  return (
    <span className="yz-grid-notice" role="status">
      {t('pasted', { count })} {wrong > 0 && t('pastedWrong', { wrong })}{' '}
      {outside > 0 && t('pastedOutside', { outside })}
    </span>
  )
}

function Progress({ counts: { finished, all } }: { readonly counts: Counts }) {
  const t = useText(GRID_TEXTS)
  const text = t('progress', { finished, all })
  return (
    <div className="yz-grid-progress">
      <span>{text}</span>
      <progress max={all} value={finished} aria-label={text} />
    </div>
  )
}

type SaveNoteProps = Pick<BarProps, 'saving' | 'unsaved' | 'onRetry'>

function SaveNote({ saving, unsaved, onRetry }: SaveNoteProps) {
  const t = useText(GRID_TEXTS)
  if (saving.at === 'failed')
    return (
      <span className="yz-grid-saving yz-tone-bad" role="alert" title={saving.sentence}>
        {t('failed')}{' '}
        <button type="button" className="yz-link" onClick={onRetry}>
          {t('retry')}
        </button>
      </span>
    )
  const text =
    saving.at === 'saving'
      ? t('saving')
      : unsaved > 0
        ? t('unsaved', { count: unsaved })
        : saving.at === 'saved'
          ? t('saved', { time: saving.time })
          : t('automatic')
  return (
    <span className="yz-grid-saving" role="status">
      {text}
    </span>
  )
}

const KEYS = ['keyType', 'keyEnter', 'keyTab', 'keyMove', 'keyPaste', 'keyUndo', 'keyReason'] as const

function Keys() {
  const t = useText(GRID_TEXTS)
  return (
    <ul className="yz-grid-keys">
      {KEYS.map((key) => (
        <li key={key}>{t(key)}</li>
      ))}
    </ul>
  )
}
