import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
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
type Decision = { readonly outcome: (typeof OUTCOMES)[number]; readonly heardOn: string; readonly reason: string }

function Form({ finding, request, onClose }: Props & { readonly onClose: () => void }) {
  const t = useText(MATRIX_TEXTS)
  const [decision, setDecision] = useState<Decision>({ outcome: 'cleared', heardOn: '', reason: '' })
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const resolve = useWrite(resolveFinding)
  const { department, item } = finding
  const submit = () => {
    const missing = (['heardOn', 'reason'] as const).filter((field) => !decision[field].trim())
    setProblems(missing.map((field) => ({ sentence: t('missing', { field: t(field) }) })))
    if (missing.length > 0) return
    resolve.mutate({ request, department, item, ...decision }, { onSuccess: onClose })
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
      <Fields decision={decision} onChange={(some) => setDecision({ ...decision, ...some })} />
    </Modal>
  )
}

type FieldsProps = { readonly decision: Decision; readonly onChange: (some: Partial<Decision>) => void }

function Fields({ decision: { outcome, heardOn, reason }, onChange }: FieldsProps) {
  const t = useText(MATRIX_TEXTS)
  const { today } = useSession()
  return (
    <>
      <Field label={t('outcome')} required>
        {(aria) => (
          <Select
            {...aria}
            className="yz-fill"
            value={outcome}
            onChange={(value) => onChange({ outcome: value })}
            options={OUTCOMES.map((value) => ({ value, label: t(value) }))}
          />
        )}
      </Field>
      <Field label={t('heardOn')} required>
        {(aria) => (
          <Input
            {...aria}
            type="date"
            max={today}
            value={heardOn}
            onChange={({ target }) => onChange({ heardOn: target.value })}
          />
        )}
      </Field>
      <Field label={t('reason')} required>
        {(aria) => (
          <Input.TextArea
            {...aria}
            rows={3}
            maxLength={600}
            value={reason}
            onChange={({ target }) => onChange({ reason: target.value })}
          />
        )}
      </Field>
    </>
  )
}
