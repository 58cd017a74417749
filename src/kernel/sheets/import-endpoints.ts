// The endpoints of a list that comes as Excel, bound to its importer.
import type { Call } from '#kernel/call.ts'
import { newId } from '#kernel/database.ts'
import { type Bound, handle, type Nothing } from '#kernel/endpoint.ts'
import { fill, type Text, type TextFacts } from '#kernel/language.ts'
import { type Problem, refusals } from '#kernel/refusal.ts'
import { listWorkbook, recordExport, WORKBOOK } from './export.ts'
import { checkUpload } from './guard.ts'
import type { ImportActs, WrittenRow } from './import.ts'
import { type BatchRow, contextOf, findBatch, type ImportContext, update } from './import-batch.ts'
import type {
  Batch,
  BatchAct,
  BatchChange,
  BatchCounts,
  BatchState,
  BatchView,
  ImportEndpoints,
} from './import-contract.ts'
import { readJson } from './import-files.ts'
import type { SheetList, SheetValues } from './list.ts'
import { markInWorker } from './worker.ts'

const refuse = refusals({
  'import.unknown': { status: 404, zh: '没有找到这次导入。', en: 'This import was not found.' },
  'import.changed': {
    status: 409,
    zh: '这次导入的状态刚刚变了，请刷新后再操作。',
    en: 'The state of this import has just changed. Reload and try again.',
  },
  'import.not-now': {
    status: 409,
    zh: '这次导入现在不能这样操作（当前状态：{state}）。',
    en: 'This cannot be done with the import now (its state is {state}).',
  },
  'import.nothing': {
    status: 422,
    zh: '没有可以导入的行：请先改正问题后重新上传。',
    en: 'There is no row to import: correct the problems and upload the file again.',
  },
  'import.same-person': {
    status: 403,
    zh: '须由另一个人确认：提交和确认不能是同一个人。',
    en: 'Somebody else has to confirm: one person cannot both accept and confirm.',
  },
})

/** What the export of a list is made from; the rows are those that its upload takes back. */
export type Exporter = (call: Call) => Promise<readonly SheetValues[]>

/** Binds all endpoints of a list. `outgoing`: the list as it goes out, where its drop-downs are the district's own; absent: as declared. */
export function handleImport(
  endpoints: ImportEndpoints,
  importer: ImportActs,
  rowsOf: Exporter,
  outgoing: (call: Call) => Promise<SheetList> = async () => importer.declaration.list,
): Bound[] {
  const { list, second } = importer.declaration
  const confirm = handle(endpoints.confirmBatch, (call, input) => confirmBatch(call, input, importer))
  return [
    handle(endpoints.downloadTemplate, async (call) => listWorkbook(call, await outgoing(call), [])),
    handle(endpoints.exportList, async (call, { purpose }) => {
      const rows = await rowsOf(call)
      await recordExport(call, { list: list.id, rows: rows.length, purpose })
      return listWorkbook(call, await outgoing(call), rows, purpose)
    }),
    handle(endpoints.uploadWorkbook, (call) => upload(call, importer)),
    handle(endpoints.listBatches, async (call) => ({ batches: await listBatches(call, importer) })),
    handle(endpoints.getBatch, (call, input) => getBatch(call, input.batch, importer)),
    handle(endpoints.downloadMarked, (call, input) => downloadMarked(call, input.batch, importer)),
    handle(endpoints.acceptBatch, (call, input) => acceptBatch(call, input, importer)),
    ...(second ? [confirm] : []),
    handle(endpoints.discardBatch, (call, input) => discardBatch(call, input)),
    handle(endpoints.undoBatch, (call, input) => undoBatch(call, input, importer)),
  ]
}

type Known = { readonly batch: string; readonly version: number }

/** Keeps the file and leaves the reading to a job. What is no workbook at all is refused at once. */
async function upload(call: Call, { declaration }: ImportActs): Promise<{ batch: string }> {
  const { tx, services, district, actor, clock } = call
  const { name, bytes } = call.upload ?? refuse('import.nothing')
  checkUpload(bytes)
  const [area] = actor.scope.areas
  const id = newId()
  const at = clock.now()
  const { account } = actor
  const file = await services.files.put(tx, { district, area, name, mediaType: WORKBOOK, bytes, account, at })
  await tx.query
    .insertInto('kernel.import_batch')
    .values({
      district,
      id,
      area,
      list: declaration.list.id,
      state: 'checking',
      file,
      file_name: name,
      account,
      person: actor.person,
      person_name: actor.name,
      at,
    })
    .execute()
  await call.audit({ object: { type: 'import', id }, body: { list: declaration.list.id, name, size: bytes.length } })
  await call.emit('sheets.import.uploaded', { list: declaration.list.id, batch: id })
  return { batch: id }
}

