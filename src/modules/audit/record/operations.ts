import type { z } from 'zod'
import { districtScope } from '#kernel/access.ts'
import { checkpoint, sequence } from '#kernel/audit.ts'
import type { Call, Services } from '#kernel/call.ts'
import type { getCheckpoint } from './contract.ts'
import { findLastCheckpoint } from './queries.ts'
import { refuse } from './refusals.ts'
import { fingerprintOf } from './rules.ts'

/** Signs the record as it stands now, to be kept where nobody of the house can change it. */
export async function signCheckpoint(call: Call): Promise<z.input<(typeof getCheckpoint)['output']>> {
  const { note, size, root } = await signNow(call)
  const fingerprint = fingerprintOf(size, root)
  await call.audit({ object: { type: 'audit-checkpoint', id: String(size) }, body: { fingerprint } })
  return { note, fingerprint, size }
}

type Signed = { readonly note: string; readonly size: number; readonly root: Buffer }

/** Appends all committed acts and signs the tree. In transactions of class jobs, since only that class writes the tree. */
export async function signNow({ services, district, tx, clock }: Call): Promise<Signed> {
  await queueLost(services, district)
  await sequenceAll(services, district)
  await checkpoint(services.database, services.keyring, district, clock.now())
  return (await findLastCheckpoint(tx, district)) ?? refuse('audit.nothing-yet')
}

/** Whoever may take acts from the queue to append them could also just take them: those come back to it here. */
function queueLost({ database }: Services, district: number): Promise<unknown> {
  return database.tx(districtScope('jobs', district), async (tx) => {
    await tx.run('select pg_advisory_xact_lock(8206, $1::int)', [district])
    return tx.run(
      `insert into kernel.audit_pending (district, id)
       select r.district, r.id from kernel.audit_row r left join kernel.audit_leaf l using (district, id)
       where r.district = $1 and l.id is null
       on conflict do nothing`,
      [district],
    )
  })
}

/** Until a batch is smaller than the one before: all that is pending now. What comes meanwhile may wait. */
async function sequenceAll({ database }: Services, district: number): Promise<void> {
  let before = 0
  let appended = await sequence(database, district)
  while (appended > 0 && appended >= before) {
    before = appended
    appended = await sequence(database, district)
  }
}
