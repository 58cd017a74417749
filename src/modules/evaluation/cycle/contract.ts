import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'

export const period = z.string().regex(/^\d{4}H[12]$/)
const state = z.enum(['open', 'closing', 'closed', 'notice', 'published'])
const event = z.enum(['close', 'total', 'reopen', 'announce', 'withdraw', 'confirm'])

const cycle = z.object({
  period,
  state,
  round: z.int(),
  sheetsDue: z.iso.date(),
  openedOn: z.iso.date(),
  publishedOn: z.iso.date().nullable(),
  packVersion: z.uuid(),
  policy: z.string(),
  communities: z.int(),
  version: z.int(),
  /** What the caller may do with it now. */
  allowed: z.array(event),
})
export type Cycle = z.output<typeof cycle>

const everybody = [
  'organization-head',
  'organization-officer',
  'discipline-officer',
  'street-officer',
  'department-rater',
  'secretary',
] as const

export const listCycles = endpoint({
  id: 'cycle.listCycles',
  kind: 'read',
  who: everybody,
  summary: { zh: '半年期列表', en: 'List half-years' },
  input: z.object({}),
  output: z.object({
    cycles: z.array(cycle),
    /** The half-year that today lies in, when it is not open yet and the caller may open it. */
    mayOpen: period.nullable(),
  }),
  sample: { given: 'open', input: () => ({}) },
})

export const openCycle = endpoint({
  id: 'cycle.openCycle',
  kind: 'write',
  who: ['organization-head', 'organization-officer'],
  summary: { zh: '开启半年期（冻结政策版本和社区名册）', en: 'Open a half-year (freezes policy version and roster)' },
  input: z.object({ period, packVersion: z.uuid(), sheetsDue: z.iso.date().optional() }),
  output: z.object({ period, communities: z.int(), sheetsDue: z.iso.date() }),
  sample: { given: 'founded', input: (world) => ({ period: world.period, packVersion: world.packVersion }) },
})

const step = z.object({ period, version: z.int() })

export const closeCycle = endpoint({
  id: 'cycle.closeCycle',
  kind: 'write',
  who: ['organization-head', 'organization-officer'],
  summary: { zh: '汇总计分', en: 'Total the scores' },
  input: step,
  output: nothing,
  sample: { given: 'open', input: (world) => ({ period: world.period, version: 1 }) },
})

export const reopenCycle = endpoint({
  id: 'cycle.reopenCycle',
  kind: 'write',
  who: ['organization-head', 'organization-officer'],
  summary: { zh: '重新开放填报', en: 'Reopen for sheets' },
  input: step.extend({ reason: z.string().trim().min(1).max(500) }),
  output: nothing,
  sample: { given: 'closed', input: (world) => ({ period: world.period, version: 3, reason: '补报' }) },
})
