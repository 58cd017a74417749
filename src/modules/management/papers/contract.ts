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

export const printNotice = endpoint({
  id: 'paper.printNotice',
  kind: 'write',
  who: FILERS,
  download: true,
  summary: { zh: '任前公示', en: 'Public notice of a candidate' },
  input: z.object({ filing: z.uuid(), format }),
  output: fileAnswer,
  sample: { given: 'noticed', input: (world) => ({ filing: world.filing, format: 'pdf' }) },
})
