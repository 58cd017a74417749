import { Button } from 'antd'
import { useDownload, useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { cycleProcedure } from '../../cycle/procedure.ts'
import {
  confirmStars,
  type Notice,
  type Objection,
  printNotice,
  type ProposingStreet,
  withdrawNotice,
} from '../contract.ts'
import { AnswerObjection } from './answer-objection.tsx'
import { RecordObjection } from './record-objection.tsx'
import { STAGES_TOUCHED } from './stages-touched.ts'
import { STAGE_TEXTS } from './stage-texts.ts'

const TONES = { running: 'info', over: 'good', paused: 'warn', confirmed: 'good', withdrawn: 'idle' } as const

type CardProps = {
  readonly period: string
  readonly notice: Notice
  readonly streets: readonly ProposingStreet[]
}

/** One notice: where its days stand, what was objected, what may be done. */
export function NoticeCard({ period, notice, streets }: CardProps) {
  const t = useText(STAGE_TEXTS)
  const print = useDownload(printNotice)
  const { id, from, days, communities, state, until, left, objections, allowed } = notice
  return (
    <section className="yz-notice" aria-label={t('notice')}>
      <div className="yz-notice-head">
        <h2>{t('notice')}</h2>
        <Status tone={TONES[state]}>{t(state, { until: until ?? '', left: left ?? 0 })}</Status>
        <span className="yz-help">{t('span', { from, days, count: communities })}</span>
        <div className="yz-notice-acts">
          <Button loading={print.isPending} onClick={() => print.mutate({ input: { notice: id } })}>
            {t('print')}
          </Button>
          {allowed.includes('object') && <RecordObjection period={period} notice={notice} streets={streets} />}
          {allowed.includes('withdraw') && <Withdraw notice={notice} />}
          {allowed.includes('confirm') && <ConfirmNotice notice={notice} />}
        </div>
      </div>
      {objections.length > 0 && (
        <>
          <h3>{t('objections', { count: objections.length })}</h3>
          <ul className="yz-objections">
            {objections.map((one) => (
              <ObjectionLine key={one.id} objection={one} mayAnswer={allowed.includes('answer')} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function ObjectionLine({ objection, mayAnswer }: { readonly objection: Objection; readonly mayAnswer: boolean }) {
  const t = useText(STAGE_TEXTS)
  const { name, receivedOn, channel, summary, answer } = objection
  return (
    <li>
      <strong>{name}</strong>
      <span className="yz-help">
        {receivedOn} · {t(channel)}
      </span>
      <span>{summary}</span>
      {answer ? (
        <Status tone={answer.outcome === 'kept' ? 'idle' : 'warn'}>
          {t('answered', { on: answer.on, outcome: t(answer.outcome), text: answer.text })}
        </Status>
      ) : (
        <>
          <Status tone="warn">{t('unanswered')}</Status>
          {mayAnswer && <AnswerObjection objection={objection} />}
        </>
      )}
    </li>
  )
}

function ConfirmNotice({ notice }: { readonly notice: Notice }) {
  const t = useText(STAGE_TEXTS)
  const say = useSay()
  const confirm = useWrite(confirmStars)
  const { consequence } = cycleProcedure.events.confirm
  return (
    <ConfirmButton
      isPrimary
      label={t('confirm')}
      title={t('confirm')}
      confirm={t('confirm')}
      consequence={consequence && <p>{say(consequence)}</p>}
      onConfirm={() => confirm.mutateAsync({ notice: notice.id })}
    />
  )
}

function Withdraw({ notice }: { readonly notice: Notice }) {
  const t = useText(STAGE_TEXTS)
  const withdraw = useWrite(withdrawNotice, STAGES_TOUCHED)
  return (
    <ConfirmButton
      label={t('withdraw')}
      title={t('withdraw')}
      confirm={t('withdraw')}
      isDestructive
      consequence={t('withdrawWhat')}
      reason={{ label: t('reason'), required: true }}
      onConfirm={(reason) => withdraw.mutateAsync({ notice: notice.id, reason })}
    />
  )
}
