import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROJECT } from '#config'
import { type LoadedPack, readPack } from '../src/modules/policy/packs/queries.ts'
import { randomFrom } from './national.ts'

// The shipped pack and sheets under it: full marks with deductions here and there, the same on every machine.

export type Indicator = { readonly code: string; readonly department: string; readonly points: number }

export async function shippedPack(): Promise<LoadedPack & { readonly source: string }> {
  const source = await readFile(join(PROJECT, 'policies', 'fushan.yaml'), 'utf8')
  const reading = readPack(source)
  if (!reading.ok) throw new Error(`the shipped pack cannot be read: ${reading.problems[0]?.en}`)
  return { ...reading, source }
}

/** The 22 indicators in the pack's order. */
export function indicatorsOf({ pack }: LoadedPack): readonly Indicator[] {
  return pack.lists.star_departments.items.flatMap((department) =>
    department.indicators.map(({ code, points }) => ({ code, department: department.code, points })),
  )
}

/** One community's sheet in hundredths of a point, and what else the star asks for. */
export type Sheet = {
  readonly points: readonly number[]
  readonly honours: number
  readonly seriousCases: number
  readonly residents: number
}

/** Sheets one after the other. One community in six is weak somewhere, so that every grade and every cap occurs. */
export function sheetMaker(indicators: readonly Indicator[]): () => Sheet {
  const next = randomFrom(20_261)
  return () => {
    const weakness = next() < 1 / 6 ? 0.9 : 0.35
    const points = indicators.map(({ points: most }) => {
      const lost = next() < weakness ? next() * weakness * most : 0
      // People deduct by halves mostly, and now and then by an odd amount.
      const step = next() < 0.9 ? 50 : 1
      return most * 100 - Math.floor((lost * 100) / step) * step
    })
    return {
      points,
      honours: next() < 0.2 ? 100 * Math.ceil(next() * 7) : 0,
      seriousCases: next() < 0.01 ? 100 : 0,
      residents: 7000 + Math.floor(next() * 3000),
    }
  }
}
