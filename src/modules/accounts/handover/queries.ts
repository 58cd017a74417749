import type { Call } from '#kernel/call.ts'
import type { z } from 'zod'
import type { HandedRole, listHandovers } from './contract.ts'

type HandoverRow = {
  readonly id: string
  readonly from_name: string
  readonly day: string
  readonly reason: string
  readonly roles: HandedRole[]
  readonly recorded_at: Date
  readonly acknowledged_at: Date | null
}

/** What was handed to the caller's person; older ones are on record. */
export async function handoversOf({ tx, district, actor }: Call): Promise<HandoverRow[]> {
  return tx.run<HandoverRow>(
    `select id, from_name, day, reason, roles, recorded_at, acknowledged_at
     from kernel.handover where district = $1 and person = $2 order by id desc limit 50`,
    [district, actor.person],
  )
}

export async function getHandovers(call: Call): Promise<z.input<(typeof listHandovers)['output']>> {
  const rows = await handoversOf(call)
  return {
    handovers: rows.map(({ id, from_name, day, reason, roles, recorded_at, acknowledged_at }) => ({
      id,
      from: from_name,
      day,
      reason,
      roles,
      recordedAt: recorded_at.toISOString(),
      acknowledgedAt: acknowledged_at?.toISOString() ?? null,
    })),
  }
}
