import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { importEndpoints, type ImportDeclaration } from '#kernel/sheets/import-contract.ts'
import type { SheetColumn, SheetList } from '#kernel/sheets/list.ts'

// 年度重点任务 (rulings A3): the district's list of a year, and each community's target for each of them.

export const TASK_WRITERS = ['organization-head', 'organization-officer'] as const
const STAFF = [...TASK_WRITERS, 'discipline-officer', 'street-officer'] as const
export const TASK_READERS = [...STAFF, 'department-rater', 'secretary'] as const
export const TARGET_READERS = [...STAFF, 'secretary'] as const
export const TARGET_WRITERS = ['street-officer'] as const

const year = z.int().min(2000).max(2999)
const version = z.int().min(1).max(1_000_000_000)
const measure = z.string().trim().min(2).max(120)
const measureEn = z.string().trim().max(200)
const target = z.string().trim().min(1).max(200)
const document = z.string().trim().max(120)

const task = z.object({
  id: z.uuid(),
  year,
  /** KT-03: its place in the year's list, for good. */
  code: z.string(),
  zh: z.string(),
  /** The Chinese text where nobody has given an English one. */
  en: z.string(),
  target: z.string(),
  org: z.uuid(),
  orgName: z.object({ zh: z.string(), en: z.string() }),
  document: z.string().nullable(),
  addedOn: z.iso.date(),
  /** Day by which every community has its target; null: the policy sets none. */
  due: z.iso.date().nullable(),
  endedOn: z.iso.date().nullable(),
  endReason: z.string().nullable(),
  version,
})
export type KeyTask = z.output<typeof task>

const listed = task.extend({
  /** Working days until `due`, negative when it has passed. */
  daysLeft: z.int().nullable(),
  /** 暂定: the working days of its year are not published yet. */
  provisional: z.boolean(),
})
export type ListedTask = z.output<typeof listed>

export const listTasks = endpoint({
  id: 'tasks.listTasks',
  kind: 'read',
  who: TASK_READERS,
  summary: { zh: '年度重点任务清单（部门只见本部门负责的）', en: 'Key tasks of a year (a department sees its own)' },
  input: z.object({
    year,
    /** Only those of the organisation that holds this duty. */
    department: z
      .string()
      .regex(/^SR-\d{2}$/)
      .optional(),
  }),
  output: z.object({
    tasks: z.array(listed),
    /** As many as the policy allows in force; null: there is no policy yet. */
    most: z.int().nullable(),
    /** May the caller write this year's list now, and does it take a document number? */
    writable: z.boolean(),
    needsDocument: z.boolean(),
  }),
  sample: { given: 'open', input: () => ({ year: 2026 }) },
})

/** Empty texts: no English one, no document. */
const content = z.object({ zh: measure, en: measureEn, target, org: z.uuid(), document })

const SAMPLE = { zh: '居家养老服务', en: '', target: '建成社区食堂', document: '福组发〔2026〕21号' }

export const addTask = endpoint({
  id: 'tasks.addTask',
  kind: 'write',
  who: TASK_WRITERS,
  summary: { zh: '新增年度重点任务', en: 'Add a key task' },
  input: content.extend({ year }),
  output: z.object({ id: z.uuid() }),
  sample: { given: 'open', input: (world) => ({ ...SAMPLE, year: 2026, org: world.organisation }) },
})

export const changeTask = endpoint({
  id: 'tasks.changeTask',
  kind: 'write',
  who: TASK_WRITERS,
  summary: { zh: '修改年度重点任务', en: 'Change a key task' },
  input: content.extend({ id: z.uuid(), version }),
  output: nothing,
  sample: {
    given: 'open',
    input: (world) => ({ ...SAMPLE, id: world.keyTask, version: 1, org: world.organisation }),
  },
})

export const endTask = endpoint({
  id: 'tasks.endTask',
  kind: 'write',
  who: TASK_WRITERS,
  summary: {
    zh: '终止年度重点任务（写明理由，已分解的目标保留）',
    en: 'End a key task with a reason; its targets stay on record',
  },
  input: z.object({ id: z.uuid(), version, reason: z.string().trim().min(2).max(200) }),
  output: nothing,
  sample: { given: 'open', input: (world) => ({ id: world.keyTask, version: 1, reason: '上级任务调整' }) },
})

export const listTargets = endpoint({
  id: 'targets.listTargets',
  kind: 'read',
  who: TARGET_READERS,
  summary: { zh: '社区目标（社区 × 重点任务）', en: 'Targets (community × key task)' },
  input: z.object({ year }),
  output: z.object({
    rows: z.array(
      z.object({
        community: z.uuid(),
        code: z.int(),
        name: z.string(),
        street: z.int(),
        streetName: z.string(),
        /** Of the tasks in force; a task without one is not among them. */
        targets: z.array(z.object({ task: z.uuid(), target: z.string().nullable(), version })),
      }),
    ),
  }),
  sample: { given: 'open', input: () => ({ year: 2026 }) },
})

export const saveTargets = endpoint({
  id: 'targets.saveTargets',
  kind: 'write',
  who: TARGET_WRITERS,
  summary: { zh: '给社区下达目标', en: 'Give communities their targets' },
  input: z.object({
    targets: z
      .array(
        z.object({
          task: z.uuid(),
          community: z.uuid(),
          target,
          /** The version that was seen; 0: there was none. */
          version: z.int().min(0).max(1_000_000_000),
        }),
      )
      .min(1)
      .max(1000),
  }),
  output: nothing,
  sample: {
    given: 'open',
    input: (world) => ({
      targets: [{ task: world.keyTask, community: world.community, target: '年底前建成', version: 0 }],
    }),
  },
})

const column = (key: string, zh: string, en: string, rest: Partial<SheetColumn>): SheetColumn => ({
  key,
  header: { zh, en },
  kind: 'text',
  ...rest,
})

export const TARGETS: SheetList = {
  id: 'evaluation.targets',
  version: 1,
  name: { zh: '重点任务社区目标', en: 'Targets of key tasks' },
  keys: [],
  columns: [
    column('year', '年度', 'Year', { kind: 'integer', required: true, min: '2000', max: '2999', width: 8 }),
    column('street', '街道', 'Street', { optional: true, maxLength: 40, width: 14 }),
    column('community', '社区', 'Community', { required: true, maxLength: 60, width: 18 }),
    column('code', '任务编号', 'Task', {
      required: true,
      maxLength: 10,
      width: 10,
      help: { zh: '重点任务清单上的编号，如 KT-03。', en: 'As on the list of key tasks, such as KT-03.' },
    }),
    column('measure', '重点任务', 'Key task', {
      optional: true,
      maxLength: 200,
      width: 36,
      help: {
        zh: '供核对：与清单不一致的行不导入。',
        en: 'For checking: a row that differs from the list is not taken.',
      },
    }),
    column('target', '社区目标', 'Target', { maxLength: 200, width: 44 }),
  ],
  instructions: [
    {
      zh: '请先导出本街道的目标表：每个社区、每项任务一行，只填“社区目标”，再导入。只有改动的行会写入；空着的目标不改动已有内容。',
      en: 'Export your street’s table first: a row per community and task. Fill in “Target” alone and import it. Only changed rows are written; an empty target leaves what is there.',
    },
  ],
}

export const targetsImport = {
  slice: 'targets',
  list: TARGETS,
  who: TARGET_WRITERS,
  given: 'open',
} as const satisfies ImportDeclaration

export const targetEndpoints = importEndpoints(targetsImport)