type Stored = {
  readonly id: string
  readonly file_name: string
  readonly state: BatchState
  readonly progress: number
  readonly accepted_by: string | null
  readonly person_name: string
  readonly at: Date
  readonly version: number
  readonly counts: {
    readonly counts?: BatchCounts
    readonly problems?: readonly Problem[]
    readonly changes?: readonly BatchChange[]
  }
  readonly failure: (Text & { readonly facts?: TextFacts }) | null
}

const STORED = 'id, file_name, state, progress, accepted_by, person_name, at, version, counts, failure'
/** The latest; older ones are on record. */
const MOST_LISTED = 50

async function listBatches(call: Call, importer: ImportActs): Promise<Batch[]> {
  const rows = await call.tx.run<Stored>(
    `select ${STORED} from kernel.import_batch where district = $1 and list = $2 order by id desc limit ${MOST_LISTED}`,
    [call.district, importer.declaration.list.id],
  )
  const undoable = await undoableOf(call, rows, importer)
  return rows.map((row) => batchOf(call, row, importer, undoable))
}

async function getBatch(call: Call, batch: string, importer: ImportActs): Promise<BatchView> {
  const [row] = await call.tx.run<Stored>(
    `select ${STORED} from kernel.import_batch where district = $1 and id = $2 and list = $3`,
    [call.district, batch, importer.declaration.list.id],
  )
  if (!row) return refuse('import.unknown')
  const { problems = [], changes = [] } = row.counts
  const view = batchOf(call, row, importer, await undoableOf(call, [row], importer))
  return { ...view, problems: problems.map(travelling), changes: [...changes] }
}

/** The written batches among these that may be taken back: what is refused is not offered. */
async function undoableOf(
  { tx, district }: Call,
  rows: readonly Stored[],
  { undoable }: ImportActs,
): Promise<ReadonlySet<string>> {
  const written = rows.flatMap(({ id, state }) => (state === 'written' ? [id] : []))
  return undoable && written.length > 0 ? undoable(tx, district, written) : new Set(written)
}

function travelling({ row, column, code, zh, en, facts }: Problem): BatchView['problems'][number] {
  const place = { row: row ?? null, column: column === undefined ? null : String(column) }
  return { ...place, code, zh: fill(zh, facts), en: fill(en, facts) }
}

function batchOf(call: Call, row: Stored, importer: ImportActs, undoable: ReadonlySet<string>): Batch {
  const { failure } = row
  return {
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    progress: row.progress,
    by: row.person_name,
    at: row.at.toISOString(),
    version: row.version,
    counts: row.counts.counts ?? null,
    failure: failure && { zh: fill(failure.zh, failure.facts), en: fill(failure.en, failure.facts) },
    allowed: allowedActs(call, row, importer, undoable.has(row.id)),
  }
}

function allowedActs(
  { actor }: Call,
  { state, counts, accepted_by }: Stored,
  importer: ImportActs,
  mayUndo: boolean,
): BatchAct[] {
  const { who, second } = importer.declaration
  const mayAct = who.includes(actor.role)
  const { added = 0, changed = 0 } = counts.counts ?? {}
  if (state === 'checked' && mayAct) return added + changed > 0 ? ['accept', 'discard'] : ['discard']
  if (state === 'confirming') {
    const mayConfirm = second?.includes(actor.role) && accepted_by !== actor.person
    return [...(mayConfirm ? (['confirm'] as const) : []), ...(mayAct ? (['discard'] as const) : [])]
  }
  return mayUndo && mayAct ? ['undo'] : []
}

