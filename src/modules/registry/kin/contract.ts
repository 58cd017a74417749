import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'

/** Kinship is for recusal only (rulings G3): nobody in a street reads or enters it. */
export const KIN_KEEPERS = ['organization-head', 'organization-officer', 'discipline-officer'] as const

/** GB/T 4761 in groups: what the relative is to the person. */
export const DEGREES = ['spouse', 'child', 'parent', 'sibling', 'grandparent', 'grandchild', 'in-law', 'other'] as const
export type Degree = (typeof DEGREES)[number]

const relative = z.object({
  id: z.uuid(),
  person: z.uuid(),
  name: z.string(),
  birth: z.string().nullable(),
  communityName: z.string().nullable(),
  /** What the relative is to the person asked about, whoever declared it. */
  degree: z.enum(DEGREES),
  declaredAt: z.iso.datetime(),
})
export type Relative = z.output<typeof relative>

export const listKin = endpoint({
  id: 'kin.listKin',
  kind: 'read',
  who: KIN_KEEPERS,
  summary: { zh: '亲属关系（仅用于回避）', en: 'Kinship, for recusal only' },
  input: z.object({ person: z.uuid() }),
  output: z.object({ relatives: z.array(relative) }),
  sample: { given: 'founded', input: (world) => ({ person: world.person }) },
})

export const declareKin = endpoint({
  id: 'kin.declareKin',
  kind: 'write',
  who: KIN_KEEPERS,
  summary: { zh: '登记亲属关系', en: 'Enter a declared kinship' },
  input: z.object({ person: z.uuid(), relative: z.uuid(), degree: z.enum(DEGREES) }),
  output: z.object({ id: z.uuid() }),
  sample: {
    given: 'founded',
    input: (world) => ({ person: world.person, relative: world.duplicate, degree: 'sibling' }),
  },
})

export const endKin = endpoint({
  id: 'kin.endKin',
  kind: 'write',
  who: KIN_KEEPERS,
  summary: { zh: '解除亲属关系登记', en: 'End a declared kinship' },
  input: z.object({ id: z.uuid(), reason: z.string().trim().min(2).max(200) }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.kin, reason: '登记有误' }) },
})
