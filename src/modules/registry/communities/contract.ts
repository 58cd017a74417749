import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'

export const communityKind = z.enum(['urban', 'converted'])

export const COMMUNITY_STATES = ['now', 'past'] as const

const community = z.object({
  id: z.uuid(),
  code: z.int(),
  name: z.string(),
  shortName: z.string(),
  pinyin: z.string(),
  street: z.int(),
  streetName: z.string(),
  kind: communityKind,
  /** The first day it no longer exists; null: in force. */
  validUntil: z.iso.date().nullable(),
  version: z.int(),
})
export type Community = z.output<typeof community>

export const listCommunities = endpoint({
  id: 'community.listCommunities',
  kind: 'read',
  who: ['organization-head', 'organization-officer', 'discipline-officer', 'street-officer', 'system-admin'],
  summary: { zh: '社区列表', en: 'List communities' },
  input: z.object({
    /** Beginning of the pinyin (nanguan), its initials (ng), beginning of the code, or any part of the name. */
    search: z.string().trim().max(40).optional(),
    street: z.int().optional(),
    kind: communityKind.optional(),
    /** `now`: in force; `past`: ended by a newer division file. */
    state: z.enum(COMMUNITY_STATES).default('now'),
    after: z.object({ pinyin: z.string(), id: z.uuid() }).optional(),
    limit: z.int().min(1).max(200).default(100),
  }),
  output: z.object({
    communities: z.array(community),
    /** How many there are in all, on this and the other pages. */
    count: z.int(),
    next: z.object({ pinyin: z.string(), id: z.uuid() }).nullable(),
  }),
  sample: { given: 'founded', input: () => ({ limit: 50 }) },
})

export const setCommunityKind = endpoint({
  id: 'community.setCommunityKind',
  kind: 'write',
  who: ['organization-head', 'organization-officer'],
  summary: { zh: '更正社区类别（城市社区/村改居）', en: 'Correct the kind of a community' },
  input: z.object({ id: z.uuid(), kind: communityKind, version: z.int() }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.community, kind: 'urban', version: 1 }) },
})
