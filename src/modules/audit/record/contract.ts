import { z } from 'zod'
import { endpoint, fileAnswer } from '#kernel/endpoint.ts'

const AUDITORS = ['audit-admin'] as const

const result = z.enum(['done', 'refused', 'denied', 'failed'])

const act = z.object({
  id: z.uuid(),
  /** Real time. */
  at: z.iso.datetime(),
  /** Position in the tree; null for the second until the sequencer has appended it. */
  seq: z.int().nullable(),
  /** Null for a restricted act: of it the auditor sees the time and the id alone (rulings G6). */
  header: z
    .object({
      businessDate: z.iso.date(),
      account: z.uuid().nullable(),
      role: z.string().nullable(),
      org: z.uuid().nullable(),
      action: z.string(),
      objectType: z.string(),
      objectId: z.string(),
      result,
    })
    .nullable(),
})
export type ListedAct = z.output<typeof act>

export const listActs = endpoint({
  id: 'audit.listActs',
  kind: 'read',
  who: AUDITORS,
  summary: { zh: '审计记录（最新在前）', en: 'List the acts on record, the latest first' },
  input: z.object({
    action: z.string().max(80).optional(),
    result: result.optional(),
    account: z.uuid().optional(),
    /** Days in Asia/Shanghai by real time, inclusive. */
    from: z.iso.date().optional(),
    until: z.iso.date().optional(),
    /** The last id of the page before. */
    after: z.uuid().optional(),
    limit: z.int().min(1).max(500).default(100),
  }),
  output: z.object({ acts: z.array(act), next: z.uuid().nullable() }),
  sample: { given: 'founded', input: () => ({ limit: 50 }) },
})

/** Of a restricted act the auditor gets no more than the list says. */
export const getAct = endpoint({
  id: 'audit.getAct',
  kind: 'read',
  who: AUDITORS,
  summary: { zh: '一条审计记录的明细', en: 'One act on record in full' },
  input: z.object({ id: z.uuid() }),
  output: z.object({
    act,
    /** What changed, as recorded: JSON. Null: erased by the rules of retention, restricted, or no longer readable. */
    body: z.string().nullable(),
    bodyState: z.enum(['present', 'erased', 'damaged', 'restricted']),
    /** The leaf's digest in the tree, hexadecimal; null until it is appended. */
    leaf: z.string().nullable(),
  }),
  sample: { given: 'founded', input: (world) => ({ id: world.act }) },
})

export const getCheckpoint = endpoint({
  id: 'audit.getCheckpoint',
  kind: 'write',
  who: AUDITORS,
  summary: { zh: '签出检查点（打印后另行保存）', en: 'Sign a checkpoint to print and keep outside the house' },
  input: z.object({}),
  output: z.object({
    /** The signed text; whoever keeps it can prove later that the record up to here is unchanged. */
    note: z.string(),
    /** Size and root in short, for writing down by hand. */
    fingerprint: z.string(),
    size: z.int(),
  }),
  sample: { given: 'founded', input: () => ({}) },
})

export const exportBundle = endpoint({
  id: 'audit.exportBundle',
  kind: 'read',
  download: true,
  who: AUDITORS,
  summary: { zh: '导出审计包（可离线核验）', en: 'Export the record as a bundle that can be verified offline' },
  input: z.object({}),
  output: fileAnswer,
  sample: { given: 'founded', input: () => ({}) },
})
