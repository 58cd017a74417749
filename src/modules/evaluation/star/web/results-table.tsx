import { useState } from 'react'
import { periodTitle } from '#kernel/period.ts'
import { useParameters } from '#web/address.ts'
import { useDownload, useRead } from '#web/api.ts'
import type { Column } from '#web/kit/record-columns.ts'
import type { PagesProps } from '#web/kit/record-pages.tsx'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Figure, Stars } from '#web/kit/figure.tsx'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import type { OutputOf } from '#web/endpoint.ts'
import { Recomputation } from './recomputation.tsx'
import type { Cycle } from '../../cycle/contract.ts'
import { usePlaceFilters } from '../../year/web/place-filters.ts'
import { exportResults, listResults, type Result } from '../contract.ts'
import { GradeCounts } from './grade-counts.tsx'
import { levelOf } from './levels.ts'
import { ResultDrawer } from './result-drawer.tsx'
import { RESULT_TEXTS } from './result-texts.ts'

type Answer = OutputOf<typeof listResults>

/** A page of the list; keyset pages remember where the earlier ones began. */
function usePages() {
  const [starts, setStarts] = useState<readonly string[]>([])
  return {
    after: starts.at(-1),
    next: (key: string) => setStarts([...starts, key]),
    previous: starts.length > 0 ? () => setStarts(starts.slice(0, -1)) : undefined,
    first: () => setStarts([]),
  }
}

const SIZE = 100

/** The list as the address asks for it. */
function useResults(period: string, after: string | undefined) {
  const [{ search, street, grade, order }] = useParameters()
  return useRead(listResults, {
    period,
    limit: SIZE,
    order: order === 'total' ? 'total' : 'code',
    ...(search ? { search } : {}),
    ...(street && /^\d{1,12}$/.test(street) ? { street: Number(street) } : {}),
    ...(grade ? { grade } : {}),
    ...(after ? { after } : {}),
  })
}

/** What the communities came to; every total opens into its explanation. */
export function ResultsTable({ cycle }: { readonly cycle: Cycle }) {
  const t = useText(RESULT_TEXTS)
  const say = useSay()
  const [{ search, street, grade, order, community }, change] = useParameters()
  const pages = usePages()
  const { period, round } = cycle
  const { data, error, refetch, isFetching } = useResults(period, pages.after)
  const exported = useDownload(exportResults)
  const filter = (values: Readonly<Record<string, string>>) => {
    pages.first()
    change(values)
  }
  return (
    <>
      <GradeCounts data={data} chosen={grade} onChoose={(next) => filter({ grade: next })} />
      <RecordTable
        id="evaluation.results"
        label={t('label', { period: say(periodTitle(period)) })}
        columns={useColumns(data, (id) => change({ community: id }))}
        rowKey={(row) => row.community}
        rows={data?.results}
        isLoading={isFetching}
        problem={error}
        onRetry={() => void refetch()}
        filters={usePlaceFilters()}
        filterValues={{ search: search ?? '', street: street ?? '' }}
        onFilter={filter}
        toolbar={round > 0 && <Recomputation period={period} />}
        onExport={() => exported.mutate({ input: { period } })}
        sort={{ key: order === 'total' ? 'total' : 'name', isDescending: order === 'total' }}
        onSort={({ key }) => filter({ order: key === 'total' ? 'total' : 'code' })}
        pages={pagesOf(data, pages)}
        onOpen={(row) => change({ community: row.community })}
        openKey={community}
        empty={round > 0 ? { title: t('none') } : { title: t('notTotalled'), next: t('notTotalledNext') }}
      />
      <ResultDrawer period={period} community={community} onClose={() => change({ community: '' })} />
    </>
  )
}

function pagesOf(data: Answer | undefined, pages: ReturnType<typeof usePages>): PagesProps {
  const { next } = data ?? {}
  return {
    size: SIZE,
    ...(data ? { total: data.count } : {}),
    onPrevious: pages.previous,
    onNext: next ? () => pages.next(next) : undefined,
  }
}

function useColumns(data: Answer | undefined, open: (community: string) => void): readonly Column<Result>[] {
  const t = useText(RESULT_TEXTS)
  const say = useSay()
  const dimensions = data?.dimensions ?? []
  const titleOf = (code: string) => (data?.titles[code] ? say(data.titles[code]) : code)
  return [
    { key: 'name', title: t('community'), width: 150, canSort: true, cell: ({ name }) => name },
    { key: 'street', title: t('street'), width: 130, cell: ({ streetName }) => streetName },
    {
      key: 'grade',
      title: t('grade'),
      width: 150,
      cell: ({ grade }) => <Stars count={levelOf(grade)} />,
    },
    {
      key: 'total',
      title: t('total'),
      align: 'end',
      width: 100,
      canSort: true,
      cell: ({ community, name, total }) => <Figure label={name} value={total} onOpen={() => open(community)} />,
    },
    ...dimensions.map((code): Column<Result> => ({
      key: code,
      title: titleOf(code),
      align: 'end',
      width: 100,
      cell: ({ parts }) => parts[code] ?? '—',
    })),
    { key: 'marks', title: t('marks'), width: 210, cell: (row) => <Marks result={row} data={data} /> },
  ]
}

/** What the reader should know before looking at the number alone. */
function Marks({ result, data }: { readonly result: Result; readonly data: Answer | undefined }) {
  const t = useText(RESULT_TEXTS)
  const say = useSay()
  const { capped, silent, grade, computed, confirmed } = result
  const titleOf = (code: string | null) => (code && data?.titles[code] ? say(data.titles[code]) : '—')
  return (
    <>
      {grade !== computed && <Status tone="info">{t('adjusted', { computed: titleOf(computed) })}</Status>}
      {data?.published && !confirmed && <Status tone="warn">{t('unconfirmed')}</Status>}
      {capped && <Status tone="warn">{t('capped')}</Status>}
      {silent.length > 0 && <Status tone="warn">{t('scaled', { codes: silent.join(' ') })}</Status>}
    </>
  )
}
