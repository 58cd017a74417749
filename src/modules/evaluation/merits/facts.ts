import { loadPacks, type Pack } from '#policy'
import type { Tx } from '#kernel/database.ts'
import type { FactProvider } from '#kernel/facts.ts'
import type { RosterRow } from '../scoring/queries.ts'
import type { MeritLeaf } from './contract.ts'
import { honourPoints, type MeritRow, meritRows, plain } from './queries.ts'
import { type StreetMethod } from './overlay.ts'
import { countedEntries, FACT_OF, type HonourPoints, meritFacts, methodsInForce, pointsOf } from './rules.ts'

// What was confirmed beside the departments' points, as facts. Nothing entered is a confirmed zero: nobody claimed an honour,
// nobody found a serious case (domain.md §6.8).

const CODES: ReadonlySet<string> = new Set(Object.values(FACT_OF))

/** Honours, serious cases and a street's own bonus by community, for all rosters in one statement. */
export const meritFactsProvider: FactProvider = {
  name: 'evaluation.merits',
  provides: (code) => CODES.has(code),
  gather: async (tx, { districts, period }) => {
    const rows = await meritRows(tx, districts, period)
    // No honour, so whatever an honour may give.
    const nothing = meritFacts([], {} as HonourPoints)
    if (rows.length === 0) return (facts) => Object.assign(facts, nothing)
    const scales = await pointsByDistrict(tx, [...new Set(rows.map(({ district }) => district))], period)
    const counted = countedEntries(rows)
    return (facts, community) => {
      const own = counted.get(community)
      const scale = scales.get(own?.[0]?.district ?? 0)
      if (own && !scale) throw new Error(`${period} of community ${community} has no policy`)
      Object.assign(facts, own && scale ? meritFacts(own, scale) : nothing)
    }
  },
}

/** What honours give in each district, by the policy its half-year was opened with. */
async function pointsByDistrict(
  tx: Tx,
  districts: readonly number[],
  period: string,
): Promise<ReadonlyMap<number, HonourPoints>> {
  const cycles = await tx.query
    .selectFrom('evaluation.cycle')
    .select(['district', 'pack_version as id'])
    .where('district', 'in', districts)
    .where('period', '=', period)
    .execute()
  const packs = new Map((await loadPacks(tx, cycles)).map(({ id, pack }) => [id, honourPoints(pack)]))
  return new Map(
    cycles.flatMap(({ district, id }) => (packs.has(id) ? [[district, packs.get(id) as HonourPoints]] : [])),
  )
}

export type MethodInForce = { readonly district: number; readonly street: number; readonly rules: StreetMethod }

/** The methods in force, one a street: what `overlayOf` takes. */
export async function methodsOf(
  tx: Tx,
  districts: readonly number[],
  period: string,
): Promise<readonly MethodInForce[]> {
  const methods = [...methodsInForce(await meritRows(tx, districts, period)).values()]
  return methods.flatMap(({ district, street, rules }) => (rules ? [{ district, street, rules }] : []))
}

/** By fact. */
export type MeritLeaves = Record<string, MeritLeaf[]>

type Member = Pick<RosterRow, 'community' | 'street'>

/** What stands behind the facts of these communities, by community: what counts, and the method of its street. */
export async function meritsOf(
  tx: Tx,
  { district, period, pack }: { readonly district: number; readonly period: string; readonly pack: Pack },
  members: readonly Member[],
  names: 'names' | 'no-names',
): Promise<ReadonlyMap<string, MeritLeaves>> {
  const rows = await meritRows(tx, [district], period, names)
  const [counted, methods, points] = [countedEntries(rows), methodsInForce(rows), honourPoints(pack)]
  return new Map(
    members.map(({ community, street }) => {
      const method = methods.get(street)
      const own = [...(method ? [method] : []), ...(counted.get(community) ?? [])]
      const byFact = Map.groupBy(own, ({ kind }) => FACT_OF[kind])
      return [
        community,
        Object.fromEntries([...byFact].map(([fact, all]) => [fact, all.map((row) => leafOf(row, points))])),
      ]
    }),
  )
}

function leafOf(row: MeritRow, scale: HonourPoints): MeritLeaf {
  const worth = pointsOf(row, scale)
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    level: row.level,
    issuer: row.issuer,
    happenedOn: row.happenedOn,
    statement: row.statement,
    documentNumber: row.documentNumber,
    documentTitle: row.documentTitle,
    points: worth ? plain(worth) : null,
    enteredBy: row.enteredBy,
    shifts: row.rules ? { ...row.rules.shifts } : null,
    confirmedBy: row.decidedBy,
    confirmedOn: row.decidedOn,
    reason: row.decision,
  }
}
