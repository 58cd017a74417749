import type { Call } from '#kernel/call.ts'
import { periodTitle } from '#kernel/period.ts'
import type { WorkItem } from '#kernel/work.ts'
import { listCyclePacks } from '../cycle/queries.ts'
import { ORGANIZATION } from '../progress/reminder.ts'
import { getBoard } from './queries.ts'
import { isComplete } from './rules.ts'

// What visits ask of a street: records for all its communities, as long as a half-year takes them.

export async function visitWork(call: Call): Promise<readonly WorkItem[]> {
  const { tx, district, actor } = call
  if (actor.role !== 'street-officer') return []
  const items: WorkItem[] = []
  for (const { period } of await listCyclePacks(tx, district, ['open', 'closing', 'closed', 'notice'])) {
    const { communities, deadline } = await getBoard(call, { period })
    const count = communities.filter((one) => !isComplete(one)).length
    if (count > 0) items.push(visitItem(period, count, deadline.due))
  }
  return items
}

function visitItem(period: string, count: number, due: string): WorkItem {
  return {
    id: `visits.record/${period}`,
    list: 'todo',
    what: { zh: `补齐走访记录：${count} 个社区还有缺项`, en: `Complete the visit records: ${count} communities` },
    about: periodTitle(period),
    from: ORGANIZATION,
    action: { zh: '去登记', en: 'Record' },
    link: `/visits?period=${period}&lacks=any`,
    due,
  }
}
