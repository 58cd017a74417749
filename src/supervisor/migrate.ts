// Applies migrations/*.sql: in order, forward only, each file in one transaction, one statement at a time (Citus takes no
// more). What was applied is kept with a digest, so that a file changed afterwards is noticed.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { messageOf, refuse } from './refusals.ts'
import { splitStatements } from './statements.ts'

export type MigrationProgress = { readonly done: number; readonly total: number; readonly name: string }

type MigrationFile = { readonly name: string; readonly sql: string; readonly digest: string }
type Applied = { readonly name: string; readonly digest: string }

/** Any constant will do, as long as no other program takes the same lock in this database: "yanz" as a number. */
const LOCK = 0x79_61_6e_7a

const OWN_TABLE = [
  'create schema if not exists control',
  `create table control.migration (
    name text primary key,
    digest text not null,
    applied_at timestamptz not null default now()
  )`,
  `comment on table control.migration is 'Applied migration files. Written by the migrator alone.'`,
  `comment on column control.migration.name is 'File name.'`,
  `comment on column control.migration.digest is 'SHA-256 of the file as applied, line ends as LF.'`,
  `comment on column control.migration.applied_at is 'When its transaction began.'`,
]

async function readFiles(folder: string): Promise<readonly MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const numbers = new Set<string>()
  const files: MigrationFile[] = []
  for (const name of names) {
    const number = name.slice(0, 4)
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name) || numbers.has(number)) refuse('migration_name', { file: name })
    numbers.add(number)
    // A checkout on Windows may have turned the line ends; that is no change.
    const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
    files.push({ name, sql, digest: createHash('sha256').update(sql).digest('hex') })
  }
  return files
}

/** The files still to apply; refuses a history that is not a beginning of the folder's. */
function pending(files: readonly MigrationFile[], applied: readonly Applied[]): readonly MigrationFile[] {
  const byName = new Map(files.map((file) => [file.name, file]))
  for (const { name, digest } of applied) {
    const file = byName.get(name)
    if (!file) refuse('migration_unknown', { file: name })
    if (file?.digest !== digest) refuse('migration_changed', { file: name })
  }
  const done = new Set(applied.map(({ name }) => name))
  const rest = files.filter(({ name }) => !done.has(name))
  const last = applied
    .map(({ name }) => name)
    .sort()
    .at(-1)
  const first = rest[0]
  if (first && last && first.name < last) refuse('migration_order', { file: first.name, last })
  return rest
}

async function settleOwnTable(client: Client): Promise<void> {
  const { rows } = await client.query<{ found: boolean }>(
    `select to_regclass('control.migration') is not null as found`,
  )
  if (rows[0]?.found) return
  await client.query('begin')
  for (const statement of OWN_TABLE) await client.query(statement)
  await client.query('commit')
}

/** Statements by which a file would leave the transaction it is applied in. */
const TRANSACTION = /^(begin|start|commit|end|rollback|abort)\b/i

async function applyFile(client: Client, file: MigrationFile): Promise<void> {
  const statements = splitStatements(file.sql)
  await client.query('begin')
  // For Citus, which must not spread such a transaction over several connections; plain PostgreSQL takes it as a word
  // without meaning (performance.md, D.3).
  await client.query(`set local citus.multi_shard_modify_mode = 'sequential'`)
  for (const { text, line } of statements) {
    try {
      if (TRANSACTION.test(text)) throw new Error('a migration is one transaction and may not begin or end one')
      await client.query(text)
    } catch (error) {
      await client.query('rollback')
      refuse('migration_failed', { file: file.name, line, reason: messageOf(error) })
    }
  }
  await client.query('insert into control.migration (name, digest) values ($1, $2)', [file.name, file.digest])
  await client.query('commit')
}

/**
 * Brings the database at `url` (the owner's login) to the state of `folder`. A second migrator waits for the first and
 * then finds nothing to do. Returns the names of the files applied now.
 */
export async function migrate(
  url: string,
  folder: string,
  onProgress: (progress: MigrationProgress) => void = () => undefined,
): Promise<readonly string[]> {
  const files = await readFiles(folder)
  const client = new Client({ connectionString: url, application_name: 'yanzhen migrate' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('set client_min_messages = warning')
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await settleOwnTable(client)
    const { rows } = await client.query<Applied>('select name, digest from control.migration order by name')
    const rest = pending(files, rows)
    for (const [index, file] of rest.entries()) {
      onProgress({ done: index, total: rest.length, name: file.name })
      await applyFile(client, file)
    }
    return rest.map(({ name }) => name)
  } finally {
    await client.end()
  }
}
