import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { type getSupervision, stopFiling } from '../contract.ts'
import { SUPERVISION_TEXTS } from './supervision-texts.ts'

type Props = {
  readonly cases: OutputOf<typeof getSupervision>['cases']
  readonly days: number
  readonly onClose: () => void
}

/** Stops one of the open cases, with a reason. */
export function StopDialog({ cases, days, onClose }: Props) {
  const t = useText(SUPERVISION_TEXTS)
  const [filing, setFiling] = useState<string>()
  const [reason, setReason] = useState('')
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const stop = useWrite(stopFiling)
  const submit = () => {
    const missing = [...(filing ? [] : [t('filing')]), ...(reason.trim() ? [] : [t('reason')])]
    setProblems(missing.map((field) => ({ sentence: t('missing', { field }) })))
    if (filing && reason.trim()) stop.mutate({ filing, reason }, { onSuccess: onClose })
  }
  return (
    <Modal
      open
      title={t('stop')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: stop.isPending }}
      onOk={submit}
      onCancel={onClose}
      width={560}
    >
      <p className="yz-help">{t('stopWhat', { days })}</p>
      {stop.error && <Failed problem={stop.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <Field label={t('filing')} required>
        {(aria) => (
          <Select
            {...aria}
            className="yz-fill"
            showSearch={{ optionFilterProp: 'label' }}
            value={filing ?? null}
            onChange={setFiling}
            options={cases.map(({ filing: id, personName, communityName }) => ({
              value: id,
              label: `${personName} · ${communityName}`,
            }))}
          />
        )}
      </Field>
      <Field label={t('reason')} required>
        {(aria) => (
          <Input.TextArea {...aria} rows={3} value={reason} onChange={({ target }) => setReason(target.value)} />
        )}
      </Field>
    </Modal>
  )
}
