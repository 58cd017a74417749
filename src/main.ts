import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { Piscina, workerData } from 'piscina'
import { type Bound } from '#kernel/endpoint.ts'
import {
  destroyOldSlips,
  endpoints as accounts,
  forms as accountForms,
  handoverWork,
  imports as accountImports,
  listDistricts,
} from '#accounts'
import { endpoints as audit, recordWatch } from '#audit'
import { type Config, PROJECT, readConfig } from '#config'
import {
  confirmationWork,
  cycleWork,
  endpoints as evaluation,
  forms as evaluationForms,
  imports as evaluationImports,
  meritFactsProvider,
  meritPairs,
  meritWork,
  starFacts,
  starWatch,
  taskWork,
  totalledFacts,
  totalOnClosing,
  visitWork,
} from '#evaluation'
import { endpoints as documents, forms as documentForms } from '#documents'
import { endpoints as policy } from '#policy'
import {
  endpoints as registry,
  forms as registryForms,
  imports as registryImports,
  importWork,
  rosterPair,
} from '#registry'
import {
  endpoints as management,
  filingWatch,
  filingWork,
  forms as managementForms,
  imports as managementImports,
  pairs as managementPairs,
  papers as managementPapers,
  reviewWork,
  supervisionWork,
} from '#management'
import { endpoints as work } from '#work'
import { checkpoint, sequence } from '#kernel/audit.ts'
import { districtScope } from '#kernel/access.ts'
import type { Services } from '#kernel/call.ts'
import { type Clock, demoClock, realClock } from '#kernel/clock.ts'
import { openKeyring } from '#kernel/crypto/keys.ts'
import { softwareProvider } from '#kernel/crypto/software.ts'
import { openDatabase } from '#kernel/database.ts'
import { openFactBook } from '#kernel/facts.ts'
import type { Paper } from '#kernel/documents/word/paper.ts'
import type { SliceForms } from '#kernel/forms.ts'
import { forgetOldKeys } from '#kernel/idempotency.ts'
import { openFileStore } from '#kernel/files.ts'
import { type Job, type RunJobs, startJobs, type Subscription } from '#kernel/jobs.ts'
import { importJobs } from '#kernel/sheets/import.ts'
import { firstSteps } from './server/first-steps.ts'
import { createApp } from './server/app.ts'
import { invoker } from './server/invoke.ts'
import { createResidentApp } from './resident/app.ts'

// Composition: the only place that wires. A zone process reads its settings, opens the database as the runtime login and
// serves either the staff or the residents.

/** The fixed business date of the demo (rulings F). */
export const DEMO_DATE = '2026-12-10'

export const endpoints: readonly Bound[] = [
  ...accounts,
  ...registry,
  ...policy,
  ...evaluation,
  ...management,
  ...documents,
  ...audit,
  ...work,
]
export const subscriptions: readonly Subscription[] = [
  totalOnClosing,
  ...importJobs([...accountImports, ...registryImports, ...evaluationImports, ...managementImports]),
]

/** What people type, slice by slice (R-BR-8). */
export const forms: readonly SliceForms[] = [
  ...accountForms,
  ...registryForms,
  ...evaluationForms,
  ...managementForms,
  ...documentForms,
]

/** What is printed from templates. */
const papers: readonly Paper[] = [...managementPapers]

/** What every operation is lent; also for the demo builder, the tests and the benchmarks. */
export function openServices(
  config: Pick<Config, 'databaseUrl' | 'data'>,
  clock: Clock,
  connections?: number,
): Services {
  const keyring = openKeyring(join(config.data, 'keys'), softwareProvider)
  return {
    database: openDatabase(config.databaseUrl, connections),
    keyring,
    files: openFileStore(join(config.data, 'files'), keyring),
    facts: openFactBook([starFacts, meritFactsProvider, totalledFacts]),
    forms,
    papers,
    work: [
      handoverWork,
      firstSteps,
      importWork,
      cycleWork,
      meritWork,
      confirmationWork,
      taskWork,
      visitWork,
      filingWork,
      reviewWork,
      supervisionWork,
    ],
    watch: [filingWatch, starWatch, recordWatch],
    pairs: [rosterPair, ...meritPairs, ...managementPairs],
    clock,
  }
}

/** What a job thread is given to open services of its own; `since`: the instant at which the demo's day began. */
type ThreadData = Pick<Config, 'databaseUrl' | 'data' | 'mode' | 'clock'> & { readonly since: number }
type ThreadTask = { readonly name: string; readonly jobs: readonly Job[] }

/** One more job may start while a long one runs; more threads than that would take the cores from the pages. */
const JOB_THREADS = 2
const THREAD_IDLE_MS = 60_000
/** MB of objects. A list of 100,000 people takes 250 old ones; with fewer young ones they are copied twice as often. */
const THREAD_HEAP = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 48 }

