import { useSay, useText } from '#web/language/language.tsx'
import type { Text } from '#kernel/language.ts'
import type { Provenance } from '../contract.ts'
import { FieldValue, type Glossary, isShort } from './field-value.tsx'
import { type FieldName, FIELDS } from './pack-fields.ts'
import { PACK_TEXTS } from './pack-texts.ts'
import { Mark } from './provenance.tsx'

/** What every item of a list has; its other fields come by name. */
export type Item = Text & {
  readonly code: string
  readonly provenance: Provenance
  readonly source?: readonly string[] | undefined
  readonly proposed?: readonly string[] | undefined
  readonly note?: Text | undefined
}

const HEAD = new Set(['code', 'zh', 'en', 'provenance', 'source', 'proposed', 'note'])

function fieldsOf(item: Item): readonly (readonly [FieldName, unknown])[] {
  return Object.entries(item).filter(([key, value]) => !HEAD.has(key) && value !== undefined) as [FieldName, unknown][]
}

type ItemsTableProps = {
  readonly label: string
  readonly items: readonly Item[]
  /** Fields of the list that are our own draft. */
  readonly drafted: readonly string[]
  readonly glossary: Glossary
}

/** A list, dense: short fields as columns, long ones under the name, the origin at the end. */
export function ItemsTable({ label, items, drafted, glossary }: ItemsTableProps) {
  const t = useText(PACK_TEXTS)
  const columns = [
    ...new Set(items.flatMap((item) => fieldsOf(item).flatMap(([key, value]) => (isShort(value) ? [key] : [])))),
  ]
  return (
    <table className="yz-pack-table yz-pack-items" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('code')}</th>
          <th scope="col">{t('name')}</th>
          {columns.map((field) => (
            <th key={field} scope="col">
              <FieldTitle field={field} isDrafted={drafted.includes(field)} />
            </th>
          ))}
          <th scope="col">{t('origin')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <ItemLine key={item.code} item={item} columns={columns} drafted={drafted} glossary={glossary} />
        ))}
      </tbody>
    </table>
  )
}

type ItemLineProps = Omit<ItemsTableProps, 'label' | 'items'> & {
  readonly item: Item
  readonly columns: readonly FieldName[]
}

function ItemLine({ item, columns, drafted, glossary }: ItemLineProps) {
  const t = useText(PACK_TEXTS)
  const say = useSay()
  const fields = new Map<string, unknown>(fieldsOf(item))
  const lines = fieldsOf(item).filter(([, value]) => !isShort(value))
  const own = [...drafted, ...(item.proposed ?? [])]
  return (
    <tr>
      <th scope="row">
        <code>{item.code}</code>
      </th>
      <td className="yz-pack-name">
        <Name of={item} />
        {lines.map(([field, value]) => (
          <p key={field}>
            <FieldTitle field={field} isDrafted={own.includes(field)} />
            <FieldValue field={field} value={value} glossary={glossary} />
          </p>
        ))}
        {item.note && (
          <p>
            <span>{t('note')}</span>
            {say(item.note)}
          </p>
        )}
      </td>
      {columns.map((field) => (
        <td key={field} data-label={say(FIELDS[field])}>
          <FieldValue field={field} value={fields.get(field)} glossary={glossary} />
        </td>
      ))}
      <td>
        <Mark of={item.provenance} source={item.source} />
      </td>
    </tr>
  )
}

/** Both languages, the reader's first. */
export function Name({ of }: { readonly of: Text }) {
  const say = useSay()
  const first = say(of)
  return (
    <span className="yz-name">
      <strong>{first}</strong>
      <small lang={first === of.zh ? 'en' : 'zh'}>{first === of.zh ? of.en : of.zh}</small>
    </span>
  )
}

function FieldTitle({ field, isDrafted }: { readonly field: FieldName; readonly isDrafted: boolean }) {
  const t = useText(PACK_TEXTS)
  const say = useSay()
  return (
    <span>
      {say(FIELDS[field])}
      {isDrafted && (
        <sup className="yz-pack-drafted" title={t('draftedHelp')}>
          {t('drafted')}
        </sup>
      )}
    </span>
  )
}
