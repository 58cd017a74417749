import { join } from 'node:path'
import { PROJECT } from '#config'
import { startJobs } from '#kernel/jobs.ts'
import type { WorldState } from '#kernel/endpoint.ts'
import { subscriptions } from '../../src/main.ts'
import { createApp } from '../../src/server/app.ts'
import { invoker } from '../../src/server/invoke.ts'
import { build } from '../../src/supervisor/build.ts'
import { oncePerRun } from './databases.ts'
import { type Prepared, prepare } from './world.ts'

/** A prepared district behind a real port, with its pages and its jobs. */
export type House = { readonly address: string; readonly prepared: Prepared; readonly close: () => Promise<void> }

export async function openHouse(state: WorldState): Promise<House> {
  await oncePerRun('pages', () => build(PROJECT))
  const prepared = await prepare(state)
  const { services, endpoints } = prepared
  const wake = { relay: () => undefined as void }
  const pages = join(PROJECT, 'dist', 'web')
  const app = await createApp({ services, invoke: invoker(() => wake.relay()), endpoints, pages, log: 'silent' })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const jobs = await startJobs({
    database: services.database,
    districts: async () => [370611],
    subscriptions,
    // On the spot, because the clock that tests set is in this thread; the faults' tests run the real process with its threads.
    run: (subscription, jobs) => subscription.run(services, jobs),
    atOnce: 1,
    report: (error) => console.error(error),
  })
  wake.relay = jobs.wake
  return {
    address,
    prepared,
    close: async () => {
      await app.close()
      await jobs.stop()
      await prepared.close()
    },
  }
}
