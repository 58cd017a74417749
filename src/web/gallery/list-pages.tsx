import { Button } from 'antd'
import { useState } from 'react'
import { ConfirmButton } from '../kit/confirm.tsx'
import { Figure, Stars } from '../kit/figure.tsx'
import { ProcedureBar } from '../kit/procedure-bar.tsx'
import type { Column } from '../kit/record-columns.ts'
import type { Filter } from '../kit/record-filters.tsx'
import { RecordDrawer } from '../kit/record-pages.tsx'
import { RecordTable, type RecordTableProps } from '../kit/record-table.tsx'
import { Status } from '../kit/states.tsx'
import { useLanguage } from '../language/language.tsx'
import { Page } from '../shell/page.tsx'
import { FAILURES, STARS, type StarRow, STEPS } from './more-samples.ts'

const PARTS = [
  ['组织建设', 'Organization'],
  ['民生福祉', 'Livelihood'],
  ['平安建设', 'Safety'],
  ['防范风险', 'Risk'],
] as const

function useStarColumns(onFigure: (row: StarRow) => void): readonly Column<StarRow>[] {
  const isZh = useLanguage().language === 'zh'
  return [
    { key: 'name', title: isZh ? '社区' : 'Community', width: 140, cell: ({ name }) => name },
    { key: 'street', title: isZh ? '街道' : 'Street', width: 110, cell: ({ street }) => street },
    { key: 'code', title: isZh ? '区划代码' : 'Code', isHiddenAtFirst: true, cell: ({ code }) => code },
    ...PARTS.map(([zh, en], at) => ({
      key: zh,
      title: isZh ? zh : en,
      align: 'end' as const,
      total: ['25.61', '25.61', '17.08', '17.08'][at],
      cell: ({ parts }: StarRow) => parts[at] ?? <Status tone="warn">{isZh ? '缺' : 'missing'}</Status>,
    })),
    {
      key: 'total',
      title: isZh ? '总分' : 'Total',
      align: 'end',
      canSort: true,
      total: '85.38',
      cell: (row) => <Figure label={row.name} value={row.total} onOpen={() => onFigure(row)} />,
    },
    { key: 'stars', title: isZh ? '拟评星级' : 'Proposed star', cell: ({ stars }) => <Stars count={stars} /> },
    {
      key: 'state',
      title: isZh ? '状态' : 'State',
      cell: ({ silent, stars }) => (
        <Status tone={stars === null ? 'warn' : silent ? 'info' : 'good'}>
          {stars === null ? '待补' : silent ? '已折算' : '齐全'}
        </Status>
      ),
    },
  ]
}

const FILTERS: readonly Filter[] = [
  { key: 'search', label: '社区', kind: 'text', placeholder: '名称、拼音、首字母' },
  { key: 'street', label: '街道', kind: 'choice', options: [{ value: '370611001', label: '清洋街道' }] },
  { key: 'grade', label: '星级', kind: 'choice', options: [{ value: '5', label: '五星' }] },
  { key: 'state', label: '状态', kind: 'choice', options: [{ value: 'open', label: '待补' }] },
]

function acts() {
  return (
    <Button type="link" size="small">
      核定
    </Button>
  )
}

function List(props: Partial<RecordTableProps<StarRow>>) {
  const [open, setOpen] = useState<number>()
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const [values, setValues] = useState({})
  const columns = useStarColumns((row) => setOpen(STARS.indexOf(row)))
  const row = open === undefined ? undefined : STARS[open]
  return (
    <>
      <RecordTable
        id="gallery.stars"
        label="星级评定结果"
        columns={columns}
        rowKey={({ code }) => code}
        rows={STARS}
        filters={FILTERS}
        filterValues={values}
        onFilter={setValues}
        toolbar={<Button>批量催报</Button>}
        onExport={() => undefined}
        selection={{ keys, onChange: setKeys, actions: <Button>退回补正</Button> }}
        sort={{ key: 'total', isDescending: true }}
        onSort={() => undefined}
        pages={{ total: 76, size: 50, onSize: () => undefined, onNext: () => undefined }}
        onOpen={(one) => setOpen(STARS.indexOf(one))}
        openKey={row?.code}
        actions={acts}
        empty={{ title: '本期还没有结果', next: '各部门提交赋分并汇总后，结果会出现在这里。部门赋分截止 2026-07-10。' }}
        {...props}
      />
      <RecordDrawer
        isOpen={row !== undefined}
        title={row?.name}
        onClose={() => setOpen(undefined)}
        onNext={() => setOpen((open ?? 0) + 1)}
        onPrevious={open ? () => setOpen(open - 1) : undefined}
      >
        <p>{row?.street}</p>
        <Stars count={row?.stars ?? null} />
      </RecordDrawer>
    </>
  )
}

export function ListPage() {
  return (
    <Page
      title="星级评定"
      crumbs={[{ title: '清洋街道' }]}
      bar={<ProcedureBar steps={STEPS} />}
      secondary={<Button>导出</Button>}
      primary={
        <ConfirmButton
          isPrimary
          label="开始公示"
          title="开始公示"
          confirm="开始公示"
          consequence="公示开始后将不能修改分数，公示期 5 个工作日，至 2026-07-17。"
          reason={{ required: true, label: '核定意见', phrases: ['同意拟评意见', '同意，其中 2 个社区按限制条款核定'] }}
          onConfirm={() => Promise.reject(FAILURES.stale())}
        />
      }
    >
      <List />
    </Page>
  )
}

export function ListEmptyPage() {
  return (
    <Page title="星级评定">
      <List rows={[]} />
    </Page>
  )
}

export function ListErrorPage() {
  return (
    <Page title="星级评定">
      <List isLoading rows={STARS.slice(0, 5)} problem={FAILURES.server()} onRetry={() => undefined} />
    </Page>
  )
}
