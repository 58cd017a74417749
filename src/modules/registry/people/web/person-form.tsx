import { Input, Select } from 'antd'
import { useState } from 'react'
import { useRead } from '#web/api.ts'
import { Field, type FieldAria, type FieldProblem } from '#web/kit/form.tsx'
import { useSay, useText } from '#web/language/language.tsx'
import { listCommunities } from '../../communities/contract.ts'
import type { Person, PersonFields } from '../contract.ts'
import { FIELD_NAMES } from '../rules.ts'
import { type Entries, inputOf } from './person-entries.ts'
import { CODES, DATES } from './person-values.ts'
import { FORM_TEXTS } from './person-texts.ts'

type FormProps = {
  /** Undefined: a new one. */
  readonly person: Person | undefined
  readonly entries: Entries
  readonly problems: readonly FieldProblem[]
  readonly onChange: (some: Partial<Entries>) => void
}

const ORDER: readonly (keyof PersonFields)[] = [
  ...(['idNumber', 'phone', 'sex', 'birth', 'ethnic', 'nativePlace'] as const),
  ...(['political', 'partyJoined', 'workStarted', 'communityWorkStarted'] as const),
  ...(['educationFullTime', 'educationInService', 'school', 'qualification'] as const),
  ...(['community', 'source', 'grade', 'note'] as const),
]

/** The fields of a record but the name. */
export function PersonForm({ person, entries, problems, onChange }: FormProps) {
  const say = useSay()
  const help = useHelp(person)
  return (
    <div className="yz-person-form">
      {ORDER.map((field) => (
        <Field
          key={field}
          id={inputOf(field)}
          label={say(FIELD_NAMES[field])}
          help={help(field)}
          error={problems.find((one) => one.field === inputOf(field))?.sentence}
        >
          {(aria) => (
            <FieldInput
              aria={aria}
              field={field}
              person={person}
              value={entries[field]}
              onChange={(value) => onChange({ [field]: value })}
            />
          )}
        </Field>
      ))}
    </div>
  )
}

function useHelp(person: Person | undefined) {
  const t = useText(FORM_TEXTS)
  return (field: keyof PersonFields): string | undefined => {
    const masked = field === 'idNumber' ? person?.idNumberMasked : field === 'phone' ? person?.phoneMasked : undefined
    if (masked) return t('keptHelp', { masked })
    if (DATES.includes(field)) return t('dateHelp')
    return field === 'community' ? t('communityHelp') : undefined
  }
}

type InputProps = {
  readonly aria: FieldAria
  readonly field: keyof PersonFields
  readonly person: Person | undefined
  readonly value: string
  readonly onChange: (value: string) => void
}

function FieldInput(props: InputProps) {
  const { aria, field, value, onChange } = props
  const say = useSay()
  const codes = CODES[field]
  if (field === 'community') return <CommunityInput {...props} />
  if (field === 'note') {
    return <Input.TextArea {...aria} rows={1} value={value} onChange={({ target }) => onChange(target.value)} />
  }
  if (!codes) {
    return <Input {...aria} autoComplete="off" value={value} onChange={({ target }) => onChange(target.value)} />
  }
  return (
    <Select
      {...aria}
      className="yz-fill"

      allowClear={field !== 'sex'}
      showSearch={{ optionFilterProp: 'label' }}
      value={value || null}
      onChange={(next: string | undefined) => onChange(next ?? '')}
      options={Object.entries(codes).map(([code, text]) => ({ value: code, label: say(text) }))}
    />
  )
}

/** Communities are found as they are typed: a district has more than one wants to scroll through. */
function CommunityInput({ aria, person, value, onChange }: InputProps) {
  const t = useText(FORM_TEXTS)
  const [typed, setTyped] = useState('')
  const { data, isFetching } = useRead(listCommunities, { limit: 50, ...(typed ? { search: typed } : {}) })
  const found = data?.communities.map(({ id, shortName, streetName }) => ({
    value: id,
    label: `${shortName} · ${streetName}`,
  }))
  const present =
    person?.community && !found?.some((one) => one.value === person.community)
      ? [{ value: person.community, label: person.communityName ?? '' }]
      : []
  return (
    <Select
      {...aria}
      className="yz-fill"

      allowClear
      loading={isFetching}
      placeholder={t('whole')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value || null}
      onChange={(next: string | undefined) => onChange(next ?? '')}
      options={[...present, ...(found ?? [])]}
    />
  )
}
