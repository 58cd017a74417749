import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'

export const LEVELS = ['province', 'city', 'district', 'street', 'community'] as const
export const level = z.enum(LEVELS)
export type Level = z.output<typeof level>

const named = z.object({ code: z.int(), name: z.string(), level, parent: z.int().nullable() })
export type NamedDivision = z.output<typeof named>

/** What an import changes, or would change. */
const importReport = z.object({
  rows: z.int(),
  divisionsAdded: z.int(),
  divisionsUnchanged: z.int(),
  communitiesAdded: z.int(),
  streetsAdded: z.int(),
  /** What begins, or is in force again. */
  added: z.array(named),
  /** Divisions whose name is another one now: the old name ends, the new one begins. */
  renamed: z.array(z.object({ code: z.int(), from: z.string(), to: z.string() })),
  /** Divisions of the district that are in force and not in the file; ended only where that was asked for. */
  absent: z.array(named),
  divisionsEnded: z.int(),
  /** Streets and communities that end: what became of each is decided by a person; suggested by their names. */
  undecided: z.array(named.extend({ suggested: z.array(z.int()) })),
  /** What they could have become: streets and communities of the file, those that begin first. */
  successors: z.array(named),
  applied: z.boolean(),
})
export type ImportReport = z.output<typeof importReport>

// A district of a thousand communities that all get new codes.
const MOST_DECISIONS = 5000
const decision = z.object({ from: z.int(), to: z.array(z.int()).max(20) })

export const importDivisions = endpoint({
  id: 'division.importDivisions',
  kind: 'write',
  who: ['organization-head', 'organization-officer', 'system-admin'],
  as: 'jobs',
  upload: true,
  summary: { zh: '导入区划（CSV：code,name,level,parent）', en: 'Import divisions (CSV: code,name,level,parent)' },
  input: z.object({
    apply: z.boolean(),
    validFrom: z.iso.date(),
    /** What the file does not hold ends on `validFrom`. Off: it stays, so that a file of one street does no harm. */
    endAbsent: z.boolean().default(false),
    /** What each street and community that ends became, in full: the codes it went into, none when it is gone. */
    decisions: z.array(decision).max(MOST_DECISIONS).default([]),
  }),
  output: importReport,
  sample: { given: 'founded', file: 'divisions.csv', input: () => ({ apply: true, validFrom: '2023-01-01' }) },
})

export const importShippedDivisions = endpoint({
  id: 'division.importShippedDivisions',
  kind: 'write',
  who: ['organization-head', 'organization-officer', 'system-admin'],
  as: 'jobs',
  summary: { zh: '导入随附的福山区区划', en: 'Import the divisions of Fushan that come along' },
  input: z.object({ apply: z.boolean() }),
  output: importReport,
  sample: { given: 'founded', input: () => ({ apply: true }) },
})

export const VALIDITY = ['now', 'past'] as const

const division = z.object({
  code: z.int(),
  name: z.string(),
  level,
  parent: z.int().nullable(),
  validFrom: z.iso.date(),
  /** The first day it no longer holds; null: in force. */
  validUntil: z.iso.date().nullable(),
  /** The file it came from. */
  source: z.string(),
})
export type ListedDivision = z.output<typeof division>

/** A code has a row for each name that it ever had. */
const place = z.object({ code: z.int(), validFrom: z.iso.date() })

export const listDivisions = endpoint({
  id: 'division.listDivisions',
  kind: 'read',
  who: [
    'organization-head',
    'organization-officer',
    'discipline-officer',
    'district-commission',
    'street-officer',
    'system-admin',
  ],
  summary: { zh: '区划列表', en: 'List divisions' },
  input: z.object({
    level: level.optional(),
    /** Any part of the name, or the beginning of the code. */
    search: z.string().trim().max(40).optional(),
    /** `now`: in force; `past`: names and divisions that no longer hold; absent: both. */
    state: z.enum(VALIDITY).optional(),
    after: place.optional(),
    limit: z.int().min(1).max(500).default(200),
  }),
  output: z.object({ divisions: z.array(division), count: z.int(), next: place.nullable() }),
  sample: { given: 'founded', input: () => ({}) },
})
