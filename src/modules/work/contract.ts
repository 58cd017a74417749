import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'

const text = z.object({ zh: z.string(), en: z.string() })

const item = z.object({
  id: z.string(),
  list: z.enum(['todo', 'started', 'done']),
  what: text,
  about: text,
  from: text,
  action: text,
  link: z.string(),
  due: z.iso.date().nullable(),
  reminder: text.optional(),
  /** Working days left, negative when overdue. */
  daysLeft: z.int().nullable(),
  /** 暂定: the due date lies in a year whose working days are not published yet. */
  provisional: z.boolean(),
})
export type QueueItem = z.output<typeof item>

export const getQueue = endpoint({
  id: 'work.getQueue',
  kind: 'read',
  who: 'signed-in',
  summary: { zh: '工作台：待办、我发起的、已办', en: 'Work queue: to do, started by me, done' },
  input: z.object({}),
  output: z.object({ today: z.iso.date(), items: z.array(item) }),
  sample: { given: 'open', input: () => ({}) },
})
