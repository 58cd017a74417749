import { z } from 'zod'
import { decimal, ruleSource } from '#kernel/policy/source.ts'
import { hasUnseen } from '#kernel/text.ts'

// The shape of a policy pack, strict everywhere: a key that nobody reads is a mistake and not a comment. Read by server
// and browser. What a single list means is said in the pack itself (policies/fushan.yaml) and in domain.md §6.

/** A rule of the shape, in both languages. */
const says = (zh: string, en: string, ...path: string[]) => ({ message: en, params: { zh }, path })

/** The name of an item, rule, fact or limit: `NQ-04`, `star.total`, `excellent`. */
const code = z
  .string()
  .regex(/^\p{L}[\p{L}\p{N}._-]*$/u)
  .refine((name) => !(name in {}), says('不能用程序保留的名称', 'no name that every object has already'))
const words = z
  .string()
  .trim()
  .min(1)
  .refine((value) => !hasUnseen(value), says('不能含有不可见的字符', 'no characters that nobody sees'))
const text = z.strictObject({ zh: words, en: words })
/** A plain number, "60%" or "2/3"; kept as written, read exactly by `readNumber`. */
const number = z.union([decimal, z.string().regex(/^-?\d+(\.\d+)?%?$|^\d+\/[1-9]\d*$/)])

/** Where something comes from (domain.md §0.1). */
export const PROVENANCES = ['article', 'public', 'public~', 'proposed'] as const
const origin = {
  provenance: z.enum(PROVENANCES),
  /** Sources of domain.md §0.2. */
  source: z.array(z.string().regex(/^S\d+[a-e]?$/)).optional(),
}

const item = z.strictObject({
  code,
  zh: words,
  en: words,
  ...origin,
  /** Fields of this item that are our own draft although the item is not. */
  proposed: z.array(words).optional(),
  note: text.optional(),
})

/** Heading of a list; `article`: the fact of domain.md §1 that names or counts it. */
const heading = {
  zh: words,
  en: words,
  article: z
    .string()
    .regex(/^F\d-\d+$/)
    .optional(),
  source: origin.source,
  proposed: z.array(words).optional(),
}

function list<T extends z.ZodRawShape>(fields: T) {
  const one = item.extend(fields).refine(isSourced, SOURCED).refine(hasDrafts, DRAFTS)
  return z.strictObject({ ...heading, items: z.array(one).min(1) })
}

const isSourced = ({ provenance, source }: { provenance?: unknown; source?: unknown }): boolean =>
  provenance !== 'public' || source !== undefined
const SOURCED = says('出处为 public 的须写明 source', 'what is public names its source', 'provenance')
const hasDrafts = (one: { proposed?: unknown }): boolean =>
  !Array.isArray(one.proposed) || one.proposed.every((field) => String(field) in one)
const DRAFTS = says('只能写本项已有的栏目', 'only fields that the item has', 'proposed')

const plain = list({})

/**
 * What the joint review asks about. `hearing`: the person is heard when it is found. `answers`: the only answers there
 * are (rulings B3). `citation`: the legal basis of asking, or `pending` until the district has entered it.
 */
const reviewed = {
  hearing: z.boolean(),
  answers: z.array(code).optional(),
  basis: text.optional(),
  citation: words,
}

const indicator = z.strictObject({
  code,
  zh: words,
  en: words,
  points: decimal.positive(),
  /** 主责 or 协助 (R-BR-9). */
  duty: z.enum(['lead', 'assist']),
})

const duties = z.strictObject({
  ...heading,
  categories: z.array(z.strictObject({ code, zh: words, en: words, items: z.array(item).min(1) })).min(1),
})

const lists = z.strictObject({
  programmes: plain,
  community_kinds: list({ hint: words.optional() }),
  working_group: list({ duty: text }),
  qualities: list({ kind: z.enum(['good', 'strength']), scale: z.enum(['words', 'points']), measure: text }),
  quality_words: list({ passes: z.boolean() }),
  disqualifications: list({
    ...reviewed,
    window: z.enum(['always', 'now', 'in-effect', 'years', 'term', 'years-or-term']),
    years: z.int().positive().optional(),
  }),
  separate_checks: list(reviewed),
  duties,
  procedure_steps: list({ who: text, takes: text, gives: text, limits: z.array(code), gates: z.array(text) }),
  filing_kinds: list({ steps: z.array(code).min(1), shortened: z.array(code).optional() }),
  filing_reasons: plain,
  review_departments: list({ checks: text, items: z.array(code).min(1), sensitive: z.boolean().default(false) }),
  review_answers: list({ stops: z.boolean() }),
  review_outcomes: plain,
  classification: list({ measure: text }),
  types: list({
    mentor: z.boolean(),
    mentee: z.boolean(),
    immersion: z.boolean(),
    first_secretary: z.boolean(),
    measures: z.array(text).min(1),
  }),
  outputs: plain,
  help_contents: plain,
  adjustments: list({ filing: z.boolean() }),
  star_dimensions: list({ points: decimal.positive() }),
  star_departments: list({ dimension: code, indicators: z.array(indicator).min(1) }),
  star_grades: list({ level: z.int().positive() }),
  star_steps: plain,
  four_way: list({ content: text }),
  grades: list({ report_words: text, coefficient: decimal.min(0) }),
  self_answers: plain,
  resident_dimensions: plain,
  resident_questions: list({
    kind: z.enum(['scored', 'overall', 'comment']),
    dimension: code.optional(),
    short: z.boolean(),
  }).extend({ header: text }),
  resident_options: list({ points: decimal.min(0).optional() }),
  survey_ways: plain,
  survey_findings: plain,
  report_items: list({ points: decimal.positive() }),
  rater_groups: list({ own_only: z.boolean() }),
  negative_list: list({ tier: z.union([z.literal(1), z.literal(2)]), response: text }),
  courses: plain,
  methods: plain,
  skills: plain,
  proofs: plain,
  brands: plain,
  themes: plain,
  forms: plain,
  partners: plain,
  destinations: plain,
  partner_items: plain,
  partner_aims: plain,
  project_states: plain,
  mentoring_ways: plain,
  mentoring_papers: plain,
  dossier_rules: list({ limit: code }),
  dossier_classes: plain,
  dossier_papers: list({ class: code }),
  first_secretary_lines: plain,
  reserve_levels: list({ from: text }),
  reserve_entries: plain,
  reserve_reviews: plain,
  assistant_sources: plain,
  incentives: list({ condition: text }),
  career_conditions: list({ limits: z.array(code) }),
  career_steps: plain,
})

