import type { ReactNode } from 'react'
import { useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useMay, useSession } from '#web/session.tsx'
import { CasePapers } from '../../papers/web/print-menu.tsx'
import { askReview, concludeReview } from '../../review/contract.ts'
import { closeNotice, type getFiling, recordObjection, withdrawFiling } from '../contract.ts'
import { type FilingEvent, filingProcedure } from '../procedure.ts'
import { Opener } from './act-dialog.tsx'
import { AnswerMotion, FileCase, RecordVetting, RecordVote, RejectCase, ReturnCase, stepOf } from './act-forms.tsx'
import { ACT_TEXTS } from './act-texts.ts'
import { isUpheld } from './case-steps.ts'
import { FILINGS_TOUCHED } from './filings-touched.ts'
import { RecordObjection } from './objections.tsx'
import { useReviewRow } from './review-part.tsx'

export type FullCase = OutputOf<typeof getFiling>
type CaseProps = { readonly data: FullCase }
type FormProps = CaseProps & { readonly onClose: () => void }

/** The acts that take a form, in the order of the steps. */
const FORMS: readonly {
  readonly event: FilingEvent
  readonly label: 'answer' | 'vet' | 'decide' | 'file'
  readonly form: (props: FormProps) => ReactNode
}[] = [
  // A motion that discipline stops may still be declined.
  { event: 'decline', label: 'answer', form: AnswerMotion },
  { event: 'vet', label: 'vet', form: RecordVetting },
  { event: 'decide', label: 'decide', form: RecordVote },
  { event: 'file', label: 'file', form: FileCase },
]

/** What takes the case on now: one act at most. */
export function NextAct({ data }: CaseProps) {
  const t = useText(ACT_TEXTS)
  const next = FORMS.find(({ event }) => data.allowed.includes(event))
  if (next) {
    const { form: Form, label } = next
    // Of each step its own: the dialog of the one before must not stay open as the next one's.
    return <Opener key={label} isPrimary label={t(label)} dialog={(close) => <Form data={data} onClose={close} />} />
  }
  if (data.allowed.includes('conclude')) return <ReviewActs data={data} />
  return data.allowed.includes('close') && <CloseNotice data={data} />
}

/** Ask the departments when no round is under way; conclude when all is there, or a conclusion still holds. */
function ReviewActs({ data }: CaseProps) {
  const t = useText(ACT_TEXTS)
  const { today } = useSession()
  const { id, street, personName } = data.filing
  const row = useReviewRow({ filing: id, street })
  const ask = useWrite(askReview, FILINGS_TOUCHED)
  const conclude = useWrite(concludeReview, FILINGS_TOUCHED)
  const isValid = data.validUntil !== null && data.validUntil >= today
  const mayAsk = data.review === 'none' || data.validUntil !== null
  return (
    <>
      {mayAsk && (
        <ConfirmButton
          isPrimary={!isValid}
          label={t('ask')}
          title={`${t('ask')} · ${personName}`}
          confirm={t('ask')}
          consequence={t('askWhat')}
          onConfirm={() => ask.mutateAsync({ filings: [id] })}
        />
      )}
      {(isValid || (!mayAsk && row?.mayConclude)) && (
        <ConfirmButton
          isPrimary
          label={t('conclude')}
          title={`${t('conclude')} · ${personName}`}
          confirm={t('conclude')}
          consequence={t('concludeWhat')}
          onConfirm={() => conclude.mutateAsync(stepOf(data))}
        />
      )}
    </>
  )
}

function CloseNotice({ data }: CaseProps) {
  const t = useText(ACT_TEXTS)
  const { today } = useSession()
  const close = useWrite(closeNotice, FILINGS_TOUCHED)
  // Until then the page says why not.
  if (isUpheld(data) || data.noticeUntil === null || data.noticeUntil >= today) return null
  return (
    <ConfirmButton
      isPrimary
      label={t('close')}
      title={`${t('close')} · ${data.filing.personName}`}
      confirm={t('close')}
      consequence={t('closeWhat')}
      onConfirm={() => close.mutateAsync(stepOf(data))}
    />
  )
}

/** What else may be done: an objection, a step back, an end. */
export function OtherActs({ data }: CaseProps) {
  const t = useText(ACT_TEXTS)
  const say = useSay()
  const may = useMay()
  const { allowed, filing, backTo } = data
  const clauses = data.words.clauses.map((one) => ({ value: one.code, label: `${one.code} ${say(one)}` }))
  return (
    <>
      {filing.state === 'notice' && may(recordObjection) && (
        <Opener label={t('object')} dialog={(close) => <RecordObjection filing={filing.id} onClose={close} />} />
      )}
      {allowed.includes('return') && backTo.length > 0 && (
        <Opener label={t('return')} dialog={(close) => <ReturnCase data={data} onClose={close} />} />
      )}
      {allowed.includes('reject') && (
        <Opener label={t('reject')} dialog={(close) => <RejectCase data={data} clauses={clauses} onClose={close} />} />
      )}
      {allowed.includes('withdraw') && <Withdraw data={data} />}
      <CasePapers filing={filing} />
    </>
  )
}

function Withdraw({ data }: CaseProps) {
  const t = useText(ACT_TEXTS)
  const say = useSay()
  const withdraw = useWrite(withdrawFiling, FILINGS_TOUCHED)
  const { consequence } = filingProcedure.events.withdraw
  return (
    <ConfirmButton
      label={t('withdraw')}
      title={`${t('withdraw')} · ${data.filing.personName}`}
      confirm={t('withdraw')}
      isDestructive
      consequence={consequence && say(consequence)}
      reason={{ required: true }}
      onConfirm={(reason) => withdraw.mutateAsync({ ...stepOf(data), reason })}
    />
  )
}
