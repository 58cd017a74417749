import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useRead, useWrite } from '#web/api.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { useSay, useText } from '#web/language/language.tsx'
import { FILED_POSTS, type listFilings, proposeFiling } from '../contract.ts'
import { ActDialog, type ActField, type ActValues, typed } from './act-dialog.tsx'
import { ACT_TEXTS } from './act-texts.ts'
import { FILING_TEXTS } from './filing-texts.ts'
import { FILINGS_TOUCHED } from './filings-touched.ts'
import { readPerson } from './neighbours.ts'
import { CommunityInput, type Option, PersonInput } from './people-input.tsx'

type Lists = Pick<OutputOf<typeof listFilings>, 'kinds' | 'reasons'>

/** A motion: who, for which post, why and when; with the two gates of the first step. */
export function ProposeFiling({ lists, onClose }: { readonly lists: Lists; readonly onClose: () => void }) {
  const t = useText(ACT_TEXTS)
  const navigate = useNavigate()
  const [person, setPerson] = useState('')
  const fields = useFields(lists, useHeld(person))
  const propose = useWrite(proposeFiling, FILINGS_TOUCHED)
  const send = (values: ActValues) => {
    const post = FILED_POSTS.find((one) => one === values['post'])
    if (!post) return
    const text = (name: string) => typed(values, name) ?? ''
    const left = FILED_POSTS.find((one) => text('leaves').startsWith(`${one}/`))
    propose.mutate(
      {
        community: text('community'),
        postKind: post,
        person: text('person'),
        leaves: left ? { postKind: left, community: text('leaves').slice(left.length + 1) } : null,
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
      onTyped={(name, value) => name === 'person' && setPerson(value)}
      failure={propose.error}
      isPending={propose.isPending}
      onSend={send}
      onClose={onClose}
    />
  )
}

/** The posts that somebody holds, as they may be left. */
function useHeld(person: string): readonly Option[] {
  const words = useText(FILING_TEXTS)
  const { data } = useRead(readPerson, { id: person }, { enabled: person !== '' })
  if (person === '' || data?.id !== person) return []
  return data.posts.flatMap(({ kind, community, communityName }) => {
    const post = FILED_POSTS.find((one) => one === kind)
    return post ? [{ value: `${post}/${community}`, label: `${communityName} · ${words(post)}` }] : []
  })
}

function useFields({ kinds, reasons }: Lists, held: readonly Option[]): readonly ActField[] {
  const t = useText(ACT_TEXTS)
  const words = useText(FILING_TEXTS)
  const say = useSay()
  const titled = (items: Lists['kinds']) => items.map((item) => ({ value: item.code, label: say(item) }))
  const posts = FILED_POSTS.map((value) => ({ value, label: words(value) }))
  return [
    { name: 'community', label: t('community'), kind: 'search', isShort: true, input: CommunityInput },
    { name: 'post', label: t('post'), kind: 'choice', isShort: true, options: posts },
    { name: 'person', label: t('person'), help: t('personHelp'), kind: 'search', input: PersonInput },
    ...(held.length > 0
      ? [
          {
            name: 'leaves',
            label: t('leaves'),
            help: t('leavesHelp'),
            kind: 'choice',
            isOptional: true,
            options: held,
          } as const,
        ]
      : []),
    { name: 'kind', label: t('kind'), kind: 'choice', isShort: true, options: titled(kinds) },
    { name: 'reason', label: t('reason'), kind: 'choice', isShort: true, options: titled(reasons) },
    { name: 'planned', label: t('planned'), kind: 'date', isShort: true },
    { name: 'document', label: t('document'), kind: 'line', isShort: true },
    { name: 'reserve', label: t('reserve'), kind: 'check' },
    { name: 'discipline', label: t('discipline'), kind: 'check' },
  ]
}