/** Working days, days and shares are what procedures compute with; the other units are for reading. */
const UNITS = [
  'working-days',
  'days',
  'months',
  'month',
  'years',
  'year',
  'minutes',
  'hours',
  'periods',
  'times',
  'share',
  'points',
  'steps',
  'stars',
  'items',
  'fields',
  'pages',
  'characters',
  'ballots',
  'persons',
  'departments',
  'communities',
] as const

const limit = z
  .strictObject({ zh: words, en: words, value: number, unit: z.enum(UNITS), ...origin })
  .refine(isSourced, SOURCED)

/** A name may be left out where the code is an item of a list: the item's name is used then. */
const named = { zh: words.optional(), en: words.optional() }
const fact = z.strictObject({ ...named, max: number.optional() })
const packRule = ruleSource.extend(named)

const MOST_RULES = 500
const ruleGroup = z
  .record(code, packRule)
  .refine(
    (rules) => Object.keys(rules).length <= MOST_RULES,
    says(`每组最多 ${MOST_RULES} 条规则`, `at most ${MOST_RULES} rules in a group`),
  )

/** What one row of an example expects of a rule or fact: two places as displayed, `missing`, or more than that. */
const expectation = z.union([
  z.literal('missing'),
  z.string().regex(/^-?\d+\.\d\d$/),
  z.strictObject({
    shows: z
      .string()
      .regex(/^-?\d+\.\d\d$/)
      .optional(),
    /** The exact fraction in lowest terms, such as "173/2". */
    exact: z
      .string()
      .regex(/^-?\d+\/\d+$/)
      .optional(),
    grade: code.optional(),
    note: z.enum(['scaled', 'omitted', 'trimmed', 'limited', 'undecided', 'chosen']).optional(),
  }),
])
/** A number, the sheets of a group, or null for missing. */
const given = z.record(code, z.union([number, z.array(number).min(1), z.null()]))
const row = z.strictObject({ ...text.shape, given: given.default({}), expect: z.record(code, expectation) })
const example = z.strictObject({
  code,
  ...text.shape,
  groups: z.array(code).min(1),
  mechanism: z.string().optional(),
  given: given.default({}),
  rows: z.array(row).min(1),
})

const member = z.strictObject({ id: code, group: words, grade: code, value: number })
/** A quota looks at all subjects at once: who loses the grade, and who of them stands tied at the edge. */
const quotaExample = z.strictObject({
  code,
  ...text.shape,
  group: code,
  rule: code,
  rows: z
    .array(
      z.strictObject({
        ...text.shape,
        members: z.array(member).min(1),
        lose: z.array(code),
        tied: z.array(code).default([]),
      }),
    )
    .min(1),
})

/** The whole pack. */
export const pack = z.strictObject({
  meta: z.strictObject({
    code,
    version: z.string().regex(/^\d{4}\.\d+$/),
    zh: words,
    en: words,
    district: z.int().min(100000).max(999999),
    effective: z.iso.date(),
    programme: text,
    basis: text,
  }),
  lists,
  limits: z.record(code, limit),
  facts: z.record(code, z.record(code, fact)),
  rules: z.record(code, ruleGroup),
  examples: z.strictObject({ cases: z.array(example), quotas: z.array(quotaExample) }),
})

export type Pack = z.output<typeof pack>
export type PackLists = Pack['lists']
export type PackLimit = z.output<typeof limit>
export type Provenance = (typeof PROVENANCES)[number]
export type StarDepartment = PackLists['star_departments']['items'][number]
export type StarIndicator = StarDepartment['indicators'][number]
export type Example = z.output<typeof example>
export type QuotaExample = z.output<typeof quotaExample>
export type Expectation = z.output<typeof expectation>
export type Given = z.output<typeof given>
/** Every item that stands under a code in some list, whatever else it carries. */
export type ListItem = { readonly code: string; readonly zh: string; readonly en: string }
/** In the order of `PackLists`. */
export type ListName = keyof PackLists
