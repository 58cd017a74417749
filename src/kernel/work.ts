import type { Call } from './call.ts'
import type { Text } from './language.ts'

// The work queue: what a person has to do now, gathered from the modules. An item exists exactly while its act is possible,
// so "notified and nothing to open" cannot happen (product.md §2).

export type WorkItem = {
  /** Stable while the work is the same, such as star.fill/2026H2/SR-04. */
  readonly id: string
  readonly list: 'todo' | 'started' | 'done'
  /** What to do now, as a sentence with a verb. */
  readonly what: Text
  /** About whom or what. */
  readonly about: Text
  /** From whom it comes. */
  readonly from: Text
  /** The button's word. */
  readonly action: Text
  /** Address of the page where it is done, within the staff pages. */
  readonly link: string
  /** Business date by which it is due. */
  readonly due: string | null
  /** 催办文字 to copy, for work that waits for others: units, item, date; no personal names (rulings D4). */
  readonly reminder?: Text
}

export type WorkProvider = (call: Call) => Promise<readonly WorkItem[]>
