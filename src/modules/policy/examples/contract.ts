import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { readers } from '../versions/contract.ts'

const number = z.union([z.number(), z.string()])
/** Facts by name: a number, the sheets of a group, or null for missing. */
const given = z.record(z.string(), z.union([number, z.array(number), z.null()]))

/** What a rule comes to: two places as displayed, the exact fraction, the grade, why it is not what its parts alone give. */
const outcome = z.object({
  shows: z.string().optional(),
  exact: z.string().optional(),
  grade: z.string().optional(),
  note: z.string().optional(),
})
export type Outcome = z.output<typeof outcome>

const check = z.object({
  /** The rule or fact that is looked at. */
  code: z.string(),
  /** Only what the example cares about; empty: it must be missing. */
  expected: outcome,
  /** Null: no rule of that name was computed. */
  computed: outcome.nullable(),
  holds: z.boolean(),
})

const names = { zh: z.string(), en: z.string() }
const row = z.object({ ...names, given, checks: z.array(check) })
const example = z.object({
  code: z.string(),
  ...names,
  groups: z.array(z.string()),
  /** The mechanism that the table is about, if it is about one. */
  mechanism: z.string().nullable(),
  /** Holds for all rows; a row changes single facts. */
  given,
  rows: z.array(row),
})
export type WorkedExample = z.output<typeof example>

const member = z.object({ id: z.string(), group: z.string(), grade: z.string(), value: number })
const places = z.object({ lose: z.array(z.string()), tied: z.array(z.string()) })
const quotaRow = z.object({
  ...names,
  members: z.array(member),
  expected: places,
  /** Null: the rule it names is no quota. */
  computed: places.nullable(),
  holds: z.boolean(),
})
const quota = z.object({ code: z.string(), ...names, group: z.string(), rule: z.string(), rows: z.array(quotaRow) })
export type WorkedQuota = z.output<typeof quota>

export const listExamples = endpoint({
  id: 'pack.listExamples',
  kind: 'read',
  who: readers,
  summary: { zh: '现场计算一个政策包版本的全部算例', en: 'Compute all examples of a version now' },
  input: z.object({ id: z.uuid() }),
  output: z.object({ held: z.int(), failed: z.int(), cases: z.array(example), quotas: z.array(quota) }),
  sample: { given: 'founded', input: (world) => ({ id: world.packVersion }) },
})
