import { Pool } from 'pg'
import { districtScope } from '#kernel/access.ts'
import { openDatabase } from '#kernel/database.ts'
import { type Figure, median } from './figure.ts'
import { openNation, PERIOD } from './nation.ts'
import type { Country } from './national.ts'

const CONNECTIONS = 16
const ROUNDS = 6
const ROUND_MS = 2000

const PAGE = `select community, code, short_name, street, street_name from evaluation.roster
  where district = $1 and period = $2 and code > $3 order by code limit 50`

/** One page of a list, as the product reads it (role and settings in one message, statement, commit), against the bare statement. */
export async function measureAccess(country: Country): Promise<Figure> {
  const nation = await openNation(country)
  const pool = new Pool({ connectionString: nation.superuserUrl, max: CONNECTIONS })
  const database = openDatabase(nation.runtimeUrl, CONNECTIONS)
  const rates = { bare: [] as number[], confined: [] as number[] }
  try {
    for (let round = 0; round < ROUNDS; round++) {
      rates.bare.push(
        await pagesPerSecond(nation.districts, async (values) => {
          return (await pool.query({ name: 'page', text: PAGE, values: [...values] })).rows.length
        }),
      )
      rates.confined.push(
        await pagesPerSecond(nation.districts, (values) =>
          database.tx(districtScope('staff', values[0]), async (tx) => (await tx.run(PAGE, values)).length),
        ),
      )
    }
  } finally {
    await database.close()
    await pool.end()
    await nation.stop()
  }
  const [bare, confined] = [median(rates.bare), median(rates.confined)]
  const perSecond = (rate: number) => `${Math.round(rate)} pages/s`
  return {
    title: 'Access',
    what: `pages of 50 of a list of ${country.places.length} communities over ${CONNECTIONS} connections: under role, settings and row-level security in a transaction, against the same statement alone as superuser`,
    programs: [
      { name: 'under role and settings', value: perSecond(confined) },
      { name: 'bare statement', value: perSecond(bare) },
    ],
    ratios: [{ name: 'confined / bare', value: confined / bare, must: '≥ 0.40', holds: (ratio) => ratio >= 0.4 }],
  }
}

type Values = readonly [number, string, number]

/** @throws Error when a page is empty: a confined reader that sees nothing would be the fastest. */
async function pagesPerSecond(
  districts: readonly number[],
  read: (values: Values) => Promise<number>,
): Promise<number> {
  const start = performance.now()
  let pages = 0
  const reader = async (): Promise<void> => {
    while (performance.now() - start < ROUND_MS) {
      const district = districts[pages++ % districts.length] as number
      if ((await read([district, PERIOD, 0])) === 0) throw new Error(`an empty page of ${district}`)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, reader))
  return pages / ((performance.now() - start) / 1000)
}
