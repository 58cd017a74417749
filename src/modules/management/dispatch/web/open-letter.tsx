import { App, Modal, Select } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { ErrorSummary, Field } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { type listDispatches, openDispatch } from '../contract.ts'
import { LETTER_TEXTS } from './letter-texts.ts'

type Props = {
  readonly departments: OutputOf<typeof listDispatches>['departments']
  readonly onDone: (dispatch: string) => void
  readonly onClose: () => void
}

/** A letter to one department about everybody who waits. */
export function OpenLetter({ departments, onDone, onClose }: Props) {
  const t = useText(LETTER_TEXTS)
  const say = useSay()
  const { open, department, setDepartment, problem, submit } = useOpen(onDone)
  return (
    <Modal
      open
      title={t('open')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: open.isPending, disabled: departments.length === 0 }}
      onOk={submit}
      onCancel={onClose}
      width={480}
    >
      <p className="yz-help">{departments.length > 0 ? t('openWhat') : t('nothingToOpen')}</p>
      {open.error && <Failed problem={open.error} title={t('failed')} />}
      <ErrorSummary problems={problem ? [{ field: 'letter-department', sentence: problem }] : []} />
      <Field id="letter-department" label={t('department')} required error={problem}>
        {(aria) => (
          <Select
            {...aria}
            className="yz-fill"
            showSearch={{ optionFilterProp: 'label' }}
            value={department ?? null}
            onChange={setDepartment}
            options={departments.map(({ code, people, ...name }) => ({
              value: code,
              label: t('addressee', { name: say(name), people }),
            }))}
          />
        )}
      </Field>
    </Modal>
  )
}

function useOpen(onDone: Props['onDone']) {
  const t = useText(LETTER_TEXTS)
  const { message } = App.useApp()
  const [department, setDepartment] = useState<string>()
  const [isTried, setTried] = useState(false)
  const open = useWrite(openDispatch)
  const submit = () => {
    setTried(true)
    if (!department) return
    open.mutate(
      { department },
      {
        onSuccess: ({ id, number }) => {
          void message.success(t('opened', { number }))
          onDone(id)
        },
      },
    )
  }
  const problem = isTried && !department ? t('missing') : undefined
  return { open, department, setDepartment, problem, submit }
}
