import { z } from 'zod'
import { endpoint, fileAnswer, nothing } from '#kernel/endpoint.ts'
import { period } from '../cycle/contract.ts'
import { text, viewers } from '../scoring/contract.ts'

const words = (most: number) => z.string().trim().min(1).max(most)
const district = ['organization-head', 'organization-officer'] as const

export const CHANNELS = ['visit', 'letter', 'telephone', 'meeting'] as const
export const DEFERRALS = ['term', 'supplement', 'appeal', 'check'] as const

const objection = z.object({
  id: z.uuid(),
  community: z.uuid(),
  name: z.string(),
  receivedOn: z.iso.date(),
  channel: z.enum(CHANNELS),
  summary: z.string(),
  answer: z.object({ outcome: z.enum(['kept', 'upheld']), on: z.iso.date(), text: z.string() }).nullable(),
})
export type Objection = z.output<typeof objection>

const notice = z.object({
  id: z.uuid(),
  from: z.iso.date(),
  days: z.int(),
  /** Last day; null while an objection is open and the clock stands. */
  until: z.iso.date().nullable(),
  /** Working days left, today not counted; null while the clock stands or once it has ended. */
  left: z.int().nullable(),
  state: z.enum(['running', 'over', 'paused', 'confirmed', 'withdrawn']),
  communities: z.int(),
  objections: z.array(objection),
  /** What the caller may do with it now. */
  allowed: z.array(z.enum(['confirm', 'withdraw', 'object', 'answer'])),
})
export type Notice = z.output<typeof notice>

const street = z.object({
  street: z.int(),
  name: z.string(),
  communities: z.int(),
  /** Whether a community of it waits for a proposal. */
  due: z.boolean(),
  /** The last proposal; null: none yet. */
  proposed: z.object({ by: z.string(), on: z.iso.date(), document: z.string(), onBehalf: z.boolean() }).nullable(),
})
export type ProposingStreet = z.output<typeof street>

const pool = z.object({ streets: z.array(z.string()), grade: z.string(), places: z.int(), proposed: z.int() })

const deferral = z.object({
  id: z.uuid(),
  community: z.uuid(),
  name: z.string(),
  streetName: z.string(),
  kind: z.enum(DEFERRALS),
  reason: z.string(),
  from: z.iso.date(),
  until: z.iso.date(),
  times: z.int(),
  ended: z.object({ on: z.iso.date(), reason: z.string() }).nullable(),
})
export type Deferral = z.output<typeof deferral>

export const getStages = endpoint({
  id: 'confirmation.getStages',
  kind: 'read',
  who: viewers,
  summary: { zh: '拟评、公示和确认的进展', en: 'How far proposals, notice and confirmation are' },
  input: z.object({ period }),
  output: z.object({
    round: z.int(),
    streets: z.array(street),
    pools: z.array(pool),
    notices: z.array(notice),
    deferrals: z.array(deferral),
    /** Communities neither announced nor confirmed nor deferred. */
    waiting: z.int(),
    titles: z.record(z.string(), text),
    mayAnnounce: z.boolean(),
  }),
  sample: { given: 'closed', input: (world) => ({ period: world.period }) },
})

/** A red line that took stars: the rule, what it leaves, the facts that it looked at, and their documents. */
const cap = z.object({ rule: z.string(), at: z.string(), by: z.array(z.string()), documents: z.array(z.string()) })
export type Cap = z.output<typeof cap>

const candidate = z.object({
  community: z.uuid(),
  name: z.string(),
  total: z.string().nullable(),
  /** By the rules, before the quota. */
  given: z.string().nullable(),
  /** What the quota leaves; the same as `given` where it takes nothing. */
  suggested: z.string().nullable(),
  /** Several stand level at the last place: the street decides with a reason. */
  tied: z.boolean(),
  /** Half a point or less from a bound. */
  edge: z.boolean(),
  /** Why the rules give less than the total alone, the limit that decided first. */
  caps: z.array(cap).readonly(),
  silent: z.int(),
  proposed: z.string().nullable(),
  reason: z.string().nullable(),
  deferred: z.boolean(),
  /** Announced or confirmed already. */
  noticed: z.boolean(),
  confirmedOn: z.iso.date().nullable(),
})
export type Candidate = z.output<typeof candidate>

export const listCandidates = endpoint({
  id: 'confirmation.listCandidates',
  kind: 'read',
  who: viewers,
  summary: { zh: '一个街道的拟评表', en: 'The proposal sheet of one street' },
  input: z.object({ period, street: z.int() }),
  output: z.object({
    candidates: z.array(candidate),
    /** Best first. */
    grades: z.array(z.string()),
    titles: z.record(z.string(), text),
    mayPropose: z.boolean(),
  }),
  sample: { given: 'closed', input: (world) => ({ period: world.period, street: 370611001 }) },
})

