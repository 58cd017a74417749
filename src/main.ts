import { join } from 'node:path'
import { type Bound } from '#kernel/endpoint.ts'
import { endpoints as accounts, listDistricts } from '#accounts'
import { endpoints as audit } from '#audit'
import { type Config, PROJECT, readConfig } from '#config'
import { cycleWork, endpoints as evaluation, starFacts, totalOnClosing } from '#evaluation'
import { endpoints as policy } from '#policy'
import { endpoints as registry } from '#registry'
import { endpoints as work } from '#work'
import { checkpoint, sequence } from '#kernel/audit.ts'
import { districtScope } from '#kernel/access.ts'
import type { Services } from '#kernel/call.ts'
import { type Clock, demoClock, realClock } from '#kernel/clock.ts'
import { openKeyring } from '#kernel/crypto/keys.ts'
import { softwareProvider } from '#kernel/crypto/software.ts'
import { openDatabase } from '#kernel/database.ts'
import { openFactBook } from '#kernel/facts.ts'
import { forgetOldKeys } from '#kernel/idempotency.ts'
import { openFileStore } from '#kernel/files.ts'
import { startJobs, type Subscription } from '#kernel/jobs.ts'
import { firstSteps } from './server/first-steps.ts'
import { createApp } from './server/app.ts'
import { invoker } from './server/invoke.ts'
import { createResidentApp } from './resident/app.ts'

// Composition: the only place that wires. A zone process reads its settings, opens the database as the runtime login and
// serves either the staff or the residents.

/** The fixed business date of the demo (rulings F). */
export const DEMO_DATE = '2026-12-10'

export const endpoints: readonly Bound[] = [...accounts, ...registry, ...policy, ...evaluation, ...audit, ...work]
export const subscriptions: readonly Subscription[] = [totalOnClosing]

/** What every operation is lent; also for the demo builder, the tests and the benchmarks. */
export function openServices(config: Pick<Config, 'databaseUrl' | 'data'>, clock: Clock): Services {
  const keyring = openKeyring(join(config.data, 'keys'), softwareProvider)
  return {
    database: openDatabase(config.databaseUrl),
    keyring,
    files: openFileStore(join(config.data, 'files'), keyring),
    facts: openFactBook([starFacts]),
    work: [firstSteps, cycleWork],
    clock,
  }
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
    setInterval(() => queue((district) => tidy(district)), TIDY_EVERY_MS),
  ]
  return async () => {
    timers.forEach((timer) => clearInterval(timer))
    await running
  }
}

async function startStaff(config: Config): Promise<() => Promise<void>> {
  const clock = config.clock === 'demo' && config.mode === 'demo' ? demoClock(DEMO_DATE) : realClock()
  const services = openServices(config, clock)
  await services.database.assertConfined()
  const wake = { relay: () => undefined as void }
  const invoke = invoker(() => wake.relay())
  const app = await createApp({ services, invoke, endpoints, pages: join(PROJECT, 'dist', 'web'), log: config.log })
  const report = (error: unknown) => app.log.error(error)
  const address = await app.listen({ host: config.host, port: config.port })
  const jobs = await startJobs(services, () => listDistricts(services.database), subscriptions, report)
  wake.relay = jobs.wake
  const stopRounds = startRounds(services, report)
  process.send?.({ ready: { address } })
  return async () => {
    await app.close()
    await jobs.stop()
    await stopRounds()
    await services.database.close()
  }
}

async function startResident(config: Config): Promise<() => Promise<void>> {
  const clock = config.clock === 'demo' && config.mode === 'demo' ? demoClock(DEMO_DATE) : realClock()
  const database = openDatabase(config.databaseUrl)
  await database.assertConfined()
  const app = await createResidentApp({ database, clock, log: config.log })
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

if (process.argv[1] && import.meta.filename === process.argv[1]) await runZone(readConfig())
