import type { z } from 'zod'
import { roleHolders } from '#accounts'
import { districtScope, type Role, ROLES } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { readAs } from '#kernel/read-as.ts'
import type { listPairs } from './contract.ts'
import { gapOf, namesOf, staffingOf } from './rules.ts'

/** Every act of two persons, with who may be them today. Accounts are read in the scope of the sign-in. */
export async function allPairs(call: Call): Promise<z.input<(typeof listPairs)['output']>> {
  const { tx, district, actor, clock, services } = call
  const scope = districtScope('auth', district)
  const holders = await readAs(tx, scope, () => roleHolders(tx, district, clock.today()))
  const inRoles = (roles: readonly Role[]) => holders.filter(({ role }) => roles.includes(role))
  const readsCases = ROLES[actor.role].class === 'staff'
  const pairs: z.input<(typeof listPairs)['output']>['pairs'] = []
  for (const { id, what, note, first, second, waiting } of services.pairs) {
    const [begin, follow] = [inRoles(first), inRoles(second)]
    pairs.push({
      id,
      what,
      note: note ?? null,
      first: { roles: [...first], people: namesOf(begin) },
      second: { roles: [...second], people: namesOf(follow) },
      ...gapOf(begin, follow),
      waiting: readsCases ? [...(await waiting(call))] : null,
    })
  }
  return { pairs, staffing: staffingOf(holders) }
}