export const proposeStars = endpoint({
  id: 'confirmation.proposeStars',
  kind: 'write',
  who: ['street-officer', ...district],
  summary: { zh: '街道拟评', en: 'Propose the stars of a street' },
  input: z.object({
    period,
    round: z.int(),
    street: z.int(),
    /** Minutes or document of the street's collective decision. */
    document: words(120),
    stars: z.array(z.object({ community: z.uuid(), grade: words(20), reason: words(300).optional() })).max(2000),
  }),
  output: nothing,
  sample: {
    given: 'closed',
    input: (world) => ({
      period: world.period,
      round: 1,
      street: 370611001,
      document: '会议纪要',
      stars: JSON.parse(world.stars ?? '[]'),
    }),
  },
})

export const announceStars = endpoint({
  id: 'confirmation.announceStars',
  kind: 'write',
  who: district,
  summary: { zh: '核定并公示', en: 'Check and announce' },
  input: z.object({ period, version: z.int() }),
  output: z.object({ communities: z.int() }),
  sample: { given: 'proposed', input: (world) => ({ period: world.period, version: 3 }) },
})

export const deferStar = endpoint({
  id: 'confirmation.deferStar',
  kind: 'write',
  who: ['organization-head'],
  summary: { zh: '暂缓评定', en: 'Defer a confirmation' },
  input: z.object({ period, community: z.uuid(), kind: z.enum(DEFERRALS), reason: words(500) }),
  output: z.object({ until: z.iso.date() }),
  sample: {
    given: 'closed',
    input: (world) => ({ period: world.period, community: world.community, kind: 'check', reason: '有关情况正在核实' }),
  },
})

export const liftDeferral = endpoint({
  id: 'confirmation.liftDeferral',
  kind: 'write',
  who: ['organization-head'],
  summary: { zh: '结束暂缓', en: 'Lift a deferral' },
  input: z.object({ deferral: z.uuid(), reason: words(500) }),
  output: nothing,
  sample: { given: 'deferred', input: (world) => ({ deferral: world.deferral, reason: '已核实' }) },
})

export const recordObjection = endpoint({
  id: 'confirmation.recordObjection',
  kind: 'write',
  who: ['street-officer', 'discipline-officer', ...district],
  summary: { zh: '登记公示异议', en: 'Register an objection to a notice' },
  input: z.object({
    notice: z.uuid(),
    community: z.uuid(),
    receivedOn: z.iso.date(),
    channel: z.enum(CHANNELS),
    summary: words(1000),
  }),
  output: z.object({ id: z.uuid() }),
  sample: {
    given: 'announced',
    input: (world) => ({
      notice: world.notice,
      community: world.community,
      receivedOn: '2026-11-13',
      channel: 'visit',
      summary: '对扣分依据有不同意见',
    }),
  },
})

export const answerObjection = endpoint({
  id: 'confirmation.answerObjection',
  kind: 'write',
  who: district,
  summary: { zh: '答复公示异议', en: 'Answer an objection' },
  input: z.object({ objection: z.uuid(), outcome: z.enum(['kept', 'upheld']), answer: words(1000) }),
  output: nothing,
  sample: {
    given: 'objected',
    input: (world) => ({ objection: world.objection, outcome: 'kept', answer: '经核实，扣分依据充分' }),
  },
})

export const withdrawNotice = endpoint({
  id: 'confirmation.withdrawNotice',
  kind: 'write',
  who: ['organization-head'],
  summary: { zh: '撤下公示', en: 'Take a notice down' },
  input: z.object({ notice: z.uuid(), reason: words(500) }),
  output: nothing,
  sample: { given: 'announced', input: (world) => ({ notice: world.notice, reason: '异议成立，更正后重新公示' }) },
})

export const confirmStars = endpoint({
  id: 'confirmation.confirmStars',
  kind: 'write',
  who: ['organization-head'],
  stepUp: true,
  summary: { zh: '确认星级', en: 'Confirm the stars' },
  input: z.object({ notice: z.uuid() }),
  output: z.object({ communities: z.int() }),
  sample: { given: 'announced', input: (world) => ({ notice: world.notice }) },
})

export const printNotice = endpoint({
  id: 'confirmation.printNotice',
  kind: 'read',
  who: ['street-officer', ...district],
  download: true,
  summary: { zh: '打印星级公示', en: 'Print a notice of stars' },
  input: z.object({ notice: z.uuid() }),
  output: fileAnswer,
  sample: { given: 'announced', input: (world) => ({ notice: world.notice }) },
})

export const printProposals = endpoint({
  id: 'confirmation.printProposals',
  kind: 'read',
  who: ['street-officer', ...district],
  download: true,
  summary: { zh: '打印拟评表', en: 'Print proposal sheets' },
  input: z.object({ period, street: z.int().optional() }),
  output: fileAnswer,
  sample: { given: 'closed', input: (world) => ({ period: world.period }) },
})
