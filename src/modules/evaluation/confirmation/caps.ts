import type { Call } from '#kernel/call.ts'
import { type ExplainedView, toView } from '#kernel/policy/view.ts'
import type { CyclePack } from '../cycle/queries.ts'
import { type MeritLeaves, meritsOf } from '../merits/facts.ts'
import type { StoredResult } from '../star/queries.ts'
import { starPolicy } from '../star/rules.ts'
import { openScoring } from '../star/totals.ts'
import type { Cap } from './contract.ts'

// Why a star is below what its total gives: the red lines that applied, with the documents behind them (R-BR-2, promise P1).

/** By community; computed anew for those that were capped, as their explanations are. */
export async function capsOf(
  { tx, district, services }: Call,
  { period, pack }: Pick<CyclePack, 'period' | 'pack'>,
  results: readonly StoredResult[],
): Promise<ReadonlyMap<string, readonly Cap[]>> {
  const capped = results.filter((one) => one.capped)
  if (capped.length === 0) return new Map()
  const { scoreOf } = await openScoring(services, tx, new Map([[district, starPolicy(pack)]]), period)
  const merits = await meritsOf(tx, { district, period, pack: pack.pack }, capped, 'no-names')
  return new Map(
    capped.map(({ community, street }) => {
      const { scored } = scoreOf({ district, street, community })
      return [community, capsIn(toView(scored), merits.get(community) ?? {})]
    }),
  )
}

/** The limits that took stars, the one that decided first. */
function capsIn(node: ExplainedView, merits: MeritLeaves): readonly Cap[] {
  const { code, mechanism, grade, note, parts } = node
  const below = parts.flatMap((part) => capsIn(part, merits))
  if (mechanism !== 'cap@1' || grade === null || note?.code !== 'limited') return below
  const by = Array.isArray(note['by']) ? note['by'].map(String) : []
  const documents = by
    .flatMap((fact) => merits[fact] ?? [])
    .map((leaf) => `${leaf.documentNumber} ${leaf.documentTitle}`)
  return [{ rule: code, at: grade, by, documents }, ...below]
}
