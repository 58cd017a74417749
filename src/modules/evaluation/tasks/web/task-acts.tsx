import { Button } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { endTask, type KeyTask } from '../contract.ts'
import { TASKS_TOUCH, TaskDialog } from './task-dialog.tsx'
import type { Listed } from './tasks-page.tsx'
import { TASKS_TEXTS } from './tasks-texts.ts'

/** The page's button, dead once the list is full. */
export function AddTask({ year, listed }: { readonly year: number; readonly listed: Listed }) {
  const t = useText(TASKS_TEXTS)
  const [isOpen, setOpen] = useState(false)
  const inForce = listed.tasks.filter(({ endedOn }) => endedOn === null).length
  return (
    <>
      <Button type="primary" disabled={inForce >= (listed.most ?? 0)} onClick={() => setOpen(true)}>
        {t('add')}
      </Button>
      {isOpen && <TaskDialog year={year} needsDocument={listed.needsDocument} onClose={() => setOpen(false)} />}
    </>
  )
}

export function TaskActs({ task, listed }: { readonly task: KeyTask; readonly listed: Listed }) {
  const t = useText(TASKS_TEXTS)
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  const end = useWrite(endTask, { touches: TASKS_TOUCH })
  const { id, version, year } = task
  return (
    <span className="yz-buttons yz-task-acts">
      <Button onClick={() => setOpen(true)}>{t('change')}</Button>
      <ConfirmButton
        label={t('end')}
        title={t('endTitle')}
        consequence={t('endWhat', { name: say(task) })}
        confirm={t('end')}
        isDestructive
        reason={{ required: true }}
        onConfirm={(reason) => end.mutateAsync({ id, version, reason })}
      />
      {isOpen && (
        <TaskDialog task={task} year={year} needsDocument={listed.needsDocument} onClose={() => setOpen(false)} />
      )}
    </span>
  )
}
