import { periodTitle } from '#kernel/period.ts'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import { Figure, Stars } from '#web/kit/figure.tsx'
import { Empty, Failed, Loading } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { listOwnResults } from '../contract.ts'
import { levelOf } from './levels.ts'
import { ResultDrawer } from './result-drawer.tsx'
import { RESULT_TEXTS } from './result-texts.ts'

/** What the secretary's community was published with, period by period (rulings B4). */
export function OwnResults() {
  const t = useText(RESULT_TEXTS)
  const say = useSay()
  const [parameters, change] = useParameters()
  const { data, error, refetch } = useRead(listOwnResults, {})
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const { community, of } = parameters
  return (
    <Page title={t('title')} lead={t('lead')}>
      {data.results.length === 0 && <Empty title={t('nothing')} next={t('nothingNext')} />}
      <div className="yz-own">
        {data.results.map((result) => (
          <button
            key={result.period}
            type="button"
            onClick={() => change({ community: result.community, of: result.period })}
          >
            <span>
              {result.name} · {say(periodTitle(result.period))}
            </span>
            <Figure label={result.name} value={result.total} size="large" />
            <Stars count={levelOf(result.grade)} />
            <small>{t('published', { date: result.publishedOn })}</small>
          </button>
        ))}
      </div>
      <ResultDrawer period={of ?? ''} community={community} onClose={() => change({ community: '', of: '' })} />
    </Page>
  )
}
