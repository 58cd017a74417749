import { z } from 'zod'
import { endpoint, type World } from '#kernel/endpoint.ts'
import { stop } from '../supervision/contract.ts'
import { FILERS, FILING_READERS, type FilingEvent, filingProcedure, type FilingState } from './procedure.ts'

export { FILERS, FILING_READERS }
const ORGANIZATION = ['organization-head', 'organization-officer'] as const

const line = (most: number) => z.string().trim().min(1).max(most)
const code = line(20)
const day = z.iso.date()
const count = z.int().min(0).max(10_000)
const text = z.object({ zh: z.string(), en: z.string() })
const item = text.extend({ code: z.string() })
const state = z.enum(Object.keys(filingProcedure.states) as FilingState[])
const event = z.enum([...(Object.keys(filingProcedure.events) as FilingEvent[]), 'return'])

/** Posts whose holder is changed by a filing. */
export const FILED_POSTS = ['secretary', 'assistant', 'deputy-secretary'] as const
const post = z.object({ community: z.uuid(), postKind: z.enum(FILED_POSTS) })

/** A case as lists show it. */
const filing = post.extend({
  id: z.uuid(),
  communityName: z.string(),
  streetName: z.string(),
  person: z.uuid(),
  personName: z.string(),
  kind: z.string(),
  plannedOn: day,
  state,
  /** Version of the case: the number of acts so far. */
  version: z.int(),
  /** Since when it stands in this step, and the last day of the step's limit where the policy sets one. */
  since: day,
  due: day.nullable(),
  number: z.string().nullable(),
})
export type Filing = z.output<typeof filing>

const filingInFull = filing.extend({
  street: z.int(),
  /** The post that the person leaves by the same filing. */
  leaves: post.extend({ communityName: z.string() }).nullable(),
  reason: z.string(),
  openedOn: day,
})
export type FilingInFull = z.output<typeof filingInFull>

export const listFilings = endpoint({
  id: 'filing.listFilings',
  kind: 'read',
  who: FILING_READERS,
  summary: { zh: '备案事项列表', en: 'List the cases of filing' },
  /** `document`: part of a paper that any of its acts is based on, such as the motion for many. */
  input: z.object({ state, open: z.boolean(), street: z.int(), document: line(160) }).partial(),
  output: z.object({
    filings: z.array(filing),
    counts: z.record(z.string(), z.int()),
    kinds: z.array(item),
    reasons: z.array(item),
  }),
  sample: { given: 'filing', input: () => ({}) },
})

const act = z.object({
  event: z.string(),
  from: state.nullable(),
  to: state,
  reason: z.string().nullable(),
  document: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string())])),
  by: z.string(),
  on: day,
})
export type FilingAct = z.output<typeof act>

const objection = z.object({
  id: z.uuid(),
  receivedOn: day,
  channel: z.enum(['visit', 'letter', 'call']),
  summary: z.string(),
  answer: z.object({ outcome: z.enum(['kept', 'upheld']), finding: z.string(), on: day }).nullable(),
})
export type FilingObjection = z.output<typeof objection>

export const getFiling = endpoint({
  id: 'filing.getFiling',
  kind: 'read',
  who: FILING_READERS,
  summary: { zh: '一件备案的全过程', en: 'One case of filing from end to end' },
  input: z.object({ filing: z.uuid() }),
  output: z.object({
    filing: filingInFull,
    acts: z.array(act),
    objections: z.array(objection),
    /** Of discipline: the one that stands first, then the newest. */
    stops: z.array(stop),
    /** Of a running notice: its last day; null while an objection is open, or when there is none. */
    noticeUntil: day.nullable(),
    /** What the street may know of the joint review (rulings B3). */
    review: z.enum(['none', 'in-review', 'may-proceed', 'deferred', 'not-passed']),
    validUntil: day.nullable(),
    allowed: z.array(event),
    backTo: z.array(state),
    limits: z.object({ vetters: z.int(), talks: z.int(), notice: z.int() }),
    /** A declared relative of the candidate holds a post of the same committees (RX-1). */
    kinToCheck: z.boolean(),
    /** Words of the case's own policy: what it is, why, and the clauses that may stand against it. */
    words: z.object({ kind: text, reason: text, clauses: z.array(item) }),
  }),
  sample: { given: 'filing', input: (world) => ({ filing: world.filing }) },
})

export const proposeFiling = endpoint({
  id: 'filing.propose',
  kind: 'write',
  who: FILERS,
  summary: { zh: '提出动议', en: 'Make a motion' },
  input: post.extend({
    kind: code,
    reason: code,
    person: z.uuid(),
    /** A post that the person holds and leaves by the same filing: a change, or the way up. */
    leaves: post.nullable().default(null),
    plannedOn: day,
    document: line(160),
    /** Whether the reserve list was looked at and the discipline secretary was present (the gates of PR-1). */
    reserveSeen: z.literal(true),
    disciplinePresent: z.literal(true),
  }),
  output: z.object({ id: z.uuid() }),
  sample: {
    given: 'filing',
    input: (world) => ({
      kind: 'FK-1',
      reason: 'FR-1',
      community: world.community,
      postKind: 'assistant',
      person: world.candidate,
      plannedOn: '2027-03-01',
      document: '街道工委会议纪要〔2026〕30号',
      reserveSeen: true,
      disciplinePresent: true,
    }),
  },
})

