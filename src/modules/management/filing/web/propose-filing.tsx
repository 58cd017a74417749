import { useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { useSay, useText } from '#web/language/language.tsx'
import { FILED_POSTS, type listFilings, proposeFiling } from '../contract.ts'
import { ActDialog, type ActField, type ActValues, type InputProps, typed } from './act-dialog.tsx'
import { ACT_TEXTS } from './act-texts.ts'
import { FILING_TEXTS } from './filing-texts.ts'
import { FILINGS_TOUCHED } from './filings-touched.ts'
import { findCommunities, findPeople } from './neighbours.ts'

type Lists = Pick<OutputOf<typeof listFilings>, 'kinds' | 'reasons'>

/** A motion: who, for which post, why and when; with the two gates of the first step. */
export function ProposeFiling({ lists, onClose }: { readonly lists: Lists; readonly onClose: () => void }) {
  const t = useText(ACT_TEXTS)
  const navigate = useNavigate()
  const fields = useFields(lists)
  const propose = useWrite(proposeFiling, FILINGS_TOUCHED)
  const send = (values: ActValues) => {
    const post = FILED_POSTS.find((one) => one === values['post'])
    if (!post) return
    const text = (name: string) => typed(values, name) ?? ''
    propose.mutate(
      {
        community: text('community'),
        postKind: post,
        person: text('person'),
        kind: text('kind'),
        reason: text('reason'),
        plannedOn: text('planned'),
        document: text('document'),
        reserveSeen: true,
        disciplinePresent: true,
      },
      { onSuccess: ({ id }) => void navigate({ to: `/filing/${id}` }) },
    )
  }
  return (
    <ActDialog
      title={t('propose')}
      lead={t('proposeWhat')}
      fields={() => fields}
      failure={propose.error}
      isPending={propose.isPending}
      onSend={send}
      onClose={onClose}
    />
  )
}

function useFields({ kinds, reasons }: Lists): readonly ActField[] {
  const t = useText(ACT_TEXTS)
  const words = useText(FILING_TEXTS)
  const say = useSay()
  const titled = (items: Lists['kinds']) => items.map((item) => ({ value: item.code, label: say(item) }))
  const posts = FILED_POSTS.map((value) => ({ value, label: words(value) }))
  return [
    { name: 'community', label: t('community'), kind: 'search', isShort: true, input: CommunityInput },
    { name: 'post', label: t('post'), kind: 'choice', isShort: true, options: posts },
    { name: 'person', label: t('person'), help: t('personHelp'), kind: 'search', input: PersonInput },
    { name: 'kind', label: t('kind'), kind: 'choice', isShort: true, options: titled(kinds) },
    { name: 'reason', label: t('reason'), kind: 'choice', isShort: true, options: titled(reasons) },
    { name: 'planned', label: t('planned'), kind: 'date', isShort: true },
    { name: 'document', label: t('document'), kind: 'line', isShort: true },
    { name: 'reserve', label: t('reserve'), kind: 'check' },
    { name: 'discipline', label: t('discipline'), kind: 'check' },
  ]
}

/** Asks the server as one types: a district has more people and communities than a list shows. */
function useTyped() {
  const [text, setText] = useState('')
  return { wanted: { limit: 20, ...(text.trim() ? { search: text.trim() } : {}) }, setText }
}

function CommunityInput(props: InputProps) {
  const { wanted, setText } = useTyped()
  const { data } = useRead(findCommunities, wanted)
  const options = data?.communities.map(({ id, shortName, streetName }) => ({
    value: id,
    label: `${shortName} · ${streetName}`,
  }))
  return <SearchInput {...props} options={options ?? []} onSearch={setText} />
}

function PersonInput(props: InputProps) {
  const { wanted, setText } = useTyped()
  const { data } = useRead(findPeople, wanted)
  const options = data?.people.map(({ id, name, communityName }) => ({
    value: id,
    label: [name, communityName].filter(Boolean).join(' · '),
  }))
  return <SearchInput {...props} options={options ?? []} onSearch={setText} />
}

type SearchProps = InputProps & {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onSearch: (text: string) => void
}

function SearchInput({ aria, value, onChange, options, onSearch }: SearchProps) {
  // What was chosen keeps its name when the search moves on.
  const [chosen, setChosen] = useState<SearchProps['options'][number]>()
  const others = options.filter((one) => one.value !== chosen?.value)
  return (
    <Select
      {...aria}
      className="yz-fill"
      showSearch={{ filterOption: false, onSearch }}
      value={value || null}
      options={chosen && !options.includes(chosen) ? [...others, chosen] : [...options]}
      onChange={(next: string) => {
        setChosen(options.find((one) => one.value === next))
        onChange(next)
      }}
    />
  )
}
