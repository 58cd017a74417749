import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { listDivisions } from '#registry/web'
import { ROLES } from '#kernel/access.ts'
import { workingDaysLeft } from '#kernel/clock.ts'
import { useParameters } from '#web/address.ts'
import { useRead } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import type { Column } from '#web/kit/record-columns.ts'
import { type Filter, inUse } from '#web/kit/record-filters.tsx'
import { RecordTable } from '#web/kit/record-table.tsx'
import { Deadline } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useMay, useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { type Filing, listFilings, proposeFiling } from '../contract.ts'
import { filingProcedure } from '../procedure.ts'
import { Opener } from './act-dialog.tsx'
import { BatchActs } from './batch-acts.tsx'
import { BATCH_TEXTS } from './batch-texts.ts'
import { CaseState } from './case-state.tsx'
import { FILING_TEXTS } from './filing-texts.ts'
import { ProposeFiling } from './propose-filing.tsx'
import { StateCounts, STATES } from './state-counts.tsx'
import './filing.css'

type Listed = OutputOf<typeof listFilings>

/** So many cases stand on one page. */
const SIZE = 100

/** `/filing`: all cases, by the step where they stand. */
export function FilingsPage() {
  const t = useText(FILING_TEXTS)
  const batch = useText(BATCH_TEXTS)
  const navigate = useNavigate()
  const may = useMay()
  const [asked, change] = useParameters()
  const { data, error, refetch, isFetching } = useRead(listFilings, wantedBy(asked))
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      primary={
        may(proposeFiling) &&
        data && (
          <Opener isPrimary label={t('propose')} dialog={(close) => <ProposeFiling lists={data} onClose={close} />} />
        )
      }
      secondary={
        may(proposeFiling) && <Button onClick={() => void navigate({ to: '/filing/batch' })}>{batch('motion')}</Button>
      }
    >
      {data && (
        <StateCounts
          counts={data.counts}
          chosen={asked['state']}
          onChoose={(state) => change({ state, progress: '', page: '' })}
        />
      )}
      <Cases listed={data} problem={{ isLoading: isFetching, problem: error, onRetry: () => void refetch() }} />
    </Page>
  )
}

function wantedBy({ state, progress, street, document }: Readonly<Record<string, string>>) {
  const step = STATES.find((one) => one === state)
  return {
    ...(step ? { state: step } : {}),
    ...(progress === 'open' || progress === 'over' ? { open: progress === 'open' } : {}),
    ...(document?.trim() ? { document: document.trim() } : {}),
    ...(street && /^\d+$/.test(street) ? { street: Number(street) } : {}),
  }
}

type CasesProps = {
  readonly listed: Listed | undefined
  readonly problem: Pick<Parameters<typeof RecordTable>[0], 'isLoading' | 'problem' | 'onRetry'>
}

function Cases({ listed, problem }: CasesProps) {
  const t = useText(FILING_TEXTS)
  const may = useMay()
  const navigate = useNavigate()
  const [asked, change] = useParameters()
  const [filters, columns] = [useFilters(), useColumns(listed?.kinds ?? [])]
  const total = listed?.filings.length ?? 0
  const page = Math.min(Math.max(Number(asked['page']) || 1, 1), Math.max(Math.ceil(total / SIZE), 1))
  const turn = (to: number) => () => change({ page: to === 1 ? '' : String(to) }, { replace: false })
  const pages = {
    total,
    size: SIZE,
    onPrevious: page > 1 ? turn(page - 1) : undefined,
    onNext: page * SIZE < total ? turn(page + 1) : undefined,
  }
  const isFiltered = inUse(filters, asked) > 0
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const cases = listed?.filings.filter(({ id }) => chosen.has(id)) ?? []
  return (
    <RecordTable
      id="management.filings"
      label={t('label')}
      columns={columns}
      rowKey={({ id }) => id}
      rows={listed?.filings.slice((page - 1) * SIZE, page * SIZE)}
      filters={filters}
      filterValues={asked}
      onFilter={(values) => change({ ...values, page: '' })}
      pages={pages}
      {...(may(proposeFiling)
        ? {
            selection: {
              keys: chosen,
              onChange: setChosen,
              actions: <BatchActs cases={cases} onDone={() => setChosen(new Set())} />,
            },
          }
        : {})}
      onOpen={({ id }) => void navigate({ to: `/filing/${id}` })}
      empty={
        isFiltered ? { title: t('noneFound'), next: t('noneFoundNext') } : { title: t('none'), next: t('noneNext') }
      }
      {...problem}
    />
  )
}

function useFilters(): readonly Filter[] {
  const t = useText(FILING_TEXTS)
  const say = useSay()
  const { active } = useSession()
  // A street sees its own cases only.
  const isStreet = ROLES[active.role].level === 'street'
  const { data } = useRead(listDivisions, { level: 'street', state: 'now' }, { enabled: !isStreet })
  const streets = data?.divisions.map(({ code, name }) => ({ value: String(code), label: name })) ?? []
  const steps = STATES.map((value) => ({ value, label: say(filingProcedure.states[value]) }))
  const progress = (['open', 'over'] as const).map((value) => ({ value, label: t(value) }))
  return [
    { key: 'state', label: t('step'), kind: 'choice', options: steps },
    { key: 'progress', label: t('progress'), kind: 'choice', options: progress },
    ...(isStreet ? [] : [{ key: 'street', label: t('street'), kind: 'choice', options: streets } as const]),
    { key: 'document', label: t('paper'), kind: 'text' },
  ]
}

function useColumns(kinds: Listed['kinds']): readonly Column<Filing>[] {
  const t = useText(FILING_TEXTS)
  const say = useSay()
  const { today } = useSession()
  const kindOf = (code: string) => kinds.find((one) => one.code === code)
  return [
    { key: 'person', title: t('person'), width: 90, cell: ({ personName }) => personName },
    { key: 'community', title: t('community'), width: 110, cell: ({ communityName }) => communityName },
    { key: 'street', title: t('street'), width: 100, cell: ({ streetName }) => streetName },
    { key: 'post', title: t('post'), width: 110, cell: ({ postKind }) => t(postKind) },
    { key: 'kind', title: t('kind'), width: 120, cell: ({ kind }) => say(kindOf(kind) ?? { zh: kind, en: kind }) },
    {
      key: 'step',
      title: t('step'),
      width: 170,
      cell: ({ state, since }) => (
        <>
          <CaseState state={state} /> <span className="yz-help yz-filing-since">{t('since', { since })}</span>
        </>
      ),
    },
    {
      key: 'due',
      title: t('due'),
      width: 180,
      cell: ({ due }) => (due ? <Deadline date={due} days={workingDaysLeft(today, due)} /> : '—'),
    },
    { key: 'number', title: t('number'), width: 100, cell: ({ number }) => number ?? '—' },
  ]
}