/** The same workbook with what is wrong where it is wrong. */
async function downloadMarked(call: Call, batch: string, { declaration: { list } }: ImportActs) {
  const { tx, services, district, language } = call
  const [row] = await tx.run<{ file: string; problems: string | null }>(
    'select file, problems from kernel.import_batch where district = $1 and id = $2 and list = $3',
    [district, batch, list.id],
  )
  if (!row) return refuse('import.unknown')
  const file = await services.files.find(tx, district, row.file)
  if (!file || row.problems === null) return refuse('import.not-now', { state: '—' })
  const problems = await readJson<Problem[]>({ tx, services, district }, row.problems)
  const bytes = await markInWorker(list, file.bytes, problems, { language })
  await call.audit({
    object: { type: 'import', id: batch },
    body: { downloaded: file.name, problems: problems.length },
  })
  return {
    name: file.name.replace(/(\.xlsx)?$/i, language === 'zh' ? '-标注.xlsx' : '-marked.xlsx'),
    mediaType: WORKBOOK,
    bytes,
  }
}

/** Locks a batch that the caller saw in this version, and asks whether it may be acted on so. */
async function holdBatch(
  { tx, district }: Call,
  { batch, version }: Known,
  states: readonly string[],
): Promise<BatchRow> {
  const found = await findBatch(tx, district, batch)
  if (!found) return refuse('import.unknown')
  if (found.version !== version) refuse('import.changed')
  if (!states.includes(found.state)) refuse('import.not-now', { state: found.state })
  return found
}

const whoOf = ({ account, person }: Call['actor']) => ({ account, person })

async function acceptBatch(call: Call, known: Known, importer: ImportActs): Promise<Nothing> {
  const { tx, services, district, actor } = call
  const found = await holdBatch(call, known, ['checked'])
  const { added = 0, changed = 0 } = found.counts.counts ?? {}
  if (added + changed === 0) refuse('import.nothing')
  // Who accepts is the first of the two, whoever uploaded the file.
  const context = contextOf(services, tx, district, known.batch, { ...found, ...whoOf(actor) })
  const needsSecond = (await importer.needsSecond?.(context)) ?? false
  if (needsSecond) await importer.confirmed?.(context)
  await update(tx, district, known.batch, { state: needsSecond ? 'confirming' : 'writing', accepted_by: actor.person })
  await call.audit({ object: { type: 'import', id: known.batch }, body: { accepted: { added, changed }, needsSecond } })
  if (!needsSecond) await announceAccepted(call, importer, known.batch)
  return {}
}

const announceAccepted = (call: Call, { declaration }: ImportActs, batch: string): Promise<void> =>
  call.emit('sheets.import.accepted', { list: declaration.list.id, batch })

async function confirmBatch(call: Call, known: Known, importer: ImportActs): Promise<Nothing> {
  const { tx, services, district, actor } = call
  const found = await holdBatch(call, known, ['confirming'])
  if (found.accepted_by === actor.person) refuse('import.same-person')
  await importer.confirmed?.(contextOf(services, tx, district, known.batch, { ...found, ...whoOf(actor) }))
  await update(tx, district, known.batch, { state: 'writing' })
  await call.audit({ object: { type: 'import', id: known.batch }, body: { confirmed: true } })
  await announceAccepted(call, importer, known.batch)
  return {}
}

async function discardBatch(call: Call, known: Known): Promise<Nothing> {
  await holdBatch(call, known, ['checked', 'confirming'])
  await update(call.tx, call.district, known.batch, { state: 'discarded', finished_at: call.clock.now() })
  await call.audit({ object: { type: 'import', id: known.batch }, body: { discarded: true } })
  return {}
}

async function undoBatch(
  call: Call,
  { reason, ...known }: Known & { reason: string },
  importer: ImportActs,
): Promise<Nothing> {
  const { tx, services, district, clock } = call
  const found = await holdBatch(call, known, ['written'])
  // Who takes it back is on record for it, whoever uploaded the file.
  const context: ImportContext = contextOf(services, tx, district, known.batch, { ...found, ...whoOf(call.actor) })
  const rows = await tx.run<WrittenRow>(
    'select row_number as row, object, act, version from kernel.import_row where district = $1 and batch = $2',
    [district, known.batch],
  )
  await importer.undo(context, rows)
  await update(tx, district, known.batch, { state: 'undone', finished_at: clock.now() })
  await call.audit({ object: { type: 'import', id: known.batch }, body: { undone: rows.length, reason } })
  return {}
}
