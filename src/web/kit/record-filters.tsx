import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { useText } from '../language/language.tsx'
import { RECORD_TEXTS } from './record-texts.ts'

export type Filter =
  | { readonly key: string; readonly label: string; readonly kind: 'text'; readonly placeholder?: string }
  | { readonly key: string; readonly label: string; readonly kind: 'date' }
  | { readonly key: string; readonly label: string; readonly kind: 'choice'; readonly options: readonly FilterOption[] }
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

/** The query form on top of a list: three filters, the others behind 展开. */
export function Filters({ filters, values, onChange }: FiltersProps) {
  const t = useText(RECORD_TEXTS)
  const [typed, setTyped] = useState<FilterValues>(values)
  const now = JSON.stringify(values)
  const [known, setKnown] = useState(now)
  if (known !== now) {
    // A link, the back button or 重置 changed the address: what was typed gives way.
    setKnown(now)
    setTyped(values)
  }
  const isUsedBelow = filters.slice(UNFOLDED).some(({ key }) => values[key])
  const [isOpen, setOpen] = useState(isUsedBelow)
  const shown = isOpen ? filters : filters.slice(0, UNFOLDED)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onChange(typed)
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
        {filters.length > UNFOLDED && (
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
          options={[{ value: '', label: t('any') }, ...filter.options]}
        />
      )}
    </div>
  )
}
