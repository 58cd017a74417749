import { openJobThreads } from '../src/main.ts'
import { totalOnClosing } from '#evaluation'
import { type Job, MOST_TOGETHER } from '#kernel/jobs.ts'
import { type Figure, median } from './figure.ts'
import { type Nation, openNation, PERIOD } from './nation.ts'
import type { Country } from './national.ts'

const ROUNDS = 3

/**
 * The closing job over the whole country, against the same rows summed up in SQL; and with two threads against one.
 * @throws Error when a total is not the sum of its entries, or a community is left out.
 */
export async function measureClose(country: Country): Promise<Figure> {
  const nation = await openNation(country)
  const taken = { sql: [] as number[], one: [] as number[], two: [] as number[] }
  try {
    await nation.client.query(
      'create table public.sums (district bigint, community uuid, total numeric, primary key (district, community))',
    )
    for (let round = 0; round < ROUNDS; round++) {
      taken.sql.push(await sumInSql(nation))
      taken.one.push(await close(nation, 1))
      await requireSameTotals(nation, country.places.length)
      taken.two.push(await close(nation, 2))
      await requireSameTotals(nation, country.places.length)
    }
  } finally {
    await nation.stop()
  }
  const [sql, one, two] = [median(taken.sql), median(taken.one), median(taken.two)]
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  return {
    title: 'Close',
    what: `${country.places.length} communities of ${nation.districts.length} districts closed by the job that follows the command, ${MOST_TOGETHER} waiting districts at a time: facts gathered, scored exactly, results with digests and an audit row written. Against \`insert … select … sum … group by\` of the same ${country.places.length * 22} entries as superuser`,
    programs: [
      { name: 'close, one thread', value: seconds(one) },
      { name: 'close, two threads', value: seconds(two) },
      { name: 'sum in SQL', value: seconds(sql) },
    ],
    ratios: [
      { name: 'close, one thread / sum in SQL', value: one / sql, must: '≤ 5', holds: (ratio) => ratio <= 5 },
      { name: 'two threads / one', value: two / one, must: '≤ 0.75', holds: (ratio) => ratio <= 0.75 },
    ],
  }
}

async function sumInSql({ client }: Nation): Promise<number> {
  await client.query('truncate public.sums')
  await client.query('checkpoint')
  const start = performance.now()
  await client.query(
    `insert into public.sums select district, community, sum(points) from evaluation.star_entry
     where period = '${PERIOD}' group by district, community`,
  )
  return performance.now() - start
}

async function close(nation: Nation, most: number): Promise<number> {
  await setBack(nation)
  const { runtimeUrl: databaseUrl, data } = nation
  const threads = openJobThreads({ databaseUrl, data, mode: 'empty', clock: 'real', since: Date.now() }, most)
  const start = performance.now()
  await Promise.all(batchesOf(nation.districts).map((jobs) => threads.run(totalOnClosing, jobs)))
  const ms = performance.now() - start
  await threads.close()
  return ms
}

/** As the runner takes them when every district waits. */
function batchesOf(districts: readonly number[]): Job[][] {
  const jobs = districts.map((district) => ({ district, account: null, payload: { period: PERIOD } }))
  return Array.from({ length: Math.ceil(jobs.length / MOST_TOGETHER) }, (_, index) =>
    jobs.slice(index * MOST_TOGETHER, (index + 1) * MOST_TOGETHER),
  )
}

async function setBack({ client }: Nation): Promise<void> {
  await client.query('truncate evaluation.star_result, evaluation.star_publication')
  await client.query(`update evaluation.cycle set state = 'closing', round = 0, version = 1`)
  await client.query('vacuum full evaluation.cycle')
  await client.query('checkpoint')
}

async function requireSameTotals({ client }: Nation, communities: number): Promise<void> {
  const { rows } = await client.query<{ same: string; all: string }>(
    `select count(*) filter (where r.total_display = least(s.total, 100)) as same, count(*) as all
     from public.sums s left join evaluation.star_result r using (district, community)`,
  )
  if (Number(rows[0]?.all) !== communities || rows[0]?.same !== rows[0]?.all) throw new Error('totals differ from SQL')
}
