import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { isCommunity } from '../src/modules/registry/divisions/rules.ts'

// The communities of the whole country: the real statistical codes where the file is at hand, else a list of the same
// number that is the same on every machine. The product's own tree carries small files only.

export type Place = { readonly code: number; readonly name: string }
export type Country = { readonly places: readonly Place[]; readonly source: string }

/** What the file of 2023 holds: communities whose name has 居 or 社区, and the districts they lie in. */
const COMMUNITIES = 129_854
const DISTRICTS = 2_942

/** In code order. `file`: `code,name,level,parent` as CSV, gzipped or not. */
export async function readCountry(file: string | undefined): Promise<Country> {
  if (!file) return { places: inventedPlaces(), source: 'synthetic list' }
  const bytes = await readFile(file)
  const text = file.endsWith('.gz') ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8')
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true })
  const places = rows.flatMap(({ code = '', name = '', level = '' }) => {
    const division = { code: Number(code), name, level: level as 'community', parent: null }
    return isCommunity(division) ? [{ code: division.code, name }] : []
  })
  return { places: places.sort((a, b) => a.code - b.code), source: 'real codes of 2023' }
}

export const districtOf = ({ code }: Place): number => Math.floor(code / 1_000_000)

/** Districts of very different sizes, as in life: the share of each is an exponential draw. */
function inventedPlaces(): Place[] {
  const next = randomFrom(2023)
  const weights = Array.from({ length: DISTRICTS }, () => -Math.log(1 - next()))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const sizes = weights.map((weight) => 1 + Math.floor((weight / whole) * (COMMUNITIES - DISTRICTS)))
  const left = COMMUNITIES - sizes.reduce((sum, size) => sum + size, 0)
  return sizes.flatMap((size, index) => {
    const district = 110_101 + Math.floor(index / 100) * 10_000 + (index % 100)
    return Array.from({ length: size + (index < left ? 1 : 0) }, (_, position) => ({
      code: district * 1_000_000 + (1 + Math.floor(position / 20)) * 1000 + 1 + (position % 20),
      name: `第${position + 1}社区居民委员会`,
    }))
  })
}

/** mulberry32: small, and the same numbers on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
