import { Button } from 'antd'
import { useMemo } from 'react'
import type { CellChange, SaveAnswer } from '../grid/autosave.ts'
import { GridEntry } from '../grid/grid-entry.tsx'
import { storedCell } from '../grid/grid-model.ts'
import { Page } from '../shell/page.tsx'
import { COLUMNS, gridCells, gridRows, WIDE_COLUMNS } from './samples.ts'

async function save(changes: readonly CellChange[]): Promise<SaveAnswer> {
  await new Promise((resolve) => {
    setTimeout(resolve, 200)
  })
  return { saved: changes.map(({ row, column, version }) => ({ row, column, version: version + 1 })) }
}

function Grid({
  count,
  columns,
  isFresh = false,
}: {
  readonly count: number
  readonly columns: typeof COLUMNS
  readonly isFresh?: boolean
}) {
  const rows = useMemo(() => gridRows(count), [count])
  const cells = useMemo(
    () => (isFresh ? gridCells(rows, columns, () => storedCell({ version: 0 })) : gridCells(rows, columns)),
    [rows, columns, isFresh],
  )
  return (
    <Page
      title="部门赋分"
      lead="区民政局 · 民生福祉 12 分。从满分起扣，扣分须写明原因和依据。"
      crumbs={[{ title: '区民政局' }]}
      secondary={<Button>Excel 往返</Button>}
      primary={<Button type="primary">签名并提交</Button>}
    >
      <GridEntry label="区民政局赋分表" heading="社区" rows={rows} columns={columns} cells={cells} onSave={save} />
    </Page>
  )
}

export function GridPage() {
  return <Grid count={30} columns={COLUMNS} />
}

export function GridFullPage() {
  return <Grid count={352} columns={WIDE_COLUMNS} isFresh />
}
