import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { prepareJobs } from '#kernel/jobs.ts'
import { PROJECT } from '#config'
import { migrate } from '../../src/supervisor/migrate.ts'
import { startThrowaway } from '../../src/supervisor/postgres.ts'
import { TEMPLATE } from './urls.ts'

// One throw-away PostgreSQL for a whole test run, with one migrated database that the tests clone. Commits need not
// survive a power cut here, so it runs without fsync; the supervisor's own tests use it with.

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging into vitest's interface needs an interface
  export interface ProvidedContext {
    superuserUrl: string
    ownerUrl: string
    runtimeUrl: string
    residentUrl: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowaway({ fsync: false })
  await migrate(server.url('owner'), join(PROJECT, 'migrations'))
  await prepareJobs(server.url('owner'))
  project.provide('superuserUrl', server.url('superuser', TEMPLATE))
  project.provide('ownerUrl', server.url('owner', TEMPLATE))
  project.provide('runtimeUrl', server.url('runtime', TEMPLATE))
  project.provide('residentUrl', server.url('resident', TEMPLATE))
  return () => server.stop()
}
