import { useWrite } from '#web/api.ts'
import { Status } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useMay, useSession } from '#web/session.tsx'
import { answerObjection, type FilingObjection, recordObjection } from '../contract.ts'
import { ActDialog, type ActField, Opener, typed } from './act-dialog.tsx'
import { ACT_TEXTS } from './act-texts.ts'
import { FILING_TEXTS } from './filing-texts.ts'
import { FILINGS_TOUCHED } from './filings-touched.ts'

type Props = { readonly objections: readonly FilingObjection[] }

/** What was objected during the notice, and what was found; the names of those who object are nowhere. */
export function Objections({ objections }: Props) {
  const t = useText(FILING_TEXTS)
  return (
    <section className="yz-card" aria-label={t('objections', { count: objections.length })}>
      <h2>{t('objections', { count: objections.length })}</h2>
      {objections.length === 0 && <p className="yz-help">{t('noObjections')}</p>}
      <ul className="yz-case-lines">
        {objections.map((objection) => (
          <ObjectionLine key={objection.id} objection={objection} />
        ))}
      </ul>
    </section>
  )
}

function ObjectionLine({ objection }: { readonly objection: FilingObjection }) {
  const t = useText(FILING_TEXTS)
  const act = useText(ACT_TEXTS)
  const may = useMay()
  const { receivedOn, channel, summary, answer } = objection
  return (
    <li>
      <p className="yz-help">{t('received', { on: receivedOn, channel: t(channel) })}</p>
      <p>{summary}</p>
      {answer ? (
        <Status tone={answer.outcome === 'kept' ? 'good' : 'bad'}>
          {t('answered', { on: answer.on, outcome: t(answer.outcome), finding: answer.finding })}
        </Status>
      ) : (
        <span className="yz-buttons">
          <Status tone="warn">{t('unanswered')}</Status>
          {may(answerObjection) && (
            <Opener
              label={act('answerObjection')}
              dialog={(close) => <AnswerObjection objection={objection} onClose={close} />}
            />
          )}
        </span>
      )}
    </li>
  )
}

type AnswerProps = { readonly objection: FilingObjection; readonly onClose: () => void }

function AnswerObjection({ objection: { id, summary }, onClose }: AnswerProps) {
  const t = useText(ACT_TEXTS)
  const words = useText(FILING_TEXTS)
  const answer = useWrite(answerObjection, FILINGS_TOUCHED)
  const options = (['kept', 'upheld'] as const).map((value) => ({ value, label: words(value) }))
  const fields: readonly ActField[] = [
    { name: 'outcome', label: t('outcome'), kind: 'choice', options },
    { name: 'finding', label: t('finding'), kind: 'long' },
  ]
  return (
    <ActDialog
      title={t('answerObjection')}
      lead={summary}
      fields={() => fields}
      failure={answer.error}
      isPending={answer.isPending}
      onClose={onClose}
      onSend={(values) =>
        answer.mutate(
          {
            objection: id,
            outcome: values['outcome'] === 'upheld' ? 'upheld' : 'kept',
            finding: typed(values, 'finding') ?? '',
          },
          { onSuccess: onClose },
        )
      }
    />
  )
}

const CHANNELS = ['visit', 'letter', 'call'] as const

type RecordProps = { readonly filing: string; readonly onClose: () => void }

export function RecordObjection({ filing, onClose }: RecordProps) {
  const t = useText(ACT_TEXTS)
  const words = useText(FILING_TEXTS)
  const { today } = useSession()
  const record = useWrite(recordObjection, FILINGS_TOUCHED)
  const options = CHANNELS.map((value) => ({ value, label: words(value) }))
  const fields: readonly ActField[] = [
    { name: 'received', label: t('received'), kind: 'date', isShort: true, first: today },
    { name: 'channel', label: t('channel'), kind: 'choice', isShort: true, options },
    { name: 'summary', label: t('summary'), kind: 'long' },
  ]
  return (
    <ActDialog
      title={t('object')}
      lead={t('objectWhat')}
      fields={() => fields}
      failure={record.error}
      isPending={record.isPending}
      onClose={onClose}
      onSend={(values) =>
        record.mutate(
          {
            filing,
            receivedOn: typed(values, 'received') ?? '',
            channel: CHANNELS.find((one) => one === values['channel']) ?? 'visit',
            summary: typed(values, 'summary') ?? '',
          },
          { onSuccess: onClose },
        )
      }
    />
  )
}
