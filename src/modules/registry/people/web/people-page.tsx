import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ROLES } from '#kernel/access.ts'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import type { InputOf } from '#web/endpoint.ts'
import type { Column } from '#web/kit/record-columns.ts'
import type { Filter } from '#web/kit/record-filters.tsx'
import { RecordTable } from '#web/kit/record-table.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { listDivisions } from '../../divisions/contract.ts'
import { POST_KINDS, type PostKind } from '../../posts/rules.ts'
import { POST_TEXTS } from '../../posts/web/post-texts.ts'
import { addPerson, countPeople, type ListedPerson, listPeople, MOST_COUNTED } from '../contract.ts'
import { shownValue } from './person-values.ts'
import { PEOPLE_TEXTS } from './person-texts.ts'
import { usePostText } from './post-text.ts'
import { RegisterPerson } from './register-person.tsx'

const SIZE = 60
const FILTERS = ['search', 'post', 'order', 'street'] as const
type Start = InputOf<typeof listPeople>['after']

/** `/registry/people`: everybody in the reader's area, found as people know them. */
export function PeoplePage() {
  const t = useText(PEOPLE_TEXTS)
  const { active } = useSession()
  const mayWrite = addPerson.who.includes(active.role)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      secondary={
        mayWrite && (
          <Link className="yz-person-link" to="/registry/people/duplicates">
            {t('duplicates')}
          </Link>
        )
      }
      primary={mayWrite && <RegisterPerson />}
    >
      <PeopleTable />
    </Page>
  )
}

const isPost = (value: string | undefined): value is PostKind | 'none' =>
  value === 'none' || POST_KINDS.some((one) => one === value)

function useFilterInput(): InputOf<typeof countPeople> {
  const [{ search, street, post }] = useParameters()
  return {
    ...(search ? { search } : {}),
    ...(street && /^\d{1,12}$/.test(street) ? { street: Number(street) } : {}),
    ...(isPost(post) ? { post } : {}),
  }
}

function usePeople(after: Start) {
  const [{ order }] = useParameters()
  return useRead(listPeople, {
    ...useFilterInput(),
    limit: SIZE,
    order: order === 'strokes' ? 'strokes' : 'pinyin',
    ...(after ? { after } : {}),
  })
}

function PeopleTable() {
  const t = useText(PEOPLE_TEXTS)
  const navigate = useNavigate()
  const [parameters, change] = useParameters()
  // Keyset pages know their way back only by where the earlier ones began.
  const [starts, setStarts] = useState<readonly Start[]>([])
  const count = useRead(countPeople, useFilterInput()).data?.count
  const { data, error, refetch, isFetching } = usePeople(starts.at(-1))
  const next = data?.next
  const isFiltered = FILTERS.some((key) => key !== 'order' && parameters[key])
  return (
    <RecordTable
      id="registry.people"
      label={t('list')}
      columns={useColumns()}
      rowKey={({ id }) => id}
      rows={data?.people}
      isLoading={isFetching}
      problem={error}
      onRetry={() => void refetch()}
      filters={useFilters()}
      filterValues={{
        ...Object.fromEntries(FILTERS.map((key) => [key, parameters[key] ?? ''])),
        order: orderOf(parameters),
      }}
      onFilter={(values) => {
        setStarts([])
        change(values)
      }}
      toolbar={<Count count={count} />}
      pages={{
        size: SIZE,
        onPrevious: starts.length > 0 ? () => setStarts(starts.slice(0, -1)) : undefined,
        onNext: next ? () => setStarts([...starts, next]) : undefined,
      }}
      onOpen={({ id }) => void navigate({ to: `/registry/people/${id}` })}
      empty={isFiltered ? { title: t('none'), next: t('noneNext') } : { title: t('nothing'), next: t('nothingNext') }}
    />
  )
}

const orderOf = ({ order }: Readonly<Record<string, string>>) => (order === 'strokes' ? 'strokes' : 'pinyin')

function Count({ count }: { readonly count: number | undefined }) {
  const t = useText(PEOPLE_TEXTS)
  if (count === undefined) return null
  const isMore = count > MOST_COUNTED
  return <span className="yz-help">{t(isMore ? 'countMost' : 'count', { count: isMore ? MOST_COUNTED : count })}</span>
}

function useFilters(): readonly Filter[] {
  const t = useText(PEOPLE_TEXTS)
  const post = useText(POST_TEXTS)
  const { active } = useSession()
  // A street sees its own people only.
  const isStreet = ROLES[active.role].level === 'street'
  const { data } = useRead(listDivisions, { level: 'street', state: 'now' }, { enabled: !isStreet })
  const streets = data?.divisions.map(({ code, name }) => ({ value: String(code), label: name })) ?? []
  const posts = [...POST_KINDS.map((value) => ({ value, label: post(value) })), { value: 'none', label: t('postNone') }]
  const orders = (['pinyin', 'strokes'] as const).map((value) => ({ value, label: t(value) }))
  return [
    { key: 'search', label: t('search'), kind: 'text', placeholder: t('searchHint') },
    { key: 'post', label: t('post'), kind: 'choice', options: posts },
    { key: 'order', label: t('order'), kind: 'order', options: orders },
    ...(isStreet ? [] : [{ key: 'street', label: t('street'), kind: 'choice', options: streets } as const]),
  ]
}

function useColumns(): readonly Column<ListedPerson>[] {
  const t = useText(PEOPLE_TEXTS)
  const say = useSay()
  const postText = usePostText()
  return [
    { key: 'name', title: t('name'), width: 110, cell: ({ name }) => name },
    { key: 'sex', title: t('sex'), width: 60, cell: ({ sex }) => shownValue('sex', sex, say) },
    {
      key: 'birth',
      title: t('birth'),
      width: 100,
      cell: ({ birth }) => birth && shownValue('birth', birth.slice(0, 7), say),
    },
    { key: 'post', title: t('post'), cell: ({ posts }) => posts.map(postText).join('；') },
    {
      key: 'community',
      title: t('community'),
      width: 120,
      cell: ({ communityName }) => communityName,
    },
    { key: 'street', title: t('street'), width: 110, cell: ({ streetName }) => streetName },
    {
      key: 'political',
      title: t('political'),
      width: 120,
      cell: ({ political }) => political && shownValue('political', political, say),
    },
    {
      key: 'education',
      title: t('education'),
      width: 100,
      cell: ({ education }) => education && shownValue('educationFullTime', education, say),
    },
  ]
}
