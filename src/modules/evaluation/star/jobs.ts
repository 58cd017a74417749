import { districtsScope } from '#kernel/access.ts'
import { recordAll } from '#kernel/audit.ts'
import type { Services } from '#kernel/call.ts'
import type { Job, Subscription } from '#kernel/jobs.ts'
import { totalDistricts } from './totals.ts'

/** After `closeCycle`: totals the districts' half-years. Twice does no harm; the second time nothing is in state closing. */
export const totalOnClosing: Subscription = {
  event: 'evaluation.cycle.closing',
  name: 'total-stars',
  run: async (services, jobs) => {
    const byPeriod = Map.groupBy(jobs, ({ payload }) => String(payload.period))
    for (const [period, ofPeriod] of byPeriod) await totalPeriod(services, period, ofPeriod)
  },
}

async function totalPeriod(services: Services, period: string, jobs: readonly Job[]): Promise<void> {
  const { database, keyring, clock } = services
  const districts = jobs.map(({ district }) => district)
  await database.tx(districtsScope('jobs', districts), async (tx) => {
    const scored = await totalDistricts(services, tx, districts, period, clock.now())
    const acts = jobs.flatMap(({ district, account }) => {
      const communities = scored.get(district)
      if (communities === undefined) return []
      const context = { district, account: account ?? undefined, now: clock.now(), today: clock.today() }
      return [
        { context, act: { action: 'job.totalStars', object: { type: 'cycle', id: period }, body: { communities } } },
      ]
    })
    await recordAll(tx, keyring, acts)
  })
}
