import { Segmented } from 'antd'
import { useState } from 'react'
import { periodTitle } from '#kernel/period.ts'
import { useParameters, usePeriod } from '#web/address.ts'
import { useDownload, useRead } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import type { Column } from '#web/kit/record-columns.ts'
import type { PagesProps } from '#web/kit/record-pages.tsx'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Empty } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { ResultDrawer } from '../../star/web/result-drawer.tsx'
import { exportYear, listYear, type YearRow } from '../contract.ts'
import { HalfCell } from './half-cell.tsx'
import { HistoryDrawer } from './history-drawer.tsx'
import { usePlaceFilters } from './place-filters.ts'
import { YEAR_TEXTS } from './year-texts.ts'
import './year.css'

const yearOf = (period: string): string => period.slice(0, 4)

/** `/star/year`: communities × the half-years of the year that the header's half-year lies in. */
export function YearPage() {
  const t = useText(YEAR_TEXTS)
  const { periods } = useSession()
  const [period, setPeriod] = usePeriod()
  const years = [...new Set(periods.map(yearOf))]
  const year = yearOf(period)
  if (years.length === 0) {
    return (
      <Page title={t('title')}>
        <Empty title={t('notOpen')} next={t('notOpenNext')} />
      </Page>
    )
  }
  return (
    <Page title={t('title')} lead={t('lead', { year })}>
      {years.length > 1 && (
        <Segmented
          aria-label={t('year')}
          className="yz-years"
          value={year}
          options={years}
          onChange={(next) => setPeriod(periods.find((one) => yearOf(one) === next) ?? period)}
        />
      )}
      <Year key={year} year={Number(year)} />
    </Page>
  )
}

const SIZE = 100

/** The list as the address asks for it; keyset pages remember where the earlier ones began. */
function useYear(year: number) {
  const [{ search, street }, change] = useParameters()
  const [starts, setStarts] = useState<readonly number[]>([])
  const after = starts.at(-1)
  const input = {
    year,
    ...(search ? { search } : {}),
    ...(street && /^\d{1,12}$/.test(street) ? { street: Number(street) } : {}),
  }
  const answer = useRead(listYear, { ...input, limit: SIZE, ...(after === undefined ? {} : { after }) })
  const next = answer.data?.next ?? null
  const pages: PagesProps = {
    size: SIZE,
    ...(answer.data ? { total: answer.data.count } : {}),
    onPrevious: starts.length > 0 ? () => setStarts(starts.slice(0, -1)) : undefined,
    onNext: next === null ? undefined : () => setStarts([...starts, next]),
  }
  const filter = (values: Readonly<Record<string, string>>) => {
    setStarts([])
    change(values)
  }
  return { ...answer, input, pages, filter }
}

function Year({ year }: { readonly year: number }) {
  const t = useText(YEAR_TEXTS)
  const [{ search = '', street = '', community, of, half }, change] = useParameters()
  const { data, error, refetch, isFetching, input, pages, filter } = useYear(year)
  const exported = useDownload(exportYear)
  const explain = (id: string, period: string) => change({ of: id, half: period })
  return (
    <>
      <RecordTable
        id="evaluation.year"
        label={t('title')}
        columns={useColumns(data, explain)}
        rowKey={(row) => row.community}
        rows={data?.rows}
        isLoading={isFetching}
        problem={error}
        onRetry={() => void refetch()}
        filters={usePlaceFilters()}
        filterValues={{ search, street }}
        onFilter={filter}
        onExport={() => exported.mutate({ input })}
        pages={pages}
        onOpen={(row) => change({ community: row.community })}
        openKey={community}
        empty={{ title: t('none') }}
      />
      {community && (
        <HistoryDrawer
          community={community}
          onExplain={(period) => explain(community, period)}
          onClose={() => change({ community: '' })}
        />
      )}
      <ResultDrawer period={half ?? ''} community={of} onClose={() => change({ of: '', half: '' })} />
    </>
  )
}

function useColumns(
  data: OutputOf<typeof listYear> | undefined,
  onExplain: (community: string, period: string) => void,
): readonly Column<YearRow>[] {
  const t = useText(YEAR_TEXTS)
  const say = useSay()
  return [
    { key: 'name', title: t('community'), width: 170, cell: ({ name }) => name },
    { key: 'street', title: t('street'), width: 160, cell: ({ streetName }) => streetName },
    ...(data?.periods ?? []).map((period): Column<YearRow> => ({
      key: period,
      title: say(periodTitle(period)),
      width: 260,
      cell: ({ community, name, halves }) => (
        <HalfCell
          name={name}
          half={halves.find((one) => one.period === period)}
          onExplain={(one) => onExplain(community, one)}
        />
      ),
    })),
  ]
}
