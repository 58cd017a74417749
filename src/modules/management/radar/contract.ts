import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { FILING_READERS } from '../filing/contract.ts'
import { STEPS } from '../filing/procedure.ts'

const day = z.iso.date()
const text = z.object({ zh: z.string(), en: z.string() })
const step = z.enum(STEPS)

const row = z.object({
  filing: z.uuid(),
  personName: z.string(),
  communityName: z.string(),
  streetName: z.string(),
  step,
  plannedOn: day,
  /** Those that are left, the present one first. */
  steps: z.array(z.object({ step, earliest: day, latest: day })),
  /** When it ends if each step takes its whole limit. */
  projected: day,
  outlook: z.enum(['kept', 'tight', 'breached']),
  slack: z.int(),
  /** Who has to act now: units, no persons. */
  waitingFor: z.array(text),
})
export type RadarRow = z.output<typeof row>

export const getRadar = endpoint({
  id: 'filing.getRadar',
  kind: 'read',
  who: FILING_READERS,
  summary: { zh: '期限雷达：在办备案能否按期', en: 'Radar: which open cases can keep their day' },
  input: z.object({}),
  /** The most urgent first. */
  output: z.object({ rows: z.array(row) }),
  sample: { given: 'filing', input: () => ({}) },
})
