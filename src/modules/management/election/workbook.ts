import {
  closedTo,
  communitiesInForce,
  communitiesNamed,
  holdersOf,
  peopleMeant,
  readIdNumber,
  tenuresOf,
} from '#registry'
import { newestVersion } from '#policy'
import { districtScope } from '#kernel/access.ts'
import { record } from '#kernel/audit.ts'
import type { ImportContext } from '#kernel/sheets/import-batch.ts'
import type { Importer, Plan, PlannedRow, WrittenRow } from '#kernel/sheets/import.ts'
import { sameWords } from '#kernel/sheets/list.ts'
import { problemOf } from '#kernel/sheets/problems.ts'
import type { SheetReading } from '#kernel/sheets/read.ts'
import { type Acting, lockFilings, writeAct } from '../filing/operations.ts'
import { lockMotions, type NewMotion, writeMotion } from '../filing/proposals.ts'
import { filingsOf } from '../filing/queries.ts'
import { MOTIONS, motionsImport } from './contract.ts'
import { MOTION_PROBLEMS, refuse } from './refusals.ts'
import { checkRow, type Known, motionLine, type MotionRow } from './rules.ts'

// Motions as an importer: each good row becomes a case of its own, as if it had been typed.

export const motionsImporter: Importer<NewMotion | null> = { declaration: motionsImport, plan, write, undo }

const SENTENCES = { slice: 'motions', sentences: MOTION_PROBLEMS }
const NAME = MOTIONS.columns.find(({ key }) => key === 'name')?.header ?? MOTIONS.name

async function plan(context: ImportContext, reading: SheetReading): Promise<Plan<NewMotion | null>> {
  await lockMotions(context.tx, context.district)
  const lines = reading.rows.map((row, at) => motionLine(row, at, readIdNumber))
  const known = await knownFor(context, lines)
  await context.progress(60)
  const seen = new Map<string, number>()
  const checked = lines.map((line) => checkRow(line, known, seen))
  return {
    rows: checked.flatMap((one) => ('problems' in one ? [] : [planned(one)])),
    problems: checked.flatMap((one) =>
      'problems' in one ? one.problems.map((problem) => problemOf(reading, SENTENCES, problem)) : [],
    ),
  }
}

/** A row without a candidate makes no motion. */
function planned({ row, label, motion }: MotionRow): PlannedRow<NewMotion | null> {
  const cells = motion ? [{ column: NAME, before: null, after: motion.personName }] : []
  return { row, act: motion ? 'added' : 'same', label, cells, data: motion }
}

async function knownFor(context: ImportContext, lines: readonly ReturnType<typeof motionLine>[]): Promise<Known> {
  const { tx, services, district, areas, today } = context
  const all = await communitiesInForce(tx, district)
  const places = all.filter(({ code }) => code >= areas[0] && code <= areas[1])
  const wanted = lines.flatMap(({ name, number }) => (name && number ? [{ name, number }] : []))
  const meant = await openPeople(context, await peopleMeant(services, tx, district, wanted))
  const people = [...new Set([...meant.values()].flatMap((some) => some.map(({ id }) => id)))]
  return {
    today,
    pack: await newestVersion(tx, district),
    find: communitiesNamed(places, sameWords),
    // Who comes from another street leaves a post there.
    findAny: communitiesNamed(all, sameWords),
    meant,
    open: await filingsOf(tx, district, { open: true }),
    held: Map.groupBy(await tenuresOf(tx, district, people), ({ person }) => person),
    holders: Map.groupBy(
      await holdersOf(
        tx,
        district,
        places.map(({ id }) => id),
        today,
      ),
      ({ community, kind }) => `${community}/${kind}`,
    ),
  }
}

/**
 * Without those whose dossier is closed to who uploaded the workbook: a job has no session that would keep them away (rulings G3).
 * Kinship is read in a transaction of its own: going back to a savepoint would take along the file that the dry run keeps meanwhile.
 */
async function openPeople(
  { services, district, person }: ImportContext,
  meant: Known['meant'],
): Promise<Known['meant']> {
  const closed = new Set(
    await services.database.tx(districtScope('staff', district), (tx) => closedTo(tx, district, person)),
  )
  return new Map([...meant].map(([asked, people]) => [asked, people.filter(({ id }) => !closed.has(id))]))
}

/** Who uploaded the workbook makes its motions; who takes them back withdraws them. */
async function actingOf({ tx, services, district, account, person, now, today }: ImportContext): Promise<Acting> {
  const [known] = await tx.run<{ name: string }>(
    'select name from kernel.account_name where district = $1 and account = $2',
    [district, account],
  )
  return {
    tx,
    district,
    clock: services.clock,
    actor: { account, name: known?.name ?? '—' },
    audit: (act) =>
      record(tx, services.keyring, { district, account, person, now, today }, { action: 'job.writeImport', ...act }),
  }
}

async function write(context: ImportContext, rows: readonly PlannedRow<NewMotion | null>[]): Promise<WrittenRow[]> {
  const by = await actingOf(context)
  const written: WrittenRow[] = []
  for (const { row, data } of rows) {
    if (data) written.push({ row, object: await writeMotion(by, data), act: 'added', version: 1 })
  }
  return written
}

/** Withdraws what nobody has acted on since. */
async function undo(context: ImportContext, rows: readonly WrittenRow[]): Promise<void> {
  const by = await actingOf(context)
  const cases = await lockFilings(
    context,
    rows.map(({ object }) => object),
  )
  const moved = cases.filter(({ version }) => version !== 1)
  if (moved.length > 0) refuse('motions.moved-on', { count: moved.length, name: moved[0]?.personName ?? '' })
  for (const one of cases) {
    await writeAct(by, one, { event: 'withdraw', from: one.state, to: 'withdrawn', reason: '整批撤销导入的动议' })
  }
}
