import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { prepareJobs } from '#kernel/jobs.ts'
import { PROJECT } from '#config'
import { migrate } from '../../src/supervisor/migrate.ts'
import { type Server, startThrowaway } from '../../src/supervisor/postgres.ts'
import { TEMPLATE } from './urls.ts'

// One throw-away PostgreSQL for a whole test run, with one migrated database that the tests clone. Commits need not
// survive a power cut here, so it runs without fsync, and in memory where there is enough; the supervisor's own tests use
// it on disk, with fsync.

const MEMORY = '/dev/shm'
/** Several times of what a run needs at most. */
const ENOUGH_BYTES = 3e9

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
  const folder = await runFolderIn(await roomiestPlace())
  const server = await startIn(folder)
  await migrate(server.url('owner'), join(PROJECT, 'migrations'))
  await prepareJobs(server.url('owner'))
  project.provide('superuserUrl', server.url('superuser', TEMPLATE))
  project.provide('ownerUrl', server.url('owner', TEMPLATE))
  project.provide('runtimeUrl', server.url('runtime', TEMPLATE))
  project.provide('residentUrl', overSocket(server.url('resident', TEMPLATE), server.url('runtime', TEMPLATE)))
  project.provide('runFolder', folder)
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Memory where the machine offers a folder of it: copying a database to disk takes several times as long. */
async function roomiestPlace(): Promise<string> {
  const memory = await statfs(MEMORY).catch(() => undefined)
  const free = Math.min(freemem(), memory ? memory.bavail * memory.bsize : 0)
  return free > ENOUGH_BYTES ? MEMORY : tmpdir()
}

async function runFolderIn(place: string): Promise<string> {
  const folder = await mkdtemp(join(place, 'yanzhen-run-'))
  // The databases' own user has to pass.
  await chmod(folder, 0o711)
  return folder
}

/** A throw-away server looks for its place where temporary files go. */
async function startIn(folder: string): Promise<Server> {
  const { TMPDIR } = process.env
  process.env['TMPDIR'] = folder
  try {
    return await startThrowaway({ fsync: false })
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = TMPDIR
  }
}

/** The residents' login by the Unix socket: over TCP it reaches the production database alone, and tests use clones. */
function overSocket(resident: string, socket: string): string {
  const url = new URL(socket)
  const { username, password } = new URL(resident)
  return Object.assign(url, { username, password }).href
}
