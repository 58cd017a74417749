import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { PEOPLE_WRITERS, personFields, record } from '../people/contract.ts'

/** Why two records may be one person: name and month of birth, a former name, name and telephone. */
export const GROUNDS = ['name', 'former-name', 'phone'] as const

/** The ID number is none of them: the record that has one is the one that stays. */
export const TAKEN_OVER = personFields.omit({ idNumber: true }).keyof().options
export type TakenOver = (typeof TAKEN_OVER)[number]

/** Pairs shown at once: the list shrinks with each decision. */
export const MOST_SHOWN = 50

const pair = z.object({ grounds: z.array(z.enum(GROUNDS)), records: z.tuple([record, record]) })
export type Pair = z.output<typeof pair>

export const listDuplicates = endpoint({
  id: 'duplicate.listDuplicates',
  kind: 'read',
  who: PEOPLE_WRITERS,
  summary: { zh: '疑似重复人员', en: 'People who may be registered twice' },
  input: z.object({}),
  output: z.object({ pairs: z.array(pair), count: z.int() }),
  sample: { given: 'founded', input: () => ({}) },
})

const held = z.object({ id: z.uuid(), version: z.int() })
const reason = z.string().trim().min(2).max(200)

export const mergePeople = endpoint({
  id: 'duplicate.mergePeople',
  kind: 'write',
  who: PEOPLE_WRITERS,
  summary: { zh: '合并重复人员', en: 'Merge two records of one person' },
  input: z.object({
    /** The record that from now on reads as the person. */
    alias: held,
    person: held,
    reason,
    /** What the alias knows and the person lacks, by choice: an ordinary change of the person. */
    takeOver: z.array(z.enum(TAKEN_OVER)).max(TAKEN_OVER.length).default([]),
    birthConfirmed: z.boolean().default(false),
  }),
  output: nothing,
  sample: {
    given: 'founded',
    input: (world) => ({
      alias: { id: world.duplicate, version: 1 },
      person: { id: world.otherPerson, version: 1 },
      reason: '同一人重复登记',
    }),
  },
})

export const undoMerge = endpoint({
  id: 'duplicate.undoMerge',
  kind: 'write',
  who: PEOPLE_WRITERS,
  summary: { zh: '撤销合并', en: 'Undo a merging' },
  input: z.object({ alias: z.uuid(), reason }),
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ alias: world.alias, reason: '经核对系两人' }) },
})

export const keepApart = endpoint({
  id: 'duplicate.keepApart',
  kind: 'write',
  who: PEOPLE_WRITERS,
  summary: { zh: '确认不是同一人', en: 'Say that two records are two people' },
  input: z.object({ a: z.uuid(), b: z.uuid(), reason }),
  output: nothing,
  sample: {
    given: 'founded',
    input: (world) => ({ a: world.otherPerson, b: world.duplicate, reason: '同名同月出生，证件不同' }),
  },
})
