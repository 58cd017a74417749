import { Input } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useWrite } from '#web/api.ts'
import { useText } from '#web/language/language.tsx'
import { type KeyTask, listTargets, saveTargets } from '../contract.ts'
import type { TargetRow } from './target-rows.ts'
import { TASKS_TEXTS } from './tasks-texts.ts'

/** The reads that targets change. */
export const TARGETS_TOUCH = [listTargets.id, 'work.getQueue']

type CellProps = {
  readonly task: KeyTask
  readonly row: TargetRow
  /** The community beneath: where Enter goes. */
  readonly below: TargetRow | undefined
  readonly isWritable: boolean
}

const idOf = (task: KeyTask, row: TargetRow): string => `target-${task.id}-${row.community}`

/** One target: a text, and where the reader may, the field to write it. */
export function TargetCell({ task, row, below, isWritable }: CellProps) {
  const t = useText(TASKS_TEXTS)
  const [isOpen, setOpen] = useState(false)
  const target = row.targets.find((one) => one.task === task.id)?.target
  const text = target ?? <span className="yz-tone-warn">{t('notGiven')}</span>
  if (!isWritable) return <span className="yz-target">{text}</span>
  if (!isOpen) {
    return (
      <button
        type="button"
        id={idOf(task, row)}
        className="yz-target yz-target-button"
        aria-label={`${t('cell', { community: row.name, code: task.code })} ${target ?? t('notGiven')}`}
        onClick={() => setOpen(true)}
      >
        {text}
      </button>
    )
  }
  const close = (goesBelow: boolean) => {
    setOpen(false)
    const next = goesBelow ? below : undefined
    if (next) document.getElementById(idOf(task, next))?.click()
  }
  return <Editor task={task} row={row} onDone={close} />
}

type EditorProps = Pick<CellProps, 'task' | 'row'> & { readonly onDone: (goesBelow: boolean) => void }

/** What was typed stays in the field until it is saved. */
function Editor({ task, row, onDone }: EditorProps) {
  const t = useText(TASKS_TEXTS)
  const known = row.targets.find((one) => one.task === task.id)
  const before = known?.target ?? ''
  const [text, setText] = useState(before)
  const save = useWrite(saveTargets, { touches: TARGETS_TOUCH })
  const isEmptied = text.trim() === '' && before !== ''
  const finish = (goesBelow: boolean) => {
    const target = text.trim()
    if (save.isPending || isEmptied) return
    if (target === before) return onDone(goesBelow)
    const given = { task: task.id, community: row.community, target, version: known?.version ?? 0 }
    save.mutate({ targets: [given] }, { onSuccess: () => onDone(goesBelow) })
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onDone(false)
    // Enter also ends the choice of characters while Chinese is typed.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    finish(true)
  }
  const problem = isEmptied ? t('notEmpty') : save.error?.message
  return (
    <div className="yz-target-editor">
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 2 }}
        maxLength={200}
        aria-label={t('cell', { community: row.name, code: task.code })}
        status={problem ? 'error' : ''}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={press}
        onBlur={() => finish(false)}
      />
      {problem && (
        <span className="yz-error" role="alert">
          {problem}
        </span>
      )}
    </div>
  )
}
