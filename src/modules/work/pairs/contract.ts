import { z } from 'zod'
import { ROLE_NAMES, type Role } from '#kernel/access.ts'
import { endpoint } from '#kernel/endpoint.ts'

const text = z.object({ zh: z.string(), en: z.string() })
const side = z.object({
  roles: z.array(z.enum(ROLE_NAMES as [Role, ...Role[]])),
  /** Who holds one of them today. */
  people: z.array(z.string()),
})

const pair = z.object({
  id: z.string(),
  what: text,
  note: text.nullable(),
  first: side,
  second: side,
  /** none: somebody else can always be the second; alone: not after the people named; no-second: nobody holds a role for it. */
  gap: z.enum(['none', 'no-first', 'no-second', 'alone']),
  alone: z.array(z.string()),
  /** Null for who reads no cases: administrators. */
  waiting: z.array(z.object({ about: text, link: z.string(), by: z.string() })).nullable(),
})
export type Pair = z.output<typeof pair>

export const PAIR_READERS = [
  'organization-head',
  'organization-officer',
  'discipline-officer',
  'security-admin',
] as const satisfies readonly Role[]

export const listPairs = endpoint({
  id: 'pairs.listPairs',
  kind: 'read',
  who: PAIR_READERS,
  summary: {
    zh: '双人事项：谁先办、谁复核、现在等谁',
    en: 'Acts of two persons: who begins, who may be the second, what waits',
  },
  input: z.object({}),
  output: z.object({
    pairs: z.array(pair),
    /** The smallest staffing (rulings B7) against the accounts of today. */
    staffing: z.object({ people: z.array(z.string()), technicians: z.array(z.string()), enough: z.boolean() }),
  }),
  sample: { given: 'stopped', input: () => ({}) },
})
