import type { z } from 'zod'
import { communitiesInForce, dutyHolders, organisationNames } from '#registry'
import { countOf, newestVersion, type Pack } from '#policy'
import type { Role } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { deadlineAfter, isProvisional, workingDaysLeft } from '#kernel/clock.ts'
import type { Tx } from '#kernel/database.ts'
import type { SheetValues } from '#kernel/sheets/list.ts'
import type * as contract from './contract.ts'
import { type KeyTask, TASK_WRITERS } from './contract.ts'
import { codeOf, isWritable, needsDocument, yearOf } from './rules.ts'

/** What the district's newest policy says of key tasks. */
export type TaskLimits = { readonly most: number; readonly freeUntil: number; readonly targetDays: number | null }

/** Undefined: there is no policy yet. */
export async function taskLimits(tx: Tx, district: number): Promise<TaskLimits | undefined> {
  const newest = await newestVersion(tx, district)
  return newest && limitsOf(newest.pack)
}

const limitsOf = (pack: Pack): TaskLimits => ({
  most: countOf(pack, 'key-tasks.most'),
  freeUntil: countOf(pack, 'key-tasks.free-until'),
  // Versions from before this limit was named set no date.
  targetDays: 'key-tasks.target-days' in pack.limits ? countOf(pack, 'key-tasks.target-days') : null,
})

type Row = Omit<KeyTask, 'code' | 'due' | 'orgName'> & { readonly number: number }
/** No organisation is ever deleted. */
const NAMELESS = { zh: '', en: '' }

/** The key tasks of some years that the caller may see, ended ones too, in their order. */
export async function allTasks(tx: Tx, district: number, years: readonly number[]): Promise<KeyTask[]> {
  const limits = await taskLimits(tx, district)
  const rows = await tx.run<Row>(
    `select t.id, t.year, t.number, t.measure_zh as zh, coalesce(nullif(t.measure_en, ''), t.measure_zh) as en, t.target,
            t.org, t.document, t.added_on as "addedOn", t.ended_on as "endedOn", t.end_reason as "endReason", t.version
     from evaluation.key_task t where t.district = $1 and t.year = any($2::int[]) order by t.year, t.number`,
    [district, years],
  )
  const days = limits?.targetDays ?? null
  const names = await organisationNames(
    tx,
    district,
    rows.map(({ org }) => org),
  )
  return rows.map(({ number, ...row }) => ({
    ...row,
    code: codeOf(number),
    orgName: names.get(row.org) ?? NAMELESS,
    due: days === null ? null : deadlineAfter(row.addedOn, days),
  }))
}

/** The key tasks in force of a year. In-transaction door for other slices: self-assessment, survey, report, star sheets. */
export async function tasksOf(tx: Tx, district: number, year: number): Promise<readonly KeyTask[]> {
  return (await allTasks(tx, district, [year])).filter(({ endedOn }) => endedOn === null)
}

export type Target = {
  readonly id: string
  readonly task: string
  readonly community: string
  readonly version: number
  /** Null: taken back. */
  readonly target: string | null
}

/** The newest version of each target of these tasks that the caller may see, those taken back too. */
export function newestTargets(tx: Tx, district: number, tasks: readonly string[]): Promise<Target[]> {
  return tx.run<Target>(
    `select distinct on (task, community) id, task, community, version, target from evaluation.key_target
     where district = $1 and task = any($2::uuid[]) order by task, community, version desc`,
    [district, tasks],
  )
}

/** What communities have to reach for the key tasks in force of a year. In-transaction door for other slices. */
export async function targetsOf(
  tx: Tx,
  district: number,
  year: number,
  communities: readonly string[],
): Promise<readonly (Target & { readonly target: string })[]> {
  const tasks = await tasksOf(tx, district, year)
  const asked = new Set(communities)
  const targets = await newestTargets(
    tx,
    district,
    tasks.map(({ id }) => id),
  )
  return targets.flatMap((one) => {
    const { target } = one
    return target !== null && asked.has(one.community) ? [{ ...one, target }] : []
  })
}

const mayWrite = (role: Role): boolean => TASK_WRITERS.some((one) => one === role)

type Asked = { readonly year: number; readonly department?: string | undefined }

export async function getTasks(
  { tx, district, clock, actor }: Call,
  { year, department }: Asked,
): Promise<z.input<(typeof contract.listTasks)['output']>> {
  const limits = await taskLimits(tx, district)
  const tasks = await allTasks(tx, district, [year])
  const org = department && (await dutyHolders(tx, district, department)).get(department)
  const today = clock.today()
  return {
    tasks: tasks
      .filter((task) => !department || task.org === org)
      .map((task) => ({
        ...task,
        daysLeft: task.due === null ? null : workingDaysLeft(today, task.due),
        provisional: task.due !== null && isProvisional(task.due),
      })),
    most: limits?.most ?? null,
    writable: limits !== undefined && mayWrite(actor.role) && isWritable(year, today),
    needsDocument: limits !== undefined && needsDocument(year, today, limits.freeUntil),
  }
}

export async function getTargets(
  { tx, district }: Call,
  { year }: { readonly year: number },
): Promise<z.input<(typeof contract.listTargets)['output']>> {
  const communities = await communitiesInForce(tx, district)
  const tasks = await tasksOf(tx, district, year)
  const targets = await newestTargets(
    tx,
    district,
    tasks.map(({ id }) => id),
  )
  const byCommunity = Map.groupBy(targets, ({ community }) => community)
  return {
    rows: communities.map(({ id, code, shortName, street, streetName }) => ({
      community: id,
      code,
      name: shortName,
      street,
      streetName,
      targets: (byCommunity.get(id) ?? []).map(({ task, target, version }) => ({ task, target, version })),
    })),
  }
}

/** The years whose targets are still given: this one and the next. */
export const openYears = (today: string): readonly number[] => [yearOf(today), yearOf(today) + 1]

/** A row per community and task in force, with or without a target: to be filled in and imported again. */
export async function targetRows({ tx, district, clock }: Call): Promise<readonly SheetValues[]> {
  const communities = await communitiesInForce(tx, district)
  const names = Map.groupBy(communities, ({ shortName }) => shortName)
  const tasks = (await allTasks(tx, district, openYears(clock.today()))).filter(({ endedOn }) => endedOn === null)
  const targets = await newestTargets(
    tx,
    district,
    tasks.map(({ id }) => id),
  )
  const known = new Map(targets.map(({ task, community, target }) => [`${task}/${community}`, target]))
  return communities.flatMap(({ id, code, shortName, streetName }) =>
    tasks.map((task) => ({
      year: String(task.year),
      street: streetName,
      // The code where the name would find another on the way back.
      community: names.get(shortName)?.length === 1 ? shortName : String(code),
      code: task.code,
      measure: task.zh,
      target: known.get(`${task.id}/${id}`) ?? null,
    })),
  )
}
