import { districtsScope } from '#kernel/access.ts'
import { type Database, openDatabase } from '#kernel/database.ts'
import { type Job, MOST_TOGETHER } from '#kernel/jobs.ts'
import { totalOnClosing } from '#evaluation'
import { openJobThreads } from '../src/main.ts'
import { type Figure, median } from './figure.ts'
import { type Nation, openNation, PERIOD } from './nation.ts'
import type { Country } from './national.ts'

const ROUNDS = 3

/**
 * The closing job over the whole country, against the same job with nothing but sums in SQL; and with two threads against
 * one.
 * @throws Error when a total is not the sum of its entries, or a community is left out.
 */
export async function measureClose(country: Country): Promise<Figure> {
  const nation = await openNation(country)
  const database = openDatabase(nation.runtimeUrl, 1)
  const taken = { bare: [] as number[], sql: [] as number[], one: [] as number[], two: [] as number[] }
  try {
    await nation.client.query(
      `create table public.sums (district bigint, community uuid, total numeric, primary key (district, community));
       grant insert on public.sums to yz_jobs`,
    )
    for (let round = 0; round < ROUNDS; round++) {
      taken.bare.push(await sumAsSuperuser(nation))
      taken.sql.push(await sumAsJob(nation, database))
      taken.one.push(await close(nation, 1))
      await requireSameTotals(nation, country.places.length)
      taken.two.push(await close(nation, 2))
      await requireSameTotals(nation, country.places.length)
    }
  } finally {
    await database.close()
    await nation.stop()
  }
  return figureOf(country, nation, {
    bare: median(taken.bare),
    sql: median(taken.sql),
    one: median(taken.one),
    two: median(taken.two),
  })
}

type Times = { readonly bare: number; readonly sql: number; readonly one: number; readonly two: number }

function figureOf({ places }: Country, { districts }: Nation, { bare, sql, one, two }: Times): Figure {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  return {
    title: 'Close',
    what: `${places.length} communities of ${districts.length} districts closed by the job that follows the command, ${MOST_TOGETHER} waiting districts at a time: facts gathered, scored exactly, results with digests and an audit row written. Against \`insert … select … sum … group by\` of the same ${places.length * 22} entries, by the same role in the same batches; and once more as superuser in one statement`,
    programs: [
      { name: 'close, one thread', value: seconds(one) },
      { name: 'close, two threads', value: seconds(two) },
      { name: 'sums in SQL by the same role', value: seconds(sql) },
      { name: 'sums in one statement as superuser', value: seconds(bare) },
    ],
    ratios: [
      { name: 'close, one thread / sums in SQL', value: one / sql, must: '≤ 5', holds: (ratio) => ratio <= 5 },
      { name: 'two threads / one', value: two / one, must: '≤ 0.75', holds: (ratio) => ratio <= 0.75 },
      { name: 'close, one thread / sums as superuser', value: one / bare },
    ],
  }
}

async function sumAsSuperuser({ client }: Nation): Promise<number> {
  await client.query('truncate public.sums; checkpoint')
  const start = performance.now()
  await client.query(
    `insert into public.sums select district, community, sum(points) from evaluation.star_entry
     where period = '${PERIOD}' group by district, community`,
  )
  return performance.now() - start
}

async function sumAsJob({ client, districts }: Nation, database: Database): Promise<number> {
  await client.query('truncate public.sums; checkpoint')
  const start = performance.now()
  for (const batch of batchesOf(districts)) {
    await database.tx(districtsScope('jobs', batch), (tx) =>
      tx.run(
        `insert into public.sums select district, community, sum(points) from evaluation.star_entry
         where district = any($1) and period = $2 group by district, community`,
        [batch, PERIOD],
      ),
    )
  }
  return performance.now() - start
}

async function close(nation: Nation, most: number): Promise<number> {
  await setBack(nation)
  const { runtimeUrl: databaseUrl, data, districts } = nation
  const threads = openJobThreads({ databaseUrl, data, mode: 'empty', clock: 'real', since: Date.now() }, most)
  // A district each brings the threads up, with connection and policy pack, as the other programs' connections are.
  await Promise.all(districts.slice(0, most).map((district) => threads.run(totalOnClosing, jobsOf([district]))))
  const start = performance.now()
  await Promise.all(batchesOf(districts.slice(most)).map((batch) => threads.run(totalOnClosing, jobsOf(batch))))
  const ms = performance.now() - start
  await threads.close()
  return ms
}

const jobsOf = (districts: readonly number[]): Job[] =>
  districts.map((district) => ({ district, account: null, payload: { period: PERIOD } }))

/** As the runner takes them when every district waits. */
function batchesOf(districts: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(districts.length / MOST_TOGETHER) }, (_, index) =>
    districts.slice(index * MOST_TOGETHER, (index + 1) * MOST_TOGETHER),
  )
}

async function setBack({ client }: Nation): Promise<void> {
  await client.query('truncate evaluation.star_result, evaluation.star_round cascade')
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
