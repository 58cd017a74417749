import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { Field } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { type KeyTask, saveTargets } from '../contract.ts'
import { TARGETS_TOUCH } from './target-cell.tsx'
import type { TargetRow } from './target-rows.ts'
import { TASKS_TEXTS } from './tasks-texts.ts'

type FillProps = { readonly task: KeyTask; readonly rows: readonly TargetRow[] }

/** The same target for all communities that have none yet. */
export function FillGaps({ task, rows }: FillProps) {
  const t = useText(TASKS_TEXTS)
  const [isOpen, setOpen] = useState(false)
  const known = (row: TargetRow) => row.targets.find((one) => one.task === task.id)
  const gaps = rows.filter((row) => (known(row)?.target ?? null) === null)
  if (gaps.length === 0) return null
  const given = (target: string) =>
    gaps.map((row) => ({ task: task.id, community: row.community, target, version: known(row)?.version ?? 0 }))
  return (
    <>
      <button type="button" className="yz-link" aria-label={`${t('fill')} ${task.code}`} onClick={() => setOpen(true)}>
        {t('fill')}
      </button>
      {isOpen && <FillDialog task={task} count={gaps.length} given={given} onClose={() => setOpen(false)} />}
    </>
  )
}

type Given = {
  readonly task: string
  readonly community: string
  readonly target: string
  readonly version: number
}
type DialogProps = {
  readonly task: KeyTask
  readonly count: number
  readonly given: (target: string) => Given[]
  readonly onClose: () => void
}

function FillDialog({ task, count, given, onClose }: DialogProps) {
  const t = useText(TASKS_TEXTS)
  const [text, setText] = useState('')
  const save = useWrite(saveTargets, { touches: TARGETS_TOUCH })
  return (
    <Modal
      open
      title={t('fillTitle', { count })}
      okText={t('fill')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: save.isPending, disabled: text.trim() === '' }}
      onOk={() => save.mutate({ targets: given(text.trim()) }, { onSuccess: onClose })}
      onCancel={onClose}
      width={480}
    >
      {save.error && <Failed problem={save.error} title={t('failed')} />}
      <Field label={`${task.code} ${task.zh}`} help={t('fillHelp')} required>
        {(aria) => (
          <Input.TextArea
            {...aria}
            rows={2}
            maxLength={200}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
    </Modal>
  )
}
