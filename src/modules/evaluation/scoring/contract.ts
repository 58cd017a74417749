import { z } from 'zod'
import { endpoint, fileAnswer } from '#kernel/endpoint.ts'
import { period } from '../cycle/contract.ts'

export const text = z.object({ zh: z.string(), en: z.string() })
export const department = z.string().regex(/^SR-\d{2}$/)
const indicatorCode = z.string().regex(/^SR-\d{2}[a-z]$/)
/** Exact decimal as typed. */
const points = z.string().regex(/^\d{1,3}(\.\d{1,2})?$/)

const reason = z.string().trim().max(500)
const document = z.string().trim().max(120)

export const viewers = ['organization-head', 'organization-officer', 'discipline-officer', 'street-officer'] as const

const sheetState = z.enum(['draft', 'submitted', 'returned'])

const sheet = z.object({
  department,
  name: text,
  dimension: text,
  points: z.number(),
  state: sheetState,
  /** The half-year was totalled without it. */
  missed: z.boolean(),
  /** Confirmed cells of those that have to be filled. */
  filled: z.int(),
  cells: z.int(),
  deductions: z.int(),
  version: z.int(),
  submittedBy: z.string().nullable(),
  submittedOn: z.iso.date().nullable(),
  returnReason: z.string().nullable(),
})
export type Sheet = z.output<typeof sheet>

export const getOverview = endpoint({
  id: 'scoring.getOverview',
  kind: 'read',
  who: viewers,
  summary: { zh: '星级评定：各部门填报进度', en: 'Star rating: how far the departments are' },
  input: z.object({ period }),
  output: z.object({ sheets: z.array(sheet) }),
  sample: { given: 'open', input: (world) => ({ period: world.period }) },
})

const cell = z.object({
  indicator: indicatorCode,
  points: points.nullable(),
  reason: z.string().nullable(),
  document: z.string().nullable(),
  /** 0: never touched. */
  version: z.int(),
  /** The same cell of the half-year before, as published. */
  previous: points.nullable(),
})
export type Cell = z.output<typeof cell>

const grid = z.object({
  period,
  department,
  name: text,
  dimension: text,
  state: sheetState,
  /** The half-year was totalled without it. */
  missed: z.boolean(),
  version: z.int(),
  due: z.iso.date(),
  /** 暂定: the working days of its year are not published yet. */
  provisional: z.boolean(),
  returnReason: z.string().nullable(),
  /** May cells be written now? */
  writable: z.boolean(),
  indicators: z.array(z.object({ code: indicatorCode, zh: z.string(), en: z.string(), points })),
  rows: z.array(
    z.object({ community: z.uuid(), code: z.int(), name: z.string(), street: z.string(), cells: z.array(cell) }),
  ),
})
export type Grid = z.output<typeof grid>

export const listSheets = endpoint({
  id: 'scoring.listSheets',
  kind: 'read',
  who: ['department-rater'],
  summary: { zh: '本部门的赋分表', en: 'The sheets of my department' },
  input: z.object({ period }),
  output: z.object({ sheets: z.array(sheet) }),
  sample: { given: 'open', input: (world) => ({ period: world.period }) },
})

export const getGrid = endpoint({
  id: 'scoring.getGrid',
  kind: 'read',
  who: ['department-rater', ...viewers],
  summary: {
    zh: '赋分表（部门见草稿，其他人见已提交的分）',
    en: 'A sheet (its department sees the draft, others what was submitted)',
  },
  input: z.object({ period, department }),
  output: grid,
  sample: { given: 'open', input: (world) => ({ period: world.period, department: world.department }) },
})

export const saveCells = endpoint({
  id: 'scoring.saveCells',
  kind: 'write',
  who: ['department-rater'],
  summary: { zh: '保存赋分（草稿）', en: 'Save scores (draft)' },
  input: z.object({
    period,
    department,
    cells: z
      .array(
        z.object({
          community: z.uuid(),
          indicator: indicatorCode,
          // Any short text: what is no score is refused by rules.ts, which can name the community.
          points: z.string().max(40).nullable(),
          reason: reason.nullable(),
          document: document.nullable(),
          /** The version that was seen; another one in the meantime is refused. */
          version: z.int().min(0).max(1_000_000_000),
        }),
      )
      .min(1)
      .max(5000),
  }),
  output: z.object({
    savedAt: z.iso.datetime(),
    cells: z.array(z.object({ community: z.uuid(), indicator: indicatorCode, version: z.int() })),
  }),
  sample: {
    given: 'open',
    input: (world) => ({
      period: world.period,
      department: world.department,
      cells: [
        {
          community: world.community,
          indicator: world.indicator,
          points: '4.5',
          reason: '未按期',
          document: '〔2026〕1号',
          version: 0,
        },
      ],
    }),
  },
})

export const submitSheet = endpoint({
  id: 'scoring.submitSheet',
  kind: 'write',
  who: ['department-rater'],
  stepUp: true,
  summary: { zh: '签名并提交赋分表', en: 'Sign and submit the sheet' },
  input: z.object({ period, department }),
  output: z.object({ version: z.int(), signature: z.uuid() }),
  sample: { given: 'open', input: (world) => ({ period: world.period, department: world.filledDepartment }) },
})

export const returnSheet = endpoint({
  id: 'scoring.returnSheet',
  kind: 'write',
  who: ['organization-head', 'organization-officer'],
  summary: { zh: '退回赋分表', en: 'Send a sheet back' },
  input: z.object({ period, department, reason: reason.min(1) }),
  output: z.object({ version: z.int() }),
  sample: {
    given: 'open',
    input: (world) => ({ period: world.period, department: world.submittedDepartment, reason: '依据文号有误' }),
  },
})

export const downloadSheet = endpoint({
  id: 'scoring.downloadSheet',
  kind: 'read',
  download: true,
  who: ['department-rater'],
  summary: { zh: '下载赋分表(Excel)', en: 'Download the sheet (Excel)' },
  input: z.object({ period, department }),
  output: fileAnswer,
  sample: { given: 'open', input: (world) => ({ period: world.period, department: world.department }) },
})

const uploadReport = z.object({
  rows: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  blank: z.int(),
  problems: z.array(
    z.object({
      row: z.int().nullable(),
      column: z.string().nullable(),
      code: z.string(),
      zh: z.string(),
      en: z.string(),
    }),
  ),
  applied: z.boolean(),
})
export type UploadReport = z.output<typeof uploadReport>

export const uploadSheet = endpoint({
  id: 'scoring.uploadSheet',
  kind: 'write',
  upload: true,
  who: ['department-rater'],
  summary: { zh: '导入赋分表（先试运行，再写入草稿）', en: 'Import the sheet (dry run first, then into the draft)' },
  input: z.object({ period, department, apply: z.boolean() }),
  output: uploadReport,
  sample: {
    given: 'open',
    file: 'sheet.xlsx',
    input: (world) => ({ period: world.period, department: world.department, apply: true }),
  },
})

export const markSheet = endpoint({
  id: 'scoring.markSheet',
  kind: 'write',
  upload: true,
  download: true,
  who: ['department-rater'],
  summary: { zh: '取回标注了问题的同一份 Excel', en: 'The same workbook back with its problems marked' },
  input: z.object({ period, department }),
  output: fileAnswer,
  sample: {
    given: 'open',
    file: 'sheet.xlsx',
    input: (world) => ({ period: world.period, department: world.department }),
  },
})
