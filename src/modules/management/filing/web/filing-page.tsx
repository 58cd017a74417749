import { useParams } from '@tanstack/react-router'
import { workingDaysLeft } from '#kernel/clock.ts'
import { useRead } from '#web/api.ts'
import { ProcedureBar } from '#web/kit/procedure-bar.tsx'
import { Deadline, Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { useSession } from '#web/session.tsx'
import type { Stop } from '../../supervision/contract.ts'
import { StopActs } from '../../supervision/web/stop-acts.tsx'
import { getFiling } from '../contract.ts'
import { type FullCase, NextAct, OtherActs } from './case-acts.tsx'
import { CaseState } from './case-state.tsx'
import { isUpheld, stepsOf } from './case-steps.ts'
import { FILING_TEXTS } from './filing-texts.ts'
import { History } from './history.tsx'
import { Objections } from './objections.tsx'
import { PastStops } from './past-stops.tsx'
import { ReviewPart } from './review-part.tsx'
import './filing.css'

/** `/filing/$filing`: one case from its motion to its number. */
export function FilingPage() {
  const t = useText(FILING_TEXTS)
  const { filing = '' } = useParams({ strict: false })
  const { data, error, refetch } = useRead(getFiling, { filing })
  if (data && data.filing.id === filing) return <Case data={data} />
  return (
    <Page title={t('title')}>{error ? <Failed problem={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
  )
}

function Case({ data }: { readonly data: FullCase }) {
  const t = useText(FILING_TEXTS)
  const say = useSay()
  const { filing, acts, objections, stops } = data
  const stop = stops.find(({ state }) => state === 'stands')
  const isNoticed = filing.state === 'notice' || objections.length > 0
  return (
    <Page
      title={filing.personName}
      lead={
        <>
          {filing.streetName} {filing.communityName} · {t(filing.postKind)} · {say(data.words.kind)} ·{' '}
          <CaseState state={filing.state} />
          {filing.number && ` · ${t('number')} ${filing.number}`}
        </>
      }
      crumbs={[{ title: filing.personName }]}
      secondary={<OtherActs data={data} />}
      primary={<NextAct data={data} />}
      bar={<Bar data={data} stop={stop} />}
    >
      <div className="yz-case">
        <div className="yz-case-column">
          <Standing data={data} stop={stop} />
          {isNoticed && <Objections objections={objections} />}
          <PastStops stops={stops} />
          <History acts={acts} words={data.words} />
        </div>
        <div className="yz-case-column">
          <Facts data={data} />
          {acts[0]?.to !== 'filing' && <ReviewPart data={data} />}
        </div>
      </div>
    </Page>
  )
}

type StoppedProps = { readonly data: FullCase; readonly stop: Stop | undefined }

/** The last day of the present step: of its limit, or of the running notice. */
const dueOf = ({ filing, noticeUntil }: FullCase): string | null => noticeUntil ?? filing.due

function Bar({ data, stop }: StoppedProps) {
  const t = useText(FILING_TEXTS)
  const say = useSay()
  const { today } = useSession()
  const date = dueOf(data)
  const isPaused = data.filing.state === 'notice' && data.noticeUntil === null
  // A notice whose days are over is not late: it waits to be ended.
  const due = date && !(data.noticeUntil && date < today) ? { date, days: workingDaysLeft(today, date) } : undefined
  const stopped = stop ? t('stoppedShort') : isPaused ? t('pausedShort') : undefined
  return <ProcedureBar steps={stepsOf({ state: data.filing.state, acts: data.acts, due, stopped }, say)} />
}

/** What the case waits for now, in a sentence. */
function Standing({ data, stop }: StoppedProps) {
  const t = useText(FILING_TEXTS)
  const { today } = useSession()
  const { filing, limits } = data
  return (
    <section className="yz-card" aria-label={t('standing')}>
      <h2>{t('standing')}</h2>
      {stop && (
        <p>
          <Status tone="bad">{t('stopped', { until: stop.until, reason: stop.reason })}</Status>{' '}
          <StopActs stop={stop} />
        </p>
      )}
      {filing.state === 'notice' ? (
        <NoticeStanding data={data} />
      ) : (
        <p>{t(filing.state, { ...limits, number: filing.number })}</p>
      )}
      {filing.due && (
        <p>
          {t('due')} <Deadline date={filing.due} days={workingDaysLeft(today, filing.due)} />
        </p>
      )}
    </section>
  )
}

function NoticeStanding({ data }: { readonly data: FullCase }) {
  const t = useText(FILING_TEXTS)
  const { today } = useSession()
  const { noticeUntil: until, limits } = data
  if (isUpheld(data)) return <Status tone="bad">{t('noticeUpheld')}</Status>
  if (until === null) return <Status tone="warn">{t('noticePaused')}</Status>
  return until < today ? (
    <Status tone="good">{t('noticeOver', { until })}</Status>
  ) : (
    <p>{t('noticeRunning', { until, days: limits.notice })}</p>
  )
}

function Facts({ data: { filing, words, kinToCheck } }: { readonly data: FullCase }) {
  const t = useText(FILING_TEXTS)
  const say = useSay()
  const facts = [
    [t('person'), filing.personName],
    [t('street'), filing.streetName],
    [t('community'), filing.communityName],
    [t('post'), t(filing.postKind)],
    ...(filing.leaves ? [[t('leaves'), `${filing.leaves.communityName} · ${t(filing.leaves.postKind)}`] as const] : []),
    [t('kind'), say(words.kind)],
    [t('reason'), say(words.reason)],
    [t('opened'), filing.openedOn],
    [t('planned'), filing.plannedOn],
    [t('number'), filing.number ?? t('noNumber')],
  ] as const
  return (
    <section className="yz-card" aria-label={t('facts')}>
      <h2>{t('facts')}</h2>
      {kinToCheck && (
        <p>
          <Status tone="warn">{t('kinToCheck')}</Status> <span className="yz-help">{t('kinToCheckWhat')}</span>
        </p>
      )}
      <dl>
        {facts.map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
