import { Select } from 'antd'
import { useState } from 'react'
import { useRead } from '#web/api.ts'
import type { Member } from '../contract.ts'
import type { InputProps } from './act-dialog.tsx'
import { findCommunities, findPeople } from './neighbours.ts'

// Whoever or whatever is picked from the register: the server is asked as one types, since a district has more people and
// communities than a list shows; and what was chosen keeps its name when the search moves on.

export type Option = { readonly value: string; readonly label: string }

function useTyped() {
  const [text, setText] = useState('')
  return { wanted: { limit: 20, ...(text.trim() ? { search: text.trim() } : {}) }, setText }
}

type Searched = { readonly options: readonly Option[]; readonly onSearch: (text: string) => void }

/** People as they are found by name, pinyin or the last four of the ID number; `known` are there without being searched for. */
function usePeople(known: readonly Option[] = []): Searched {
  const { wanted, setText } = useTyped()
  const { data } = useRead(findPeople, wanted)
  const found = (data?.people ?? []).map(({ id, name, communityName }): Option => ({
    value: id,
    label: [name, communityName].filter(Boolean).join(' · '),
  }))
  return { options: withOthers(known, found), onSearch: setText }
}

const withOthers = (first: readonly Option[], others: readonly Option[]): Option[] => [
  ...first,
  ...others.filter(({ value }) => first.every((one) => one.value !== value)),
]

/** Somebody of the register. */
export function PersonInput({ known, ...props }: InputProps & { readonly known?: readonly Option[] }) {
  return <OneInput {...props} {...usePeople(known)} />
}

export function CommunityInput(props: InputProps) {
  const { wanted, setText } = useTyped()
  const { data } = useRead(findCommunities, wanted)
  const options = (data?.communities ?? []).map(({ id, shortName, streetName }): Option => ({
    value: id,
    label: `${shortName} · ${streetName}`,
  }))
  return <OneInput {...props} options={options} onSearch={setText} />
}

/** Several people, of the register where they are in it; any other name is typed and taken with Enter. */
export function MembersInput({ aria, value, onChange }: InputProps) {
  const { options, onSearch } = usePeople()
  const [chosen, setChosen] = useState<readonly Option[]>([])
  const all = withOthers(options, chosen)
  return (
    <Select
      {...aria}
      className="yz-fill"
      mode="tags"
      showSearch={{ filterOption: false, onSearch }}
      tokenSeparators={['、', '，', ',', ';', '；']}
      value={value ? value.split('\n') : []}
      options={all}
      onChange={(next: readonly string[]) => {
        setChosen(all.filter((one) => next.includes(one.value)))
        onChange(next.map((one) => one.trim()).join('\n'))
      }}
    />
  )
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What stands in such a field: ids of people who were chosen, and names that were typed. */
export const membersIn = (lines: string | null): Member[] =>
  (lines ?? '')
    .split('\n')
    .filter(Boolean)
    .map((one) => (UUID.test(one) ? { person: one } : one))

function OneInput({ aria, value, onChange, options, onSearch }: InputProps & Searched) {
  const [chosen, setChosen] = useState<Option>()
  const all = chosen ? withOthers(options, [chosen]) : [...options]
  return (
    <Select
      {...aria}
      className="yz-fill"
      showSearch={{ filterOption: false, onSearch }}
      allowClear
      value={value || null}
      options={all}
      onChange={(next: string | undefined) => {
        setChosen(all.find((one) => one.value === next))
        onChange(next ?? '')
      }}
    />
  )
}
