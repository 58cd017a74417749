import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Failed, Status } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { type Deferral, DEFERRALS, deferStar, liftDeferral, type ProposingStreet } from '../contract.ts'
import { CandidateInput } from './candidate-input.tsx'
import { STAGES_TOUCHED } from './stages-touched.ts'
import { STAGE_TEXTS } from './stage-texts.ts'

type Props = {
  readonly period: string
  readonly deferrals: readonly Deferral[]
  readonly streets: readonly ProposingStreet[]
  /** Whether a confirmation can still be put off. */
  readonly isOpen: boolean
}

/** Confirmations that are put off, for those who may know why. */
export function Deferrals(props: Props) {
  const t = useText(STAGE_TEXTS)
  const { active } = useSession()
  const isHead = active.role === 'organization-head'
  const columns = useColumns()
  if (props.deferrals.length === 0 && !(isHead && props.isOpen && props.streets.length > 0)) return null
  return (
    <RecordTable
      id="evaluation.deferrals"
      label={t('deferrals')}
      columns={columns}
      rowKey={({ id }) => id}
      rows={props.deferrals}
      toolbar={
        <>
          <h2>{t('deferrals')}</h2>
          {isHead && props.isOpen && <Defer {...props} />}
        </>
      }
      {...(isHead ? { actions: (row: Deferral) => (row.ended ? null : <Lift deferral={row} />) } : {})}
      empty={{ title: t('noDeferrals'), next: t('deferWhat') }}
    />
  )
}

function useColumns(): readonly Column<Deferral>[] {
  const t = useText(STAGE_TEXTS)
  return [
    { key: 'name', title: t('community'), width: 150, cell: ({ name }) => name },
    { key: 'street', title: t('street'), width: 120, cell: ({ streetName }) => streetName },
    { key: 'kind', title: t('kind'), width: 110, cell: ({ kind }) => t(kind) },
    { key: 'reason', title: t('reason'), width: 240, cell: ({ reason }) => reason },
    {
      key: 'until',
      title: t('until'),
      width: 200,
      cell: ({ until, ended }) =>
        ended ? <Status tone="idle">{t('lifted', ended)}</Status> : <Status tone="warn">{until}</Status>,
    },
  ]
}

function Lift({ deferral }: { readonly deferral: Deferral }) {
  const t = useText(STAGE_TEXTS)
  const lift = useWrite(liftDeferral, STAGES_TOUCHED)
  return (
    <ConfirmButton
      label={t('lift')}
      title={t('lift')}
      confirm={t('lift')}
      consequence={deferral.name}
      reason={{ label: t('reason'), required: true }}
      onConfirm={(reason) => lift.mutateAsync({ deferral: deferral.id, reason })}
    />
  )
}

function Defer(props: Props) {
  const t = useText(STAGE_TEXTS)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('defer')}</Button>
      {open && <Form {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function Form({ period, streets, onClose }: Props & { readonly onClose: () => void }) {
  const t = useText(STAGE_TEXTS)
  const [community, setCommunity] = useState<string>()
  const [kind, setKind] = useState<(typeof DEFERRALS)[number]>('check')
  const [reason, setReason] = useState('')
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const defer = useWrite(deferStar, STAGES_TOUCHED)
  const missing = (field: string) => ({ sentence: t('missing', { field }) })
  const submit = () => {
    setProblems([...(community ? [] : [missing(t('community'))]), ...(reason.trim() ? [] : [missing(t('reason'))])])
    if (community && reason.trim()) defer.mutate({ period, community, kind, reason }, { onSuccess: onClose })
  }
  return (
    <Modal
      open
      title={t('defer')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: defer.isPending }}
      onOk={submit}
      onCancel={onClose}
      width={560}
    >
      <p className="yz-help">{t('deferWhat')}</p>
      {defer.error && <Failed problem={defer.error} title={t('failed')} />}
      <ErrorSummary problems={problems} />
      <Field label={t('community')} required>
        {(aria) => (
          <CandidateInput period={period} streets={streets} aria={aria} value={community} onChange={setCommunity} />
        )}
      </Field>
      <Field label={t('kind')} required>
        {(aria) => (
          <Select
            {...aria}
            className="yz-fill"
            value={kind}
            onChange={setKind}
            options={DEFERRALS.map((value) => ({ value, label: t(value) }))}
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
