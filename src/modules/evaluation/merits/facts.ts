import { loadPacks } from '#policy'
import type { Tx } from '#kernel/database.ts'
import type { FactProvider } from '#kernel/facts.ts'
import { display } from '#kernel/policy/rational.ts'
import { getCyclePack } from '../cycle/queries.ts'
import { honourPoints, type MeritRow, meritRows } from './queries.ts'
import {
  countedEntries,
  type Entry,
  FACT_OF,
  type HonourPoints,
  meritFacts,
  methodsInForce,
  pointsOf,
  type StreetMethod,
} from './rules.ts'

// What was confirmed beside the departments' points, as facts. Nothing entered is a confirmed zero: nobody claimed an honour,
// nobody found a serious case (domain.md §6.8).

const CODES: readonly string[] = Object.values(FACT_OF)

/** Honours, serious cases and a street's own bonus by community, for all rosters in one statement. */
export const meritFactsProvider: FactProvider = {
  name: 'evaluation.merits',
  provides: (code) => CODES.includes(code),
  gather: async (tx, { districts, period }) => {
    const rows = await meritRows(tx, districts, period)
    if (rows.length === 0) return new Map()
    const scales = await pointsByDistrict(tx, [...new Set(rows.map(({ district }) => district))], period)
    const counted = [...countedEntries(rows)]
    return new Map(
      counted.map(([community, own]) => {
        const scale = scales.get(own[0]?.district ?? 0)
        if (!scale) throw new Error(`${period} of community ${community} has no policy`)
        return [community, meritFacts(own, scale)]
      }),
    )
  },
  // No honour, so whatever an honour may give.
  otherwise: meritFacts([], {} as HonourPoints),
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

/** One entry that counts, as an explanation shows it under the fact it stands behind. */
export type MeritLeaf = Pick<
  MeritRow,
  | 'id'
  | 'kind'
  | 'title'
  | 'level'
  | 'issuer'
  | 'happenedOn'
  | 'statement'
  | 'documentNumber'
  | 'documentTitle'
  | 'enteredBy'
> & {
  readonly points: string | null
  /** Who confirmed it and when; of a street's award the street alone, under the method that the district approved. */
  readonly confirmedBy: string | null
  readonly confirmedOn: string | null
  readonly reason: string | null
}

/** What stands behind the facts of these communities, by community and fact; all communities when none are given. */
export async function meritsOf(
  tx: Tx,
  district: number,
  period: string,
  communities?: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, readonly MeritLeaf[]>>>> {
  const { pack } = await getCyclePack(tx, district, period)
  const points = honourPoints(pack.pack)
  const wanted = communities && new Set(communities)
  const counted = [...countedEntries(await meritRows(tx, [district], period))]
  return new Map(
    counted
      .filter(([community]) => !wanted || wanted.has(community))
      .map(([community, own]) => [community, leavesByFact(own, points)]),
  )
}

function leavesByFact(rows: readonly MeritRow[], points: HonourPoints): Readonly<Record<string, readonly MeritLeaf[]>> {
  const byFact = [...Map.groupBy(rows, ({ kind }) => factOf(kind))]
  return Object.fromEntries(byFact.map(([fact, own]) => [fact, own.map((row) => leafOf(row, points))]))
}

function factOf(kind: Entry['kind']): string {
  if (kind === 'street-method') throw new Error('a method stands behind no fact')
  return FACT_OF[kind]
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
    enteredBy: row.enteredBy,
    points: worth ? display(worth, 1) : null,
    confirmedBy: row.decidedBy,
    confirmedOn: row.decidedOn,
    reason: row.decision,
  }
}
