import { listOrganisations } from '#registry/web'
import { Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldAria, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { addTask, changeTask, type KeyTask, listTasks } from '../contract.ts'
import { TASKS_TEXTS } from './tasks-texts.ts'

/** The reads that the list changes. */
export const TASKS_TOUCH = [listTasks.id, 'targets.listTargets', 'work.getQueue']

type DialogProps = {
  readonly task?: KeyTask
  readonly year: number
  readonly needsDocument: boolean
  readonly onClose: () => void
}

function useTaskForm({ task, year, needsDocument, onClose }: DialogProps) {
  const t = useText(TASKS_TEXTS)
  const add = useWrite(addTask, { touches: TASKS_TOUCH })
  const change = useWrite(changeTask, { touches: TASKS_TOUCH })
  const [isTried, setTried] = useState(false)
  const [values, setValues] = useState({
    zh: task?.zh ?? '',
    // An English text that only repeats the Chinese one was never given.
    en: task && task.en !== task.zh ? task.en : '',
    target: task?.target ?? '',
    org: task?.org ?? '',
    document: task?.document ?? '',
  })
  const problems: FieldProblem[] = [
    ...(values.zh.trim().length < 2 ? [{ field: 'task-measure', sentence: t('missingMeasure') }] : []),
    ...(values.target.trim() === '' ? [{ field: 'task-target', sentence: t('missingTarget') }] : []),
    ...(values.org === '' ? [{ field: 'task-org', sentence: t('missingOrg') }] : []),
    ...(needsDocument && values.document.trim() === ''
      ? [{ field: 'task-document', sentence: t('missingDocument') }]
      : []),
  ]
  const submit = () => {
    setTried(true)
    if (problems.length > 0) return
    if (task) change.mutate({ id: task.id, version: task.version, ...values }, { onSuccess: onClose })
    else add.mutate({ year, ...values }, { onSuccess: onClose })
  }
  const set = (some: Partial<typeof values>) => setValues((before) => ({ ...before, ...some }))
  return { values, set, submit, problems: isTried ? problems : [], write: task ? change : add }
}

/** A key task, new or as it stands. */
export function TaskDialog(props: DialogProps) {
  const { task, needsDocument, onClose } = props
  const t = useText(TASKS_TEXTS)
  const { values, set, submit, problems, write } = useTaskForm(props)
  return (
    <Modal
      open
      title={t(task ? 'change' : 'add')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: write.isPending }}
      onOk={submit}
      onCancel={onClose}
      width={560}
    >
      {write.error && <Failed problem={write.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <Measure values={values} set={set} problems={problems} />
      <TaskField id="task-org" label={t('org')} problems={problems} required>
        {(aria) => <Responsible aria={aria} value={values.org} onChange={(org) => set({ org })} />}
      </TaskField>
      <TaskField
        id="task-document"
        label={t('document')}
        help={t(needsDocument ? 'documentNeeded' : 'documentHelp')}
        problems={problems}
        required={needsDocument}
      >
        {(aria) => (
          <Input
            {...aria}
            maxLength={120}
            value={values.document}
            onChange={(e) => set({ document: e.target.value })}
          />
        )}
      </TaskField>
    </Modal>
  )
}

type FormPart = Pick<ReturnType<typeof useTaskForm>, 'values' | 'set' | 'problems'>

/** What is to be done and reached. */
function Measure({ values, set, problems }: FormPart) {
  const t = useText(TASKS_TEXTS)
  return (
    <>
      <TaskField id="task-measure" label={t('measure')} problems={problems} required>
        {(aria) => <Input {...aria} maxLength={120} value={values.zh} onChange={(e) => set({ zh: e.target.value })} />}
      </TaskField>
      <TaskField id="task-measure-en" label={t('measureEn')} help={t('measureEnHelp')} problems={problems}>
        {(aria) => <Input {...aria} maxLength={200} value={values.en} onChange={(e) => set({ en: e.target.value })} />}
      </TaskField>
      <TaskField id="task-target" label={t('target')} problems={problems} required>
        {(aria) => (
          <Input.TextArea
            {...aria}
            rows={2}
            maxLength={200}
            value={values.target}
            onChange={(e) => set({ target: e.target.value })}
          />
        )}
      </TaskField>
    </>
  )
}

type TaskFieldProps = {
  readonly id: string
  readonly label: string
  readonly help?: string
  readonly required?: boolean
  readonly problems: readonly FieldProblem[]
  readonly children: (aria: FieldAria) => ReactNode
}

function TaskField({ problems, required = false, ...field }: TaskFieldProps) {
  const error = problems.find((one) => one.field === field.id)?.sentence
  return <Field {...field} required={required} error={error} />
}

type ResponsibleProps = {
  readonly aria: FieldAria
  readonly value: string
  readonly onChange: (org: string) => void
}

/** Departments and bodies of the district; a street gives targets and is responsible for none of the list. */
function Responsible({ aria, value, onChange }: ResponsibleProps) {
  const t = useText(TASKS_TEXTS)
  const say = useSay()
  const { data, isLoading } = useRead(listOrganisations, {})
  const options = data?.organisations
    .filter(({ kind }) => kind !== 'street')
    .map((one) => ({ value: one.id, label: say(one) }))
  return (
    <Select
      {...aria}
      className="yz-task-org"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('choose')}
      loading={isLoading}
      options={options ?? []}
      value={value || null}
      onChange={(org: string) => onChange(org)}
    />
  )
}
