import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { count, dateTime } from '#web/format.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Failed, Loading, Status } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { getGoingLive, goLive } from '../contract.ts'
import { GOING_LIVE_TEXTS } from './going-live-texts.ts'
import './posts.css'

type State = OutputOf<typeof getGoingLive>

/** `/registry/going-live`: the opening phase and its end. */
export function GoingLivePage() {
  const t = useText(GOING_LIVE_TEXTS)
  const { data, error, refetch } = useRead(getGoingLive, {})
  const { active } = useSession()
  const mayDeclare = data?.live === null && goLive.who.includes(active.role)
  return (
    <Page title={t('title')} lead={t('lead')} primary={mayDeclare && <Declare state={data} />}>
      {error && !data && <Failed problem={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && <Overview state={data} />}
    </Page>
  )
}

type Props = { readonly state: State }

function Declare({ state: { withoutSecretary, waiting } }: Props) {
  const t = useText(GOING_LIVE_TEXTS)
  const declare = useWrite(goLive)
  const missing = withoutSecretary.length
  return (
    <ConfirmButton
      isPrimary
      isDestructive
      isDisabled={waiting.length > 0}
      label={t('go')}
      title={t('go')}
      confirm={t('go')}
      consequence={
        <>
          <p>{t('consequence')}</p>
          {missing > 0 && <p>{t('stillMissing', { count: missing })}</p>}
        </>
      }
      reason={{ label: t('reason'), required: true, phrases: [t('phrase')] }}
      onConfirm={(reason) => declare.mutateAsync({ reason })}
    />
  )
}

function Overview({ state }: Props) {
  const t = useText(GOING_LIVE_TEXTS)
  const { live, communities, tenures, withoutSecretary, waiting } = state
  const figures: readonly (readonly [string, number, string?])[] = [
    [t('communities'), communities, '/registry'],
    [t('tenures'), tenures],
    [t('missing'), withoutSecretary.length, '/registry/vacancies'],
    [t('waiting'), waiting.length],
  ]
  return (
    <>
      <div className="yz-card yz-card-body yz-posts-state">
        <Status tone={live ? 'good' : 'info'}>{live ? t('live') : t('opening')}</Status>
        {live ? t('liveWhat', { at: dateTime(live.at), by: live.by }) : t('openingWhat')}
      </div>
      <dl className="yz-posts-figures">
        {figures.map(([title, value, list]) => (
          <div key={title} className="yz-card">
            <dt>{title}</dt>
            <dd>{list ? <Link to={list}>{count(value)}</Link> : count(value)}</dd>
          </div>
        ))}
      </dl>
      {waiting.length > 0 && (
        <Section title={t('waitingTitle')} help={t('waitingHelp')}>
          <ul>
            {waiting.map(({ id, fileName, by, at }) => (
              <li key={id}>
                {t('waitingLine', { file: fileName, by })} <time dateTime={at}>{dateTime(at)}</time>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {!live && withoutSecretary.length > 0 && <Missing state={state} />}
    </>
  )
}

function Missing({ state: { withoutSecretary } }: Props) {
  const t = useText(GOING_LIVE_TEXTS)
  const streets = [...Map.groupBy(withoutSecretary, ({ streetName }) => streetName)]
  return (
    <Section title={t('missingTitle')} help={t('missingHelp')}>
      <dl className="yz-posts-missing">
        {streets.map(([street, missing]) => (
          <div key={street}>
            <dt>
              {street} <span>{missing.length}</span>
            </dt>
            <dd>
              {missing.map(({ community, communityName }) => (
                <Link key={community} to={`/registry/communities/${community}`}>
                  {communityName}
                </Link>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Link to="/registry/vacancies">{t('more')}</Link>
    </Section>
  )
}

type SectionProps = { readonly title: string; readonly help: string; readonly children: ReactNode }

function Section({ title, help, children }: SectionProps) {
  return (
    <section className="yz-card yz-card-body yz-posts-section">
      <h2>{title}</h2>
      <p className="yz-help">{help}</p>
      {children}
    </section>
  )
}
