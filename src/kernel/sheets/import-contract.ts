// The contract of every list that comes as Excel, declared once per list: template, upload with a dry run, the marked
// workbook, partial acceptance, undo of the whole batch, and the export that may come back edited (product.md §5).
import { z } from 'zod'
import type { Role } from '#kernel/access.ts'
import { endpoint, fileAnswer, nothing, type World, type WorldState } from '#kernel/endpoint.ts'
import type { SheetList } from './list.ts'

export type ImportDeclaration = {
  /** First part of its endpoints' ids: `roster` makes roster.uploadWorkbook and the others. */
  readonly slice: string
  readonly list: SheetList
  readonly who: readonly Role[]
  /** Who may confirm as the second of two people, where the list asks for two. */
  readonly second?: readonly Role[]
  /** Database role of what it writes. */
  readonly as?: 'auth' | 'filing'
  /** In which state of the tests' district there are batches `<slice>.<state>` and `<slice>.<state>.version`. */
  readonly given: WorldState
}

/** `confirming` waits for the second person. */
export const BATCH_STATES = [
  'checking',
  'checked',
  'confirming',
  'writing',
  'written',
  'failed',
  'discarded',
  'undone',
] as const
export type BatchState = (typeof BATCH_STATES)[number]
export const BATCH_ACTS = ['accept', 'confirm', 'discard', 'undo'] as const
export type BatchAct = (typeof BATCH_ACTS)[number]

const text = z.object({ zh: z.string(), en: z.string() })
const counts = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  refused: z.int(),
  problems: z.int(),
})
export type BatchCounts = z.output<typeof counts>

const problem = text.extend({
  code: z.string(),
  row: z.int().nullable(),
  /** Letter of the sheet's column. */
  column: z.string().nullable(),
})
/** What a cell says: as typed, or the word for a code. */
const said = z.union([z.string(), text]).nullable()
const change = z.object({
  row: z.int(),
  act: z.enum(['added', 'changed']),
  /** Who or what the row is about. */
  label: z.string(),
  /** Per column what was and what would be; never of a sensitive column. */
  cells: z.array(z.object({ column: text, before: said, after: said })),
})
export type BatchChange = z.output<typeof change>

const batch = z.object({
  id: z.uuid(),
  fileName: z.string(),
  state: z.enum(BATCH_STATES),
  /** Percent of the running step. */
  progress: z.int(),
  by: z.string(),
  at: z.iso.datetime(),
  version: z.int(),
  counts: counts.nullable(),
  /** Why it failed. */
  failure: text.nullable(),
  /** What this caller may do now. */
  allowed: z.array(z.enum(BATCH_ACTS)),
})
export type Batch = z.output<typeof batch>

const batchView = batch.extend({
  /** The first of them; the marked workbook has all. */
  problems: z.array(problem),
  changes: z.array(change),
})
export type BatchView = z.output<typeof batchView>

const knownBatch = z.object({ batch: z.uuid(), version: z.int() })

/** Who acts, and as which role of the database. */
const baseOf = ({ who, as }: ImportDeclaration) => ({ who, ...(as ? { as } : {}) })
const readersOf = ({ who, second }: ImportDeclaration): readonly Role[] => [...new Set([...who, ...(second ?? [])])]
/** A batch of the tests' district in a state. */
const sampleOf = (slice: string) => (state: BatchState) => (world: World) => ({
  batch: world[`${slice}.${state}`],
  version: Number(world[`${slice}.${state}.version`]),
})

