import { fork } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROJECT } from '#config'
import { migrate } from '../src/supervisor/migrate.ts'
import { startThrowaway } from '../src/supervisor/postgres.ts'
import { type Figure, median } from './figure.ts'
import type { ImportOutcome } from './import-program.ts'

const PEOPLE = 100_000
const ROUNDS = 5

/** Each program in a process of its own, so that its memory is its own. */
function run(...args: readonly string[]): Promise<ImportOutcome> {
  // The house starts its processes with this cache, too (supervisor/start.ts).
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'yanzhen-bench-cache') }
  return new Promise((resolve, reject) => {
    const child = fork(join(PROJECT, 'bench', 'import-program.ts'), args, { env })
    child.once('message', (outcome) => resolve(outcome as ImportOutcome))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)))
  })
}

/** A roster of 100,000 people through dry run and commit, against exceljs reading the same file. */
export async function measureImport(): Promise<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'yanzhen-bench-'))
  const file = join(folder, 'roster.xlsx')
  const rounds: { load: ImportOutcome; stream: ImportOutcome; product: ImportOutcome }[] = []
  try {
    await run('make', file, String(PEOPLE))
    for (let round = 0; round < ROUNDS; round++) {
      const load = await run('load', file)
      const stream = await run('stream', file)
      rounds.push({ load, stream, product: await importOnce(file, join(folder, String(round))) })
    }
    const size = (await stat(file)).size
    return figureOf(rounds, size)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function importOnce(file: string, data: string): Promise<ImportOutcome> {
  const server = await startThrowaway({ fsync: true })
  try {
    await migrate(server.url('owner'), join(PROJECT, 'migrations'))
    return await run('import', file, server.url('runtime'), data)
  } finally {
    await server.stop()
  }
}

function figureOf(
  rounds: readonly { load: ImportOutcome; stream: ImportOutcome; product: ImportOutcome }[],
  size: number,
): Figure {
  const of = (pick: (round: (typeof rounds)[number]) => number | undefined) =>
    median(rounds.map((one) => pick(one) ?? 0))
  const [load, stream, product] = [of((one) => one.load.ms), of((one) => one.stream.ms), of((one) => one.product.ms)]
  const [before, during] = [of((one) => one.product.page?.before), of((one) => one.product.page?.during)]
  const peak = Math.max(...rounds.map((one) => one.product.peakMb))
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  const memory = (pick: (round: (typeof rounds)[number]) => number) => `${Math.round(of(pick))} MB`
  return {
    title: 'Import',
    what: `a roster of ${PEOPLE.toLocaleString('en')} people × 15 columns (${(size / 2 ** 20).toFixed(1)} MB) with ID and telephone numbers encrypted: dry run and commit in a job thread while a list page is turned, against exceljs only reading the file; each alone in its process`,
    programs: [
      {
        name: 'dry run and commit',
        value: `${seconds(product)} (${seconds(of((one) => one.product.steps?.check))} + ${seconds(of((one) => one.product.steps?.write))}), peak ${Math.round(peak)} MB`,
      },
      {
        name: 'exceljs reads the file as a whole',
        value: `${seconds(load)}, peak ${memory((one) => one.load.peakMb)}`,
      },
      { name: 'exceljs reads it row by row', value: `${seconds(stream)}, peak ${memory((one) => one.stream.peakMb)}` },
      { name: 'a list page before', value: `${before.toFixed(1)} ms` },
      {
        name: 'a list page meanwhile',
        value: `${during.toFixed(1)} ms, slowest ${Math.max(...rounds.map((one) => one.product.page?.slowest ?? 0)).toFixed(0)} ms`,
      },
    ],
    ratios: [
      { name: 'import / exceljs as a whole', value: product / load, must: '≤ 2.5', holds: (ratio) => ratio <= 2.5 },
      { name: 'import / exceljs row by row', value: product / stream, must: '≤ 2.5', holds: (ratio) => ratio <= 2.5 },
      { name: 'peak memory / 700 MB', value: peak / 700, must: '≤ 1', holds: (ratio) => ratio <= 1 },
      { name: 'list page meanwhile / before', value: during / before },
    ],
  }
}
