import { districtScope } from '#kernel/access.ts'
import { record } from '#kernel/audit.ts'
import type { Subscription } from '#kernel/jobs.ts'
import { totalRange } from './totals.ts'

/** After `closeCycle`: totals the district's half-year. Twice does no harm; the second time nothing is in state closing. */
export const totalOnClosing: Subscription = {
  event: 'evaluation.cycle.closing',
  name: 'total-stars',
  run: async (services, { district, account, payload }) => {
    const period = String(payload.period)
    const { database, keyring, clock } = services
    await database.tx(districtScope('jobs', district), async (tx) => {
      const communities = await totalRange(services, tx, [district, district], period, clock.now())
      if (communities === 0) return
      const context = { district, account: account ?? undefined, now: clock.now(), today: clock.today() }
      const act = { action: 'job.totalStars', object: { type: 'cycle', id: period }, body: { communities } }
      await record(tx, keyring, context, act)
    })
  },
}