/** Threads that jobs run in, with connections and keys of their own: scoring a province keeps no page waiting (G10). */
export function openJobThreads(data: ThreadData, most = JOB_THREADS): { run: RunJobs; close: () => Promise<void> } {
  const threads = new Piscina<ThreadTask, void>({
    filename: import.meta.filename,
    name: runJobs.name,
    workerData: data,
    // One is up before anybody waits for it: it takes half a second to load.
    minThreads: 1,
    maxThreads: most,
    idleTimeout: THREAD_IDLE_MS,
    resourceLimits: THREAD_HEAP,
  })
  return { run: ({ name }, jobs) => threads.run({ name, jobs }), close: () => threads.destroy() }
}

let servicesOfThread: Services | undefined

/** The inside of a job thread. */
export async function runJobs({ name, jobs }: ThreadTask): Promise<void> {
  const data = workerData as ThreadData
  servicesOfThread ??= openServices(data, clockOf(data, data.since), 2)
  const subscription = subscriptions.find((one) => one.name === name)
  if (!subscription) throw new Error(`no subscription is called ${name}`)
  await subscription.run(servicesOfThread, jobs)
}

/** Only a demo may stand at a date of its own. */
function clockOf({ mode, clock }: Pick<Config, 'mode' | 'clock'>, since: number): Clock {
  return mode === 'demo' && clock === 'demo' ? demoClock(DEMO_DATE, since) : realClock()
}

const SEQUENCE_EVERY_MS = 1000
const CHECKPOINT_EVERY_MS = 60_000
const TIDY_EVERY_MS = 3600_000

/**
 * What a district needs done by the clock: acts appended to the tree within a second, the tree signed once a minute,
 * answers to yesterday's requests forgotten once an hour. Returns how to stop it.
 */
function startRounds(services: Services, report: (error: unknown) => void): () => Promise<void> {
  const { database, keyring, clock } = services
  const forEachDistrict = async (work: (district: number) => Promise<unknown>): Promise<void> => {
    for (const district of await listDistricts(database)) await work(district)
  }
  let running: Promise<unknown> = Promise.resolve()
  const queue = (work: (district: number) => Promise<unknown>) => {
    running = running.then(() => forEachDistrict(work)).catch(report)
  }
  const tidy = (district: number) =>
    database.tx(districtScope('jobs', district), (tx) => forgetOldKeys(tx, clock.now()))
  const timers = [
    setInterval(() => queue((district) => sequence(database, district)), SEQUENCE_EVERY_MS),
    setInterval(() => queue((district) => checkpoint(database, keyring, district, clock.now())), CHECKPOINT_EVERY_MS),
    setInterval(() => queue((district) => destroyOldSlips(services, district)), CHECKPOINT_EVERY_MS),
    setInterval(() => queue((district) => tidy(district)), TIDY_EVERY_MS),
  ]
  return async () => {
    timers.forEach((timer) => clearInterval(timer))
    await running
  }
}

async function startStaff(config: Config): Promise<() => Promise<void>> {
  const since = Date.now()
  const services = openServices(config, clockOf(config, since))
  await services.database.assertConfined()
  const wake = { relay: () => undefined as void }
  const invoke = invoker(() => wake.relay())
  const app = await createApp({ services, invoke, endpoints, pages: join(PROJECT, 'dist', 'web'), log: config.log })
  const report = (error: unknown) => app.log.error(error)
  const address = await app.listen({ host: config.host, port: config.port })
  const { databaseUrl, data, mode, clock } = config
  const threads = openJobThreads({ databaseUrl, data, mode, clock, since })
  const jobs = await startJobs({
    database: services.database,
    districts: () => listDistricts(services.database),
    subscriptions,
    run: threads.run,
    atOnce: JOB_THREADS,
    report,
  })
  wake.relay = jobs.wake
  const stopRounds = startRounds(services, report)
  process.send?.({ ready: { address } })
  return async () => {
    await app.close()
    await jobs.stop()
    await threads.close()
    await stopRounds()
    await services.database.close()
  }
}

async function startResident(config: Config): Promise<() => Promise<void>> {
  const database = openDatabase(config.databaseUrl)
  await database.assertConfined()
  const app = await createResidentApp({ database, clock: clockOf(config, Date.now()), log: config.log })
  const address = await app.listen({ host: config.host, port: config.port })
  process.send?.({ ready: { address } })
  return async () => {
    await app.close()
    await database.close()
  }
}

/** Runs one zone until the process is asked to stop, or its supervisor is gone. */
export async function runZone(config: Config): Promise<void> {
  const stop = await (config.zone === 'resident' ? startResident(config) : startStaff(config))
  let stopping = false
  const end = () => {
    if (stopping) return
    stopping = true
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  process.on('disconnect', end)
}

if (isMainThread && process.argv[1] === import.meta.filename) await runZone(readConfig())
