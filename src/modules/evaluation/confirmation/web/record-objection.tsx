import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { CHANNELS, type Notice, type ProposingStreet, recordObjection } from '../contract.ts'
import { CandidateInput } from './candidate-input.tsx'
import { STAGES_TOUCHED } from './stages-touched.ts'
import { STAGE_TEXTS } from './stage-texts.ts'

type Props = { readonly period: string; readonly notice: Notice; readonly streets: readonly ProposingStreet[] }

/** A button, and the form behind it. */
export function RecordObjection(props: Props) {
  const t = useText(STAGE_TEXTS)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('object')}</Button>
      {open && <Form {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function useForm({ notice }: Props, onClose: () => void) {
  const t = useText(STAGE_TEXTS)
  const { today } = useSession()
  const [community, setCommunity] = useState<string>()
  const [receivedOn, setReceivedOn] = useState(today)
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('visit')
  const [summary, setSummary] = useState('')
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const record = useWrite(recordObjection, STAGES_TOUCHED)
  const missing = (id: string, field: string) => ({ field: id, sentence: t('missing', { field }) })
  const submit = () => {
    setProblems([
      ...(community ? [] : [missing('objection-community', t('community'))]),
      ...(summary.trim() ? [] : [missing('objection-summary', t('summary'))]),
    ])
    if (!community || !summary.trim()) return
    record.mutate({ notice: notice.id, community, receivedOn, channel, summary }, { onSuccess: onClose })
  }
  return {
    community,
    setCommunity,
    receivedOn,
    setReceivedOn,
    channel,
    setChannel,
    summary,
    setSummary,
    problems,
    errorOf: (id: string) => problems.find(({ field }) => field === id)?.sentence,
    record,
    submit,
  }
}

function Form(props: Props & { readonly onClose: () => void }) {
  const t = useText(STAGE_TEXTS)
  const form = useForm(props, props.onClose)
  const { problems, record } = form
  return (
    <Modal
      open
      title={t('object')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: record.isPending }}
      onOk={form.submit}
      onCancel={props.onClose}
      width={560}
    >
      <p className="yz-help">{t('objectWhat')}</p>
      {record.error && <Failed problem={record.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <Fields {...props} form={form} />
    </Modal>
  )
}

function Fields({ period, streets, notice, form }: Props & { readonly form: ReturnType<typeof useForm> }) {
  const t = useText(STAGE_TEXTS)
  return (
    <>
      <Field id="objection-community" label={t('community')} required error={form.errorOf('objection-community')}>
        {(aria) => (
          <CandidateInput
            period={period}
            streets={streets}
            aria={aria}
            value={form.community}
            onChange={form.setCommunity}
          />
        )}
      </Field>
      <Field label={t('received')} required>
        {(aria) => (
          <Input
            {...aria}
            type="date"
            min={notice.from}
            value={form.receivedOn}
            onChange={({ target }) => form.setReceivedOn(target.value)}
          />
        )}
      </Field>
      <Field label={t('channel')} required>
        {(aria) => (
          <Select
            {...aria}
            className="yz-fill"
            value={form.channel}
            onChange={form.setChannel}
            options={CHANNELS.map((value) => ({ value, label: t(value) }))}
          />
        )}
      </Field>
      <Field id="objection-summary" label={t('summary')} required error={form.errorOf('objection-summary')}>
        {(aria) => (
          <Input.TextArea
            {...aria}
            rows={4}
            value={form.summary}
            onChange={({ target }) => form.setSummary(target.value)}
          />
        )}
      </Field>
    </>
  )
}
