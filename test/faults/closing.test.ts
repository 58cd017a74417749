// Promise P8 for work behind a commit: a half-year is totalled by a job after `closeCycle` was answered. Killed with -9 at
// any point in between, it is totalled after the restart, once.
import { Client as Connection } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, type Running, signIn, startRunning, until } from '../support/running.ts'

const PERIOD = '2026H2'
const COMMUNITIES = 76

type Cycle = { readonly period: string; readonly state: string; readonly round: number; readonly version: number }

let house: Running
let database: Connection
let officer: Client
beforeAll(async () => {
  house = await startRunning()
  database = new Connection({ connectionString: await house.superuserUrl() })
  await database.connect()
  officer = await signIn(house, 'officer')
})
afterAll(async () => {
  await database.end()
  await house.close()
})

async function cycle(): Promise<Cycle> {
  const { cycles } = await officer.read<{ cycles: Cycle[] }>('cycle.listCycles')
  return cycles.find(({ period }) => period === PERIOD) as Cycle
}

async function close(): Promise<void> {
  await officer.write('cycle.closeCycle', { period: PERIOD, version: (await cycle()).version })
}

async function untilClosed(): Promise<Cycle> {
  return until(async () => {
    const found = await cycle()
    return found.state === 'closed' ? found : undefined
  })
}

/** Rounds with how many results each has, and how often the job is on record. */
async function totals(): Promise<{ rounds: Record<number, number>; acts: number }> {
  const rounds = await database.query<{ round: number; results: number }>(
    'select round, count(*)::int as results from evaluation.star_result where period = $1 group by round order by round',
    [PERIOD],
  )
  const acts = await database.query<{ acts: number }>(
    `select count(*)::int as acts from kernel.audit_row where action = 'job.totalStars' and object_id = $1`,
    [PERIOD],
  )
  return {
    rounds: Object.fromEntries(rounds.rows.map(({ round, results }) => [round, results])),
    acts: acts.rows[0]?.acts ?? 0,
  }
}

it('totals a half-year once when the server is killed while the job writes', async () => {
  // Nobody can write a result: the job stands in the middle of its transaction.
  await database.query('begin; lock table evaluation.star_result in share mode')
  await close()
  await until(async () => {
    const { rows } = await database.query('select 1 from pg_locks where relation = $1::regclass and not granted', [
      'evaluation.star_result',
    ])
    return rows.length > 0
  })
  await house.killStaff()
  await database.query('commit')
  expect(await cycle()).toMatchObject({ state: 'closing', round: 0 })
  expect(await untilClosed()).toMatchObject({ round: 1 })
  expect(await totals()).toEqual({ rounds: { 1: COMMUNITIES }, acts: 1 })
})

it('totals it once when the server is killed as soon as it has answered', async () => {
  await officer.write('cycle.reopenCycle', { period: PERIOD, version: (await cycle()).version, reason: '补报' })
  await close()
  await house.killStaff()
  expect(await untilClosed()).toMatchObject({ round: 2 })
  expect(await totals()).toEqual({ rounds: { 1: COMMUNITIES, 2: COMMUNITIES }, acts: 2 })
})
