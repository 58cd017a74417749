import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { periodTitle } from '#kernel/period.ts'
import { usePeriod } from '#web/address.ts'
import { useDownload, useRead, useWrite } from '#web/api.ts'
import { GridEntry } from '#web/grid/grid-entry.tsx'
import type { Counts } from '#web/grid/grid-model.ts'
import { ConfirmButton } from '#web/kit/confirm.tsx'
import { Failed, Loading } from '#web/kit/states.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { DepartmentTasks } from '../../tasks/web/department-tasks.tsx'
import { downloadSheet, type Grid, getGrid, submitSheet, viewers } from '../contract.ts'
import { cellsOf, columnsOf, rowsOf } from './grid-shape.ts'
import { ReadOnlyGrid } from './read-only-grid.tsx'
import { SHEET_TEXTS } from './sheet-texts.ts'
import { SheetUpload } from './sheet-upload.tsx'
import { useSaveCells } from './use-save-cells.ts'
import './scoring.css'

/** `/star/sheets/SR-04`: a department's sheet, to fill in or to read. */
export function SheetPage() {
  const { department = '' } = useParams({ strict: false })
  const [period] = usePeriod()
  const { data, error, refetch } = useRead(getGrid, { period, department })
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data || data.department !== department || data.period !== period) return <Loading />
  return <Sheet key={`${period}/${department}`} grid={data} onReload={() => void refetch()} />
}

type SheetProps = { readonly grid: Grid; readonly onReload: () => void }

function Sheet({ grid, onReload }: SheetProps) {
  const t = useText(SHEET_TEXTS)
  const say = useSay()
  const [counts, setCounts] = useState<Counts>()
  const { period, writable, state, returnReason } = grid
  const isReady = counts !== undefined && counts.finished === counts.all
  return (
    <Page
      title={`${say(grid.name)} · ${say(grid.dimension)}`}
      lead={`${say(periodTitle(period))} · ${t(grid.provisional ? 'dueProvisional' : 'due', { date: grid.due })}`}
      crumbs={[{ title: grid.department }]}
      secondary={writable && <ExcelActs grid={grid} onApplied={onReload} />}
      primary={
        writable && <Submit grid={grid} open={counts ? counts.all - counts.finished : undefined} isReady={isReady} />
      }
    >
      {state === 'returned' && (
        <Alert type="warning" showIcon title={t('returned', { reason: returnReason ?? '' })} className="yz-notice" />
      )}
      {grid.missed && <Missed period={period} />}
      <DepartmentTasks year={Number(period.slice(0, 4))} department={grid.department} />
      {writable ? <Writable grid={grid} onCounts={setCounts} /> : <ReadOnlyGrid grid={grid} />}
    </Page>
  )
}

/** Why there is nothing to fill in any more, and what there is instead. */
function Missed({ period }: { readonly period: string }) {
  const t = useText(SHEET_TEXTS)
  const { active } = useSession()
  const results = (
    <Link to="/star" search={{ period, view: 'results' }}>
      {t('results')}
    </Link>
  )
  return (
    <Alert
      type="warning"
      showIcon
      title={t('missedTitle')}
      description={t('missed')}
      className="yz-notice"
      action={viewers.some((role) => role === active.role) && results}
    />
  )
}

function Writable({ grid, onCounts }: { readonly grid: Grid; readonly onCounts: (counts: Counts) => void }) {
  const t = useText(SHEET_TEXTS)
  const say = useSay()
  const save = useSaveCells(grid)
  const columns = useMemo(() => columnsOf(grid, say), [grid, say])
  const rows = useMemo(() => rowsOf(grid), [grid])
  const cells = useMemo(() => cellsOf(grid), [grid])
  return (
    <GridEntry
      label={t('label', { department: say(grid.name), period: say(periodTitle(grid.period)) })}
      heading={t('community')}
      columns={columns}
      rows={rows}
      cells={cells}
      onSave={save}
      onCounts={onCounts}
    />
  )
}

function ExcelActs({ grid, onApplied }: { readonly grid: Grid; readonly onApplied: () => void }) {
  const t = useText(SHEET_TEXTS)
  const { period, department } = grid
  const download = useDownload(downloadSheet)
  const [isOpen, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  return (
    <>
      <Button loading={download.isPending} onClick={() => download.mutate({ input: { period, department } })}>
        {t('download')}
      </Button>
      <Button onClick={() => setOpen(true)}>{t('upload')}</Button>
      <SheetUpload grid={grid} isOpen={isOpen} onClose={close} onApplied={onApplied} />
    </>
  )
}

type SubmitProps = { readonly grid: Grid; readonly open: number | undefined; readonly isReady: boolean }

function Submit({ grid, open, isReady }: SubmitProps) {
  const t = useText(SHEET_TEXTS)
  const submit = useWrite(submitSheet)
  const { period, department } = grid
  return (
    <ConfirmButton
      isPrimary
      isDisabled={!isReady}
      label={isReady || open === undefined ? t('submit') : t('submitOpen', { count: open })}
      title={t('submit')}
      confirm={t('sign')}
      consequence={t('consequence')}
      onConfirm={() => submit.mutateAsync({ period, department })}
    />
  )
}
