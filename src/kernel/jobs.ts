import { Client } from 'pg'
import { type JobResult, PgBoss, type Job as QueuedJob } from 'pg-boss'
import { districtScope } from './access.ts'
import type { Services } from './call.ts'
import type { Database } from './database.ts'

// Work after the commit: modules write outbox rows in their transaction, the relay turns each into jobs, pg-boss keeps and
// retries them (rulings G17). A job names its actor and district and has to be idempotent: it may run twice.

export type Job = {
  readonly district: number
  /** Account that caused it. */
  readonly account: string | null
  readonly payload: Readonly<Record<string, string | number>>
}

/**
 * "When this event has happened, do that." `name` tells several subscribers of one event apart. `run` gets the jobs that
 * were waiting, one as a rule: at a deadline, when many districts close at once, doing them together halves the work.
 */
export type Subscription = {
  readonly event: string
  readonly name: string
  readonly run: (services: Services, jobs: readonly Job[]) => Promise<void>
}

/** Runs waiting jobs: in a thread of their own, so that pages keep answering, or on the spot. */
export type RunJobs = (subscription: Subscription, jobs: readonly Job[]) => Promise<void>

export type JobOptions = {
  readonly database: Database
  readonly districts: () => Promise<readonly number[]>
  readonly subscriptions: readonly Subscription[]
  readonly run: RunJobs
  /** Calls of `run` for one subscription at the same time, in this process. */
  readonly atOnce: number
  readonly report: (error: unknown) => void
}

export type JobRunner = {
  /** Looks into the outbox now instead of at the next tick. */
  readonly wake: () => void
  readonly stop: () => Promise<void>
}

const SCHEMA = 'jobs'
// The outbox is looked at after each write (`wake`) and this often besides, for rows whose process died in between.
const TICK_MS = 1000
/** Jobs taken at once, at most: 64 districts are some 3,000 communities in one transaction of half a second. */
export const MOST_TOGETHER = 64
/** A job whose process was killed gives no sign of life for this long, the least that pg-boss takes; then it is done again. */
const HEARTBEAT_S = 10
const SUPERVISE_S = 5
const QUEUE = { retryLimit: 5, retryDelay: 1, retryBackoff: true, heartbeatSeconds: HEARTBEAT_S }
const queueOf = (subscription: Subscription): string => `${subscription.event}/${subscription.name}`

/** Makes or upgrades the queue's tables; by the owner login, at migration, never at run time. */
export async function prepareJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: SCHEMA, supervise: false, schedule: false, max: 2 })
  await boss.start()
  await boss.stop({ graceful: false, close: true })
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query(`grant usage on schema ${SCHEMA} to yz_jobs`)
  await client.query(`grant select, insert, update, delete on all tables in schema ${SCHEMA} to yz_jobs`)
  await client.query(`grant usage on all sequences in schema ${SCHEMA} to yz_jobs`)
  await client.query(`grant execute on all functions in schema ${SCHEMA} to yz_jobs`)
  await client.end()
}

/** Starts the relay and the workers of this process. */
export async function startJobs(options: JobOptions): Promise<JobRunner> {
  const { database, districts, subscriptions, atOnce, report } = options
  const boss = new PgBoss({
    db: asJobs(database),
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_S,
    monitorIntervalSeconds: SUPERVISE_S,
  })
  boss.on('error', report)
  await boss.start()
  const workers = new Map<string, string>()
  for (const subscription of subscriptions) {
    // A queue is a row; its table was made by `prepareJobs`. It may be there from an earlier version of ours.
    await boss.createQueue(queueOf(subscription), QUEUE)
    await boss.updateQueue(queueOf(subscription), QUEUE)
    const worker = await boss.work<Job>(
      queueOf(subscription),
      { pollingIntervalSeconds: 2, localConcurrency: atOnce, batchSize: MOST_TOGETHER, perJobResults: true as const },
      (jobs) => runTogether(options, subscription, jobs),
    )
    workers.set(queueOf(subscription), worker)
  }
  const relay = async (): Promise<void> => {
    for (const district of await districts()) {
      for (const queue of await relayDistrict(database, boss, district, subscriptions)) {
        boss.notifyWorker(workers.get(queue) ?? '')
      }
    }
  }
  return runRelay(relay, boss, report)
}

/** All together, or each alone when that fails: one job's fault keeps no other from being done. */
async function runTogether(
  { run, report }: JobOptions,
  subscription: Subscription,
  jobs: readonly QueuedJob<Job>[],
): Promise<JobResult[]> {
  const outcome = async (some: readonly QueuedJob<Job>[]): Promise<JobResult[]> => {
    const failed = await run(
      subscription,
      some.map(({ data }) => data),
    ).then(
      () => undefined,
      (error: unknown) => ({ error }),
    )
    if (!failed) return some.map(({ id }) => ({ id, status: 'completed' }))
    report(failed.error)
    return some.map(({ id }) => ({ id, status: 'failed', output: failed.error }))
  }
  const together = await outcome(jobs)
  if (jobs.length === 1 || together.every(({ status }) => status === 'completed')) return together
  const alone: JobResult[] = []
  for (const job of jobs) alone.push(...(await outcome([job])))
  return alone
}

/** Runs the relay one at a time: on waking, and at every tick. */
function runRelay(relay: () => Promise<void>, boss: PgBoss, report: (error: unknown) => void): JobRunner {
  let running = Promise.resolve()
  let waiting = false
  const wake = (): void => {
    if (waiting) return
    waiting = true
    running = running.then(() => {
      waiting = false
      return relay().catch(report)
    })
  }
  const timer = setInterval(wake, TICK_MS)
  return {
    wake,
    stop: async () => {
      clearInterval(timer)
      await running
      await boss.stop({ graceful: true, timeout: 5000 })
    },
  }
}

/**
 * Queues a job per subscription for each outbox row, then removes the row. The job's id is the row's, so relaying a row
 * again after a crash in between queues nothing twice.
 */
async function relayDistrict(
  database: Database,
  boss: PgBoss,
  district: number,
  subscriptions: readonly Subscription[],
): Promise<ReadonlySet<string>> {
  const scope = districtScope('jobs', district)
  const rows = await database.tx(scope, (tx) =>
    tx.query
      .selectFrom('kernel.outbox')
      .selectAll()
      .where('district', '=', district)
      .orderBy('id')
      .limit(100)
      .execute(),
  )
  const queues = new Set<string>()
  for (const { id, name, payload, account } of rows) {
    for (const subscription of subscriptions.filter(({ event }) => event === name)) {
      await boss.send(queueOf(subscription), { district, account, payload }, { id })
      queues.add(queueOf(subscription))
    }
    await database.tx(scope, (tx) =>
      tx.query.deleteFrom('kernel.outbox').where('district', '=', district).where('id', '=', id).execute(),
    )
  }
  return queues
}

/** pg-boss's door to the database: every statement in a transaction of class jobs, without a district. */
function asJobs(database: Database): {
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>
} {
  const scope = { class: 'jobs', districts: [0, 0], areas: [0, 0] } as const
  return {
    executeSql: (text, values) =>
      database.tx(scope, async ({ client }) => {
        const result = await client.query(text, values)
        // Several statements in one text answer with several results; pg-boss reads the rows of all of them.
        const results = Array.isArray(result) ? result : [result]
        return { rows: results.flatMap(({ rows }) => rows) }
      }),
  }
}
