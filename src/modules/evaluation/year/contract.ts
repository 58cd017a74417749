import { z } from 'zod'
import { endpoint, fileAnswer } from '#kernel/endpoint.ts'
import { period } from '../cycle/contract.ts'
import { viewers } from '../scoring/contract.ts'

/** A half-year of a community, as far as it is settled. */
const half = z.object({
  period,
  /**
   * confirmed; notice: residents are told; deferred: put off; waiting: totalled, and nothing said yet; scoring: departments
   * are at it; absent: not on the roster of that half-year.
   */
  state: z.enum(['confirmed', 'notice', 'deferred', 'waiting', 'scoring', 'absent']),
  /** Of what is confirmed or on notice; nothing is shown before. */
  grade: z.string().nullable(),
  total: z.string().nullable(),
})
export type Half = z.output<typeof half>

const row = z.object({
  community: z.uuid(),
  code: z.int(),
  name: z.string(),
  street: z.int(),
  streetName: z.string(),
  /** The half-years of the year that were opened, the first one first. */
  halves: z.array(half),
})
export type YearRow = z.output<typeof row>

const year = z.int().min(2000).max(2100)
const filters = {
  year,
  street: z.int().optional(),
  search: z.string().trim().max(40).optional(),
}

export const listYear = endpoint({
  id: 'year.listYear',
  kind: 'read',
  who: viewers,
  summary: { zh: '年度：各社区两个半年的星级', en: 'A year: the stars of both half-years by community' },
  input: z.object({ ...filters, after: z.int().optional(), limit: z.int().min(1).max(500).default(100) }),
  output: z.object({
    rows: z.array(row),
    /** Code after which the next page begins. */
    next: z.int().nullable(),
    count: z.int(),
    /** Half-years of the year that were opened. */
    periods: z.array(period),
  }),
  sample: { given: 'published', input: (world) => ({ year: Number(world.period?.slice(0, 4)) }) },
})

export const exportYear = endpoint({
  id: 'year.exportYear',
  kind: 'read',
  download: true,
  who: viewers,
  summary: { zh: '导出年度星级表(Excel)', en: 'Export the stars of a year (Excel)' },
  input: z.object(filters),
  output: fileAnswer,
  sample: { given: 'published', input: (world) => ({ year: Number(world.period?.slice(0, 4)) }) },
})

export const listHalves = endpoint({
  id: 'year.listHalves',
  kind: 'read',
  who: viewers,
  summary: { zh: '一个社区历次的星级', en: 'All half-years of one community' },
  input: z.object({ community: z.uuid() }),
  /** Newest first. */
  output: z.object({ name: z.string(), halves: z.array(half) }),
  sample: { given: 'published', input: (world) => ({ community: world.community }) },
})
