import { periodTitle } from '#kernel/period.ts'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import { Figure, Stars } from '#web/kit/figure.tsx'
import { Empty, Failed, Loading, Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { listCycles } from '../../cycle/contract.ts'
import { listOwnResults } from '../contract.ts'
import { levelOf } from './levels.ts'
import { NewestResult, type OwnResult } from './own-result.tsx'
import { OWN_TEXTS } from './own-texts.ts'
import { ResultDrawer } from './result-drawer.tsx'
import { RESULT_TEXTS } from './result-texts.ts'

/** What the secretary's community was published with, newest in full; of the others only that they wait (rulings B1, B4). */
export function OwnResults() {
  const t = useText(RESULT_TEXTS)
  const own = useText(OWN_TEXTS)
  const [parameters, change] = useParameters()
  const { data, error, refetch } = useRead(listOwnResults, {})
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const { community, of } = parameters
  const [newest, ...earlier] = data.results
  const open = (result: OwnResult) => change({ community: result.community, of: result.period })
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Pending published={data.results.map(({ period }) => period)} />
      {!newest && <Empty title={t('nothing')} next={t('nothingNext')} />}
      {newest && <NewestResult result={newest} onOpen={() => open(newest)} />}
      {earlier.length > 0 && <h2 className="yz-own-earlier">{own('earlier')}</h2>}
      <div className="yz-own">
        {earlier.map((result) => (
          <Earlier key={`${result.community}/${result.period}`} result={result} onOpen={() => open(result)} />
        ))}
      </div>
      <ResultDrawer period={of ?? ''} community={community} onClose={() => change({ community: '', of: '' })} />
    </Page>
  )
}

/** Half-years of which nothing is published for this community: deferred or not, the word is the same. */
function Pending({ published }: { readonly published: readonly string[] }) {
  const t = useText(OWN_TEXTS)
  const say = useSay()
  const { data } = useRead(listCycles, {})
  const pending = data?.cycles.filter(({ period }) => !published.includes(period)) ?? []
  if (pending.length === 0) return null
  return (
    <ul className="yz-own-pending">
      {pending.map(({ period, state }) => (
        <li key={period}>
          <span>{say(periodTitle(period))}</span>
          <Status tone="info">{t(state === 'open' || state === 'closing' ? 'scoring' : 'waiting')}</Status>
          <span className="yz-help">{t('pendingHelp')}</span>
        </li>
      ))}
    </ul>
  )
}

function Earlier({ result, onOpen }: { readonly result: OwnResult; readonly onOpen: () => void }) {
  const t = useText(RESULT_TEXTS)
  const say = useSay()
  const { name, period, total, grade, publishedOn } = result
  return (
    <button type="button" onClick={onOpen}>
      <span>
        {name} · {say(periodTitle(period))}
      </span>
      <Figure label={name} value={total} size="large" />
      <Stars count={levelOf(grade)} />
      <small>{t('published', { date: publishedOn })}</small>
    </button>
  )
}
