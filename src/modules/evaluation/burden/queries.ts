import type { Call } from '#kernel/call.ts'
import { newestVersion, type Pack } from '#policy'
import { type Burden, COMMUNITY_ROLES } from './contract.ts'
import { burdenOf, type Measures, totalOf } from './rules.ts'

/** What the forms of all slices ask for, under the newest policy. */
export async function getBurdenMeter({ tx, district, services }: Call): Promise<Burden> {
  const newest = await newestVersion(tx, district)
  const forms = [...burdenOf(services.forms, measuresOf(newest?.pack))]
  const limit = newest?.pack.limits['burden.fields']
  const target = newest &&
    limit && { fields: Number(limit.value), proposed: limit.provenance === 'proposed', policy: newest.version }
  return { community: totalOf(forms, COMMUNITY_ROLES), target: target ?? null, forms }
}

/** Without a pack nothing is scored and no task is set. */
function measuresOf(pack: Pack | undefined): Measures {
  const departments = pack?.lists.star_departments.items ?? []
  return {
    indicators: departments.reduce((sum, { indicators }) => sum + indicators.length, 0),
    'key-tasks': Number(pack?.limits['key-tasks.most']?.value ?? 0),
  }
}
