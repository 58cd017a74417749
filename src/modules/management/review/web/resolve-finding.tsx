import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { type FoundItem, resolveFinding } from '../contract.ts'
import { MATRIX_TEXTS } from './matrix-texts.ts'

type Props = { readonly finding: FoundItem; readonly request: string }

/** After the person was heard: cleared, or confirmed, with the reason. */
export function ResolveFinding(props: Props) {
  const t = useText(MATRIX_TEXTS)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('resolve')}</Button>
      {isOpen && <Form {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function About({ finding: { departmentName, item, title } }: Pick<Props, 'finding'>) {
  const say = useSay()
  return (
    <p className="yz-help">
      {say(departmentName)} · {item} {say(title)}
    </p>
  )
}

const OUTCOMES = ['cleared', 'confirmed'] as const

function Form({ finding, request, onClose }: Props & { readonly onClose: () => void }) {
  const t = useText(MATRIX_TEXTS)
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>('cleared')
  const [heardOn, setHeardOn] = useState('')
  const [reason, setReason] = useState('')
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const resolve = useWrite(resolveFinding)
  const { department, item } = finding
  const submit = () => {
    const missing = [...(heardOn ? [] : [t('heardOn')]), ...(reason.trim() ? [] : [t('reason')])]
    setProblems(missing.map((field) => ({ sentence: t('missing', { field }) })))
    if (missing.length > 0) return
    resolve.mutate({ request, department, item, outcome, heardOn, reason }, { onSuccess: onClose })
  }
  return (
    <Modal
      open
      title={t('resolve')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: resolve.isPending }}
      onOk={submit}
      onCancel={onClose}
    >
      <About finding={finding} />
      {resolve.error && <Failed problem={resolve.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <Field label={t('outcome')} required>
        {(aria) => (
          <Select
            {...aria}
            className="yz-fill"
            value={outcome}
            onChange={setOutcome}
            options={OUTCOMES.map((value) => ({ value, label: t(value) }))}
          />
        )}
      </Field>
      <Field label={t('heardOn')} required>
        {(aria) => <Input {...aria} type="date" value={heardOn} onChange={({ target }) => setHeardOn(target.value)} />}
      </Field>
      <Field label={t('reason')} required>
        {(aria) => (
          <Input.TextArea {...aria} rows={3} value={reason} onChange={({ target }) => setReason(target.value)} />
        )}
      </Field>
    </Modal>
  )
}
