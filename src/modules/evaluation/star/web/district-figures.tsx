import { periodTitle } from '#kernel/period.ts'
import { useRead } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { listFigures } from '../contract.ts'
import { levelOf } from './levels.ts'
import { RESULT_TEXTS } from './result-texts.ts'

type Figure = OutputOf<typeof listFigures>['figures'][number]
/** What one district published for one half-year. */
type Publication = { readonly key: string; readonly figures: readonly [Figure, ...Figure[]] }

/** The districts' published stars as the level above may see them: counts, no communities and no persons. */
export function DistrictFigures() {
  const t = useText(RESULT_TEXTS)
  const { data, error, refetch, isFetching } = useRead(listFigures, {})
  return (
    <Page title={t('figures')} lead={t('figuresLead')}>
      <RecordTable
        id="evaluation.figures"
        label={t('figures')}
        columns={useColumns(data?.figures ?? [])}
        rowKey={({ key }) => key}
        rows={data && publicationsOf(data.figures)}
        isLoading={isFetching}
        problem={error}
        onRetry={() => void refetch()}
        empty={{ title: t('nothing'), next: t('figuresNext') }}
      />
    </Page>
  )
}

function publicationsOf(figures: readonly Figure[]): readonly Publication[] {
  const publications = new Map<string, Publication>()
  for (const figure of figures) {
    const key = `${figure.district}/${figure.period}`
    const before = publications.get(key)
    publications.set(key, { key, figures: before ? [...before.figures, figure] : [figure] })
  }
  return [...publications.values()]
}

function useColumns(figures: readonly Figure[]): readonly Column<Publication>[] {
  const t = useText(RESULT_TEXTS)
  const say = useSay()
  const codes = [...new Set(figures.map(({ figure }) => figure))].toSorted().toReversed()
  return [
    { key: 'district', title: t('district'), width: 120, cell: ({ figures: [first] }) => first.districtName },
    { key: 'period', title: t('period'), width: 160, cell: ({ figures: [first] }) => say(periodTitle(first.period)) },
    ...codes.map((code): Column<Publication> => {
      return {
        key: code,
        title: t('stars', { level: levelOf(code.replace('star.', '')) ?? code }),
        align: 'end',
        cell: (row) => row.figures.find(({ figure }) => figure === code)?.value ?? '—',
      }
    }),
    {
      key: 'sum',
      title: t('sum'),
      align: 'end',
      cell: ({ figures: counts }) => counts.reduce((sum, { value }) => sum + Number(value), 0),
    },
    { key: 'asOf', title: t('publishedOn'), width: 120, cell: ({ figures: [first] }) => first.asOf },
  ]
}
