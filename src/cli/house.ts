import { writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { prepareJobs } from '#kernel/jobs.ts'
import { checkReach, hasCluster } from '../supervisor/cluster.ts'
import { type DatabaseUrls, startDatabase } from '../supervisor/database-service.ts'
import { type Passwords, prepareFolder, randomPasswords } from '../supervisor/folders.ts'
import { takeLock } from '../supervisor/lock.ts'
import { migrate as applyMigrations } from '../supervisor/migrate.ts'
import { type Plan, planStart } from '../supervisor/plan.ts'
import { createDatabaseSql, roleSql } from '../supervisor/roles.ts'
import { openShutdown } from '../supervisor/shutdown.ts'
import { inFile } from './client.ts'
import { ENVIRONMENT } from './environment.ts'
import { printJson } from './output.ts'
import { type Progress, withProgress } from './progress.ts'
import { refuse } from './refusals.ts'
import type { Recomputation } from './results.ts'

// What administrators do to the database itself: the few commands that are not endpoints (rulings G17).

/** Applies what is missing of migrations/: to your own PostgreSQL, or to the embedded one while nothing else runs. */
export async function migrate(flags: { readonly data?: string }): Promise<void> {
  const plan = planStart({ ...flags, environment: ENVIRONMENT })
  const applied = await withProgress('migrate', (progress) =>
    plan.external
      ? migrateAt(plan.external.owner, plan, progress)
      : withEmbedded(plan, ({ owner }) => migrateAt(owner, plan, progress)),
  )
  printJson({ applied })
}

async function migrateAt(ownerUrl: string, { root }: Plan, progress: Progress): Promise<readonly string[]> {
  const applied = await applyMigrations(ownerUrl, join(root, 'migrations'), ({ done, total }) =>
    progress.update(done, total),
  )
  await prepareJobs(ownerUrl)
  return applied
}

/** Computes every closed half-year of every district again, as the login that totals. */
export async function recomputeHouse(
  flags: { readonly data?: string; readonly period?: string },
  progress: Progress,
): Promise<readonly Recomputation[]> {
  const plan = planStart({ ...flags, environment: ENVIRONMENT })
  const recompute = async ({ runtime }: DatabaseUrls) => {
    const { recomputeDatabase } = await import('./recomputation.ts')
    return recomputeDatabase({ databaseUrl: runtime, data: plan.data }, flags.period, progress)
  }
  return plan.external ? recompute(plan.external) : withEmbedded(plan, recompute)
}

/** Works with the embedded database while nothing else runs on it. */
async function withEmbedded<T>(plan: Plan, work: (urls: DatabaseUrls) => Promise<T>): Promise<T> {
  const folder = plan.data
  if (!(await hasCluster(folder))) refuse('cli.no-database', { folder })
  await checkReach(dirname(folder))
  await prepareFolder(folder)
  const taken = await takeLock(folder)
  if ('holder' in taken) return refuse('cli.house-runs', { folder, pid: taken.holder.pid })
  const shutdown = openShutdown(() => process.exit(130))
  try {
    return await work(await startDatabase(folder, shutdown, () => undefined))
  } finally {
    shutdown.ask(0)
    await shutdown.closeAll()
    await taken.lock.release()
    await shutdown.finish()
  }
}

export type PrepareFlags = {
  readonly database: string
  readonly host: string
  readonly port: string
  readonly ctype: string
  readonly existing?: true
  readonly environment: string
}

/**
 * Prints the SQL that makes roles and database on a PostgreSQL of your own; passwords appear in it as verifiers only. The
 * URLs with the passwords go into a file that this user alone can read.
 */
export async function prepareDatabase(flags: PrepareFlags): Promise<void> {
  const passwords = randomPasswords()
  const file = resolve(flags.environment)
  await inFile(file, () => writeFile(file, environmentText(flags, passwords), { flag: 'wx', mode: 0o600 }))
  const statements = [
    ...(flags.existing ? [] : [createDatabaseSql(flags.database, flags.ctype)]),
    ...roleSql(flags.database, passwords),
  ]
  process.stdout.write(
    [
      '-- Roles and database of Yanzhen. For an administrator of PostgreSQL 15 or newer: psql -v ON_ERROR_STOP=1 -f …',
      `-- The passwords are in ${file}`,
      ...statements.map((statement) => `${statement};`),
      '',
    ].join('\n'),
  )
}

function environmentText({ host, port, database }: PrepareFlags, passwords: Passwords): string {
  const url = (login: 'owner' | 'runtime' | 'resident') =>
    `postgres://yanzhen_${login}:${passwords[login]}@${host}:${port}/${encodeURIComponent(database)}`
  return [
    `YANZHEN_OWNER_URL=${url('owner')}`,
    `YANZHEN_DATABASE_URL=${url('runtime')}`,
    `YANZHEN_RESIDENT_URL=${url('resident')}`,
    '',
  ].join('\n')
}
