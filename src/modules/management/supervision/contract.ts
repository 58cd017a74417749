import { z } from 'zod'
import { endpoint, fileAnswer, nothing } from '#kernel/endpoint.ts'
import { WATCH_TOPICS, type WatchTopic } from '#kernel/watch.ts'
import { FILING_READERS } from '../filing/procedure.ts'

const line = (most: number) => z.string().trim().min(1).max(most)
const day = z.iso.date()
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const text = z.object({ zh: z.string(), en: z.string() })
const topic = z.enum(Object.keys(WATCH_TOPICS) as WatchTopic[])

export const stop = z.object({
  id: z.uuid(),
  filing: z.uuid(),
  personName: z.string(),
  communityName: z.string(),
  streetName: z.string(),
  reason: z.string(),
  from: day,
  until: day,
  by: z.string(),
  /** stands; lapsed after its last day; lifted by its author; overruled by the district commission. */
  state: z.enum(['stands', 'lapsed', 'lifted', 'overruled']),
  lifted: z.object({ on: day, reason: z.string() }).nullable(),
  overruled: z.object({ on: day, by: z.string(), reason: z.string(), document: z.string() }).nullable(),
  mayLift: z.boolean(),
  mayOverrule: z.boolean(),
})
export type Stop = z.output<typeof stop>

export const getSupervision = endpoint({
  id: 'supervision.getBoard',
  kind: 'read',
  who: FILING_READERS,
  summary: { zh: '监督台：叫停', en: 'Supervision: stops' },
  input: z.object({}),
  output: z.object({
    /** Those that stand first, then the newest. */
    stops: z.array(stop),
    /** Open cases, to be chosen when one is stopped. */
    cases: z.array(z.object({ filing: z.uuid(), personName: z.string(), communityName: z.string() })),
    /** Working days that a stop lasts. */
    days: z.int(),
  }),
  sample: { given: 'stopped', input: () => ({}) },
})

export const stopFiling = endpoint({
  id: 'supervision.stop',
  kind: 'write',
  who: ['discipline-officer'],
  summary: { zh: '叫停', en: 'Stop a case' },
  input: z.object({ filing: z.uuid(), reason: line(400) }),
  output: z.object({ id: z.uuid(), until: day }),
  sample: { given: 'filing', input: (world) => ({ filing: world.filing, reason: '有关情况需要核实' }) },
})

export const liftStop = endpoint({
  id: 'supervision.lift',
  kind: 'write',
  who: ['discipline-officer'],
  summary: { zh: '解除叫停', en: 'Lift a stop' },
  input: z.object({ stop: z.uuid(), reason: line(400) }),
  output: nothing,
  sample: { given: 'stopped', input: (world) => ({ stop: world.stop, reason: '已核实，不影响任职' }) },
})

export const overruleStop = endpoint({
  id: 'supervision.overrule',
  kind: 'write',
  who: ['district-commission'],
  // The class that knows who holds which role.
  as: 'auth',
  stepUp: true,
  summary: { zh: '否决叫停', en: 'Overrule a stop' },
  input: z.object({ stop: z.uuid(), reason: line(400), document: line(80) }),
  output: nothing,
  sample: {
    given: 'stopped',
    input: (world) => ({ stop: world.stop, reason: '区委研究，不影响任职', document: '福委纪要〔2026〕9号' }),
  },
})

const item = z.object({
  id: z.string(),
  topic,
  on: day,
  what: text,
  person: z.string().optional(),
  where: text.nullable(),
  street: z.int().nullable(),
  by: z.string().nullable(),
  state: z.object({ isOpen: z.boolean(), words: text }).nullable(),
  link: z.string().nullable(),
  isOwn: z.boolean().optional(),
})
export type BoardItem = z.output<typeof item>

/** What is looked at: months, inclusive; absent: from January to now. */
const asked = z.object({
  topic: topic.optional(),
  street: z.int().optional(),
  from: month.optional(),
  until: month.optional(),
})

export const PAGE_SIZE = 100