/** Workbooks out and in. */
function fileEndpoints(declaration: ImportDeclaration) {
  const { slice, list, given } = declaration
  const { zh, en } = list.name
  const base = baseOf(declaration)
  const who = readersOf(declaration)
  const of = sampleOf(slice)
  return {
    downloadTemplate: endpoint({
      ...base,
      id: `${slice}.downloadTemplate`,
      kind: 'read',
      download: true,
      summary: { zh: `下载${zh}模板`, en: `Download the template: ${en}` },
      input: z.object({}),
      output: fileAnswer,
      sample: { given, input: () => ({}) },
    }),
    exportList: endpoint({
      ...base,
      id: `${slice}.exportList`,
      kind: 'write',
      download: true,
      summary: { zh: `导出${zh}（可改后再导入）`, en: `Export to edit and import again: ${en}` },
      input: z.object({ purpose: z.string().trim().min(2).max(100) }),
      output: fileAnswer,
      sample: { given, input: () => ({ purpose: '核对' }) },
    }),
    uploadWorkbook: endpoint({
      ...base,
      id: `${slice}.uploadWorkbook`,
      kind: 'write',
      upload: true,
      summary: { zh: `上传${zh}并试运行`, en: `Upload for a dry run: ${en}` },
      input: z.object({}),
      output: z.object({ batch: z.uuid() }),
      sample: { given, input: () => ({}), file: `${slice}.xlsx` },
    }),
    /** On record like an export: the workbook holds what it holds. */
    downloadMarked: endpoint({
      ...base,
      id: `${slice}.downloadMarked`,
      kind: 'write',
      download: true,
      who,
      summary: { zh: `下载标注了问题的${zh}`, en: `The same workbook with its problems marked: ${en}` },
      input: z.object({ batch: z.uuid() }),
      output: fileAnswer,
      sample: { given, input: (world) => ({ batch: of('checked')(world).batch }) },
    }),
  }
}

/** What was uploaded and what became of it. */
function batchEndpoints(declaration: ImportDeclaration) {
  const { slice, list, given } = declaration
  const { zh, en } = list.name
  const base = baseOf(declaration)
  const who = readersOf(declaration)
  const of = sampleOf(slice)
  return {
    listBatches: endpoint({
      ...base,
      id: `${slice}.listBatches`,
      kind: 'read',
      who,
      summary: { zh: `${zh}的导入批次`, en: `Imports: ${en}` },
      input: z.object({}),
      output: z.object({ batches: z.array(batch) }),
      sample: { given, input: () => ({}) },
    }),
    getBatch: endpoint({
      ...base,
      id: `${slice}.getBatch`,
      kind: 'read',
      who,
      summary: { zh: `${zh}的一个导入批次`, en: `One import: ${en}` },
      input: z.object({ batch: z.uuid() }),
      output: batchView,
      sample: { given, input: (world) => ({ batch: of('checked')(world).batch }) },
    }),
  }
}

/** What may be done with a batch. */
function actEndpoints(declaration: ImportDeclaration) {
  const { slice, list, given } = declaration
  const { zh, en } = list.name
  const base = baseOf(declaration)
  const of = sampleOf(slice)
  return {
    acceptBatch: endpoint({
      ...base,
      id: `${slice}.acceptBatch`,
      kind: 'write',
      summary: { zh: `接受${zh}中没有问题的行`, en: `Accept the good rows: ${en}` },
      input: knownBatch,
      output: nothing,
      sample: { given, input: of('checked') },
    }),
    /** Bound only where the list asks for a second person. */
    confirmBatch: endpoint({
      ...base,
      id: `${slice}.confirmBatch`,
      kind: 'write',
      who: declaration.second ?? declaration.who,
      summary: { zh: `第二人确认${zh}`, en: `Confirm as the second person: ${en}` },
      input: knownBatch,
      output: nothing,
      sample: { given, input: of('confirming') },
    }),
    discardBatch: endpoint({
      ...base,
      id: `${slice}.discardBatch`,
      kind: 'write',
      summary: { zh: `放弃一次${zh}导入`, en: `Discard an import: ${en}` },
      input: knownBatch,
      output: nothing,
      sample: { given, input: of('checked') },
    }),
    undoBatch: endpoint({
      ...base,
      id: `${slice}.undoBatch`,
      kind: 'write',
      summary: { zh: `整批撤销${zh}导入`, en: `Undo an import as a whole: ${en}` },
      input: knownBatch.extend({ reason: z.string().trim().min(2).max(200) }),
      output: nothing,
      sample: {
        given,
        input: (world) => ({ ...of('written')(world), reason: '传错文件' }),
      },
    }),
  }
}

/** All endpoints of one list. */
export function importEndpoints(declaration: ImportDeclaration) {
  return { ...fileEndpoints(declaration), ...batchEndpoints(declaration), ...actEndpoints(declaration) }
}

export type ImportEndpoints = ReturnType<typeof importEndpoints>
