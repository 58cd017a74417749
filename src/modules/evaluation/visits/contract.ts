import { z } from 'zod'
import { endpoint, fileAnswer } from '#kernel/endpoint.ts'
import { period } from '../cycle/contract.ts'
import { text, viewers } from '../scoring/contract.ts'

export const VISIT_WRITERS = ['organization-head', 'organization-officer', 'street-officer'] as const

/** What one visit serves; one may serve several (rulings D2). */
export const USES = ['survey', 'reassessment', 'help'] as const
export type Use = (typeof USES)[number]

const code = z.string().trim().min(1).max(20)
const line = (most: number) => z.string().trim().min(1).max(most)
const long = z.string().trim().max(2000)
const visitor = z.object({ name: line(40), post: line(60) })

/** What is typed in, on a tablet or from an A4 sheet. */
export const visitFields = z.object({
  date: z.iso.date(),
  visitors: z.array(visitor).min(1).max(12),
  uses: z.array(z.enum(USES)).min(1).max(USES.length),
  ways: z.array(code).min(1).max(12),
  /** Key task to a code of the policy's list of findings; a task that was not looked at is not here. */
  findings: z.record(code, code),
  seen: long,
  promised: long,
  /** Papers by name or number; never asked for (R-BR-7). */
  evidence: z.array(line(160)).max(10),
})
export type VisitFields = z.output<typeof visitFields>

const item = text.extend({ code: z.string() })
/** A key task that has ended keeps what was found on it, and is asked for no longer. */
const task = item.extend({ ended: z.boolean() })
export type Task = z.output<typeof task>
const place = z.object({
  community: z.uuid(),
  code: z.int(),
  name: z.string(),
  street: z.int(),
  streetName: z.string(),
})

const standing = place.extend({
  /** Use to the last day on which a visit served it; a use that is not here is still missing. */
  last: z.partialRecord(z.enum(USES), z.iso.date()),
  /** Key tasks without a finding. */
  open: z.array(z.string()),
  visits: z.int(),
})
export type Standing = z.output<typeof standing>

const mayRecord = z.boolean()

export const getBoard = endpoint({
  id: 'visit.getBoard',
  kind: 'read',
  who: viewers,
  summary: { zh: '走访进度：各社区还缺什么', en: 'Visits: what each community still lacks' },
  input: z.object({ period }),
  output: z.object({
    tasks: z.array(task),
    communities: z.array(standing),
    /** By when the records are due: the calendar of the half-year, with the working days left. */
    deadline: z.object({ due: z.iso.date(), days: z.int(), provisional: z.boolean() }),
    mayRecord,
  }),
  sample: { given: 'open', input: (world) => ({ period: world.period }) },
})

const visit = visitFields.extend({
  id: z.uuid(),
  version: z.int(),
  /** Who wrote this version, by the name of the account, and when. */
  by: z.string(),
  at: z.iso.datetime(),
})
export type Visit = z.output<typeof visit>

export const listVisits = endpoint({
  id: 'visit.listVisits',
  kind: 'read',
  who: viewers,
  summary: { zh: '一个社区的走访记录', en: 'The visits to one community' },
  input: z.object({ period, community: z.uuid() }),
  output: z.object({
    place,
    tasks: z.array(task),
    ways: z.array(item),
    findings: z.array(item),
    /** Newest day first. */
    visits: z.array(visit),
    mayRecord,
  }),
  sample: { given: 'open', input: (world) => ({ period: world.period, community: world.community }) },
})
export type CommunityVisits = z.output<(typeof listVisits)['output']>

export const listVersions = endpoint({
  id: 'visit.listVersions',
  kind: 'read',
  who: viewers,
  summary: { zh: '走访记录的历次版本', en: 'All versions of a visit record' },
  input: z.object({ id: z.uuid() }),
  /** Newest first. */
  output: z.object({ versions: z.array(visit.extend({ withdrawn: z.string().nullable() })) }),
  sample: { given: 'open', input: (world) => ({ id: world.visit }) },
})

const fieldsSample = {
  date: '2026-11-23',
  visitors: [{ name: '赵文静', post: '街道组织委员' }],
  uses: ['survey'],
  ways: ['SW-1'],
  findings: {},
  seen: '查看党群服务中心',
  promised: '',
  evidence: [],
}

export const recordVisit = endpoint({
  id: 'visit.recordVisit',
  kind: 'write',
  who: VISIT_WRITERS,
  summary: { zh: '登记走访', en: 'Record a visit' },
  input: visitFields.extend({ period, community: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  sample: {
    given: 'open',
    input: (world) => ({ ...fieldsSample, period: world.period, community: world.community }),
  },
})

const version = z.int()

export const correctVisit = endpoint({
  id: 'visit.correctVisit',
  kind: 'write',
  who: VISIT_WRITERS,
  summary: { zh: '更正走访记录', en: 'Correct a visit record' },
  input: visitFields.extend({ id: z.uuid(), version }),
  output: z.object({ version }),
  sample: { given: 'open', input: (world) => ({ ...fieldsSample, id: world.visit, version: 1 }) },
})

/** Entered in error, for another community for instance: counts no longer, stays on record. */
export const withdrawVisit = endpoint({
  id: 'visit.withdrawVisit',
  kind: 'write',
  who: VISIT_WRITERS,
  summary: { zh: '撤回走访记录', en: 'Withdraw a visit record' },
  input: z.object({ id: z.uuid(), version, reason: line(200) }),
  output: z.object({ version }),
  sample: { given: 'open', input: (world) => ({ id: world.visit, version: 1, reason: '误登' }) },
})

export const printForms = endpoint({
  id: 'visit.printForms',
  kind: 'read',
  who: viewers,
  download: true,
  summary: { zh: '打印空白走访表（已填社区和重点任务）', en: 'Print empty visit forms, tasks filled in' },
  input: z.object({ period, communities: z.array(z.uuid()).min(1).max(100) }),
  output: fileAnswer,
  sample: { given: 'open', input: (world) => ({ period: world.period, communities: [world.community] }) },
})

export const printVisit = endpoint({
  id: 'visit.printVisit',
  kind: 'read',
  who: viewers,
  download: true,
  summary: { zh: '打印走访记录', en: 'Print a visit record' },
  input: z.object({ id: z.uuid() }),
  output: fileAnswer,
  sample: { given: 'open', input: (world) => ({ id: world.visit }) },
})

const ownVisit = z.object({
  period,
  date: z.iso.date(),
  uses: z.array(z.enum(USES)),
  ways: z.array(text),
  findings: z.array(z.object({ task: item, finding: item })),
})
export type OwnVisit = z.output<typeof ownVisit>

export const listOwnVisits = endpoint({
  id: 'visit.listOwnVisits',
  kind: 'read',
  who: ['secretary'],
  summary: { zh: '本社区的走访结论（公布后）', en: 'What visits found in my community, once published' },
  input: z.object({}),
  /** Newest day first. */
  output: z.object({ visits: z.array(ownVisit) }),
  sample: { given: 'published', input: () => ({}) },
})
