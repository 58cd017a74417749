import { z } from 'zod'
import { endpoint, fileAnswer } from '#kernel/endpoint.ts'
import type { ExplainedView } from '#kernel/policy/view.ts'
import { period } from '../cycle/contract.ts'
import { meritLeaf } from '../merits/contract.ts'
import { department, text, viewers } from '../scoring/contract.ts'

const result = z.object({
  community: z.uuid(),
  code: z.int(),
  name: z.string(),
  street: z.int(),
  streetName: z.string(),
  total: z.string().nullable(),
  /** The star that counts: the confirmed one, until then the computed one. */
  grade: z.string().nullable(),
  /** What the total gives; a street may propose otherwise, with a reason. */
  computed: z.string().nullable(),
  confirmed: z.boolean(),
  /** Rule code to displayed number: the four dimensions. */
  parts: z.record(z.string(), z.string().nullable()),
  /** Departments that had not answered: the dimension was scaled. */
  silent: z.array(department),
  /** A red line or an open condition kept the grade below what the total alone would give. */
  capped: z.boolean(),
})
export type Result = z.output<typeof result>

export const listResults = endpoint({
  id: 'star.listResults',
  kind: 'read',
  who: viewers,
  summary: { zh: '星级评定结果列表', en: 'List the star results' },
  input: z.object({
    period,
    search: z.string().trim().max(40).optional(),
    street: z.int().optional(),
    grade: z.string().max(20).optional(),
    order: z.enum(['code', 'total']).default('code'),
    after: z.string().max(80).optional(),
    limit: z.int().min(1).max(500).default(100),
  }),
  output: z.object({
    results: z.array(result),
    next: z.string().nullable(),
    /** Grade to number of communities, over all that match. */
    grades: z.record(z.string(), z.int()),
    count: z.int(),
    titles: z.record(z.string(), text),
    /** Codes of `parts` in the order of the policy. */
    dimensions: z.array(z.string()),
    published: z.boolean(),
  }),
  sample: { given: 'closed', input: (world) => ({ period: world.period }) },
})

const leaf = z.object({
  department,
  name: text,
  points: z.string(),
  reason: z.string().nullable(),
  document: z.string().nullable(),
  submittedOn: z.iso.date(),
})
export type Leaf = z.output<typeof leaf>

const ruleNote = z.object({
  bands: z.array(z.object({ grade: z.string(), from: z.string() })).optional(),
  at: z.string().optional(),
})

export const explainResult = endpoint({
  id: 'star.explainResult',
  kind: 'read',
  who: [...viewers, 'secretary'],
  summary: { zh: '星级总分的由来', en: 'How a star total came about' },
  input: z.object({ period, community: z.uuid() }),
  output: z.object({
    community: z.object({ id: z.uuid(), code: z.int(), name: z.string(), streetName: z.string() }),
    period,
    total: z.string().nullable(),
    grade: z.string().nullable(),
    /** How many points to the next better grade; null at the best. */
    distance: z.string().nullable(),
    nextGrade: z.string().nullable(),
    /** Where another star was confirmed than the total gives: that one, and why. */
    adjusted: z.object({ computed: z.string().nullable(), reason: z.string() }).nullable(),
    tree: z.custom<ExplainedView>(),
    leaves: z.record(z.string(), leaf),
    /** Fact to the entries behind it: honours, serious cases, the street's method and awards. */
    merits: z.record(z.string(), z.array(meritLeaf)),
    titles: z.record(z.string(), text),
    /** What the drawings need of the rules beside their titles: bands best first, and what a limit limits to. */
    book: z.record(z.string(), ruleNote),
    policy: z.object({ version: z.string(), digest: z.string() }),
    digest: z.string(),
    /** The stored result against one computed just now. Null where the reader may not see what it is computed from. */
    recomputed: z.enum(['identical', 'different']).nullable(),
    publishedOn: z.iso.date().nullable(),
  }),
  sample: { given: 'published', input: (world) => ({ period: world.period, community: world.community }) },
})

export const listOwnResults = endpoint({
  id: 'star.listOwnResults',
  kind: 'read',
  who: ['secretary'],
  summary: { zh: '本社区已公布的星级', en: 'The published stars of my community' },
  input: z.object({}),
  output: z.object({
    results: z.array(
      z.object({
        community: z.uuid(),
        name: z.string(),
        period,
        total: z.string().nullable(),
        grade: z.string().nullable(),
        publishedOn: z.iso.date(),
      }),
    ),
    titles: z.record(z.string(), text),
  }),
  sample: { given: 'published', input: () => ({}) },
})

const difference = z.object({
  community: z.uuid(),
  name: z.string(),
  /** The result itself; what it was computed from, which comes to the same; or what was published of it. */
  what: z.enum(['result', 'basis', 'publication']),
  stored: z.string(),
  computed: z.string(),
})
export type Difference = z.output<typeof difference>

export const recompute = endpoint({
  id: 'star.recompute',
  kind: 'read',
  who: ['organization-head', 'organization-officer', 'discipline-officer'],
  summary: { zh: '重新计算并与存档比对', en: 'Compute again and compare with what is stored' },
  input: z.object({ period }),
  output: z.object({
    district: z.int(),
    period,
    communities: z.int(),
    identical: z.int(),
    different: z.array(difference),
    policy: z.string(),
    /** With their versions: what computes now, and what computed the stored results. */
    mechanisms: z.array(z.string()),
    computedBy: z.array(z.string()),
  }),
  sample: { given: 'closed', input: (world) => ({ period: world.period }) },
})

export const exportResults = endpoint({
  id: 'star.exportResults',
  kind: 'read',
  download: true,
  who: viewers,
  summary: { zh: '导出结果表(Excel)', en: 'Export the results (Excel)' },
  input: z.object({ period }),
  output: fileAnswer,
  sample: { given: 'closed', input: (world) => ({ period: world.period }) },
})

export const listFigures = endpoint({
  id: 'star.listFigures',
  kind: 'read',
  who: ['upper-viewer'],
  summary: { zh: '各区公布的星级数据（不含个人）', en: 'Published star figures of the districts (no persons)' },
  input: z.object({ period: period.optional() }),
  output: z.object({
    figures: z.array(
      z.object({
        district: z.int(),
        districtName: z.string(),
        period,
        figure: z.string(),
        title: text,
        definition: text,
        value: z.string(),
        asOf: z.iso.date(),
      }),
    ),
  }),
  sample: { given: 'published', input: (world) => ({ period: world.period }) },
})
