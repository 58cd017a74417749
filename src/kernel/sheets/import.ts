// What stands behind a list's import: two jobs (check, write) in a thread of their own, so that 100,000 rows keep no page
// waiting, and the endpoints around them. A list brings what is its own: how rows compare with what is there, how they are
// written, how a batch is taken back.
import { record } from '#kernel/audit.ts'
import type { Services } from '#kernel/call.ts'
import { arrayOf } from '#kernel/arrays.ts'
import type { Tx } from '#kernel/database.ts'
import type { Job, Subscription } from '#kernel/jobs.ts'
import type { Problem } from '#kernel/refusal.ts'
import {
  type BatchRow,
  contextOf,
  fail,
  findBatch,
  type ImportContext,
  jobScope,
  scopeOf,
  update,
} from './import-batch.ts'
import type { BatchChange, BatchCounts, ImportDeclaration } from './import-contract.ts'
import { putJson, readNotes, startNotes } from './import-files.ts'
import { type Numbered, readingOf, type SheetReading, type SheetRow } from './read.ts'
import { readRowsInWorker } from './worker.ts'

/** One good row: what it would do. */
export type PlannedRow<Data> = {
  readonly row: number
  readonly act: 'added' | 'changed' | 'same'
  readonly label: string
  readonly cells: Readonly<BatchChange['cells']>
  readonly data: Data
}
export type Plan<Data> = { readonly rows: readonly PlannedRow<Data>[]; readonly problems: readonly Problem[] }

/** What was done with a row, for its undoing. */
export type WrittenRow = {
  readonly row: number
  readonly object: string
  readonly act: 'added' | 'changed'
  /** Of the object, after the import. */
  readonly version: number
}

/** What people do with a list's batches on the page. */
export type ImportActs = {
  readonly declaration: ImportDeclaration
  /** Takes a batch back. @throws Refusal when something has been built on it. */
  readonly undo: (context: ImportContext, rows: readonly WrittenRow[]) => Promise<void>
  /** Which of these written batches may still be taken back, asked once for a page of them; absent: all. */
  readonly undoable?: (tx: Tx, district: number, batches: readonly string[]) => Promise<ReadonlySet<string>>
  /** Whether this batch needs the second person; absent: no list of this kind does. */
  readonly needsSecond?: (context: ImportContext) => Promise<boolean>
  /** Puts one of the two people on record where the database asks for them: who accepts, then who confirms. */
  readonly confirmed?: (context: ImportContext) => Promise<void>
}

/** A list's own part in its import. */
export type Importer<Data = unknown, Row extends Numbered = SheetRow> = ImportActs & {
  /**
   * Finds out once what takes time and is the same in both comparisons, such as hashes: while the workbook is still being
   * read, for bad rows too. Kept with the row, encrypted. Absent: rows stay as they were read.
   */
  readonly prepare?: (stored: Pick<ImportContext, 'tx' | 'services' | 'district'>) => Promise<(row: SheetRow) => Row>
  /**
   * Compares rows with what is there. Runs at the dry run and again before writing, since the world moves on between.
   * A row with a problem is not among the planned ones.
   */
  readonly plan: (context: ImportContext, reading: SheetReading<Row>) => Promise<Plan<Data>>
  /** Writes what was planned a moment ago in the same transaction, set-based. */
  readonly write: (context: ImportContext, rows: readonly PlannedRow<Data>[]) => Promise<readonly WrittenRow[]>
}

/** Problems and changes that the page shows; the marked workbook has all of them. */
const SHOWN = 200

type Step = (services: Services, job: Job) => Promise<void>
/** The steps of one list, whatever its rows are. */
export type ImportSteps = { readonly list: string; readonly check: Step; readonly write: Step }

export function stepsOf<Data, Row extends Numbered>(importer: Importer<Data, Row>): ImportSteps {
  return {
    list: importer.declaration.list.id,
    check: (services, job) => check(services, importer, job),
    write: (services, job) => write(services, importer, job),
  }
}

/** The two jobs of all lists. */
export function importJobs(lists: readonly ImportSteps[]): Subscription[] {
  const run =
    (step: 'check' | 'write'): Subscription['run'] =>
    async (services, jobs) => {
      for (const job of jobs) {
        const steps = lists.find(({ list }) => list === job.payload.list)
        if (!steps) throw new Error(`no import for ${job.payload.list}`)
        await steps[step](services, job)
      }
    }
  return [
    { event: 'sheets.import.uploaded', name: 'check-import', run: run('check') },
    { event: 'sheets.import.accepted', name: 'write-import', run: run('write') },
  ]
}

/** Progress is seen while the step's own transaction is still open: it has one of its own. */
function progressOf({ database }: Services, district: number, batch: string): ImportContext['progress'] {
  let shown = 0
  return async (percent) => {
    if (percent < shown + 2) return
    shown = percent
    await database.tx(jobScope(district), async (tx) => {
      // Nobody misses the bar after a power cut: forty commits need not wait for the disk.
      await tx.run('set local synchronous_commit to off')
      await tx.run('update kernel.import_batch set progress = $3 where district = $1 and id = $2', [
        district,
        batch,
        Math.min(99, Math.round(percent)),
      ])
    })
  }
}

