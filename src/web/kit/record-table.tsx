import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Failure } from '../failure.ts'
import { useText } from '../language/language.tsx'
import { useNarrow } from '../narrow.ts'
import { ColumnSettings } from './column-settings.tsx'
import { RecordCards } from './record-cards.tsx'
import { type Column, useColumns } from './record-columns.ts'
import { type Filter, Filters, type FilterValues } from './record-filters.tsx'
import { Pages, type PagesProps } from './record-pages.tsx'
import { type RowProps, Rows, type Selection, type Sort } from './record-rows.tsx'
import { RECORD_TEXTS } from './record-texts.ts'
import { Empty, Failed, Loading } from './states.tsx'
import './record-table.css'

export type RecordTableProps<R> = {
  /** Names the list in what a browser remembers, such as `registry.divisions`. */
  readonly id: string
  /** Says what the list holds, for readers of the screen. */
  readonly label: string
  readonly columns: readonly Column<R>[]
  readonly rowKey: (row: R) => string
  /** Undefined until the first answer came. */
  readonly rows: readonly R[] | undefined
  readonly isLoading?: boolean
  readonly problem?: Failure | null
  readonly onRetry?: () => void
  readonly filters?: readonly Filter[]
  readonly filterValues?: FilterValues
  readonly onFilter?: (values: FilterValues) => void
  /** Buttons on the left of the toolbar: 导入, 批量 … */
  readonly toolbar?: ReactNode
  readonly onExport?: () => void
  readonly selection?: Selection
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
  readonly pages?: PagesProps
  /** A row opens its drawer. */
  readonly onOpen?: (row: R) => void
  readonly openKey?: string | undefined
  /** The fixed last column. */
  readonly actions?: (row: R) => ReactNode
  readonly empty: { readonly title: string; readonly next?: ReactNode; readonly action?: ReactNode }
}

/** A list: filters, toolbar, dense rows with fixed first and last column, totals, keyset pages; cards on a phone. */
export function RecordTable<R>(props: RecordTableProps<R>) {
  const { filters, filterValues, onFilter, pages, problem, onRetry, rows } = props
  const t = useText(RECORD_TEXTS)
  const columns = useColumns(props.id, props.columns)
  return (
    <div className="yz-record">
      {filters && onFilter && <Filters filters={filters} values={filterValues ?? {}} onChange={onFilter} />}
      <div className="yz-card yz-record-card" aria-busy={props.isLoading ?? false}>
        <Toolbar {...props} settings={<ColumnSettings {...columns} />} />
        {props.isLoading && rows && <div className="yz-progress" role="status" aria-label={t('loading')} />}
        {problem && (
          <div className="yz-record-problem">
            <Failed problem={problem} title={t('failed')} {...(onRetry ? { onRetry } : {})} />
            {rows && rows.length > 0 && <p className="yz-help">{t('keep')}</p>}
          </div>
        )}
        <Body {...props} shown={columns.shown} />
        {pages && rows && rows.length > 0 && <Pages {...pages} />}
      </div>
    </div>
  )
}

function Body<R>(props: RecordTableProps<R> & { readonly shown: readonly Column<R>[] }) {
  const isNarrow = useNarrow()
  const { rows, shown, problem, empty } = props
  if (!rows) return problem ? null : <Loading />
  if (rows.length === 0) return problem ? null : <Empty {...empty} />
  const inner: RowProps<R> = {
    label: props.label,
    columns: shown,
    rows,
    rowKey: props.rowKey,
    selection: props.selection,
    sort: props.sort,
    onSort: props.onSort,
    onOpen: props.onOpen,
    openKey: props.openKey,
    actions: props.actions,
  }
  return isNarrow ? <RecordCards {...inner} /> : <Rows {...inner} />
}

function Toolbar<R>(props: RecordTableProps<R> & { readonly settings: ReactNode }) {
  const { toolbar, onExport, selection, settings } = props
  const t = useText(RECORD_TEXTS)
  const chosen = selection?.keys.size ?? 0
  return (
    <div className="yz-toolbar">
      {selection && chosen > 0 ? (
        <div className="yz-toolbar-start">
          <strong>{t('selected', { count: chosen })}</strong>
          {selection.actions}
          <Button type="link" onClick={() => selection.onChange(new Set())}>
            {t('clear')}
          </Button>
        </div>
      ) : (
        <div className="yz-toolbar-start">{toolbar}</div>
      )}
      <div className="yz-toolbar-end">
        {onExport && (
          <Button icon={<DownloadOutlined />} onClick={onExport}>
            {t('export')}
          </Button>
        )}
        {settings}
      </div>
    </div>
  )
}