const step = { filing: z.uuid(), version: z.int() }
/** Who took part: a name, or somebody of the register. */
const member = z.union([line(40), z.object({ person: z.uuid() })])
export type Member = z.output<typeof member>
/** Somebody said that whoever bears a relative's name is another person. */
const namesakes = z.boolean().default(false)
/** The case of the samples, as it stands. */
const running = (world: World) => ({ filing: world.filing, version: Number(world.filingVersion) })
const after = z.object({ version: z.int() })

export const answerMotion = endpoint({
  id: 'filing.answerMotion',
  kind: 'write',
  who: ORGANIZATION,
  summary: { zh: '答复动议', en: 'Answer a motion' },
  input: z.object({ ...step, accept: z.boolean(), reason: line(400).nullable() }),
  output: after,
  sample: { given: 'filing', input: (world) => ({ filing: world.motion, version: 1, accept: true, reason: null }) },
})

const PAPERS = { document: '考察材料〔2026〕5号', conclusion: '符合“三好三强”条件' }
const VETTED = { vetters: ['赵文静', '王晓东'], talks: 9, residents: 3, ...PAPERS }

export const recordVetting = endpoint({
  id: 'filing.recordVetting',
  kind: 'write',
  who: FILERS,
  summary: { zh: '登记组织考察', en: 'Record the vetting' },
  input: z.object({
    ...step,
    /** Who vetted and signed. */
    vetters: z.array(member).min(1).max(12),
    namesakes,
    talks: count,
    residents: count,
    document: line(160),
    conclusion: line(2000),
  }),
  output: after,
  sample: { given: 'vetting', input: (world) => ({ ...running(world), ...VETTED }) },
})

const VOTE = { members: 9, present: 8, favour: 7, recused: [], document: '街道工委会议纪要〔2026〕31号' }

export const recordVote = endpoint({
  id: 'filing.recordVote',
  kind: 'write',
  who: FILERS,
  summary: { zh: '登记讨论决定', en: 'Record the decision' },
  input: z.object({
    ...step,
    members: count,
    present: count,
    favour: count,
    recused: z.array(member).max(20),
    /** Who was present, as far as they are named. */
    attended: z.array(member).max(60).default([]),
    namesakes,
    document: line(160),
  }),
  output: after,
  sample: { given: 'decision', input: (world) => ({ ...running(world), ...VOTE }) },
})

export const recordObjection = endpoint({
  id: 'filing.recordObjection',
  kind: 'write',
  who: FILERS,
  summary: { zh: '登记公示异议', en: 'Enter an objection' },
  input: z.object({
    filing: z.uuid(),
    receivedOn: day,
    channel: z.enum(['visit', 'letter', 'call']),
    summary: line(1000),
  }),
  output: z.object({ id: z.uuid() }),
  sample: {
    given: 'noticed',
    input: (world) => ({ filing: world.filing, receivedOn: '2026-11-13', channel: 'letter', summary: '反映学历情况' }),
  },
})

export const answerObjection = endpoint({
  id: 'filing.answerObjection',
  kind: 'write',
  who: FILERS,
  summary: { zh: '办结公示异议', en: 'Answer an objection' },
  input: z.object({ objection: z.uuid(), outcome: z.enum(['kept', 'upheld']), finding: line(1000) }),
  output: z.object({}),
  sample: {
    given: 'noticed',
    input: (world) => ({ objection: world.filingObjection, outcome: 'kept', finding: '学历档案核对无误' }),
  },
})

export const closeNotice = endpoint({
  id: 'filing.closeNotice',
  kind: 'write',
  who: FILERS,
  summary: { zh: '公示期满', en: 'End the public notice' },
  input: z.object(step),
  output: after,
  sample: { given: 'noticeOver', input: running },
})

export const fileFiling = endpoint({
  id: 'filing.file',
  kind: 'write',
  who: ['organization-head'],
  as: 'filing',
  stepUp: true,
  summary: { zh: '备案', en: 'File' },
  input: z.object({ ...step, effective: day, until: day.nullable(), document: line(160) }),
  output: z.object({ number: z.string() }),
  sample: {
    given: 'toBeFiled',
    input: (world) => ({ ...running(world), effective: '2026-12-01', until: null, document: '福组复〔2026〕18号' }),
  },
})

export const returnFiling = endpoint({
  id: 'filing.return',
  kind: 'write',
  who: ORGANIZATION,
  summary: { zh: '退回前面的步骤', en: 'Send back to an earlier step' },
  input: z.object({ ...step, to: z.enum(['motion', 'review', 'decision']), reason: line(400) }),
  output: after,
  sample: { given: 'vetting', input: (world) => ({ ...running(world), to: 'motion', reason: '补充动议报告' }) },
})

export const rejectFiling = endpoint({
  id: 'filing.reject',
  kind: 'write',
  who: ORGANIZATION,
  summary: { zh: '不予通过', en: 'Do not pass' },
  /** `clause`: the item of the policy that stands against it; streets read it, never a department's answer. */
  input: z.object({ ...step, clause: code.nullable(), reason: line(400) }),
  output: after,
  sample: { given: 'filing', input: (world) => ({ ...running(world), clause: 'NQ-19', reason: '未按时补齐材料' }) },
})

export const withdrawFiling = endpoint({
  id: 'filing.withdraw',
  kind: 'write',
  who: FILERS,
  summary: { zh: '撤回', en: 'Withdraw' },
  input: z.object({ ...step, reason: line(400) }),
  output: after,
  sample: { given: 'filing', input: (world) => ({ filing: world.motion, version: 1, reason: '人选调整' }) },
})
