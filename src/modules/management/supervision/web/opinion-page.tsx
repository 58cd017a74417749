import { useParams } from '@tanstack/react-router'
import { WATCH_TOPICS } from '#kernel/watch.ts'
import { useRead, useWrite } from '#web/api.ts'
import { Failed, Loading } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { ActDialog, Opener, typed } from '../../filing/web/act-dialog.tsx'
import { answerOpinion, getOpinion, type Opinion, recordAnswer } from '../contract.ts'
import { SUPERVISION_TEXTS } from './supervision-texts.ts'
import { SUPERVISION_TOUCHED } from './supervision-touched.ts'
import './supervision.css'

type Props = { readonly opinion: Opinion }

/** `/supervision/opinions/$opinion`: one opinion and its answer. */
export function OpinionPage() {
  const t = useText(SUPERVISION_TEXTS)
  const { opinion = '' } = useParams({ strict: false })
  const { data, error, refetch } = useRead(getOpinion, { opinion })
  if (!data || data.id !== opinion) {
    return (
      <Page title={t('opinion')}>
        {error ? <Failed problem={error} onRetry={() => void refetch()} /> : <Loading />}
      </Page>
    )
  }
  const { addressee, issuedOn, answerBy, by } = data
  return (
    <Page
      title={`${t('opinion')} ${data.number}`}
      lead={t('opinionLead', { addressee, issuedOn, answerBy, by })}
      crumbs={[{ title: data.number }]}
      primary={
        data.mayAnswer && (
          <Opener
            isPrimary
            label={t(data.to === 'street' ? 'answerDo' : 'recordDo')}
            dialog={(close) => <AnswerDialog opinion={data} onClose={close} />}
          />
        )
      }
    >
      <div className="yz-opinion">
        <Said title={t('findings')} text={data.findings} />
        <Said title={t('asks')} text={data.asks} />
        <About opinion={data} />
        <Answer opinion={data} />
      </div>
    </Page>
  )
}

function Said({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section className="yz-card" aria-label={title}>
      <h2>{title}</h2>
      <p>{text}</p>
    </section>
  )
}

function About({ opinion: { items } }: Props) {
  const t = useText(SUPERVISION_TEXTS)
  const say = useSay()
  return (
    <section className="yz-card" aria-label={t('about')}>
      <h2>{t('about')}</h2>
      <ul>
        {items.map(({ id, topic, on, where, what }) => (
          <li key={id}>
            {on} {say(WATCH_TOPICS[topic])} {where && say(where)} {say(what)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Answer({ opinion: { answer } }: Props) {
  const t = useText(SUPERVISION_TEXTS)
  return (
    <section className="yz-card" aria-label={t('answer')}>
      <h2>{t('answer')}</h2>
      <p>{answer ? answer.text : t('noAnswer')}</p>
      {answer && <p className="yz-help">{t('answerLead', answer)}</p>}
    </section>
  )
}

function AnswerDialog({ opinion: { id, to }, onClose }: Props & { readonly onClose: () => void }) {
  const t = useText(SUPERVISION_TEXTS)
  const send = useWrite(to === 'street' ? answerOpinion : recordAnswer, SUPERVISION_TOUCHED)
  return (
    <ActDialog
      title={t(to === 'street' ? 'answerDo' : 'recordDo')}
      lead={t('answerWhat')}
      fields={() => [{ name: 'answer', label: t('answerText'), kind: 'long' }]}
      failure={send.error}
      isPending={send.isPending}
      onClose={onClose}
      onSend={(values) => send.mutate({ opinion: id, answer: typed(values, 'answer') ?? '' }, { onSuccess: onClose })}
    />
  )
}
