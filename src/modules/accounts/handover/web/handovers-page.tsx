import { Link } from '@tanstack/react-router'
import { ROLES } from '#kernel/access.ts'
import { useRead, useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { dateTime } from '#web/format.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Empty, Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { acknowledge, type HandedRole, listHandovers } from '../contract.ts'
import { HANDOVER_TEXTS } from './handover-texts.ts'
import './handover.css'

type Handover = OutputOf<typeof listHandovers>['handovers'][number]

/** `/handovers`: what the reader has taken over, to be acknowledged. */
export function HandoversPage() {
  const t = useText(HANDOVER_TEXTS)
  const { data, error, refetch } = useRead(listHandovers, {})
  return (
    <Page title={t('pageTitle')} lead={t('pageLead')}>
      {error && <Failed problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.handovers.length === 0 && <Empty title={t('none')} next={t('noneNext')} />}
      {data?.handovers.map((handover) => (
        <HandoverCard key={handover.id} handover={handover} />
      ))}
    </Page>
  )
}

function HandoverCard({ handover }: { readonly handover: Handover }) {
  const t = useText(HANDOVER_TEXTS)
  const sign = useWrite(acknowledge)
  const { id, from, day, reason, roles, acknowledgedAt } = handover
  return (
    <section className="yz-card yz-handover" aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>{t('fromWhom', { from, day })}</h2>
          <p className="yz-help">{t('why', { reason })}</p>
        </div>
        {acknowledgedAt ? (
          <Status tone="good">{t('acknowledged', { time: dateTime(acknowledgedAt) })}</Status>
        ) : (
          <ConfirmButton
            label={t('acknowledge')}
            title={t('acknowledgeTitle')}
            consequence={t('acknowledgeWhat')}
            confirm={t('acknowledge')}
            onConfirm={() => sign.mutateAsync({ ids: [id] })}
          />
        )}
      </header>
      {roles.map((handed) => (
        <RoleItems key={`${handed.role}/${handed.orgZh}`} handed={handed} />
      ))}
    </section>
  )
}

function RoleItems({ handed: { role, orgZh, orgEn, items } }: { readonly handed: HandedRole }) {
  const t = useText(HANDOVER_TEXTS)
  const say = useSay()
  const { active } = useSession()
  const isActive = active.role === role && active.organisation.zh === orgZh
  return (
    <section className="yz-handover-role">
      <h3>{say({ zh: `${orgZh} · ${ROLES[role].zh}`, en: `${orgEn} · ${ROLES[role].en}` })}</h3>
      {items.length === 0 && <p className="yz-help">{t('noItems')}</p>}
      {items.length > 0 && !isActive && <p className="yz-help">{t('otherRole')}</p>}
      <ul>
        {items.map(({ id, what, about, link, due }) => (
          <li key={id}>
            {isActive ? <Link to={link}>{say(what)}</Link> : <span>{say(what)}</span>}
            <span>
              {say(about)}
              {due && ` · ${t('due', { due })}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
