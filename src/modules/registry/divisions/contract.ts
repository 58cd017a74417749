import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'

export const LEVELS = ['province', 'city', 'district', 'street', 'community'] as const
export const level = z.enum(LEVELS)
export type Level = z.output<typeof level>

/** What an import changes, or would change. */
const importReport = z.object({
  rows: z.int(),
  divisionsAdded: z.int(),
  divisionsUnchanged: z.int(),
  communitiesAdded: z.int(),
  streetsAdded: z.int(),
  applied: z.boolean(),
})
export type ImportReport = z.output<typeof importReport>

export const importDivisions = endpoint({
  id: 'division.importDivisions',
  kind: 'write',
  who: ['organization-head', 'organization-officer', 'system-admin'],
  upload: true,
  summary: { zh: '导入区划(CSV:code,name,level,parent)', en: 'Import divisions (CSV: code,name,level,parent)' },
  input: z.object({ apply: z.boolean(), validFrom: z.iso.date() }),
  output: importReport,
  sample: { given: 'founded', file: 'divisions.csv', input: () => ({ apply: true, validFrom: '2023-01-01' }) },
})

export const importShippedDivisions = endpoint({
  id: 'division.importShippedDivisions',
  kind: 'write',
  who: ['organization-head', 'organization-officer', 'system-admin'],
  summary: { zh: '导入随附的福山区区划', en: 'Import the divisions of Fushan that come along' },
  input: z.object({ apply: z.boolean() }),
  output: importReport,
  sample: { given: 'founded', input: () => ({ apply: true }) },
})

export const listDivisions = endpoint({
  id: 'division.listDivisions',
  kind: 'read',
  who: ['organization-head', 'organization-officer', 'discipline-officer', 'street-officer', 'system-admin'],
  summary: { zh: '区划列表', en: 'List divisions' },
  input: z.object({ level: level.optional(), after: z.int().optional(), limit: z.int().min(1).max(500).default(200) }),
  output: z.object({
    divisions: z.array(
      z.object({
        code: z.int(),
        name: z.string(),
        level,
        parent: z.int().nullable(),
        validFrom: z.iso.date(),
        validUntil: z.iso.date().nullable(),
      }),
    ),
    next: z.int().nullable(),
  }),
  sample: { given: 'founded', input: () => ({}) },
})
