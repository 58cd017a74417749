import { Segmented } from 'antd'
import type { ReactNode } from 'react'
import { periodTitle } from '#kernel/period.ts'
import { useParameters, usePeriod } from '#web/address.ts'
import { useRead, useRefreshAt } from '#web/api.ts'
import { Empty, Failed, Loading } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { texts } from '#web/language/text.ts'
import { Page } from '#web/shell/page.tsx'
import { StagesView } from '../../confirmation/web/stages-view.tsx'
import { SheetsTable } from '../../scoring/web/sheets-table.tsx'
import { ResultsTable } from '../../star/web/results-table.tsx'
import { type Cycle, listCycles } from '../contract.ts'
import { CycleActs } from './cycle-acts.tsx'
import { CycleBar } from './cycle-bar.tsx'
import { OpenCycle } from './open-cycle.tsx'

const TEXTS = texts({
  zh: {
    title: '星级评定',
    lead: '{period} · 政策 {policy} · {communities} 个社区，名册和政策自开启起冻结',
    none: '还没有开启半年期',
    noneNext: '组织部开启后，这里显示部门进度和结果。',
    sheets: '部门赋分',
    results: '评定结果',
    stages: '拟评、公示和确认',
    view: '显示内容',
  },
  en: {
    title: 'Star rating',
    lead: '{period} · policy {policy} · {communities} communities; roster and policy are frozen since opening',
    none: 'No half-year has been opened yet',
    noneNext: 'Once the organization department opens one, progress and results appear here.',
    sheets: 'Department sheets',
    results: 'Results',
    stages: 'Proposal, notice, confirmation',
    view: 'What is shown',
  },
})

/** The half-year as the district and the streets see it. */
export function DistrictPage() {
  const t = useText(TEXTS)
  const { data, error, refetch } = useRead(listCycles, {}, { every: 15 })
  const [period] = usePeriod()
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const cycle = data.cycles.find((one) => one.period === period) ?? data.cycles[0]
  const opening = data.mayOpen ? <OpenCycle period={data.mayOpen} isPrimary={!cycle} /> : undefined
  if (cycle) return <Running key={cycle.period} cycle={cycle} opening={opening} />
  return (
    <Page title={t('title')} primary={opening}>
      <Empty title={t('none')} next={t('noneNext')} />
    </Page>
  )
}

/** What the reader most likely came for. */
const FIRST = { open: 'sheets', closing: 'results', closed: 'stages', notice: 'stages', published: 'results' } as const

function Running({ cycle, opening }: { readonly cycle: Cycle; readonly opening: ReactNode }) {
  const t = useText(TEXTS)
  const say = useSay()
  const [parameters, change] = useParameters()
  const view = parameters['view'] ?? FIRST[cycle.state]
  const { policy, communities } = cycle
  useRefreshAt(`${cycle.state} ${cycle.round}`)
  return (
    <Page
      title={t('title')}
      lead={t('lead', { period: say(periodTitle(cycle.period)), policy, communities })}
      bar={<CycleBar cycle={cycle} />}
      secondary={opening}
      primary={<CycleActs cycle={cycle} />}
    >
      <Segmented
        aria-label={t('view')}
        className="yz-views"
        value={view}
        onChange={(next) => change({ view: next }, { replace: false })}
        options={[
          { value: 'sheets', label: t('sheets') },
          { value: 'results', label: t('results') },
          { value: 'stages', label: t('stages') },
        ]}
      />
      {view === 'sheets' && <SheetsTable cycle={cycle} />}
      {view === 'results' && <ResultsTable cycle={cycle} />}
      {view === 'stages' && <StagesView cycle={cycle} />}
    </Page>
  )
}
