import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'

const ORGANIZATION = ['organization-head', 'organization-officer'] as const

export const REVIEW_READERS = [...ORGANIZATION, 'discipline-officer'] as const
/** Roles of which the two named persons may be (rulings B3). */
export const SEALED_READERS = ['organization-head', 'discipline-officer'] as const

export const ANSWERS = ['none-found', 'found', 'not-verifiable', 'not-ours', 'withheld-by-law', 'defer'] as const
export type Answer = (typeof ANSWERS)[number]

const line = (most: number) => z.string().trim().min(1).max(most)
const code = line(20)
const day = z.iso.date()
const text = z.object({ zh: z.string(), en: z.string() })
const answer = z.enum(ANSWERS)

export const askReview = endpoint({
  id: 'review.ask',
  kind: 'write',
  who: ORGANIZATION,
  summary: { zh: '发起联审', en: 'Ask the departments' },
  input: z.object({ filings: z.array(z.uuid()).min(1).max(600) }),
  output: z.object({ asked: z.int() }),
  sample: { given: 'filing', input: (world) => ({ filings: [world.accepted] }) },
})

const questionItem = text.extend({
  code: z.string(),
  /** What the policy lets a department answer here. */
  answers: z.array(answer),
})

const question = z.object({
  request: z.uuid(),
  department: z.string(),
  personName: z.string(),
  idNumber: z.string().nullable(),
  post: z.string(),
  dueOn: day,
  items: z.array(z.string()),
  /** Null while it is open; what was answered afterwards. */
  reply: z.object({ on: day, by: z.string(), held: z.boolean(), answers: z.record(z.string(), answer) }).nullable(),
})
export type Question = z.output<typeof question>

export const listQuestions = endpoint({
  id: 'review.listQuestions',
  kind: 'read',
  who: ['department-reviewer'],
  summary: { zh: '本部门的联审名单', en: 'What my department is asked' },
  input: z.object({}),
  output: z.object({
    questions: z.array(question),
    items: z.array(questionItem),
    /** Codes and names of the departments that the caller's organisation answers for; whether it may mark a reply sensitive. */
    departments: z.array(text.extend({ code: z.string(), sensitive: z.boolean() })),
  }),
  sample: { given: 'filing', input: () => ({}) },
})

const given = z.object({ item: code, answer, basis: line(160).nullable() })

export const replyToReview = endpoint({
  id: 'review.reply',
  kind: 'write',
  who: ['department-reviewer'],
  stepUp: true,
  summary: { zh: '答复联审', en: 'Reply to the review' },
  input: z.object({
    /** How many people were looked up, in which system, when: before anything may be “nothing found” (rulings D3). */
    checkedPeople: z.int().min(1).max(10_000),
    checkedIn: line(80),
    checkedOn: day,
    replies: z
      .array(
        z.object({
          request: z.uuid(),
          department: code,
          /** For two named persons only (rulings B3). */
          sensitive: z.boolean(),
          /** Items that are not here were looked up and nothing was found. */
          answers: z.array(given).max(40),
        }),
      )
      .min(1)
      .max(1000),
  }),
  output: z.object({ replied: z.int() }),
  sample: {
    given: 'filing',
    input: (world) => ({
      checkedPeople: 1,
      checkedIn: '全国执行信息公开网',
      checkedOn: '2026-11-23',
      replies: [{ request: world.request, department: world.reviewDepartment, sensitive: false, answers: [] }],
    }),
  },
})

const CELLS = ['waiting', 'late', 'clear', 'stops', 'cleared', 'confirmed', 'sealed'] as const
const cell = z.object({
  department: z.string(),
  /** sealed: only for the two named persons, to everybody else it is a reply that has not come. */
  state: z.enum(CELLS),
  on: day.nullable(),
})
export type Cell = z.output<typeof cell>

