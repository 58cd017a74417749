import { Link } from '@tanstack/react-router'
import { Alert, Button, Segmented } from 'antd'
import { useState } from 'react'
import { useParameters } from '#web/address.ts'
import { useMay } from '#web/session.tsx'
import { useRead } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { type Filter, Filters, type FilterValues } from '#web/kit/record-filters.tsx'
import { Empty, Failed, Loading, Status } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import { useNarrow } from '#web/narrow.ts'
import { Page } from '#web/shell/page.tsx'
import { Letters } from '../../dispatch/web/letters.tsx'
import { getMatrix, type MatrixRow, nameReaders } from '../contract.ts'
import { LateDepartments } from './late-departments.tsx'
import { MatrixCards } from './matrix-cards.tsx'
import { MatrixLegend } from './matrix-legend.tsx'
import { MatrixTable } from './matrix-table.tsx'
import { MATRIX_TEXTS } from './matrix-texts.ts'
import { PrintSummary } from '../../papers/web/print-menu.tsx'
import { NameReaders } from './name-readers.tsx'
import { ReviewDrawer } from './review-drawer.tsx'
import '#web/kit/record-table.css'
import './review.css'

type Matrix = OutputOf<typeof getMatrix>

/** `/review`: how far the departments are, and what has to be decided. */
export function MatrixPage() {
  const t = useText(MATRIX_TEXTS)
  const { data, error, refetch } = useRead(getMatrix, {})
  const [{ view }, change] = useParameters()
  const isLetters = view === 'letters'
  return (
    <Page
      title={t('title')}
      lead={t(isLetters ? 'lettersLead' : 'lead')}
      secondary={
        data && (
          <>
            <Readers readers={data.readers} />
            <PrintSummary filings={data.rows.map(({ filing }) => filing)} />
          </>
        )
      }
    >
      <Segmented
        className="yz-review-views"
        aria-label={t('views')}
        value={isLetters ? 'letters' : 'progress'}
        options={(['progress', 'letters'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(next) =>
          change({ view: next === 'letters' ? next : '', letter: '', filing: '' }, { replace: false })
        }
      />
      {isLetters && <Letters />}
      {!isLetters && (
        <>
          {error && <Failed problem={error} onRetry={() => void refetch()} />}
          {!data && !error && <Loading />}
          {data && <Review matrix={data} />}
        </>
      )}
    </Page>
  )
}

function Readers({ readers }: { readonly readers: Matrix['readers'] }) {
  const t = useText(MATRIX_TEXTS)
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const names = readers.map(({ name, on }) => t('reader', { name, on }))
  return (
    <div className="yz-review-readers">
      <span>{t('readers')}</span>
      {names.length > 0 ? <span>{names.join(' · ')}</span> : <Status tone="warn">{t('noReaders')}</Status>}
      {may(nameReaders) && <Button onClick={() => setOpen(true)}>{t('name')}</Button>}
      {isOpen && <NameReaders onClose={() => setOpen(false)} />}
    </div>
  )
}

const has = (row: MatrixRow, state: string): boolean => row.cells.some((cell) => cell.state === state)

/** What rows can be narrowed to. */
const SHOWN: Readonly<Record<string, (row: MatrixRow) => boolean>> = {
  late: (row) => has(row, 'late'),
  stops: (row) => has(row, 'stops') || has(row, 'sealed'),
  ready: ({ mayConclude }) => mayConclude,
}

function Review({ matrix: { departments, rows } }: { readonly matrix: Matrix }) {
  const t = useText(MATRIX_TEXTS)
  const isNarrow = useNarrow()
  const [{ street = '', show = '', filing = '' }, change] = useParameters()
  const shown = rows.filter((row) => (street === '' || row.streetName === street) && (SHOWN[show]?.(row) ?? true))
  const open = (row: MatrixRow | undefined) => change({ filing: row?.filing ?? '' })
  const list = { departments, rows: shown, onOpen: open, openKey: filing }
  return (
    <>
      {filing && !rows.some((row) => row.filing === filing) && <NotInReview filing={filing} />}
      {rows.length === 0 && <Nobody />}
      {rows.length > 0 && (
        <>
          <Narrowing rows={rows} values={{ street, show }} onChange={change} />
          <LateDepartments departments={departments} rows={shown} />
          <MatrixLegend departments={departments} rows={shown} />
          {shown.length === 0 ? (
            <div className="yz-card">
              <Empty title={t('noneHere')} />
            </div>
          ) : isNarrow ? (
            <MatrixCards {...list} />
          ) : (
            <MatrixTable {...list} />
          )}
        </>
      )}
      <ReviewDrawer
        departments={departments}
        rows={shown}
        row={rows.find((row) => row.filing === filing)}
        onOpen={open}
      />
    </>
  )
}

type NarrowingProps = {
  readonly rows: readonly MatrixRow[]
  readonly values: FilterValues
  readonly onChange: (values: FilterValues) => void
}

function Narrowing({ rows, values, onChange }: NarrowingProps) {
  const t = useText(MATRIX_TEXTS)
  const streets = [...new Set(rows.map(({ streetName }) => streetName))]
  const filters: readonly Filter[] = [
    {
      key: 'street',
      label: t('street'),
      kind: 'choice',
      options: streets.map((street) => ({ value: street, label: street })),
    },
    {
      key: 'show',
      label: t('show'),
      kind: 'choice',
      options: (['late', 'stops', 'ready'] as const).map((value) => ({ value, label: t(`show-${value}`) })),
    },
  ]
  return <Filters filters={filters} values={values} onChange={onChange} />
}

function Nobody() {
  const t = useText(MATRIX_TEXTS)
  return (
    <div className="yz-card">
      <Empty title={t('none')} next={t('noneNext')} action={<Link to="/filing">{t('toCases')}</Link>} />
    </div>
  )
}

/** The address names a case whose review is over, or has not begun. */
function NotInReview({ filing }: { readonly filing: string }) {
  const t = useText(MATRIX_TEXTS)
  return (
    <Alert
      type="info"
      showIcon
      className="yz-review-notice"
      title={t('notInReview')}
      action={<Link to={`/filing/${filing}`}>{t('toCase')}</Link>}
    />
  )
}
