import { z } from 'zod'
import { ROLE_NAMES, type Role } from '#kernel/access.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { text, viewers } from '../scoring/contract.ts'

/** Whose typing is a community's (rulings D5: those who draft for their secretary are counted with them). */
export const COMMUNITY_ROLES: readonly Role[] = ['secretary']

const field = z.object({
  /** In the endpoint's input. */
  path: z.string(),
  title: text,
  required: z.boolean(),
  /** How often it is typed for one community in a half-year. */
  count: z.int(),
})

const form = z.object({
  slice: text,
  endpoint: z.string(),
  title: text,
  role: z.enum(ROLE_NAMES as [Role, ...Role[]]),
  times: z.int(),
  when: text,
  fields: z.array(field),
  /** Fields that the page fills in. */
  filled: z.int(),
  total: z.int(),
})

const burden = z.object({
  /** What a community's people type for one community in a half-year. */
  community: z.int(),
  /** The pack's limit; null where no pack or no such limit is there. */
  target: z.object({ fields: z.int(), proposed: z.boolean(), policy: z.string() }).nullable(),
  forms: z.array(form),
})
export type Burden = z.output<typeof burden>

export const getBurden = endpoint({
  id: 'burden.getBurden',
  kind: 'read',
  who: viewers,
  summary: { zh: '负担计：每社区每半年填报的字段', en: 'Burden meter: fields typed per community and half-year' },
  input: z.object({}),
  output: burden,
  sample: { given: 'founded', input: () => ({}) },
})