export const listWatched = endpoint({
  id: 'supervision.listItems',
  kind: 'read',
  who: FILING_READERS,
  summary: { zh: '监督台清单', en: 'What supervision watches' },
  input: asked.extend({ page: z.int().min(1).max(200).default(1) }),
  output: z.object({
    /** Of the street and the months, by topic. */
    counts: z.array(z.object({ topic, all: z.int(), open: z.int() })),
    items: z.array(item),
    total: z.int(),
    /** The months looked at. */
    from: month,
    until: month,
  }),
  sample: { given: 'stopped', input: () => ({}) },
})

export const exportWatched = endpoint({
  id: 'supervision.exportItems',
  kind: 'read',
  download: true,
  who: FILING_READERS,
  summary: {
    zh: '导出监督台清单（Excel，不含人员姓名）',
    en: 'Export what supervision watches (Excel, no names of people)',
  },
  input: asked.extend({ purpose: line(100) }),
  output: fileAnswer,
  sample: { given: 'stopped', input: () => ({ purpose: '季度监督小结' }) },
})

const addressee = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('street'), street: z.int() }),
  z.object({ kind: z.literal('department'), org: z.uuid() }),
])

export const listAddressees = endpoint({
  id: 'supervision.listAddressees',
  kind: 'read',
  who: ['discipline-officer'],
  summary: { zh: '监督意见书可以发给谁', en: 'To whom an opinion can be addressed' },
  input: z.object({}),
  output: z.object({
    streets: z.array(z.object({ street: z.int(), name: z.string() })),
    departments: z.array(z.object({ org: z.uuid(), name: text })),
  }),
  sample: { given: 'stopped', input: () => ({}) },
})

export const issueOpinion = endpoint({
  id: 'supervision.issueOpinion',
  kind: 'write',
  who: ['discipline-officer'],
  stepUp: true,
  summary: { zh: '出具监督意见书', en: 'Issue a written opinion' },
  input: z.object({
    to: addressee,
    items: z.array(z.string().max(120)).min(1).max(50),
    from: month.optional(),
    until: month.optional(),
    findings: line(2000),
    asks: line(2000),
    answerBy: day,
  }),
  output: z.object({ id: z.uuid(), number: z.string() }),
  sample: {
    given: 'stopped',
    input: (world) => ({
      to: { kind: 'street', street: 370611001 },
      items: [`stop/${world.stop}`],
      findings: '动议前未核实来信反映的情况',
      asks: '说明核实经过，今后动议前先核实',
      answerBy: '2026-12-10',
    }),
  },
})

const opinion = z.object({
  id: z.uuid(),
  number: z.string(),
  to: z.enum(['street', 'department']),
  addressee: z.string(),
  items: z.array(z.object({ id: z.string(), topic, on: day, what: text, where: text.nullable() })),
  findings: z.string(),
  asks: z.string(),
  issuedOn: day,
  answerBy: day,
  by: z.string(),
  answer: z.object({ text: z.string(), on: day, by: z.string() }).nullable(),
  mayAnswer: z.boolean(),
})
export type Opinion = z.output<typeof opinion>

export const getOpinion = endpoint({
  id: 'supervision.getOpinion',
  kind: 'read',
  who: FILING_READERS,
  summary: { zh: '一份监督意见书', en: 'One opinion' },
  input: z.object({ opinion: z.uuid() }),
  output: opinion,
  sample: { given: 'stopped', input: (world) => ({ opinion: world.opinion }) },
})

const answered = z.object({ opinion: z.uuid(), answer: line(2000) })

export const answerOpinion = endpoint({
  id: 'supervision.answerOpinion',
  kind: 'write',
  who: ['street-officer'],
  summary: { zh: '回复监督意见书', en: 'Answer an opinion' },
  input: answered,
  output: nothing,
  sample: { given: 'stopped', input: (world) => ({ opinion: world.opinion, answer: '已逐项核实并整改' }) },
})

/** A department answers on paper. */
export const recordAnswer = endpoint({
  id: 'supervision.recordAnswer',
  kind: 'write',
  who: ['discipline-officer'],
  summary: { zh: '登记部门对监督意见书的回复', en: "Record a department's answer to an opinion" },
  input: answered,
  output: nothing,
  sample: { given: 'stopped', input: (world) => ({ opinion: world.departmentOpinion, answer: '来函：已补答复' }) },
})
