import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { listDivisions } from '#registry/web'
import { ROLES } from '#kernel/access.ts'
import { WATCH_TOPICS } from '#kernel/watch.ts'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import type { Column } from '#web/kit/record-columns.ts'
import { type Filter, inUse } from '#web/kit/record-filters.tsx'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Status } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useMay, useSession } from '#web/session.tsx'
import { type BoardItem, issueOpinion, type listWatched, PAGE_SIZE, type Stop } from '../contract.ts'
import { StopActs } from './stop-acts.tsx'
import { SUPERVISION_TEXTS } from './supervision-texts.ts'
import { WriteOpinion } from './write-opinion.tsx'

type Listed = OutputOf<typeof listWatched>
type Props = {
  readonly listed: Listed | undefined
  readonly stops: readonly Stop[]
  readonly page: number
  readonly toolbar: ReactNode
  readonly state: Pick<Parameters<typeof RecordTable>[0], 'isLoading' | 'problem' | 'onRetry'>
}

/** The rows of the board; discipline chooses some and writes an opinion about them. */
export function WatchTable({ listed, stops, page, toolbar, state }: Props) {
  const t = useText(SUPERVISION_TEXTS)
  const may = useMay()
  const navigate = useNavigate()
  const [asked, change] = useParameters()
  const [filters, columns] = [useFilters(), useColumns()]
  const choice = useChoice(listed)
  const turn = (to: number) => () => change({ page: to === 1 ? '' : String(to) }, { replace: false })
  const isFiltered = inUse(filters, asked) > 0 || Boolean(asked['topic'])
  const stopOf = ({ id }: BoardItem) => stops.find((stop) => id === `stop/${stop.id}`)
  return (
    <>
      <RecordTable
        id="management.watched"
        label={t('items')}
        columns={columns}
        rowKey={({ id }) => id}
        rows={listed?.items}
        filters={filters}
        filterValues={asked}
        onFilter={(values) => change({ ...values, page: '' })}
        toolbar={toolbar}
        {...(may(issueOpinion) ? { selection: choice.selection } : {})}
        onOpen={({ link }) => link && void navigate({ href: link } as never)}
        actions={(item) => {
          const stop = stopOf(item)
          return stop ? <StopActs stop={stop} /> : null
        }}
        pages={{
          total: listed?.total ?? 0,
          size: PAGE_SIZE,
          onPrevious: page > 1 ? turn(page - 1) : undefined,
          onNext: page * PAGE_SIZE < (listed?.total ?? 0) ? turn(page + 1) : undefined,
        }}
        empty={
          isFiltered ? { title: t('noneFound'), next: t('noneFoundNext') } : { title: t('none'), next: t('noneNext') }
        }
        {...state}
      />
      {choice.isWriting && listed && (
        <WriteOpinion
          items={choice.chosen}
          months={{ from: listed.from, until: listed.until }}
          onWritten={choice.clear}
          onClose={() => choice.setWriting(false)}
        />
      )}
    </>
  )
}

/** Rows chosen on this page of the list, and whether an opinion about them is being written. */
function useChoice(listed: Listed | undefined) {
  const t = useText(SUPERVISION_TEXTS)
  const [keys, onChange] = useState<ReadonlySet<string>>(new Set())
  const [isWriting, setWriting] = useState(false)
  const chosen = listed?.items.filter(({ id }) => keys.has(id)) ?? []
  const clear = () => {
    onChange(new Set())
    setWriting(false)
  }
  const actions = (
    <Button type="primary" onClick={() => setWriting(true)}>
      {t('write')}
    </Button>
  )
  return {
    chosen,
    isWriting: isWriting && chosen.length > 0,
    setWriting,
    clear,
    selection: { keys, onChange, actions },
  }
}

/** So many months back can be chosen. */
const MONTHS = 24

function useFilters(): readonly Filter[] {
  const t = useText(SUPERVISION_TEXTS)
  const { active, today } = useSession()
  const isStreet = ROLES[active.role].level === 'street'
  const { data } = useRead(listDivisions, { level: 'street', state: 'now' }, { enabled: !isStreet })
  const streets = data?.divisions.map(({ code, name }) => ({ value: String(code), label: name })) ?? []
  const [year = 0, month = 0] = today.split('-').map(Number)
  const months = Array.from({ length: MONTHS }, (_, back) => {
    const date = new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7)
    return { value: date, label: date }
  })
  return [
    { key: 'from', label: t('from'), kind: 'choice', options: months },
    { key: 'until', label: t('until'), kind: 'choice', options: months },
    ...(isStreet ? [] : [{ key: 'street', label: t('street'), kind: 'choice', options: streets } as const]),
  ]
}

function useColumns(): readonly Column<BoardItem>[] {
  const t = useText(SUPERVISION_TEXTS)
  const say = useSay()
  return [
    { key: 'on', title: t('day'), width: 110, cell: ({ on }) => <span className="yz-watch-day">{on}</span> },
    { key: 'topic', title: t('topic'), width: 110, cell: ({ topic }) => say(WATCH_TOPICS[topic]) },
    { key: 'where', title: t('where'), width: 150, cell: ({ where }) => (where ? say(where) : '—') },
    {
      key: 'what',
      title: t('what'),
      width: 380,
      titlesCard: true,
      cell: ({ person, what }) => (
        <span>
          {person && <span className="yz-watch-person">{person}</span>}
          {say(what)}
        </span>
      ),
    },
    { key: 'by', title: t('by'), width: 90, cell: ({ by }) => by ?? '—' },
    { key: 'state', title: t('state'), width: 190, cell: (item) => <State item={item} /> },
  ]
}

function State({ item: { state, isOwn } }: { readonly item: BoardItem }) {
  const t = useText(SUPERVISION_TEXTS)
  const say = useSay()
  if (isOwn) return <Status tone="info">{t('own')}</Status>
  return state ? <Status tone={state.isOpen ? 'warn' : 'idle'}>{say(state.words)}</Status> : '—'
}
