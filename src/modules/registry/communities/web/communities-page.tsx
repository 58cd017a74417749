import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ROLES } from '#kernel/access.ts'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import type { InputOf } from '#web/endpoint.ts'
import type { Column } from '#web/kit/record-columns.ts'
import type { Filter } from '#web/kit/record-filters.tsx'
import { RecordTable } from '#web/kit/record-table.tsx'
import { useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { importDivisions, listDivisions } from '../../divisions/contract.ts'
import { type Community, listCommunities } from '../contract.ts'
import { CommunityDrawer } from './community-drawer.tsx'
import { COMMUNITY_TEXTS } from './community-texts.ts'
import './communities.css'

const SIZE = 100
const FILTERS = ['search', 'street', 'kind', 'state'] as const
type Start = InputOf<typeof listCommunities>['after']

/** `/registry`: the communities, found as people know them. */
export function CommunitiesPage() {
  const t = useText(COMMUNITY_TEXTS)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <CommunitiesTable />
    </Page>
  )
}

const isKind = (value: string | undefined): value is Community['kind'] => value === 'urban' || value === 'converted'

function useCommunities(after: Start) {
  const [{ search, street, kind, state }] = useParameters()
  return useRead(listCommunities, {
    limit: SIZE,
    ...(search ? { search } : {}),
    ...(street && /^\d{1,12}$/.test(street) ? { street: Number(street) } : {}),
    ...(isKind(kind) ? { kind } : {}),
    ...(state === 'past' ? { state } : {}),
    ...(after ? { after } : {}),
  })
}

function CommunitiesTable() {
  const t = useText(COMMUNITY_TEXTS)
  const [parameters, change] = useParameters()
  // Keyset pages know their way back only by where the earlier ones began.
  const [starts, setStarts] = useState<readonly Start[]>([])
  const { data, error, refetch, isFetching } = useCommunities(starts.at(-1))
  const filter = (values: Readonly<Record<string, string>>) => {
    setStarts([])
    change(values)
  }
  const rows = data?.communities
  const next = data?.next
  const place = rows?.findIndex(({ id }) => id === parameters['community']) ?? -1
  const opener = (row: Community | undefined) => (place >= 0 && row ? () => change({ community: row.id }) : undefined)
  const isFiltered = FILTERS.some((key) => parameters[key])
  const isEmpty = useEmpty(isFiltered)
  return (
    <>
      <RecordTable
        id="registry.communities"
        label={t('list')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        rows={rows}
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
        onOpen={({ id }) => change({ community: id })}
        openKey={parameters['community']}
        empty={isEmpty}
      />
      <CommunityDrawer
        community={rows?.[place]}
        onClose={() => change({ community: '' })}
        onPrevious={opener(rows?.[place - 1])}
        onNext={opener(rows?.[place + 1])}
      />
    </>
  )
}

/** Nothing found, or nothing there yet: then it says where communities come from. */
function useEmpty(isFiltered: boolean) {
  const t = useText(COMMUNITY_TEXTS)
  const { active } = useSession()
  if (isFiltered) return { title: t('none'), next: t('noneNext') }
  const mayImport = importDivisions.who.includes(active.role)
  const action = mayImport && <Link to="/registry/divisions">{t('toDivisions')}</Link>
  return { title: t('nothing'), next: t('nothingNext'), action }
}

function useFilters(): readonly Filter[] {
  const t = useText(COMMUNITY_TEXTS)
  const { active } = useSession()
  // A street sees its own communities only.
  const isStreet = ROLES[active.role].level === 'street'
  const { data } = useRead(listDivisions, { level: 'street', state: 'now' }, { enabled: !isStreet })
  const streets = data?.divisions.map(({ code, name }) => ({ value: String(code), label: name })) ?? []
  return [
    { key: 'search', label: t('search'), kind: 'text', placeholder: t('searchHint') },
    ...(isStreet ? [] : [{ key: 'street', label: t('street'), kind: 'choice', options: streets } as const]),
    {
      key: 'kind',
      label: t('kind'),
      kind: 'choice',
      options: (['urban', 'converted'] as const).map((value) => ({ value, label: t(value) })),
    },
    { key: 'state', label: t('state'), kind: 'choice', options: [{ value: 'past', label: t('past') }] },
  ]
}

function useColumns(): readonly Column<Community>[] {
  const t = useText(COMMUNITY_TEXTS)
  return [
    { key: 'name', title: t('name'), width: 150, cell: ({ shortName }) => shortName },
    { key: 'street', title: t('street'), width: 130, cell: ({ streetName }) => streetName },
    { key: 'kind', title: t('kind'), width: 130, cell: ({ kind }) => t(kind) },
    { key: 'code', title: t('code'), width: 140, cell: ({ code }) => <code>{code}</code> },
    { key: 'official', title: t('official'), cell: ({ name }) => name },
    { key: 'pinyin', title: t('pinyin'), cell: ({ pinyin }) => pinyin, isHiddenAtFirst: true },
  ]
}
