import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons'
import { Checkbox } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../language/language.tsx'
import type { Column } from './record-columns.ts'
import { RECORD_TEXTS } from './record-texts.ts'

export type Sort = { readonly key: string; readonly isDescending: boolean }

export type Selection = {
  readonly keys: ReadonlySet<string>
  readonly onChange: (keys: ReadonlySet<string>) => void
  /** What can be done with the chosen rows. */
  readonly actions?: ReactNode
}

export type RowProps<R> = {
  readonly label: string
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly rowKey: (row: R) => string
  readonly selection: Selection | undefined
  readonly sort: Sort | undefined
  readonly onSort: ((sort: Sort) => void) | undefined
  readonly onOpen: ((row: R) => void) | undefined
  readonly openKey: string | undefined
  readonly actions: ((row: R) => ReactNode) | undefined
}

/** Of its width, what a column keeps where all are to stay on the screen; without a width, so many pixels. */
const LEAST_SHARE = 0.8
const LEAST = 96

const sizeOf = (width: number | undefined) =>
  width ? { width, minWidth: Math.round(width * LEAST_SHARE) } : { minWidth: LEAST }

const DATE = /^\d{4}-\d\d-\d\d$/

/** A date stays on one line: browsers would break it at its hyphens. */
const shown = (content: ReactNode): ReactNode =>
  typeof content === 'string' && DATE.test(content) ? <time dateTime={content}>{content}</time> : content

const place = (align: Column<unknown>['align']) => (align ? `yz-${align}` : undefined)

/** The table of a wide window: 36 px rows, sticky header, first and last column. */
export function Rows<R>(props: RowProps<R>) {
  const { label, columns, rows, rowKey } = props
  return (
    <div className="yz-scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="yz-table">
        <thead>
          <Head {...props} />
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={rowKey(row)} {...props} row={row} />
          ))}
        </tbody>
        {columns.some(({ total }) => total !== undefined) && (
          <tfoot>
            <Totals {...props} />
          </tfoot>
        )}
      </table>
    </div>
  )
}

function Head<R>({ columns, rows, rowKey, selection, sort, onSort, actions }: RowProps<R>) {
  const t = useText(RECORD_TEXTS)
  const keys = rows.map(rowKey)
  const chosen = keys.filter((key) => selection?.keys.has(key)).length
  const all = () => selection?.onChange(chosen === keys.length ? new Set() : new Set(keys))
  return (
    <tr>
      {selection && (
        <th className="yz-choose">
          <Checkbox
            aria-label={t('selectAll')}
            checked={chosen === keys.length}
            indeterminate={chosen > 0 && chosen < keys.length}
            onChange={all}
          />
        </th>
      )}
      {columns.map((column) => (
        <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
      ))}
      {actions && (
        <th className="yz-acts">
          <span className="yz-hidden">{t('actions')}</span>
        </th>
      )}
    </tr>
  )
}

type HeadCellProps<R> = Pick<RowProps<R>, 'sort' | 'onSort'> & { readonly column: Column<R> }

function HeadCell<R>({ column: { key, title, width, align, canSort }, sort, onSort }: HeadCellProps<R>) {
  const t = useText(RECORD_TEXTS)
  const own = sort?.key === key ? sort : undefined
  const style = sizeOf(width)
  if (!canSort || !onSort)
    return (
      <th className={place(align)} style={style} scope="col">
        {title}
      </th>
    )
  return (
    <th
      className={place(align)}
      style={style}
      scope="col"
      aria-sort={own ? (own.isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="yz-sort"
        title={t('sort', { title })}
        onClick={() => onSort({ key, isDescending: own ? !own.isDescending : true })}
      >
        {title}
        <span aria-hidden>
          <CaretUpFilled className={own && !own.isDescending ? 'yz-sorted' : ''} />
          <CaretDownFilled className={own?.isDescending ? 'yz-sorted' : ''} />
        </span>
      </button>
    </th>
  )
}

function Line<R>({ row, columns, rowKey, selection, onOpen, openKey, actions }: RowProps<R> & { readonly row: R }) {
  const t = useText(RECORD_TEXTS)
  const key = rowKey(row)
  const toggle = () => {
    const keys = new Set(selection?.keys)
    if (!keys.delete(key)) keys.add(key)
    selection?.onChange(keys)
  }
  return (
    <tr
      className={`${key === openKey ? 'yz-row-open' : ''}${onOpen ? ' yz-row-opens' : ''}`}
      onClick={onOpen && (() => window.getSelection()?.isCollapsed !== false && onOpen(row))}
    >
      {selection && (
        <td className="yz-choose" onClick={(event) => event.stopPropagation()}>
          <Checkbox aria-label={t('select')} checked={selection.keys.has(key)} onChange={toggle} />
        </td>
      )}
      {columns.map(({ key: column, align, cell }, index) =>
        index === 0 ? (
          <th key={column} scope="row">
            {onOpen ? (
              <button
                type="button"
                className="yz-row-button"
                onClick={(event) => (event.stopPropagation(), onOpen(row))}
              >
                {cell(row)}
              </button>
            ) : (
              cell(row)
            )}
          </th>
        ) : (
          <td key={column} className={place(align)}>
            {shown(cell(row))}
          </td>
        ),
      )}
      {actions && (
        <td className="yz-acts" onClick={(event) => event.stopPropagation()}>
          {actions(row)}
        </td>
      )}
    </tr>
  )
}

function Totals<R>({ columns, selection, actions }: RowProps<R>) {
  const t = useText(RECORD_TEXTS)
  return (
    <tr>
      {selection && <td className="yz-choose" />}
      {columns.map(({ key, align, total }, index) =>
        index === 0 ? (
          <th key={key} scope="row">
            {total ?? t('total')}
          </th>
        ) : (
          <td key={key} className={place(align)}>
            {total}
          </td>
        ),
      )}
      {actions && <td className="yz-acts" />}
    </tr>
  )
}
