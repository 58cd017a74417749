import type { Call } from '#kernel/call.ts'
import { isProvisional, workingDaysLeft } from '#kernel/clock.ts'
import { handle } from '#kernel/endpoint.ts'
import { getQueue, type QueueItem } from './contract.ts'
import { listPairs } from './pairs/contract.ts'
import { allPairs } from './pairs/queries.ts'

/** Everything the modules know to be this person's work, most urgent first; what has no date comes last. */
async function gatherQueue(call: Call): Promise<{ today: string; items: QueueItem[] }> {
  const today = call.clock.today()
  const items: QueueItem[] = []
  for (const provide of call.services.work) {
    for (const item of await provide(call)) {
      const { due } = item
      const daysLeft = due === null ? null : workingDaysLeft(today, due)
      items.push({ ...item, daysLeft, provisional: due !== null && isProvisional(due) })
    }
  }
  return { today, items: items.sort((a, b) => (a.daysLeft ?? Infinity) - (b.daysLeft ?? Infinity)) }
}

export const endpoints = [handle(getQueue, gatherQueue), handle(listPairs, allPairs)]
