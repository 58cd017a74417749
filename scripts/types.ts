// Writes src/kernel/database-types.ts from a freshly migrated database; with --verify it only compares, and fails on drift.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { PROJECT } from '../src/config.ts'
import { migrate } from '../src/supervisor/migrate.ts'
import { startThrowaway } from '../src/supervisor/postgres.ts'

const TARGET = join(PROJECT, 'src', 'kernel', 'database-types.ts')

const server = await startThrowaway({ fsync: false })
try {
  await migrate(server.url('owner'), join(PROJECT, 'migrations'))
  const options = ['--dialect', 'postgres', '--url', server.url('owner'), '--out-file', TARGET]
  // As src/kernel/database.ts parses them: codes and counts as numbers, days and exact numbers as text.
  options.push(
    '--date-parser',
    'string',
    '--type-mapping',
    JSON.stringify({ int8: 'number', jsonb: 'ColumnType<unknown, string, string>' }),
  )
  options.push('--exclude-pattern', '{jobs.*,control.migration}')
  const program = join(PROJECT, 'node_modules', 'kysely-codegen', 'dist', 'cli', 'bin.js')
  execFileSync(process.execPath, [program, ...options, ...process.argv.slice(2)], { stdio: 'inherit' })
} finally {
  await server.stop()
}
