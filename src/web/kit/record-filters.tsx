import { DownOutlined, FilterOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { useText } from '../language/language.tsx'
import { useNarrow } from '../narrow.ts'
import { RECORD_TEXTS } from './record-texts.ts'

export type Filter =
  | { readonly key: string; readonly label: string; readonly kind: 'text'; readonly placeholder?: string }
  | { readonly key: string; readonly label: string; readonly kind: 'date' }
  | { readonly key: string; readonly label: string; readonly kind: 'choice'; readonly options: readonly FilterOption[] }
  /** Says how rows stand and keeps none out: always has a value, never counts as a filter. */
  | { readonly key: string; readonly label: string; readonly kind: 'order'; readonly options: readonly FilterOption[] }
export type FilterOption = { readonly value: string; readonly label: string }

export type FilterValues = Readonly<Record<string, string>>

type FiltersProps = {
  readonly filters: readonly Filter[]
  /** From the address (useParameters), so that a link restores them. */
  readonly values: FilterValues
  /** An empty string removes a filter. */
  readonly onChange: (values: FilterValues) => void
}

const UNFOLDED = 3
/** From this many options on, one types to find one. */
const MANY = 12

/** What keeps rows out of a list now. */
export const inUse = (filters: readonly Filter[], values: FilterValues): number =>
  filters.filter(({ key, kind }) => kind !== 'order' && values[key]).length

/** The query form on top of a list; on a phone behind one button, so that the list is what one sees first. */
export function Filters(props: FiltersProps) {
  const t = useText(RECORD_TEXTS)
  const [isOpen, setOpen] = useState(false)
  const count = inUse(props.filters, props.values)
  if (!useNarrow()) return <FilterForm {...props} unfolded={UNFOLDED} />
  return (
    <>
      <Button
        className="yz-filters-open"
        icon={<FilterOutlined aria-hidden />}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {count > 0 ? t('filtersInUse', { count }) : t('filters')}
      </Button>
      {isOpen && <FilterForm {...props} unfolded={props.filters.length} onSubmit={() => setOpen(false)} />}
    </>
  )
}

type FilterFormProps = FiltersProps & {
  /** So many filters are there at once, the others behind 展开. */
  readonly unfolded: number
  readonly onSubmit?: () => void
}

function FilterForm({ filters, values, onChange, unfolded, onSubmit }: FilterFormProps) {
  const t = useText(RECORD_TEXTS)
  const [typed, setTyped] = useState<FilterValues>(values)
  const now = JSON.stringify(values)
  const [known, setKnown] = useState(now)
  if (known !== now) {
    // A link, the back button or 重置 changed the address: what was typed gives way.
    setKnown(now)
    setTyped(values)
  }
  const isUsedBelow = filters.slice(unfolded).some(({ key }) => values[key])
  const [isOpen, setOpen] = useState(isUsedBelow)
  const shown = isOpen ? filters : filters.slice(0, unfolded)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onChange(typed)
    onSubmit?.()
  }
  const choose = (key: string, value: string) => onChange({ ...typed, [key]: value })
  const reset = () => onChange(Object.fromEntries(filters.map(({ key }) => [key, ''])))
  return (
    <form className="yz-filters" onSubmit={submit} role="search">
      {shown.map((filter) => (
        <FilterField
          key={filter.key}
          filter={filter}
          value={typed[filter.key] ?? ''}
          onType={(value) => setTyped({ ...typed, [filter.key]: value })}
          onChoose={(value) => choose(filter.key, value)}
        />
      ))}
      <div className="yz-filters-act">
        <Button htmlType="submit">{t('search')}</Button>
        <Button type="text" onClick={reset}>
          {t('reset')}
        </Button>
        {filters.length > unfolded && (
          <Button type="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'fold' : 'unfold')} {isOpen ? <UpOutlined /> : <DownOutlined />}
          </Button>
        )}
      </div>
    </form>
  )
}

type FilterFieldProps = {
  readonly filter: Filter
  readonly value: string
  readonly onType: (value: string) => void
  readonly onChoose: (value: string) => void
}

function FilterField({ filter, value, onType, onChoose }: FilterFieldProps) {
  const t = useText(RECORD_TEXTS)
  const id = useId()
  return (
    <div className="yz-filter">
      <label htmlFor={id}>{filter.label}</label>
      {filter.kind === 'date' ? (
        <Input id={id} type="date" value={value} onChange={(event) => onChoose(event.target.value)} />
      ) : filter.kind === 'text' ? (
        <Input
          id={id}
          allowClear
          value={value}
          placeholder={filter.placeholder ?? ''}
          onChange={(event) => onType(event.target.value)}
        />
      ) : (
        <Select
          id={id}
          value={value}
          onChange={onChoose}
          showSearch={filter.options.length >= MANY && { optionFilterProp: 'label' }}
          options={filter.kind === 'order' ? [...filter.options] : [{ value: '', label: t('any') }, ...filter.options]}
        />
      )}
    </div>
  )
}
