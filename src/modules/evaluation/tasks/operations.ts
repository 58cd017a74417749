import { communitiesInForce, organisationsInForce } from '#registry'
import type { Call } from '#kernel/call.ts'
import { newId, type Tx } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { newestTargets, type TaskLimits, taskLimits } from './queries.ts'
import { refuse } from './refusals.ts'
import { hasNumber, isWritable, needsDocument, yearOf } from './rules.ts'

type Content = {
  readonly zh: string
  readonly en: string
  readonly target: string
  readonly org: string
  readonly document: string
}
type Versioned = { readonly id: string; readonly version: number }

/** Nobody else writes the list or targets until this transaction ends: a task does not end under a target being given. */
export async function lockTasks(tx: Tx, district: number): Promise<void> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`evaluation/tasks/${district}`])
}

export async function addTask(call: Call, { year, ...content }: Content & { readonly year: number }) {
  const { tx, district, clock } = call
  await lockTasks(tx, district)
  const { most } = await refuseUnfit(call, year, content)
  const [listed] = await tx.run<{ inForce: number; last: number | null }>(
    `select count(*) filter (where ended_on is null) as "inForce", max(number) as last
     from evaluation.key_task where district = $1 and year = $2`,
    [district, year],
  )
  if (listed && listed.inForce >= most) refuse('tasks.too-many', { year, most })
  const id = newId()
  const number = (listed?.last ?? 0) + 1
  await tx.query
    .insertInto('evaluation.key_task')
    .values({ district, id, year, number, ...columnsOf(content), added_on: clock.today() })
    .execute()
  await call.audit({ object: { type: 'key-task', id }, body: { year, number, ...content } })
  return { id }
}

export async function changeTask(call: Call, { id, version, ...content }: Content & Versioned): Promise<Nothing> {
  const { tx, district } = call
  await lockTasks(tx, district)
  const before = await takeTask(call, { id, version })
  await refuseUnfit(call, before.year, content)
  await tx.query
    .updateTable('evaluation.key_task')
    .set({ ...columnsOf(content), version: version + 1 })
    .where('district', '=', district)
    .where('id', '=', id)
    .execute()
  await call.audit({ object: { type: 'key-task', id }, body: { before, ...content } })
  return {}
}

/** A task is never deleted: streets have given targets for it, sheets and reports name it. */
export async function endTask(call: Call, { id, version, reason }: Versioned & { reason: string }): Promise<Nothing> {
  const { tx, district, clock } = call
  await lockTasks(tx, district)
  const { year } = await takeTask(call, { id, version })
  refuseWrongYear(year, clock.today())
  await tx.query
    .updateTable('evaluation.key_task')
    .set({ ended_on: clock.today(), end_reason: reason, version: version + 1 })
    .where('district', '=', district)
    .where('id', '=', id)
    .execute()
  await call.audit({ object: { type: 'key-task', id }, body: { reason } })
  return {}
}

const columnsOf = ({ zh, en, target, org, document }: Content) => ({
  measure_zh: zh,
  measure_en: en,
  target,
  org,
  document: document === '' ? null : document,
})

/** A task in force as the caller saw it. */
async function takeTask({ tx, district }: Call, { id, version }: Versioned) {
  const task = await tx.query
    .selectFrom('evaluation.key_task')
    .select(['year', 'measure_zh as zh', 'target', 'org', 'document', 'ended_on as endedOn', 'version'])
    .where('district', '=', district)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!task) return refuse('tasks.unknown')
  if (task.endedOn !== null) refuse('tasks.ended', { name: task.zh })
  if (task.version !== version) refuse('tasks.changed', { name: task.zh })
  return task
}

function refuseWrongYear(year: number, today: string): void {
  const current = yearOf(today)
  if (!isWritable(year, today)) refuse('tasks.wrong-year', { year, current, next: current + 1 })
}

/** What holds for each task that is written, new or changed. */
async function refuseUnfit({ tx, district, clock }: Call, year: number, content: Content): Promise<TaskLimits> {
  const today = clock.today()
  const limits = (await taskLimits(tx, district)) ?? refuse('tasks.no-policy')
  refuseWrongYear(year, today)
  const { freeUntil: month } = limits
  if (needsDocument(year, today, month) && !hasNumber(content.document)) refuse('tasks.document-needed', { month })
  const organisations = await organisationsInForce(tx, district)
  if (!organisations.some(({ id, kind }) => id === content.org && kind !== 'street')) refuse('tasks.organisation')
  return limits
}

type Given = {
  readonly task: string
  readonly community: string
  readonly target: string
  /** The version that was seen; 0: there was none. */
  readonly version: number
}

/** A street gives communities of its own their targets; each change is a version. */
export async function saveTargets(call: Call, { targets }: { readonly targets: readonly Given[] }): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  await lockTasks(tx, district)
  const communities = new Map((await communitiesInForce(tx, district)).map((one) => [one.id, one]))
  const tasks = await tx.run<{ id: string; year: number; zh: string; endedOn: string | null }>(
    `select id, year, measure_zh as zh, ended_on as "endedOn" from evaluation.key_task where district = $1 and id = any($2::uuid[])`,
    [district, [...new Set(targets.map(({ task }) => task))]],
  )
  const rows = targets.map(({ task, community, target, version }): NewTarget => {
    const found = tasks.find(({ id }) => id === task) ?? refuse('tasks.unknown')
    if (found.endedOn !== null) refuse('tasks.ended', { name: found.zh })
    refuseWrongYear(found.year, clock.today())
    const { code: area } = communities.get(community) ?? refuse('targets.unknown-community')
    return { id: newId(), task, community, area, target, version: version + 1 }
  })
  const stale = await staleOf(tx, district, rows)
  if (stale.length > 0) {
    const name = communities.get(stale[0]?.community ?? '')?.shortName ?? ''
    refuse('targets.changed', { count: stale.length, name })
  }
  await insertTargets(tx, { district, account: actor.account, at: clock.now() }, rows)
  await call.audit({ object: { type: 'key-targets', id: String(district) }, body: { targets } })
  return {}
}

export type NewTarget = {
  readonly id: string
  readonly task: string
  readonly community: string
  readonly area: number
  /** Null: taken back. */
  readonly target: string | null
  readonly version: number
}

/** Those that are not the next version of what stands there; the same one twice is not either. */
export async function staleOf(tx: Tx, district: number, rows: readonly NewTarget[]): Promise<NewTarget[]> {
  const standing = await newestTargets(tx, district, [...new Set(rows.map(({ task }) => task))])
  const versions = new Map(standing.map(({ task, community, version }) => [`${task}/${community}`, version]))
  return rows.filter(({ task, community, version }) => {
    const key = `${task}/${community}`
    const isNext = version === (versions.get(key) ?? 0) + 1
    versions.set(key, version)
    return !isNext
  })
}

type By = { readonly district: number; readonly account: string; readonly at: Date }

/** Writes versions in one statement. */
export async function insertTargets(tx: Tx, { district, account, at }: By, rows: readonly NewTarget[]): Promise<void> {
  const of = (field: keyof NewTarget) => rows.map((row) => row[field])
  await tx.run(
    `insert into evaluation.key_target (district, account, at, id, task, community, area, target, version)
     select $1, $2, $3, given.* from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[], $8::text[], $9::int[]) as given`,
    [district, account, at, of('id'), of('task'), of('community'), of('area'), of('target'), of('version')],
  )
}
