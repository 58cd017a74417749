import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { period } from '../cycle/contract.ts'
import { PHASES } from '../cycle/rules.ts'
import { text, viewers } from '../scoring/contract.ts'

const date = z.iso.date().nullable()

const phase = z.object({
  code: z.enum(PHASES),
  from: date,
  to: date,
  state: z.enum(['ahead', 'running', 'late', 'done', 'over']),
  /** Working days until its end, negative when late; null where nothing is counted. */
  days: z.int().nullable(),
  provisional: z.boolean(),
  /** The day on which it was done, where that is on record. */
  doneOn: date,
})

const UNIT_KINDS = ['district', 'department', 'street'] as const
type UnitKind = (typeof UNIT_KINDS)[number]
/** Whom the organization department urges: not itself. */
export const URGED = ['department', 'street'] as const satisfies readonly UnitKind[]
export type Urged = (typeof URGED)[number]

/** What is asked of the units of each kind, in the order in which it is shown. */
export const ASKED = {
  district: ['reviews', 'totals', 'objections', 'announcement', 'confirmation', 'deferrals'],
  department: ['sheet'],
  street: ['method', 'targets', 'visits', 'proposal'],
} as const satisfies Readonly<Record<UnitKind, readonly string[]>>
export type Asked = (typeof ASKED)[UnitKind][number]

const part = z.object({
  code: z.enum([...ASKED.district, ...ASKED.department, ...ASKED.street]),
  /** missing: for this unit to do; waiting: others are at it; none: not asked for, or not yet. */
  state: z.enum(['missing', 'waiting', 'done', 'none']),
  words: text,
  /** Address of the page where it is done. */
  link: z.string(),
  due: date,
  days: z.int().nullable(),
  provisional: z.boolean(),
})
export type Part = z.output<typeof part>

const unit = z.object({ kind: z.enum(UNIT_KINDS), code: z.string(), name: text, parts: z.array(part) })
export type Unit = z.output<typeof unit>

export const getProgress = endpoint({
  id: 'progress.getProgress',
  kind: 'read',
  who: viewers,
  summary: {
    zh: '工作进度：各阶段的日期，各单位还缺什么',
    en: 'Progress: dates of the phases, and what each unit still lacks',
  },
  input: z.object({ period }),
  /** A street sees its own part: phases end for it when its own communities are through. */
  output: z.object({ phases: z.array(phase), units: z.array(unit) }),
  sample: { given: 'open', input: (world) => ({ period: world.period }) },
})
