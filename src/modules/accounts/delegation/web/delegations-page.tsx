import { ROLES } from '#kernel/access.ts'
import { useRead, useWrite } from '#web/api.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Empty, Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { type Delegation, endDelegation, listDelegations } from '../contract.ts'
import { Delegate } from './delegate-dialog.tsx'
import { DELEGATION_TEXTS } from './delegation-texts.ts'
import './delegation.css'

const TONES = { coming: 'info', running: 'good', over: 'idle' } as const

/** `/delegations`: who acts for the reader, and for whom the reader acts. */
export function DelegationsPage() {
  const t = useText(DELEGATION_TEXTS)
  const { data, error, refetch } = useRead(listDelegations, {})
  return (
    <Page title={t('title')} lead={t('lead')} primary={data?.mayGive ? <Delegate /> : undefined}>
      {error && <Failed problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <section className="yz-card yz-delegation-part" aria-labelledby="given">
            <h2 id="given">{t('given')}</h2>
            {data.given.length === 0 ? (
              <Empty title={t('none')} next={t('noneNext')} />
            ) : (
              <List side="by" delegations={data.given} />
            )}
          </section>
          <section className="yz-card yz-delegation-part" aria-labelledby="received">
            <h2 id="received">{t('received')}</h2>
            {data.received.length === 0 ? (
              <p className="yz-help">{t('noneReceived')}</p>
            ) : (
              <List side="for" delegations={data.received} />
            )}
          </section>
        </>
      )}
    </Page>
  )
}

type ListProps = { readonly side: 'by' | 'for'; readonly delegations: readonly Delegation[] }

function List({ side, delegations }: ListProps) {
  const t = useText(DELEGATION_TEXTS)
  const say = useSay()
  return (
    <ul className="yz-delegations">
      {delegations.map(({ id, role, orgZh, orgEn, name, from, until, reason, state }) => (
        <li key={id}>
          <div>
            <strong>{t(side, { name })}</strong>
            <p>
              {say({ zh: orgZh, en: orgEn })} · {say(ROLES[role])} · {t('span', { from, until })}
            </p>
            <p className="yz-help">{reason}</p>
          </div>
          <Status tone={TONES[state]}>{t(state)}</Status>
          {side === 'by' && state !== 'over' && <End id={id} name={name} />}
        </li>
      ))}
    </ul>
  )
}

function End({ id, name }: Pick<Delegation, 'id' | 'name'>) {
  const t = useText(DELEGATION_TEXTS)
  const end = useWrite(endDelegation, { touches: [listDelegations.id] })
  return (
    <ConfirmButton
      label={t('end')}
      title={t('endTitle', { name })}
      consequence={t('endWhat')}
      confirm={t('end')}
      onConfirm={() => end.mutateAsync({ id })}
    />
  )
}