/** Reads the workbook, compares it, keeps what was read. Twice does no harm. */
async function check<Data, Row extends Numbered>(
  services: Services,
  importer: Importer<Data, Row>,
  { district, payload }: Job,
): Promise<void> {
  const batch = String(payload.batch)
  const found = await services.database.tx(jobScope(district), (tx) => findBatch(tx, district, batch))
  if (found?.state !== 'checking') return
  const progress = progressOf(services, district, batch)
  try {
    const { reading, keep } = await readBatch(services, importer, district, found)
    await progress(40)
    await services.database.tx(scopeOf(importer.declaration, district, found.area), async (tx) => {
      const context = contextOf(services, tx, district, batch, found, (percent) => progress(40 + percent * 0.5))
      // The file goes to disk while rows are compared.
      const [kept, plan] = await Promise.all([keep(context), importer.plan(context, reading)])
      await update(tx, district, batch, {
        state: 'checked',
        reading: kept,
        ...(await reportOf(context, reading, plan)),
      })
    })
  } catch (error) {
    await fail(services, district, batch, error)
  }
}

/** What the page and the marked workbook show of a plan. */
async function reportOf(context: ImportContext, reading: SheetReading<Numbered>, plan: Plan<unknown>) {
  const problems = [...reading.problems, ...plan.problems]
  const counts = countsOf(reading, plan, problems)
  return {
    counts: { counts, problems: problems.slice(0, SHOWN), changes: changesOf(plan) },
    problems: await putJson(context, 'problems.json', problems),
  }
}

async function readBatch<Data, Row extends Numbered>(
  services: Services,
  { declaration, prepare }: Importer<Data, Row>,
  district: number,
  { file, area }: BatchRow,
) {
  const { stored, each } = await services.database.tx(scopeOf(declaration, district, area), async (tx) => ({
    stored: await services.files.find(tx, district, file),
    each: await prepare?.({ tx, services, district }),
  }))
  if (!stored) throw new Error(`the workbook of an import is gone: ${file}`)
  const rows: Row[] = []
  const notes = startNotes<Row>()
  const end = await readRowsInWorker(declaration.list, stored.bytes, (read) => {
    // Without `prepare` there is nothing in a row beyond what was read.
    const prepared = each ? read.map(each) : (read as readonly Numbered[] as readonly Row[])
    notes.add(prepared)
    rows.push(...prepared)
  })
  return { reading: readingOf(end, rows), keep: (context: ImportContext) => notes.put(context, end) }
}

function countsOf(reading: SheetReading<Numbered>, plan: Plan<unknown>, problems: readonly Problem[]): BatchCounts {
  const of = { added: 0, changed: 0, same: 0 }
  for (const { act } of plan.rows) of[act] += 1
  const rows = reading.rows.length + reading.rejected.length
  return { rows, ...of, refused: rows - plan.rows.length, problems: problems.length }
}

function changesOf(plan: Plan<unknown>): BatchChange[] {
  return plan.rows
    .filter(({ act }) => act !== 'same')
    .slice(0, SHOWN)
    .map(({ row, act, label, cells }) => ({ row, act: act as BatchChange['act'], label, cells: [...cells] }))
}

/** Writes the good rows in one transaction, in the role that may. Twice does no harm: the second time it is written. */
async function write<Data, Row extends Numbered>(
  services: Services,
  importer: Importer<Data, Row>,
  { district, payload, account }: Job,
): Promise<void> {
  const batch = String(payload.batch)
  const found = await services.database.tx(jobScope(district), (tx) => findBatch(tx, district, batch))
  if (found?.state !== 'writing') return
  const progress = progressOf(services, district, batch)
  try {
    await services.database.tx(scopeOf(importer.declaration, district, found.area), async (tx) => {
      const context = contextOf(services, tx, district, batch, found, progress)
      const { open, report } = await planStored(importer, context, found, progress)
      const written = await importer.write({ ...context, progress: (percent) => progress(30 + percent * 0.6) }, open)
      await insertRows(tx, district, batch, written)
      await update(tx, district, batch, { state: 'written', finished_at: services.clock.now(), ...report })
      const who = { district, account: account ?? undefined, now: context.now, today: context.today }
      const body = { list: payload.list, counts: report.counts.counts }
      await record(tx, services.keyring, who, {
        action: 'job.writeImport',
        object: { type: 'import', id: batch },
        body,
      })
    })
  } catch (error) {
    await fail(services, district, batch, error)
  }
}

/** Plans once more what was read at the dry run. The rows as read are let go before any is written: they fill the memory. */
async function planStored<Data, Row extends Numbered>(
  importer: Importer<Data, Row>,
  context: ImportContext,
  { reading: file }: BatchRow,
  progress: ImportContext['progress'],
) {
  const reading = await readNotes<Row>(context, file)
  const plan = await importer.plan({ ...context, progress: (percent) => progress(percent * 0.3) }, reading)
  return { open: plan.rows.filter(({ act }) => act !== 'same'), report: await reportOf(context, reading, plan) }
}

async function insertRows(tx: Tx, district: number, batch: string, rows: readonly WrittenRow[]): Promise<void> {
  await tx.run(
    `insert into kernel.import_row (district, batch, row_number, object, act, version)
     select $1, $2, row_number, object, act, version
     from unnest($3::int[], $4::uuid[], $5::text[], $6::int[]) as row (row_number, object, act, version)`,
    [
      district,
      batch,
      arrayOf(
        'int',
        rows.map(({ row }) => row),
      ),
      arrayOf(
        'uuid',
        rows.map(({ object }) => object),
      ),
      arrayOf(
        'text',
        rows.map(({ act }) => act),
      ),
      arrayOf(
        'int',
        rows.map(({ version }) => version),
      ),
    ],
  )
}
