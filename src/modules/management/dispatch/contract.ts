import { z } from 'zod'
import { endpoint, fileAnswer } from '#kernel/endpoint.ts'
import { ANSWERS, REVIEW_READERS } from '../review/contract.ts'

// Questions of the joint review that travel: under a number to a department without an account, as a letter or as an encrypted
// workbook; or as a workbook that a department makes for itself (rulings D3).

const ORGANIZATION = ['organization-head', 'organization-officer'] as const
const BOTH_SIDES = [...REVIEW_READERS, 'department-reviewer'] as const

const line = (most: number) => z.string().trim().min(1).max(most)
const code = line(20)
const day = z.iso.date()
const text = z.object({ zh: z.string(), en: z.string() })
const answer = z.enum(ANSWERS)

export const DISPATCH_STATES = ['waiting', 'second', 'answered', 'closed'] as const
const state = z.enum(DISPATCH_STATES)
export type DispatchState = z.output<typeof state>

const dispatch = z.object({
  id: z.uuid(),
  number: z.string(),
  department: z.string(),
  departmentName: text,
  /** How many it is about, and of how many there is no reply yet. */
  people: z.int(),
  left: z.int(),
  openedOn: day,
  dueOn: day,
  state,
  late: z.boolean(),
  /** Of the newest registration that waits for its second person. */
  registration: z.object({ id: z.uuid(), by: z.string(), on: day, mine: z.boolean() }).nullable(),
})
export type Dispatch = z.output<typeof dispatch>

export const listDispatches = endpoint({
  id: 'dispatch.list',
  kind: 'read',
  who: REVIEW_READERS,
  summary: { zh: '联审函', en: 'Letters of the joint review' },
  input: z.object({}),
  output: z.object({
    dispatches: z.array(dispatch),
    /** Departments with open questions that no letter carries yet. */
    departments: z.array(text.extend({ code: z.string(), people: z.int() })),
  }),
  sample: { given: 'filing', input: () => ({}) },
})

export const getDispatch = endpoint({
  id: 'dispatch.get',
  kind: 'read',
  who: REVIEW_READERS,
  summary: { zh: '联审函的内容', en: 'What a letter asks' },
  input: z.object({ dispatch: z.uuid() }),
  output: dispatch.extend({
    openedBy: z.string(),
    questions: z.array(
      z.object({
        place: z.int(),
        request: z.uuid(),
        personName: z.string(),
        idNumber: z.string(),
        post: z.string(),
        items: z.array(z.string()),
        /** A reply that the caller may see. */
        replied: z.boolean(),
      }),
    ),
    items: z.array(text.extend({ code: z.string(), answers: z.array(answer) })),
    /** The department may mark its reply sensitive; whether the caller is one of the two who may then register it. */
    maySeal: z.boolean(),
    isReader: z.boolean(),
    /** Why the last registration was rejected, while it has not been registered again. */
    rejected: z.object({ by: z.string(), on: day, reason: z.string() }).nullable(),
  }),
  sample: { given: 'filing', input: (world) => ({ dispatch: world.dispatch }) },
})
export type DispatchInFull = z.output<(typeof getDispatch)['output']>

export const openDispatch = endpoint({
  id: 'dispatch.open',
  kind: 'write',
  who: ORGANIZATION,
  summary: { zh: '开具联审函', en: 'Send a letter to a department' },
  input: z.object({ department: code }),
  output: z.object({ id: z.uuid(), number: z.string() }),
  sample: { given: 'filing', input: (world) => ({ department: world.reviewDepartment }) },
})

export const makeWorkbook = endpoint({
  id: 'dispatch.makeWorkbook',
  kind: 'write',
  who: ORGANIZATION,
  notReplayed: true,
  summary: { zh: '为联审函生成加密表', en: 'Make a letter’s encrypted workbook' },
  input: z.object({ dispatch: z.uuid() }),
  /** Shown once; to be told by telephone. */
  output: z.object({ password: z.string() }),
  sample: { given: 'filing', input: (world) => ({ dispatch: world.dispatch }) },
})

export const makeOwnWorkbook = endpoint({
  id: 'dispatch.makeOwnWorkbook',
  kind: 'write',
  who: ['department-reviewer'],
  notReplayed: true,
  summary: { zh: '为本部门名单生成加密表', en: 'Make the encrypted workbook of my department' },
  input: z.object({ department: code }),
  output: z.object({ dispatch: z.uuid(), password: z.string() }),
  sample: { given: 'filing', input: (world) => ({ department: world.reviewDepartment }) },
})

export const downloadWorkbook = endpoint({
  id: 'dispatch.downloadWorkbook',
  kind: 'read',
  who: [...ORGANIZATION, 'department-reviewer'],
  download: true,
  summary: { zh: '下载加密 Excel', en: 'Download the encrypted workbook' },
  input: z.object({ dispatch: z.uuid() }),
  output: fileAnswer,
  sample: { given: 'filing', input: (world) => ({ dispatch: world.ownDispatch }) },
})

/** Null: of the department's own, the one that the file belongs to. */
const uploaded = z.object({ dispatch: z.uuid().nullable() })
const place = z.object({
  code: z.string(),
  sentence: z.string(),
  row: z.int().nullable(),
  column: z.string().nullable(),
})

export const checkWorkbook = endpoint({
  id: 'dispatch.checkWorkbook',
  kind: 'write',
  who: BOTH_SIDES,
  upload: true,
  summary: { zh: '检查填好的加密表', en: 'Check a workbook that was filled in' },
  input: uploaded,
  output: z.object({
    problems: z.array(place),
    /** Of all problems; the first ones are listed. */
    count: z.int(),
    /** Nothing is saved: what it would say. */
    people: z.int(),
    replied: z.int(),
    answers: z.record(z.string(), z.int()),
    /** Empty cells, which count as “nothing found”. */
    empty: z.int(),
    sealed: z.int(),
    checkedPeople: z.int().nullable(),
    checkedIn: z.string().nullable(),
    checkedOn: z.string().nullable(),
  }),
  sample: { given: 'filing', input: () => ({ dispatch: null }), file: 'own-replies.xlsx' },
})
export type WorkbookCheck = z.output<(typeof checkWorkbook)['output']>

export const downloadMarked = endpoint({
  id: 'dispatch.downloadMarked',
  kind: 'write',
  who: BOTH_SIDES,
  upload: true,
  download: true,
  notReplayed: true,
  summary: { zh: '下载标注问题的加密表', en: 'Download the workbook with its problems' },
  input: uploaded,
  output: fileAnswer,
  sample: { given: 'filing', input: () => ({ dispatch: null }), file: 'own-replies.xlsx' },
})

export const replyByWorkbook = endpoint({
  id: 'dispatch.reply',
  kind: 'write',
  who: ['department-reviewer'],
  upload: true,
  stepUp: true,
  summary: { zh: '用加密表答复联审', en: 'Reply by workbook' },
  input: uploaded,
  output: z.object({ replied: z.int() }),
  sample: { given: 'filing', input: () => ({ dispatch: null }), file: 'own-replies.xlsx' },
})
