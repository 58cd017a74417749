import type { Degree, PersonWords } from '#registry'
import type { Filing } from '../filing/contract.ts'

// Words that papers and letters have in common; they are Chinese whatever the pages speak.

export type HeldPost = Pick<PersonWords['posts'][number], 'communityName' | 'kind' | 'capacity'>
type PostKind = HeldPost['kind']

const POSTS: Readonly<Record<PostKind, string>> = {
  secretary: '党组织书记',
  assistant: '党组织书记助理',
  'deputy-secretary': '党组织副书记',
  director: '居民委员会主任',
  'first-secretary': '第一书记',
  'committee-member': '“两委”委员',
  worker: '社区工作者',
}

/** A post as official papers name it: 南关社区党组织书记. */
export const postWords = (place: string, kind: Filing['postKind']): string => `${place}${POSTS[kind]}`

/** The posts that somebody holds: 南关社区党组织书记、居民委员会主任. */
export const heldWords = (posts: readonly HeldPost[]): string =>
  posts
    .map(
      ({ communityName, kind, capacity }) =>
        `${communityName}${POSTS[kind]}${capacity === 'acting' ? '（主持工作）' : ''}`,
    )
    .join('、')

/** 称谓, seen from the candidate. */
export const DEGREES: Readonly<Record<Degree, string>> = {
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  sibling: '兄弟姐妹',
  grandparent: '祖父母',
  grandchild: '孙子女',
  'in-law': '姻亲',
  other: '其他',
}

/** 1985年6月, of a month or a day. */
export function monthWords(date: string): string {
  const [year, month] = date.split('-').map(Number)
  return `${year}年${month}月`
}

/** 2026年12月1日 */
export function dateWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
