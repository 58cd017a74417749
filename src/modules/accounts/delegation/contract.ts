import { z } from 'zod'
import type { Role } from '#kernel/access.ts'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { role } from '../session/contract.ts'

/** Days, first and last included: a longer absence is a hand-over. */
export const MOST_DAYS = 31

/** Administrators stay apart, whoever is away (R-SEC-4); secretaries have assistants. */
export const LENDERS = [
  'organization-head',
  'organization-officer',
  'discipline-officer',
  'street-officer',
  'department-reviewer',
  'department-rater',
] as const satisfies readonly Role[]

const delegation = z.object({
  id: z.uuid(),
  role,
  orgZh: z.string(),
  orgEn: z.string(),
  /** The other side's name. */
  name: z.string(),
  from: z.iso.date(),
  /** The last day. */
  until: z.iso.date(),
  reason: z.string(),
  state: z.enum(['coming', 'running', 'over']),
})
export type Delegation = z.output<typeof delegation>

export const listDelegations = endpoint({
  id: 'delegation.listDelegations',
  kind: 'read',
  who: 'signed-in',
  as: 'auth',
  summary: { zh: '代办授权', en: 'Who acts for whom' },
  input: z.object({}),
  output: z.object({
    given: z.array(delegation),
    received: z.array(delegation),
    /** Whether the active role may be lent. */
    mayGive: z.boolean(),
  }),
  sample: { given: 'founded', input: () => ({}) },
})

export const delegate = endpoint({
  id: 'delegation.delegate',
  kind: 'write',
  who: LENDERS,
  as: 'auth',
  stepUp: true,
  summary: { zh: '授权他人代办', en: 'Let somebody act for me' },
  input: z.object({
    /** Sign-in name of who acts: names of accounts are not shown to everybody. */
    login: z.string().trim().toLowerCase().min(1).max(64),
    from: z.iso.date(),
    until: z.iso.date(),
    reason: z.string().trim().min(2).max(200),
  }),
  output: z.object({ id: z.uuid() }),
  sample: {
    given: 'founded',
    input: () => ({ login: 'sr11', from: '2026-11-24', until: '2026-11-30', reason: '外出学习' }),
  },
})

export const endDelegation = endpoint({
  id: 'delegation.endDelegation',
  kind: 'write',
  who: LENDERS,
  as: 'auth',
  summary: { zh: '收回授权', en: 'End a delegation' },
  input: z.object({ id: z.uuid() }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.ownDelegation }) },
})
