import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { FILING_READERS } from '../filing/contract.ts'

const line = (most: number) => z.string().trim().min(1).max(most)
const day = z.iso.date()
const text = z.object({ zh: z.string(), en: z.string() })

const stop = z.object({
  id: z.uuid(),
  filing: z.uuid(),
  personName: z.string(),
  communityName: z.string(),
  streetName: z.string(),
  reason: z.string(),
  from: day,
  until: day,
  by: z.string(),
  /** stands; lapsed after its last day; lifted by its author. */
  state: z.enum(['stands', 'lapsed', 'lifted']),
  lifted: z.object({ on: day, reason: z.string() }).nullable(),
  mayLift: z.boolean(),
})
export type Stop = z.output<typeof stop>

export const getSupervision = endpoint({
  id: 'supervision.getBoard',
  kind: 'read',
  who: FILING_READERS,
  summary: { zh: '监督台：叫停和逾期答复', en: 'Supervision: stops and late replies' },
  input: z.object({}),
  output: z.object({
    /** Those that stand first, then the newest. */
    stops: z.array(stop),
    /** Departments with replies that are late: how many people, the oldest last day. Only for those who see the review. */
    late: z.array(z.object({ department: z.string(), name: text, people: z.int(), since: day })),
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
