import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { period } from '../cycle/contract.ts'
import { LEVELS } from './rules.ts'

export const KINDS = ['honour', 'serious-case', 'street-method', 'street-award'] as const
export type Kind = (typeof KINDS)[number]

/** 组织部: confirms what others have entered. */
const ORGANIZATION = ['organization-head', 'organization-officer'] as const
const CASE_KEEPERS = [...ORGANIZATION, 'discipline-officer'] as const
export const MERIT_READERS = [...CASE_KEEPERS, 'street-officer', 'secretary'] as const

const short = z.string().trim().min(2).max(120)
const long = z.string().trim().min(2).max(500)
/** The document behind an entry. Papers are named, never demanded as files (R-BR-7). */
const document = z.object({ documentNumber: z.string().trim().min(1).max(80), documentTitle: short })
const points = z.string().regex(/^\d{1,2}(\.\d)?$/)
const shift = z.string().regex(/^-?\d{1,2}(\.\d)?$/)

const methodRules = z.object({
  /** Dimension to points by which it is shifted. */
  shifts: z.record(z.string().regex(/^star\.[a-z]+$/), shift),
  items: z.array(z.object({ title: short, points })).max(10),
})

const state = z.enum(['waiting', 'confirmed', 'declined', 'withdrawn'])
export type MeritState = z.output<typeof state>

const merit = z.object({
  id: z.uuid(),
  kind: z.enum(KINDS),
  community: z.uuid().nullable(),
  communityName: z.string().nullable(),
  street: z.int(),
  streetName: z.string(),
  title: z.string(),
  documentNumber: z.string(),
  documentTitle: z.string(),
  level: z.enum(LEVELS).nullable(),
  issuer: z.string().nullable(),
  /** Day of the honour; day on which the community was heard. */
  happenedOn: z.iso.date().nullable(),
  statement: z.string().nullable(),
  rules: methodRules.nullable(),
  method: z.uuid().nullable(),
  item: z.int().nullable(),
  /** Points that it gives or, while nothing is decided, would give; null for what has none. */
  points: z.string().nullable(),
  /** Counts in the star as things are; a second document of one honour does not. */
  counts: z.boolean(),
  state,
  /** Null where the reader is not shown who. */
  enteredBy: z.string().nullable(),
  enteredOn: z.iso.date(),
  decidedBy: z.string().nullable(),
  decidedOn: z.iso.date().nullable(),
  decision: z.string().nullable(),
  /** What the caller may do with it now. */
  allowed: z.array(z.enum(['review', 'withdraw'])),
})
export type Merit = z.output<typeof merit>

/** An entry that counts, as an explanation shows it under the fact it stands behind. */
export const meritLeaf = merit
  .pick({
    id: true,
    kind: true,
    title: true,
    level: true,
    issuer: true,
    happenedOn: true,
    statement: true,
    documentNumber: true,
    documentTitle: true,
    points: true,
    enteredBy: true,
  })
  .extend({
    /** Of a method: dimension to points by which it is shifted. */
    shifts: methodRules.shape.shifts.nullable(),
    /** Who confirmed it and when; of a street's award the street alone, under the method that the district approved. */
    confirmedBy: z.string().nullable(),
    confirmedOn: z.iso.date().nullable(),
    reason: z.string().nullable(),
  })
export type MeritLeaf = z.output<typeof meritLeaf>

export const listMerits = endpoint({
  id: 'merits.listMerits',
  kind: 'read',
  who: MERIT_READERS,
  summary: { zh: '加分与封顶列表', en: 'List bonus points and caps' },
  input: z.object({ period }),
  output: z.object({
    merits: z.array(merit),
    /** Entries are taken. */
    open: z.boolean(),
    frame: z.object({
      levels: z.record(z.enum(LEVELS), z.string()),
      dimensions: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string(), points: z.string() })),
      shift: z.string(),
      bonus: z.string(),
      /** The most that honours and the street's own bonus give together; null where the rule has no such limit. */
      most: z.string().nullable(),
    }),
    /** First and last day of the half-year. */
    days: z.tuple([z.iso.date(), z.iso.date()]),
    communities: z.array(z.object({ id: z.uuid(), name: z.string(), street: z.int(), streetName: z.string() })),
  }),
  sample: { given: 'open', input: (world) => ({ period: world.period }) },
})

const id = z.object({ id: z.uuid() })

