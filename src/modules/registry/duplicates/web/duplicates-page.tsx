import { Link } from '@tanstack/react-router'
import { useRead } from '#web/api.ts'
import { Empty, Failed, Loading } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { listDuplicates } from '../contract.ts'
import { DUPLICATE_TEXTS } from './duplicate-texts.ts'
import { PairCard } from './pair-card.tsx'
import '../../people/web/people.css'
import './duplicates.css'

/** `/registry/people/duplicates`: records that may be one person, to merge or to keep apart. */
export function DuplicatesPage() {
  const t = useText(DUPLICATE_TEXTS)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      crumbs={[{ title: t('title') }]}
      secondary={
        <Link className="yz-person-link" to="/registry/people">
          {t('people')}
        </Link>
      }
    >
      <Pairs />
    </Page>
  )
}

function Pairs() {
  const t = useText(DUPLICATE_TEXTS)
  const { data, error, refetch } = useRead(listDuplicates, {})
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const { pairs, count } = data
  if (pairs.length === 0) {
    return (
      <div className="yz-card">
        <Empty title={t('none')} next={t('noneNext')} />
      </div>
    )
  }
  return (
    <>
      <p className="yz-help">{t(count > pairs.length ? 'shown' : 'count', { count, shown: pairs.length })}</p>
      {pairs.map((pair) => (
        <PairCard key={pair.records.map(({ id }) => id).join()} pair={pair} />
      ))}
    </>
  )
}
