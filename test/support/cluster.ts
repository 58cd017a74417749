import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
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
    /** Where test files keep what they share; removed with all that is in it. */
    runFolder: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowaway({ fsync: false })
  await migrate(server.url('owner'), join(PROJECT, 'migrations'))
  await prepareJobs(server.url('owner'))
  project.provide('superuserUrl', server.url('superuser', TEMPLATE))
  project.provide('ownerUrl', server.url('owner', TEMPLATE))
  project.provide('runtimeUrl', server.url('runtime', TEMPLATE))
  project.provide('residentUrl', overSocket(server.url('resident', TEMPLATE), server.url('runtime', TEMPLATE)))
  const runFolder = await mkdtemp(join(tmpdir(), 'yanzhen-run-'))
  project.provide('runFolder', runFolder)
  return async () => {
    await server.stop()
    await rm(runFolder, { recursive: true, force: true })
  }
}

/** The residents' login by the Unix socket: over TCP it reaches the production database alone, and tests use clones. */
function overSocket(resident: string, socket: string): string {
  const url = new URL(socket)
  const { username, password } = new URL(resident)
  return Object.assign(url, { username, password }).href
}
