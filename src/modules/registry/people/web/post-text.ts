import { useText } from '#web/language/language.tsx'
import { POST_TEXTS } from '../../posts/web/post-texts.ts'
import type { HeldPost } from '../contract.ts'
import { dotted } from './person-values.ts'
import { PERSON_TEXTS } from './person-texts.ts'

/** 南关社区党组织书记（2021.06 起）. */
export function usePostText(): (post: HeldPost) => string {
  const t = useText(PERSON_TEXTS)
  const post = useText(POST_TEXTS)
  return ({ kind, capacity, communityName, from }) =>
    t(capacity === 'acting' ? 'actingSince' : 'postSince', {
      community: communityName,
      post: post(kind),
      from: dotted(from.slice(0, 7)),
    })
}
