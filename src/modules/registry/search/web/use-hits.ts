import { useRead } from '#web/api.ts'
import { useText } from '#web/language/language.tsx'
import { texts } from '#web/language/text.ts'
import type { Hit } from '#web/module-web.ts'
import { useSession } from '#web/session.tsx'
import { POST_TEXTS } from '../../posts/web/post-texts.ts'
import { find } from '../contract.ts'

const TEXTS = texts({
  zh: { people: '人员', communities: '社区' },
  en: { people: 'People', communities: 'Communities' },
})

/** People and communities for ⌘K; nothing for roles that may see neither. */
export function useHits(text: string): readonly Hit[] {
  const t = useText(TEXTS)
  const post = useText(POST_TEXTS)
  const { active } = useSession()
  const isAllowed = (find.who as readonly string[]).includes(active.role)
  const { data, isPlaceholderData } = useRead(find, { text: text || '-' }, { enabled: isAllowed && text !== '' })
  // What an earlier text found is not what Enter should open now.
  if (!data || isPlaceholderData || text === '') return []
  return [
    ...data.people.map(({ id, name, birth, posts, communityName }) => {
      const [held] = posts
      const what = held && post(held.capacity === 'acting' ? 'acting' : held.kind)
      const place = held ? `${held.communityName} ${what}` : (communityName ?? '')
      const born = birth ? birth.slice(0, 7).replace('-', '.') : ''
      const detail = [place, born].filter(Boolean).join(' · ')
      return { key: id, group: t('people'), title: name, detail, to: `/registry/people/${id}` }
    }),
    ...data.communities.map(({ id, name, streetName }) => ({
      key: id,
      group: t('communities'),
      title: name,
      detail: streetName,
      to: `/registry/communities/${id}`,
    })),
  ]
}
