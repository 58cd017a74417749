import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { periodTitle } from '#kernel/period.ts'
import { useParameters, usePeriod } from '#web/address.ts'
import { useDownload, useRead } from '#web/api.ts'
import type { Column } from '#web/kit/record-columns.ts'
import type { Filter } from '#web/kit/record-filters.tsx'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Empty, Status } from '#web/kit/states.tsx'
import { CopyReminder } from '#web/kit/work-queue.tsx'
import type { OutputOf } from '#web/endpoint.ts'
import { daysLeft } from '#web/format.ts'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { getBoard, printForms, type Standing, USES } from '../contract.ts'
import { isComplete, lacking, reminderOf } from '../rules.ts'
import { BOARD_TEXTS, VISIT_TEXTS } from './visit-texts.ts'
import './visits.css'

/** Communities × what is still missing (rulings D2). */
export function Board() {
  const t = useText(BOARD_TEXTS)
  const word = useText(VISIT_TEXTS)
  const say = useSay()
  const { periods } = useSession()
  const [period] = usePeriod()
  return (
    <Page title={word('title')} lead={t('lead', { period: say(periodTitle(period)) })}>
      {periods.length === 0 ? (
        <Empty title={t('notOpen')} next={t('notOpenNext')} />
      ) : (
        <Communities key={period} period={period} />
      )}
    </Page>
  )
}

const SIZE = 100

function Communities({ period }: { readonly period: string }) {
  const t = useText(BOARD_TEXTS)
  const [parameters, change] = useParameters()
  const { search = '', street = '', lacks = '' } = parameters
  const [page, setPage] = useState(0)
  const { data, error, refetch, isFetching } = useRead(getBoard, { period })
  const rows = data?.communities.filter((one) => matches(one, { search, street, lacks }))
  const after = (page + 1) * SIZE
  const filter = (values: Readonly<Record<string, string>>) => {
    setPage(0)
    change(values)
  }
  return (
    <RecordTable
      id="evaluation.visits"
      label={t('label')}
      columns={useColumns(period, data)}
      rowKey={({ community }) => community}
      rows={rows?.slice(page * SIZE, after)}
      isLoading={isFetching}
      problem={error}
      onRetry={() => void refetch()}
      filters={useFilters(data?.communities ?? [])}
      filterValues={{ search, street, lacks }}
      onFilter={filter}
      toolbar={data && rows && <Tools period={period} rows={rows} deadline={data.deadline} />}
      pages={{
        size: SIZE,
        ...(rows ? { total: rows.length } : {}),
        onPrevious: page > 0 ? () => setPage(page - 1) : undefined,
        onNext: rows && rows.length > after ? () => setPage(page + 1) : undefined,
      }}
      empty={{ title: t('none'), next: t('noneNext') }}
    />
  )
}

type Wanted = { readonly search: string; readonly street: string; readonly lacks: string }

function matches(one: Standing, { search, street, lacks }: Wanted): boolean {
  const isFound = one.name.includes(search) || String(one.code).startsWith(search)
  const isLate = lacks === 'any' ? !isComplete(one) : lacks === '' || lacking(one).some((what) => what === lacks)
  return isFound && isLate && (street === '' || String(one.street) === street)
}

function useFilters(communities: readonly Standing[]): readonly Filter[] {
  const t = useText(BOARD_TEXTS)
  const word = useText(VISIT_TEXTS)
  const streets = [...new Map(communities.map(({ street, streetName }) => [String(street), streetName]))]
  const lacks = [
    { value: 'any', label: t('anything') },
    ...USES.map((use) => ({ value: use, label: word(use) })),
    { value: 'tasks', label: t('lackTasks') },
  ]
  const byStreet: Filter = {
    key: 'street',
    label: t('street'),
    kind: 'choice',
    options: streets.map(([value, label]) => ({ value, label })),
  }
  return [
    { key: 'lacks', label: t('lacks'), kind: 'choice', options: lacks },
    ...(streets.length > 1 ? [byStreet] : []),
    { key: 'search', label: t('search'), kind: 'text', placeholder: t('searchHelp') },
  ]
}

/** As many forms as one request prints. */
const MOST_FORMS = 100

type ToolsProps = {
  readonly period: string
  readonly rows: readonly Standing[]
  readonly deadline: OutputOf<typeof getBoard>['deadline']
}

/** What holds for the rows as they are filtered: how many are late, the reminder for them, empty forms for them. */
function Tools({ period, rows, deadline }: ToolsProps) {
  const t = useText(BOARD_TEXTS)
  const say = useSay()
  const { active, today } = useSession()
  const forms = useDownload(printForms)
  const late = rows.filter((one) => !isComplete(one)).length
  const reminder = reminderOf(period, rows, { deadline, from: active.organisation, today })
  const communities = rows.slice(0, MOST_FORMS).map(({ community }) => community)
  return (
    <>
      <span className="yz-help">
        {late === 0
          ? t('complete', { all: rows.length })
          : t(deadline.provisional ? 'countProvisional' : 'count', {
              all: rows.length,
              late,
              due: deadline.due,
              left: say(daysLeft(deadline.days)),
            })}
      </span>
      {reminder && <CopyReminder text={say(reminder)} isLabelled />}
      {rows.length > 0 && (
        <Button loading={forms.isPending} onClick={() => forms.mutate({ input: { period, communities } })}>
          {rows.length > MOST_FORMS ? t('formsMany', { most: MOST_FORMS }) : t('forms')}
        </Button>
      )}
    </>
  )
}

function useColumns(period: string, data: OutputOf<typeof getBoard> | undefined): readonly Column<Standing>[] {
  const t = useText(BOARD_TEXTS)
  const word = useText(VISIT_TEXTS)
  const tasks = data?.tasks.length ?? 0
  const isOneStreet = new Set(data?.communities.map((one) => one.street)).size === 1
  const street: Column<Standing> = {
    key: 'street',
    title: t('street'),
    width: 140,
    cell: ({ streetName }) => streetName,
  }
  const uses = USES.map((use): Column<Standing> => ({
    key: use,
    title: word(use),
    width: 130,
    cell: ({ last }) => <Done on={last[use]} />,
  }))
  return [
    {
      key: 'community',
      title: t('community'),
      width: 170,
      cell: ({ community, name }) => (
        <Link to={`/visits/${community}`} search={{ period }}>
          {name}
        </Link>
      ),
    },
    ...(isOneStreet ? [] : [street]),
    ...uses,
    {
      key: 'tasks',
      title: t('tasks'),
      width: 130,
      cell: ({ open }) =>
        tasks === 0 ? (
          <span title={t('noTasks')}>—</span>
        ) : (
          <Status tone={open.length === 0 ? 'good' : 'warn'}>
            {t('tasksOf', { done: tasks - open.length, all: tasks })}
          </Status>
        ),
    },
    { key: 'visits', title: t('visits'), align: 'end', width: 90, cell: ({ visits }) => visits },
  ]
}

function Done({ on }: { readonly on: string | undefined }) {
  const t = useText(BOARD_TEXTS)
  return on ? <time dateTime={on}>{on}</time> : <Status tone="warn">{t('missing')}</Status>
}
