import { z } from 'zod'
import { endpoint, fileAnswer } from '#kernel/endpoint.ts'
import { FILERS } from '../filing/contract.ts'

const ORGANIZATION = ['organization-head', 'organization-officer'] as const
/** .docx to be finished by hand, or PDF to be printed as it is. */
const format = z.enum(['pdf', 'docx'])

export const printReply = endpoint({
  id: 'paper.printReply',
  kind: 'write',
  who: ORGANIZATION,
  download: true,
  summary: { zh: '备案函', en: 'Filing reply' },
  input: z.object({ filing: z.uuid(), format }),
  output: fileAnswer,
  sample: { given: 'filed', input: (world) => ({ filing: world.filing, format: 'pdf' }) },
})

const MOST_AT_ONCE = 600

export const printApprovals = endpoint({
  id: 'paper.printApprovals',
  kind: 'write',
  who: FILERS,
  download: true,
  summary: { zh: '干部任免审批表', en: 'Approval forms' },
  /** Several at once as PDF; one also as .docx. */
  input: z.object({ filings: z.array(z.uuid()).min(1).max(MOST_AT_ONCE), format }),
  output: fileAnswer,
  sample: { given: 'filing', input: (world) => ({ filings: [world.motion], format: 'pdf' }) },
})

export const printLetters = endpoint({
  id: 'paper.printLetters',
  kind: 'write',
  who: ORGANIZATION,
  download: true,
  summary: { zh: '联审函', en: 'Letters of the joint review' },
  input: z.object({ dispatches: z.array(z.uuid()).min(1).max(60), format }),
  output: fileAnswer,
  sample: { given: 'filing', input: (world) => ({ dispatches: [world.dispatch], format: 'pdf' }) },
})

export const printSummary = endpoint({
  id: 'paper.printSummary',
  kind: 'write',
  who: ORGANIZATION,
  download: true,
  summary: { zh: '资格联审汇总表', en: 'Summary of the joint review' },
  input: z.object({ filings: z.array(z.uuid()).min(1).max(MOST_AT_ONCE), format }),
  output: fileAnswer,
  sample: { given: 'vetting', input: (world) => ({ filings: [world.filing], format: 'pdf' }) },
})

export const printNotice = endpoint({
  id: 'paper.printNotice',
  kind: 'write',
  who: FILERS,
  download: true,
  summary: { zh: '任前公示', en: 'Public notice of a candidate' },
  input: z.object({ filing: z.uuid(), format }),
  output: fileAnswer,
  sample: { given: 'noticeOver', input: (world) => ({ filing: world.filing, format: 'pdf' }) },
})
