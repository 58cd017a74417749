import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { month, PEOPLE_READERS, PEOPLE_WRITERS } from '../people/contract.ts'

/** Work, study, service in the army, and time without either that is explained. */
export const PERIOD_KINDS = ['work', 'study', 'service', 'gap'] as const

const line = (most: number) => z.string().trim().min(1).max(most)
const fields = z.object({
  from: month,
  /** Last month; null: to this day. */
  until: month.nullable(),
  kind: z.enum(PERIOD_KINDS),
  organisation: line(120),
  post: line(120),
  /** Such as 其间：2001.09—2004.06 在职学习. */
  note: line(300).nullable(),
})
export type PeriodFields = z.output<typeof fields>

const period = fields.extend({
  id: z.uuid(),
  version: z.int(),
  /** Shares more than one month with another: allowed, and shown. */
  overlaps: z.boolean(),
})
export type Period = z.output<typeof period>

const gap = z.object({ from: month, until: month, months: z.int() })
export type Gap = z.output<typeof gap>

export const getResume = endpoint({
  id: 'resume.getResume',
  kind: 'read',
  who: PEOPLE_READERS,
  summary: { zh: '个人简历', en: 'Résumé of a person' },
  input: z.object({ person: z.uuid() }),
  output: z.object({
    /** In order of time. */
    periods: z.array(period),
    /** Longer than a month, from the age of 18 or the first period on; both months are part of it. */
    gaps: z.array(gap),
    /** 1995.07—1998.09  …, a line per period, as the approval form has it. */
    text: z.string(),
  }),
  sample: { given: 'founded', input: (world) => ({ person: world.person }) },
})

const sample = {
  from: '2015-07',
  until: null,
  kind: 'work',
  organisation: '清洋街道南关社区',
  post: '工作人员',
  note: null,
}

export const addPeriod = endpoint({
  id: 'resume.addPeriod',
  kind: 'write',
  who: PEOPLE_WRITERS,
  summary: { zh: '添加简历段', en: 'Add a period to a résumé' },
  input: fields.extend({ person: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  sample: { given: 'founded', input: (world) => ({ ...sample, person: world.person }) },
})

export const changePeriod = endpoint({
  id: 'resume.changePeriod',
  kind: 'write',
  who: PEOPLE_WRITERS,
  summary: { zh: '修改简历段', en: 'Change a period of a résumé' },
  input: fields.extend({ id: z.uuid(), version: z.int() }),
  output: z.object({ version: z.int() }),
  sample: { given: 'founded', input: (world) => ({ ...sample, id: world.resumePeriod, version: 1 }) },
})

export const removePeriod = endpoint({
  id: 'resume.removePeriod',
  kind: 'write',
  who: PEOPLE_WRITERS,
  summary: { zh: '删除简历段', en: 'Remove a period from a résumé' },
  input: z.object({ id: z.uuid(), version: z.int() }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.resumePeriod, version: 1 }) },
})
