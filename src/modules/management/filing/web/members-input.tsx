import { Select } from 'antd'
import { useState } from 'react'
import { useRead } from '#web/api.ts'
import type { Member } from '../contract.ts'
import type { InputProps } from './act-dialog.tsx'
import { findPeople } from './neighbours.ts'

type Option = { readonly value: string; readonly label: string }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The lines of the field: ids of people who were chosen, and names that were typed. */
export const membersIn = (lines: string | null): Member[] =>
  (lines ?? '')
    .split('\n')
    .filter(Boolean)
    .map((one) => (UUID.test(one) ? { person: one } : one))

/** Several people, of the register where they are in it; any other name is typed and taken with Enter. */
export function MembersInput({ aria, value, onChange }: InputProps) {
  const [text, setText] = useState('')
  const { data } = useRead(findPeople, { limit: 20, ...(text.trim() ? { search: text.trim() } : {}) })
  // Who was chosen keeps its name when the search moves on.
  const [chosen, setChosen] = useState<readonly Option[]>([])
  const found = (data?.people ?? []).map(({ id, name, communityName }): Option => ({
    value: id,
    label: [name, communityName].filter(Boolean).join(' · '),
  }))
  const options = [...found, ...chosen.filter((one) => found.every(({ value: id }) => id !== one.value))]
  return (
    <Select
      {...aria}
      className="yz-fill"
      mode="tags"
      showSearch={{ filterOption: false, onSearch: setText }}
      tokenSeparators={['、', '，', ',', ';', '；']}
      value={value ? value.split('\n') : []}
      options={options}
      onChange={(next: readonly string[]) => {
        setChosen(options.filter((one) => next.includes(one.value)))
        onChange(next.map((one) => one.trim()).join('\n'))
      }}
    />
  )
}
