import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { role } from '../session/contract.ts'

/** Roles of who leaves are given to a successor as of a day; whatever is open in them goes along (rulings D6). */
export const handOver = endpoint({
  id: 'handover.handOver',
  kind: 'write',
  who: ['security-admin'],
  as: 'auth',
  summary: { zh: '岗位移交', en: 'Hand over a post' },
  input: z.object({
    from: z.uuid(),
    to: z.uuid(),
    /** The successor's first day. */
    day: z.iso.date(),
    /** Roles of `from` that are handed over; the others stay with it. */
    grants: z.array(z.uuid()).min(1).max(20),
    reason: z.string().trim().min(2).max(200),
  }),
  output: z.object({ id: z.uuid() }),
  sample: {
    given: 'founded',
    input: (world) => ({
      from: world.otherAccount,
      to: world.successor,
      day: '2026-11-23',
      grants: [world.otherGrant],
      reason: '调离',
    }),
  },
})

const text = z.object({ zh: z.string(), en: z.string() })

const handedRole = z.object({
  role,
  orgZh: z.string(),
  orgEn: z.string(),
  /** Open when it was recorded. */
  items: z.array(z.object({ id: z.string(), what: text, about: text, link: z.string(), due: z.iso.date().nullable() })),
})
export type HandedRole = z.output<typeof handedRole>

/** What the reader has taken over, newest first. */
export const listHandovers = endpoint({
  id: 'handover.listHandovers',
  kind: 'read',
  who: 'signed-in',
  summary: { zh: '我接任的工作', en: 'What I have taken over' },
  input: z.object({}),
  output: z.object({
    handovers: z.array(
      z.object({
        id: z.uuid(),
        from: z.string(),
        day: z.iso.date(),
        reason: z.string(),
        roles: z.array(handedRole),
        recordedAt: z.iso.datetime(),
        acknowledgedAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
  sample: { given: 'founded', input: () => ({}) },
})

/** The successor signs for what was handed over (签收): all that are named, or none. */
export const acknowledge = endpoint({
  id: 'handover.acknowledge',
  kind: 'write',
  who: 'signed-in',
  as: 'auth',
  summary: { zh: '签收移交的工作', en: 'Acknowledge what was handed over' },
  input: z.object({ ids: z.array(z.uuid()).max(50) }),
  output: nothing,
  sample: { given: 'founded', input: () => ({ ids: [] }) },
})
