import { Link } from '@tanstack/react-router'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import type { Column } from '#web/kit/record-columns.ts'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Status } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { Page } from '#web/shell/page.tsx'
import { listVacancies, type Vacancy } from '../contract.ts'
import { STANDING } from '../rules.ts'
import { POST_TEXTS } from './post-texts.ts'
import { VACANCY_TEXTS } from './vacancy-texts.ts'
import './posts.css'

/** `/registry/vacancies`: posts in which nobody serves, by street. */
export function VacanciesPage() {
  const t = useText(VACANCY_TEXTS)
  const post = useText(POST_TEXTS)
  const [parameters, change] = useParameters()
  const kind = STANDING.find((one) => one === parameters['kind']) ?? 'secretary'
  const street = parameters['street'] ?? ''
  const { data, error, refetch, isFetching } = useRead(listVacancies, { kind })
  const options = STANDING.map((value) => ({ value, label: post(value) }))
  return (
    <Page title={t('title')} lead={t('lead')}>
      <RecordTable
        id="registry.vacancies"
        label={t('list')}
        columns={useColumns()}
        rowKey={({ community }) => community}
        rows={data?.vacancies.filter((one) => street === '' || String(one.street) === street)}
        isLoading={isFetching}
        problem={error}
        onRetry={() => void refetch()}
        filters={[{ key: 'kind', label: t('kind'), kind: 'choice', options }]}
        filterValues={{ kind }}
        onFilter={change}
        toolbar={
          data && <Streets vacancies={data.vacancies} street={street} onChoose={(next) => change({ street: next })} />
        }
        empty={{ title: t('none'), next: t('noneNext') }}
      />
    </Page>
  )
}

type StreetsProps = {
  readonly vacancies: readonly Vacancy[]
  readonly street: string
  readonly onChoose: (street: string) => void
}

/** How many there are in each street; a click narrows the list. */
function Streets({ vacancies, street, onChoose }: StreetsProps) {
  const t = useText(VACANCY_TEXTS)
  const byStreet = [...Map.groupBy(vacancies, (one) => one.street).values()]
  const chips = byStreet.flatMap((group) =>
    group[0]
      ? [
          {
            value: String(group[0].street),
            label: t('streetCount', { street: group[0].streetName, count: group.length }),
          },
        ]
      : [],
  )
  return (
    <div className="yz-posts-streets" role="group" aria-label={t('streets')}>
      {[{ value: '', label: t('all', { count: vacancies.length }) }, ...chips].map(({ value, label }) => (
        <button
          key={value}
          type="button"
          className="yz-chip"
          aria-pressed={value === street}
          onClick={() => onChoose(value)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

function useColumns(): readonly Column<Vacancy>[] {
  const t = useText(VACANCY_TEXTS)
  const post = useText(POST_TEXTS)
  return [
    {
      key: 'community',
      title: t('community'),
      width: 160,
      cell: ({ community, communityName }) => <Link to={`/registry/communities/${community}`}>{communityName}</Link>,
    },
    { key: 'street', title: t('street'), width: 130, cell: ({ streetName }) => streetName },
    { key: 'since', title: t('since'), width: 130, cell: ({ since }) => since ?? post('never') },
    {
      key: 'days',
      title: t('days'),
      width: 100,
      align: 'end',
      cell: ({ days }) => (days === null ? '' : post('days', { days })),
    },
    { key: 'acting', title: t('acting'), cell: ({ acting }) => acting && <Acting acting={acting} /> },
  ]
}

/** From this many days on, the end of acting is near. */
const NEAR = 30

function Acting({ acting: { name, until, daysLeft } }: { readonly acting: NonNullable<Vacancy['acting']> }) {
  const t = useText(VACANCY_TEXTS)
  const post = useText(POST_TEXTS)
  return (
    <span className="yz-posts-acting">
      {t('actingUntil', { name: name ?? post('hidden'), until })}
      <Status tone={daysLeft < NEAR ? 'warn' : 'idle'}>
        {daysLeft <= 1 ? t('leftLast') : t('left', { days: daysLeft })}
      </Status>
    </span>
  )
}
