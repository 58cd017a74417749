import { useState } from 'react'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import type { InputOf } from '#web/endpoint.ts'
import type { Column } from '#web/kit/record-columns.ts'
import type { Filter } from '#web/kit/record-filters.tsx'
import { RecordTable } from '#web/kit/record-table.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { importDivisions, type Level, LEVELS, listDivisions, type ListedDivision, VALIDITY } from '../contract.ts'
import { DIVISION_TEXTS } from './division-texts.ts'
import { ImportDivisions, ImportShipped } from './divisions-import.tsx'
import './divisions.css'

const SIZE = 100
const FILTERS = ['search', 'level', 'state'] as const
type Start = InputOf<typeof listDivisions>['after']

/** `/registry/divisions`: codes and names with their days. */
export function DivisionsPage() {
  const t = useText(DIVISION_TEXTS)
  const { active } = useSession()
  const mayImport = importDivisions.who.includes(active.role)
  // Where there is none yet, importing those that come along is the page's primary act.
  const { data } = useRead(listDivisions, { limit: 1 })
  const isPrimary = data !== undefined && data.count > 0
  return (
    <Page title={t('title')} lead={t('lead')} primary={mayImport && <ImportDivisions isPrimary={isPrimary} />}>
      <DivisionsTable mayImport={mayImport} />
    </Page>
  )
}

type Validity = (typeof VALIDITY)[number]
const isValidity = (value: string | undefined): value is Validity => VALIDITY.includes(value as Validity)
const isLevel = (value: string | undefined): value is Level => LEVELS.includes(value as Level)

function useDivisions(after: Start) {
  const [{ search, level, state }] = useParameters()
  return useRead(listDivisions, {
    limit: SIZE,
    ...(search ? { search } : {}),
    ...(isLevel(level) ? { level } : {}),
    ...(isValidity(state) ? { state } : {}),
    ...(after ? { after } : {}),
  })
}

function DivisionsTable({ mayImport }: { readonly mayImport: boolean }) {
  const t = useText(DIVISION_TEXTS)
  const [parameters, change] = useParameters()
  // Keyset pages know their way back only by where the earlier ones began.
  const [starts, setStarts] = useState<readonly Start[]>([])
  const { data, error, refetch, isFetching } = useDivisions(starts.at(-1))
  const filter = (values: Readonly<Record<string, string>>) => {
    setStarts([])
    change(values)
  }
  const next = data?.next
  const isFiltered = FILTERS.some((key) => parameters[key])
  return (
    <RecordTable
      id="registry.divisions"
      label={t('list')}
      columns={useColumns()}
      rowKey={({ code, validFrom }) => `${code} ${validFrom}`}
      rows={data?.divisions}
      isLoading={isFetching}
      problem={error}
      onRetry={() => void refetch()}
      filters={useFilters()}
      filterValues={Object.fromEntries(FILTERS.map((key) => [key, parameters[key] ?? '']))}
      onFilter={filter}
      toolbar={data && <span className="yz-help">{t('count', { count: data.count })}</span>}
      pages={{
        size: SIZE,
        total: data?.count ?? 0,
        onPrevious: starts.length > 0 ? () => setStarts(starts.slice(0, -1)) : undefined,
        onNext: next ? () => setStarts([...starts, next]) : undefined,
      }}
      empty={
        isFiltered
          ? { title: t('none'), next: t('noneNext') }
          : {
              title: t('nothing'),
              next: t(mayImport ? 'nothingNext' : 'nothingWait'),
              action: mayImport && <ImportShipped />,
            }
      }
    />
  )
}

function useFilters(): readonly Filter[] {
  const t = useText(DIVISION_TEXTS)
  return [
    { key: 'search', label: t('search'), kind: 'text', placeholder: t('searchHint') },
    {
      key: 'level',
      label: t('level'),
      kind: 'choice',
      options: LEVELS.map((value) => ({ value, label: t(value) })),
    },
    {
      key: 'state',
      label: t('state'),
      kind: 'choice',
      options: VALIDITY.map((value) => ({ value, label: t(value) })),
    },
  ]
}

const dayBefore = (date: string): string => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10)

function useColumns(): readonly Column<ListedDivision>[] {
  const t = useText(DIVISION_TEXTS)
  return [
    { key: 'code', title: t('code'), width: 130, cell: ({ code }) => <code>{code}</code> },
    {
      key: 'name',
      title: t('name'),
      titlesCard: true,
      cell: ({ name, level, validUntil }) => (
        <span className={`yz-division-name yz-division-${level}${validUntil ? ' yz-division-past' : ''}`}>{name}</span>
      ),
    },
    { key: 'level', title: t('level'), width: 150, cell: ({ level }) => t(level) },
    {
      key: 'period',
      title: t('period'),
      width: 210,
      cell: ({ validFrom: from, validUntil }) =>
        // The record holds the first day that it no longer holds; people read the last one.
        validUntil ? t('span', { from, until: dayBefore(validUntil) }) : t('since', { from }),
    },
    { key: 'source', title: t('source'), width: 160, cell: ({ source }) => source },
  ]
}
