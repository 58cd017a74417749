import type { Call } from '#kernel/call.ts'
import type { Text } from '#kernel/language.ts'
import { periodTitle } from '#kernel/period.ts'
import type { WorkItem } from '#kernel/work.ts'
import { calendarFor } from '../cycle/calendar.ts'
import { listCyclePacks } from '../cycle/queries.ts'
import { KINDS, type Kind, MERIT_READERS } from './contract.ts'
import { mayReview, type MeritRow, meritRows, stateOf } from './queries.ts'

// What honours, serious cases and methods ask of whom: the second person, and who waits for one.

type Words = { readonly todo: (count: number) => Text; readonly started: (count: number) => Text; readonly tab: string }

const WORDS: Readonly<Record<Exclude<Kind, 'street-award'>, Words>> = {
  honour: {
    todo: (count) => ({
      zh: `作为第二人确认荣誉加分，${count} 项`,
      en: `Confirm honours as the second person: ${count}`,
    }),
    started: (count) => ({ zh: `荣誉加分等待组织部确认，${count} 项`, en: `Honours wait to be confirmed: ${count}` }),
    tab: 'honours',
  },
  'serious-case': {
    todo: (count) => ({
      zh: `作为第二人复核封顶情形，${count} 项`,
      en: `Review serious cases as the second person: ${count}`,
    }),
    started: (count) => ({ zh: `封顶情形等待第二人复核，${count} 项`, en: `Serious cases wait for review: ${count}` }),
    tab: 'caps',
  },
  'street-method': {
    todo: (count) => ({ zh: `核准街道办法，${count} 个`, en: `Approve methods of streets: ${count}` }),
    started: (count) => ({ zh: `街道办法等待组织部核准，${count} 个`, en: `Methods wait to be approved: ${count}` }),
    tab: 'method',
  },
}

export async function meritWork(call: Call): Promise<readonly WorkItem[]> {
  const { tx, district, actor } = call
  if (actor.role === 'secretary' || !MERIT_READERS.some((role) => role === actor.role)) return []
  const items: WorkItem[] = []
  for (const cycle of await listCyclePacks(tx, district, ['open'])) {
    const waiting = (await meritRows(tx, [district], cycle.period)).filter((row) => stateOf(row) === 'waiting')
    const base = { about: periodTitle(cycle.period), due: calendarFor(cycle).merits.to }
    items.push(...KINDS.flatMap((kind) => itemsOf(call, cycle.period, kind, waiting, base)))
  }
  return items
}

type Base = Pick<WorkItem, 'about' | 'due'>

function itemsOf({ actor }: Call, period: string, kind: Kind, waiting: readonly MeritRow[], base: Base): WorkItem[] {
  if (kind === 'street-award') return []
  const ofKind = waiting.filter((row) => row.kind === kind)
  const words = WORDS[kind]
  const item = (list: 'todo' | 'started', rows: readonly MeritRow[]): WorkItem[] => {
    const [first] = rows
    if (!first) return []
    return [
      {
        ...base,
        id: `merits.${list}/${period}/${kind}`,
        list,
        what: words[list](rows.length),
        from: nameOf(rows),
        action: list === 'todo' ? { zh: '去办理', en: 'Decide' } : { zh: '查看', en: 'View' },
        link: `/star/merits?period=${period}&section=${words.tab}&state=waiting`,
      },
    ]
  }
  return [
    ...item(
      'todo',
      ofKind.filter((row) => mayReview(row, actor)),
    ),
    ...item(
      'started',
      ofKind.filter((row) => row.person === actor.person),
    ),
  ]
}

/** Who entered them. */
function nameOf(rows: readonly MeritRow[]): Text {
  const names = [...new Set(rows.map(({ enteredBy }) => enteredBy ?? ''))]
  return { zh: names.join('、'), en: names.join(', ') }
}
