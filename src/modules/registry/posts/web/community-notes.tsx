import { Status } from '#web/kit/states.tsx'
import { useText } from '#web/language/language.tsx'
import type { Span } from '../rules.ts'
import type { CommunityTimeline } from './community-page.tsx'
import { COMMUNITY_PAGE_TEXTS } from './community-texts.ts'
import { POST_TEXTS } from './post-texts.ts'

type Note = { readonly tone: 'warn' | 'info'; readonly title: string; readonly text: string }

/** What the timeline means today: vacancies, 一肩挑, 兼任. */
export function CommunityNotes({ timeline }: { readonly timeline: CommunityTimeline }) {
  const notes = [...useVacancies(timeline), ...useDoubles(timeline)]
  if (notes.length === 0) return null
  return (
    <ul className="yz-card yz-posts-notes">
      {notes.map(({ tone, title, text }) => (
        <li key={text}>
          <Status tone={tone}>{title}</Status>
          <span>{text}</span>
        </li>
      ))}
    </ul>
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
  return lines.map((text) => ({ tone: 'warn', title: t('vacant'), text }))
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
  return [
    ...pairs.map((text) => ({ tone: 'info', title: t('both'), text }) as const),
    ...others.map((text) => ({ tone: 'info', title: t('elsewhere'), text }) as const),
  ]
}
