import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'

const succession = z.object({
  id: z.uuid(),
  kind: z.enum(['move', 'merge', 'split']),
  /** The other one: before, its predecessor; after, its successor. Of a move the code that it had. */
  code: z.int(),
  name: z.string(),
  /** First day of the one after. */
  on: z.iso.date(),
})
export type Succession = z.output<typeof succession>

export const getLineage = endpoint({
  id: 'succession.getLineage',
  kind: 'read',
  who: ['organization-head', 'organization-officer', 'discipline-officer', 'street-officer', 'system-admin'],
  summary: { zh: '社区沿革：由哪里来、到哪里去', en: 'Predecessors and successors of a community' },
  input: z.object({ community: z.uuid() }),
  output: z.object({ before: z.array(succession), after: z.array(succession) }),
  sample: { given: 'founded', input: (world) => ({ community: world.community }) },
})

export const undoSuccession = endpoint({
  id: 'succession.undoSuccession',
  kind: 'write',
  who: ['organization-head', 'organization-officer'],
  as: 'jobs',
  summary: { zh: '撤销区划变更中的去向认定', en: 'Take back a decision on what became of a community' },
  input: z.object({ id: z.uuid(), reason: z.string().trim().min(2).max(200) }),
  output: nothing,
  sample: { given: 'moved', input: (world) => ({ id: world.succession, reason: '两个社区不是同一个' }) },
})
