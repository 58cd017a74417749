import type { Call } from './call.ts'
import type { Text } from './language.ts'

// What supervision watches, gathered from the modules like the work queue. Each says only what the caller may see already: nobody
// learns more by the board than by the pages that it links to.

/** The sections of the board, in their order. */
export const WATCH_TOPICS = {
  stop: { zh: '叫停', en: 'Stops' },
  late: { zh: '逾期答复', en: 'Late replies' },
  moved: { zh: '调整星级', en: 'Moved stars' },
  recusal: { zh: '表决回避', en: 'Recusals' },
  objection: { zh: '异议', en: 'Objections' },
  unmasking: { zh: '查看敏感信息', en: 'Unmaskings' },
  export: { zh: '导出', en: 'Exports' },
  opinion: { zh: '监督意见书', en: 'Opinions' },
} as const satisfies Record<string, Text>
export type WatchTopic = keyof typeof WATCH_TOPICS

export type WatchItem = {
  /** Stable, begins with its topic. */
  readonly id: string
  readonly topic: WatchTopic
  /** Business date. */
  readonly on: string
  /** Without names of people, since it is copied into letters and workbooks (rulings D4, D9). */
  readonly what: Text
  /** The person it is about, for the page alone. */
  readonly person?: string
  readonly where: Text | null
  /** Nine-digit code, where it belongs to one street. */
  readonly street: number | null
  readonly by: string | null
  /** Open things wait for somebody. */
  readonly state: { readonly isOpen: boolean; readonly words: Text } | null
  readonly link: string | null
  /** The caller had a part in it, and therefore does not supervise it (rulings B8). */
  readonly isOwn?: boolean
}

/** Business days, inclusive. */
export type WatchSpan = { readonly from: string; readonly until: string }

export type WatchProvider = (call: Call, span: WatchSpan) => Promise<readonly WatchItem[]>

/** So many of one kind are looked at. */
export const WATCH_MOST = 2000