export const getMatrix = endpoint({
  id: 'review.getMatrix',
  kind: 'read',
  who: REVIEW_READERS,
  summary: { zh: '联审进度：人选 × 部门', en: 'The review: candidates by departments' },
  input: z.object({ street: z.int().optional() }),
  output: z.object({
    departments: z.array(text.extend({ code: z.string() })),
    rows: z.array(
      z.object({
        filing: z.uuid(),
        request: z.uuid(),
        personName: z.string(),
        communityName: z.string(),
        streetName: z.string(),
        askedOn: day,
        dueOn: day,
        cells: z.array(cell),
        mayConclude: z.boolean(),
      }),
    ),
    readers: z.array(z.object({ slot: z.int(), name: z.string(), on: day })),
  }),
  sample: { given: 'filing', input: () => ({}) },
})
export type MatrixRow = z.output<(typeof getMatrix)['output']>['rows'][number]

const finding = z.object({
  department: z.string(),
  departmentName: text,
  item: z.string(),
  title: text,
  answer,
  basis: z.string().nullable(),
  hearing: z.boolean(),
  resolution: z
    .object({ outcome: z.enum(['cleared', 'confirmed']), heardOn: day, reason: z.string(), by: z.string(), on: day })
    .nullable(),
})
export type FoundItem = z.output<typeof finding>

export const getReview = endpoint({
  id: 'review.getReview',
  kind: 'read',
  who: REVIEW_READERS,
  summary: { zh: '一名人选的联审答复', en: 'The replies about one candidate' },
  input: z.object({ request: z.uuid() }),
  output: z.object({
    request: z.uuid(),
    filing: z.uuid(),
    personName: z.string(),
    cells: z.array(cell),
    /** Everything that is not “nothing found”. */
    findings: z.array(finding),
    /** Departments whose sealed reply the caller may read and release. */
    sealed: z.array(text.extend({ code: z.string() })),
  }),
  sample: { given: 'filing', input: (world) => ({ request: world.request }) },
})

export const resolveFinding = endpoint({
  id: 'review.resolve',
  kind: 'write',
  who: ORGANIZATION,
  summary: { zh: '听取说明后作出结论', en: 'Decide on a finding after the hearing' },
  input: z.object({
    request: z.uuid(),
    department: code,
    item: code,
    outcome: z.enum(['cleared', 'confirmed']),
    heardOn: day,
    reason: line(600),
  }),
  output: z.object({}),
  sample: {
    given: 'filing',
    input: (world) => ({
      request: world.request,
      department: world.findingDepartment,
      item: world.findingItem,
      outcome: 'cleared',
      heardOn: '2026-11-23',
      reason: '已按规定整改到位',
    }),
  },
})

export const listReaders = endpoint({
  id: 'review.listReaders',
  kind: 'read',
  who: ['organization-head'],
  as: 'auth',
  summary: { zh: '可指定为密件专人的账号', en: 'Accounts that may be named to read sealed replies' },
  input: z.object({}),
  output: z.object({ accounts: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.string() })) }),
  sample: { given: 'filing', input: () => ({}) },
})

export const nameReaders = endpoint({
  id: 'review.nameReaders',
  kind: 'write',
  who: ['organization-head'],
  as: 'auth',
  stepUp: true,
  summary: { zh: '指定密件专人', en: 'Name who reads sealed replies' },
  /** Accounts of staff: one of the organization department, one of discipline. */
  input: z.object({ first: z.uuid(), second: z.uuid() }),
  output: z.object({}),
  sample: { given: 'filing', input: (world) => ({ first: world.readerOne, second: world.readerTwo }) },
})

export const releaseReply = endpoint({
  id: 'review.release',
  kind: 'write',
  who: SEALED_READERS,
  summary: { zh: '解除密存', en: 'Release a sealed reply' },
  input: z.object({ request: z.uuid(), department: code, reason: line(400) }),
  output: z.object({}),
  sample: {
    given: 'sealed',
    input: (world) => ({ request: world.request, department: 'JR-01', reason: '有关情况已办结' }),
  },
})

export const concludeReview = endpoint({
  id: 'review.conclude',
  kind: 'write',
  who: ORGANIZATION,
  summary: { zh: '联审通过', en: 'Conclude the review' },
  input: z.object({ filing: z.uuid(), version: z.int() }),
  output: z.object({ version: z.int() }),
  sample: {
    given: 'replied',
    input: (world) => ({ filing: world.filing, version: Number(world.filingVersion) }),
  },
})
