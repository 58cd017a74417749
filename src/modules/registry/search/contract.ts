import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { PEOPLE_READERS } from '../people/contract.ts'
import { POST_KINDS } from '../posts/rules.ts'

/** What ⌘K finds in the register: people and communities, by anything that people type for them. */
export const find = endpoint({
  id: 'search.find',
  kind: 'read',
  who: PEOPLE_READERS,
  summary: { zh: '搜索人员和社区', en: 'Find people and communities' },
  input: z.object({ text: z.string().trim().min(1).max(60) }),
  output: z.object({
    people: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        birth: z.string().nullable(),
        communityName: z.string().nullable(),
        posts: z.array(
          z.object({ kind: z.enum(POST_KINDS), capacity: z.enum(['serving', 'acting']), communityName: z.string() }),
        ),
      }),
    ),
    communities: z.array(z.object({ id: z.uuid(), name: z.string(), streetName: z.string() })),
  }),
  sample: { given: 'founded', input: () => ({ text: 'wjg' }) },
})
