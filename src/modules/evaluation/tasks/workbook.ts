import { communitiesInForce, communitiesNamed } from '#registry'
import { newId } from '#kernel/database.ts'
import type { ImportContext } from '#kernel/sheets/import-batch.ts'
import type { Importer, Plan, PlannedRow, WrittenRow } from '#kernel/sheets/import.ts'
import { sameWords } from '#kernel/sheets/list.ts'
import { problemOf } from '#kernel/sheets/problems.ts'
import type { SheetReading } from '#kernel/sheets/read.ts'
import { TARGETS, targetsImport } from './contract.ts'
import { insertTargets, lockTasks, type NewTarget } from './operations.ts'
import { allTasks, newestTargets, openYears } from './queries.ts'
import { refuse, TARGET_PROBLEMS } from './refusals.ts'
import { readTargets, type TargetRow } from './rules.ts'

// Targets as an importer: the table that was exported comes back, and what was changed in it is written.

export const targetsImporter: Importer<NewTarget> = { declaration: targetsImport, plan, write, undo }

const SENTENCES = { slice: 'targets', sentences: TARGET_PROBLEMS }
const COLUMN = TARGETS.columns.find(({ key }) => key === 'target')?.header ?? TARGETS.name

async function plan(context: ImportContext, reading: SheetReading): Promise<Plan<NewTarget>> {
  const { tx, district, today } = context
  await lockTasks(tx, district)
  const tasks = await allTasks(tx, district, openYears(today))
  const named = communitiesNamed(await communitiesInForce(tx, district), sameWords)
  const { read, problems } = readTargets(reading.rows, named, tasks)
  const standing = await newestTargets(
    tx,
    district,
    tasks.map(({ id }) => id),
  )
  const known = new Map(standing.map((one) => [`${one.task}/${one.community}`, one]))
  return {
    rows: read.map((row) => planned(row, known.get(`${row.task.id}/${row.community.id}`))),
    problems: problems.map((one) => problemOf(reading, SENTENCES, one)),
  }
}

type Standing = { readonly target: string | null; readonly version: number }

/** An empty cell leaves what is there. */
function planned({ row, community, task, target }: TargetRow, standing: Standing | undefined): PlannedRow<NewTarget> {
  const before = standing?.target ?? null
  const act = target === null || target === before ? 'same' : before === null ? 'added' : 'changed'
  const version = (standing?.version ?? 0) + 1
  return {
    row,
    act,
    label: `${community.shortName} ${task.code} ${task.zh}`,
    cells: [{ column: COLUMN, before, after: target }],
    data: { id: newId(), task: task.id, community: community.id, area: community.code, target, version },
  }
}

const byOf = ({ district, account, now }: ImportContext) => ({ district, account, at: now })

async function write(context: ImportContext, rows: readonly PlannedRow<NewTarget>[]): Promise<WrittenRow[]> {
  const data = rows.map((row) => row.data)
  await insertTargets(context.tx, byOf(context), data)
  return rows.map(({ row, act, data: { id, version } }) => {
    return { row, object: id, act: act === 'added' ? 'added' : 'changed', version }
  })
}

/** Gives back what stood there before, as a next version. */
async function undo(context: ImportContext, rows: readonly WrittenRow[]): Promise<void> {
  const { tx, district } = context
  await lockTasks(tx, district)
  const written = await tx.run<NewTarget & { readonly newest: number }>(
    `select t.task, t.community, t.area, before.target, t.version,
            (select max(n.version) from evaluation.key_target n
             where n.district = t.district and n.task = t.task and n.community = t.community) as newest
     from evaluation.key_target t
     left join evaluation.key_target before on before.district = t.district and before.task = t.task
       and before.community = t.community and before.version = t.version - 1
     where t.district = $1 and t.id = any($2::uuid[])`,
    [district, rows.map(({ object }) => object)],
  )
  const since = written.filter(({ version, newest }) => newest > version)
  if (since.length > 0) {
    const communities = await communitiesInForce(tx, district)
    const name = communities.find(({ id }) => id === since[0]?.community)?.shortName ?? ''
    refuse('targets.changed-since', { count: since.length, name })
  }
  const back = written.map((one): NewTarget => ({ ...one, id: newId(), version: one.version + 1 }))
  await insertTargets(tx, byOf(context), back)
}
