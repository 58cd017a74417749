import { Checkbox } from 'antd'
import { useText } from '../language/language.tsx'
import type { RowProps } from './record-rows.tsx'
import { RECORD_TEXTS } from './record-texts.ts'

/** The same rows on a phone: one card each, titled by the column that says so. */
export function RecordCards<R>(props: RowProps<R>) {
  return (
    <ul className="yz-cards" aria-label={props.label}>
      {props.rows.map((row) => (
        <Card key={props.rowKey(row)} {...props} row={row} />
      ))}
    </ul>
  )
}

function Card<R>({ row, columns, rowKey, selection, onOpen, actions }: RowProps<R> & { readonly row: R }) {
  const t = useText(RECORD_TEXTS)
  const head = columns.find(({ titlesCard }) => titlesCard) ?? columns[0]
  const rest = columns.filter((column) => column !== head)
  const key = rowKey(row)
  const toggle = () => {
    const keys = new Set(selection?.keys)
    if (!keys.delete(key)) keys.add(key)
    selection?.onChange(keys)
  }
  return (
    <li>
      <div className="yz-cards-title">
        {selection && <Checkbox aria-label={t('select')} checked={selection.keys.has(key)} onChange={toggle} />}
        {onOpen ? (
          <button type="button" className="yz-link" onClick={() => onOpen(row)}>
            {head?.cell(row)}
          </button>
        ) : (
          <strong>{head?.cell(row)}</strong>
        )}
      </div>
      <dl>
        {rest.map(({ key: column, title, cell }) => (
          <div key={column}>
            <dt>{title}</dt>
            <dd>{cell(row)}</dd>
          </div>
        ))}
      </dl>
      {actions && <div className="yz-cards-acts">{actions(row)}</div>}
    </li>
  )
}
