import { periodTitle } from '#kernel/period.ts'
import { useRead } from '#web/api.ts'
import { Empty, Failed, Loading } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { listOwnVisits, type OwnVisit } from '../contract.ts'
import { OWN_TEXTS, VISIT_TEXTS } from './visit-texts.ts'
import './visits.css'

/** What published half-years say of the secretary's community: findings, no names and no free text. */
export function OwnVisits() {
  const t = useText(OWN_TEXTS)
  const word = useText(VISIT_TEXTS)
  const { data, error, refetch } = useRead(listOwnVisits, {})
  return (
    <Page title={word('title')} lead={t('lead')}>
      {error && !data && <Failed problem={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data?.visits.length === 0 && <Empty title={t('empty')} next={t('emptyNext')} />}
      <ol className="yz-visits">
        {data?.visits.map((visit, place) => (
          // Nothing of a published list is added, moved or taken away.
          <OwnCard key={place} visit={visit} />
        ))}
      </ol>
    </Page>
  )
}

function OwnCard({ visit: { period, date, uses, ways, findings } }: { readonly visit: OwnVisit }) {
  const t = useText(VISIT_TEXTS)
  const say = useSay()
  return (
    <li className="yz-card yz-card-body">
      <h2>
        <time dateTime={date}>{date}</time> <small>{say(periodTitle(period))}</small>
      </h2>
      <dl className="yz-visit-facts">
        <div>
          <dt>{t('uses')}</dt>
          <dd>{uses.map((use) => t(use)).join(t('listComma'))}</dd>
        </div>
        <div>
          <dt>{t('ways')}</dt>
          <dd>{ways.map((way) => say(way)).join(t('listComma'))}</dd>
        </div>
        {findings.map(({ task, finding }) => (
          <div key={task.code}>
            <dt>{say(task)}</dt>
            <dd>{say(finding)}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
