import type { Text } from '#kernel/language.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { GROUP_NAMES, LIST_GROUPS, listsOf } from '../../packs/web/pack-fields.ts'
import { groupName } from '../../packs/web/rule-texts.ts'
import type { getPackVersion } from '../contract.ts'

export type FullVersion = OutputOf<typeof getPackVersion>

/** The parts of a version, each a view with an address of its own. */
export const CHAPTERS = ['overview', 'legal', 'lists', 'limits', 'rules', 'examples'] as const
export type Chapter = (typeof CHAPTERS)[number]

export const chapterOf = (part: string | undefined): Chapter => CHAPTERS.find((one) => one === part) ?? 'overview'

/** One line of the table of contents under a chapter; a heading without an anchor groups those after it. */
export type Entry = { readonly anchor?: string; readonly title: Text; readonly count?: number }

const textOf = ({ zh, en }: Text): Text => ({ zh, en })

/** The anchors of a chapter. The overview, the legal floor and the limits are short enough to have none. */
export function entriesOf(chapter: Chapter, { content: { lists, rules, examples } }: FullVersion): readonly Entry[] {
  if (chapter === 'lists') {
    return LIST_GROUPS.flatMap((group): readonly Entry[] => [
      { title: GROUP_NAMES[group] },
      ...listsOf(group).map((name) => ({
        anchor: `list-${name}`,
        title: textOf(lists[name]),
        count: itemsIn(lists[name]),
      })),
    ])
  }
  if (chapter === 'rules') {
    return Object.entries(rules).map(([group, own]) => ({
      anchor: `rules-${group}`,
      title: groupName(group),
      count: Object.keys(own).length,
    }))
  }
  if (chapter !== 'examples') return []
  return [...examples.cases, ...examples.quotas].map((example) => ({
    anchor: `example-${example.code}`,
    title: textOf(example),
    count: example.rows.length,
  }))
}

type List = FullVersion['content']['lists'][keyof FullVersion['content']['lists']]

export function itemsIn(list: List): number {
  return 'categories' in list ? list.categories.flatMap(({ items }) => items).length : list.items.length
}
