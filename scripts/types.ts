// Writes src/kernel/database-types.ts from a freshly migrated database. The test passes the address of one and --verify:
// then it only compares, and fails on drift.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { PROJECT } from '../src/config.ts'
import { migrate } from '../src/supervisor/migrate.ts'
import { startThrowaway } from '../src/supervisor/postgres.ts'

const [given, ...flags] = process.argv.slice(2)

function generate(url: string): void {
  const options = [
    '--dialect=postgres',
    `--url=${url}`,
    `--out-file=${join(PROJECT, 'src', 'kernel', 'database-types.ts')}`,
    // As src/kernel/database.ts parses them: codes and counts as numbers, days and exact numbers as text.
    '--date-parser=string',
    `--type-mapping=${JSON.stringify({ int8: 'number', jsonb: 'ColumnType<unknown, string, string>' })}`,
    // Not ours: pg-boss's tables, and the migrator's own.
    '--exclude-pattern={jobs.*,control.migration}',
  ]
  const program = join(PROJECT, 'node_modules', 'kysely-codegen', 'dist', 'cli', 'bin.js')
  execFileSync(process.execPath, [program, ...options, ...flags], { stdio: 'inherit' })
}

if (given) {
  generate(given)
} else {
  const server = await startThrowaway({ fsync: false })
  try {
    await migrate(server.url('owner'), join(PROJECT, 'migrations'))
    generate(server.url('owner'))
  } finally {
    await server.stop()
  }
}