export const enterHonour = endpoint({
  id: 'merits.enterHonour',
  kind: 'write',
  who: [...ORGANIZATION, 'street-officer'],
  summary: { zh: '登记荣誉加分', en: 'Enter an honour' },
  input: document.extend({
    period,
    community: z.uuid(),
    level: z.enum(LEVELS),
    title: short,
    issuer: short,
    awardedOn: z.iso.date(),
  }),
  output: id,
  sample: {
    given: 'open',
    input: (world) => ({
      period: world.period,
      community: world.community,
      level: 'city',
      title: '烟台市民主法治示范社区',
      issuer: '烟台市司法局',
      awardedOn: '2026-09-10',
      documentNumber: '烟司发〔2026〕18号',
      documentTitle: '关于命名民主法治示范社区的通知',
    }),
  },
})

export const enterCase = endpoint({
  id: 'merits.enterCase',
  kind: 'write',
  who: CASE_KEEPERS,
  summary: { zh: '认定封顶情形（须先听取社区陈述）', en: 'Find a serious case, after the community was heard' },
  input: document.extend({
    period,
    community: z.uuid(),
    reason: long,
    heardOn: z.iso.date(),
    statement: long,
  }),
  output: id,
  sample: {
    given: 'open',
    input: (world) => ({
      period: world.period,
      community: world.community,
      reason: '居务公开弄虚作假，经查属实',
      heardOn: '2026-11-20',
      statement: '社区承认公开内容与账目不符，已更正',
      documentNumber: '福纪〔2026〕7号',
      documentTitle: '关于有关问题的核查报告',
    }),
  },
})

export const enterMethod = endpoint({
  id: 'merits.enterMethod',
  kind: 'write',
  who: ['street-officer'],
  summary: { zh: '报送街道办法', en: "Hand in the street's own method" },
  input: document.extend({ period, title: short, rules: methodRules }),
  output: id,
  sample: {
    given: 'open',
    input: (world) => ({
      period: world.period,
      title: '清洋街道星级评定具体办法',
      rules: { shifts: { 'star.livelihood': '2', 'star.risk': '-2' }, items: [] },
      documentNumber: '清街发〔2026〕21号',
      documentTitle: '清洋街道星级评定具体办法',
    }),
  },
})

export const awardPoints = endpoint({
  id: 'merits.awardPoints',
  kind: 'write',
  who: ['street-officer'],
  summary: { zh: '给社区记街道自设加分', en: "Award points of the street's own bonus" },
  input: document.extend({
    period,
    method: z.uuid(),
    item: z.int().min(0).max(9),
    communities: z.array(z.uuid()).min(1).max(200),
    points,
    reason: short,
  }),
  output: z.object({ ids: z.array(z.uuid()) }),
  sample: {
    given: 'open',
    input: (world) => ({
      period: world.period,
      method: world.streetMethod,
      item: 0,
      communities: [world.community],
      points: '0.5',
      reason: '三季度现场观摩第一名',
      documentNumber: '清街办〔2026〕30号',
      documentTitle: '关于现场观摩结果的通报',
    }),
  },
})

const verdict = z.object({
  id: z.uuid(),
  verdict: z.enum(['confirmed', 'declined']),
  /** Needed to decline. */
  reason: long.nullable(),
})
const withdrawal = z.object({ id: z.uuid(), reason: long })

export const reviewMerit = endpoint({
  id: 'merits.reviewMerit',
  kind: 'write',
  who: ORGANIZATION,
  summary: { zh: '第二人确认荣誉或核准街道办法', en: 'Confirm an honour or approve a method, as the second person' },
  input: verdict,
  output: nothing,
  sample: { given: 'open', input: (world) => ({ id: world.honour, verdict: 'confirmed', reason: null }) },
})

export const reviewCase = endpoint({
  id: 'merits.reviewCase',
  kind: 'write',
  who: CASE_KEEPERS,
  summary: { zh: '第二人复核封顶情形', en: 'Review a serious case, as the second person' },
  input: verdict,
  output: nothing,
  sample: { given: 'open', input: (world) => ({ id: world.seriousCase, verdict: 'confirmed', reason: null }) },
})

export const withdrawMerit = endpoint({
  id: 'merits.withdrawMerit',
  kind: 'write',
  who: [...ORGANIZATION, 'street-officer'],
  summary: { zh: '撤回荣誉、街道办法或街道加分', en: "Withdraw an honour, a method or a street's award" },
  input: withdrawal,
  output: nothing,
  sample: { given: 'open', input: (world) => ({ id: world.honour, reason: '文件有误，重新登记' }) },
})

export const withdrawCase = endpoint({
  id: 'merits.withdrawCase',
  kind: 'write',
  who: CASE_KEEPERS,
  summary: { zh: '撤销封顶情形', en: 'Withdraw a serious case' },
  input: withdrawal,
  output: nothing,
  sample: { given: 'open', input: (world) => ({ id: world.seriousCase, reason: '补充材料后认定不成立' }) },
})
