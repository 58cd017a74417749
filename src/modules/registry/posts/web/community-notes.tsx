import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '#web/language/language.tsx'
import type { Span } from '../rules.ts'
import type { CommunityTimeline } from './community-page.tsx'
import { COMMUNITY_PAGE_TEXTS } from './community-texts.ts'
import { POST_TEXTS } from './post-texts.ts'

type Note = {
  readonly key: string
  readonly type: 'info' | 'warning'
  readonly title: string
  readonly text: ReactNode
}

/** What the timeline means today: vacancies, 一肩挑, 兼任. */
export function CommunityNotes({ timeline }: { readonly timeline: CommunityTimeline }) {
  const notes = [...useVacancies(timeline), ...useDoubles(timeline)]
  return (
    <div className="yz-posts-notes">
      {notes.map(({ key, type, title, text }) => (
        <Alert key={key} type={type} showIcon title={title} description={text} />
      ))}
    </div>
  )
}

function useVacancies({ tracks, today }: CommunityTimeline): Note[] {
  const t = useText(COMMUNITY_PAGE_TEXTS)
  const post = useText(POST_TEXTS)
  const open = tracks.flatMap(({ kind, tenures, gaps }) => {
    const gap = gaps.find(({ until }) => until === null)
    if (!gap) return []
    const acting = tenures.find(({ from, until }) => from <= today && until !== null && until > today)
    const facts = { post: post(kind), since: gap.from, days: gap.days }
    return [
      acting
        ? t('vacantActing', { ...facts, name: acting.name ?? post('hidden'), until: acting.until })
        : t('vacantWhat', facts),
    ]
  })
  const unknown = tracks.filter(({ tenures }) => tenures.length === 0).map(({ kind }) => post(kind))
  const lines = [...open, ...(unknown.length > 0 ? [t('unknown', { posts: unknown.join(t('and')) })] : [])]
  return lines.length > 0 ? [{ key: 'vacant', type: 'warning', title: t('vacant'), text: <Lines lines={lines} /> }] : []
}

function useDoubles({ both, elsewhere, today }: CommunityTimeline): Note[] {
  const t = useText(COMMUNITY_PAGE_TEXTS)
  const post = useText(POST_TEXTS)
  const spanOf = ({ from, until }: Span) => (until === null ? post('since', { from }) : post('span', { from, until }))
  const isNow = ({ from, until }: Span) => from <= today && (until === null || until > today)
  const nameOf = ({ name }: { readonly name: string | null }) => name ?? post('hidden')
  const pairs = both.filter(isNow).map((one) => t('bothWhat', { name: nameOf(one), span: spanOf(one) }))
  const others = elsewhere
    .filter(isNow)
    .map((one) => t('elsewhereWhat', { name: nameOf(one), community: one.communityName, span: spanOf(one) }))
  const notes: readonly [string, string, readonly string[]][] = [
    ['both', t('both'), pairs],
    ['elsewhere', t('elsewhere'), others],
  ]
  return notes.flatMap(([key, title, lines]) =>
    lines.length > 0 ? [{ key, type: 'info' as const, title, text: <Lines lines={lines} /> }] : [],
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line) => <div key={line}>{line}</div>)
}
