import { z } from 'zod'
import { endpoint, fileAnswer, nothing } from '#kernel/endpoint.ts'
import { ANSWERS, REVIEW_READERS } from '../review/contract.ts'

// What comes back on paper or as a workbook becomes a reply by two persons: one registers it, another one reads it again
// (rulings D3). What is sensitive only the two named persons see (rulings B3).

/** Bytes of a scan. */
export const MOST_SCANNED = 10_000_000

const line = (most: number) => z.string().trim().min(1).max(most)
const code = line(20)
const day = z.iso.date()
const answer = z.enum(ANSWERS)

/** How many people were looked up, in which system, when (rulings D3). */
const looked = { checkedPeople: z.int().min(1).max(10_000), checkedIn: line(80), checkedOn: day }
/** What is not “nothing found”. */
const given = z.array(z.object({ request: z.uuid(), item: code, answer, basis: line(160).nullable() })).max(20_000)
export type GivenAnswer = z.output<typeof given>[number]

/** The number as it stands on what came back. */
const returned = { number: line(40), department: code, sensitive: z.boolean() }

export const registerLetter = endpoint({
  id: 'registration.registerLetter',
  kind: 'write',
  who: REVIEW_READERS,
  upload: true,
  summary: { zh: '登记盖章回函', en: 'Register a stamped letter' },
  input: z.object({ ...returned, ...looked, answers: given }),
  output: z.object({ registration: z.uuid() }),
  sample: {
    given: 'filing',
    input: (world) => ({
      number: world.dispatchNumber,
      department: world.dispatchDepartment,
      sensitive: false,
      answers: [],
      checkedPeople: 1,
      checkedIn: '市场监管业务系统',
      checkedOn: '2026-11-20',
    }),
    file: 'letter.pdf',
  },
})

export const registerWorkbook = endpoint({
  id: 'registration.registerWorkbook',
  kind: 'write',
  who: REVIEW_READERS,
  upload: true,
  summary: { zh: '登记寄回的加密表', en: 'Register a workbook that came back' },
  input: z.object(returned),
  output: z.object({ registration: z.uuid() }),
  sample: {
    given: 'filing',
    input: (world) => ({
      number: world.dispatchNumber,
      department: world.dispatchDepartment,
      sensitive: false,
    }),
    file: 'returned.xlsx',
  },
})

export const getRegistration = endpoint({
  id: 'registration.get',
  kind: 'read',
  who: REVIEW_READERS,
  summary: { zh: '待第二人核对的登记', en: 'A registration that waits for its second person' },
  input: z.object({ registration: z.uuid() }),
  output: z.object({
    id: z.uuid(),
    dispatch: z.uuid(),
    way: z.enum(['letter', 'excel']),
    held: z.boolean(),
    mediaType: z.string(),
    by: z.string(),
    on: day,
    mine: z.boolean(),
    checkedIn: z.string(),
    /** Of a workbook, what was read in it and has to be confirmed one by one; of a letter nothing: it is entered again. */
    answers: given.nullable(),
    requests: z.array(z.uuid()),
  }),
  sample: { given: 'filing', input: (world) => ({ registration: world.registration }) },
})
export type Registration = z.output<(typeof getRegistration)['output']>

export const downloadScan = endpoint({
  id: 'registration.downloadScan',
  kind: 'read',
  who: REVIEW_READERS,
  download: true,
  summary: { zh: '查看回函扫描件', en: 'Look at what came back' },
  input: z.object({ registration: z.uuid() }),
  output: fileAnswer,
  sample: { given: 'filing', input: (world) => ({ registration: world.registration }) },
})

export const confirmRegistration = endpoint({
  id: 'registration.confirm',
  kind: 'write',
  who: REVIEW_READERS,
  stepUp: true,
  summary: { zh: '第二人核对无误', en: 'Confirm as the second person' },
  /** As the second person reads it in what came back. */
  input: z.object({
    registration: z.uuid(),
    checkedPeople: looked.checkedPeople,
    checkedOn: day,
    answers: given,
  }),
  output: z.object({ replied: z.int() }),
  sample: {
    given: 'filing',
    input: (world) => ({
      registration: world.registration,
      checkedPeople: 1,
      checkedOn: '2026-11-09',
      answers: [],
    }),
  },
})

export const rejectRegistration = endpoint({
  id: 'registration.reject',
  kind: 'write',
  who: REVIEW_READERS,
  summary: { zh: '退回登记', en: 'Reject a registration' },
  input: z.object({ registration: z.uuid(), reason: line(400) }),
  output: nothing,
  sample: {
    given: 'filing',
    input: (world) => ({ registration: world.registration, reason: '扫描件缺少公章' }),
  },
})
