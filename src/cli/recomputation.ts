import { listDistricts } from '#accounts'
import { recomputeDistrict } from '#evaluation'
import { districtScope } from '#kernel/access.ts'
import type { Services } from '#kernel/call.ts'
import { realClock } from '#kernel/clock.ts'
import { openServices } from '../main.ts'
import type { Progress } from './progress.ts'
import type { Recomputation } from './results.ts'

/** All districts of a database, by the login that the house runs as; loads the house, which other commands need not. */
export async function recomputeDatabase(
  place: Parameters<typeof openServices>[0],
  period: string | undefined,
  progress: Pick<Progress, 'update'>,
): Promise<readonly Recomputation[]> {
  const services = openServices(place, realClock(), 1)
  try {
    return await recomputeDistricts(services, period, progress)
  } finally {
    await services.database.close()
  }
}

/** Every closed half-year of every district, a transaction for each district. */
export async function recomputeDistricts(
  services: Services,
  period: string | undefined,
  progress: Pick<Progress, 'update'>,
): Promise<readonly Recomputation[]> {
  const { database } = services
  const districts = await listDistricts(database)
  const found: Recomputation[] = []
  for (const [index, district] of districts.entries()) {
    progress.update(index, districts.length)
    const own = await database.tx(districtScope('jobs', district), (tx) =>
      recomputeDistrict(services, tx, district, period),
    )
    found.push(...own)
  }
  return found
}
