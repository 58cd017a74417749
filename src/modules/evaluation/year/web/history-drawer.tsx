import { periodTitle } from '#kernel/period.ts'
import { useRead } from '#web/api.ts'
import { RecordDrawer } from '#web/kit/record-pages.tsx'
import { Failed, Loading } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { listHalves } from '../contract.ts'
import { HalfCell } from './half-cell.tsx'
import { YEAR_TEXTS } from './year-texts.ts'

type HistoryProps = {
  readonly community: string
  readonly onExplain: (period: string) => void
  readonly onClose: () => void
}

/** One community through all its half-years. */
export function HistoryDrawer({ community, onExplain, onClose }: HistoryProps) {
  const t = useText(YEAR_TEXTS)
  const say = useSay()
  const { data, error, refetch } = useRead(listHalves, { community })
  const name = data?.name ?? ''
  return (
    <RecordDrawer isOpen title={`${name} ${t('history')}`} onClose={onClose}>
      {error && !data && <Failed problem={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      <ol className="yz-strip">
        {data?.halves.map((half) => (
          <li key={half.period}>
            <span>{say(periodTitle(half.period))}</span>
            <HalfCell name={name} half={half} onExplain={onExplain} />
          </li>
        ))}
      </ol>
    </RecordDrawer>
  )
}
