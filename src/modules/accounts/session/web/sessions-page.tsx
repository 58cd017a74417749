import { LaptopOutlined } from '@ant-design/icons'
import { useRead, useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { dateTime } from '#web/format.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { listSessions, revokeSession } from '../contract.ts'
import { deviceOf } from './device.ts'
import { PasswordForm } from './password-form.tsx'
import { SESSION_TEXTS } from './session-texts.ts'
import './sessions.css'

type Session = OutputOf<typeof listSessions>['sessions'][number]

/** `/sessions`: where the reader's account is signed in, and its password. */
export function SessionsPage() {
  const t = useText(SESSION_TEXTS)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="yz-own-account">
        <Sessions />
        <section className="yz-card yz-password" aria-labelledby="password">
          <h2 id="password">{t('password')}</h2>
          <p>{t('passwordWhat')}</p>
          <PasswordForm touches={['session.listSessions']} />
        </section>
      </div>
    </Page>
  )
}

function Sessions() {
  const t = useText(SESSION_TEXTS)
  const { data, error, refetch } = useRead(listSessions, {}, { every: 60 })
  const sessions = data?.sessions.toSorted((a, b) => Number(b.current) - Number(a.current))
  return (
    <section className="yz-card yz-sessions" aria-labelledby="sessions">
      <header>
        <h2 id="sessions">{t('sessions')}</h2>
        <p>{t('rule')}</p>
      </header>
      {error && <Failed problem={error} title={t('failed')} onRetry={() => void refetch()} />}
      {!sessions && !error && <Loading />}
      {sessions && (
        <ul>
          {sessions.map((session) => (
            <SessionLine key={session.id} session={session} />
          ))}
        </ul>
      )}
      {sessions?.length === 1 && <p className="yz-help">{t('only')}</p>}
    </section>
  )
}

function SessionLine({ session: { id, client, createdAt, seenAt, current } }: { readonly session: Session }) {
  const t = useText(SESSION_TEXTS)
  const say = useSay()
  const revoke = useWrite(revokeSession, { touches: ['session.listSessions'] })
  const device = say(deviceOf(client))
  return (
    <li>
      <LaptopOutlined aria-hidden />
      <div title={client}>
        <strong>{device}</strong>
        <span className="yz-session-times">
          <span>{t('since', { time: dateTime(createdAt) })}</span>
          <span>{t('seen', { time: dateTime(seenAt) })}</span>
        </span>
      </div>
      {current ? (
        <Status tone="good">{t('current')}</Status>
      ) : (
        <ConfirmButton
          label={<span aria-label={t('endOf', { device })}>{t('end')}</span>}
          title={t('endTitle')}
          consequence={t('endWhat', { device })}
          confirm={t('end')}
          isDestructive
          onConfirm={() => revoke.mutateAsync({ id })}
        />
      )}
    </li>
  )
}
