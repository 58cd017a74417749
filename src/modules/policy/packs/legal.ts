import type { Text } from '#kernel/language.ts'
import { readNumber } from '#kernel/policy/compile.ts'
import { childrenOf, factsOf } from '#kernel/policy/graph.ts'
import { gradesOf } from '#kernel/policy/limit.ts'
import { compare, display, multiply, type Rational, rational, ZERO } from '#kernel/policy/rational.ts'
import type { Part, Rule } from '#kernel/policy/rule.ts'
import type { Pack, PackLists } from './contract.ts'
import { type LimitName, LIMITS, type SourceName, SOURCES } from './legal-texts.ts'
import { itemsOf, type PackProblem, type PackRules } from './rules.ts'
import { FORBIDDEN, forbiddenIn, spokenIn } from './words.ts'

// The legal floor of a pack (domain.md §4.1, rulings A9). Pure; read by server and browser.

/** A place that breaks a limit, and what is wrong there. */
type Finding = Text & { readonly path: PackProblem['path'] }

/** How a pack stands to one limit: what breaks it, and what the reader is told beside. */
type Check = (pack: Pack, rules: PackRules) => { readonly findings: readonly Finding[]; readonly stands: Text }

/** `undecided`: kept, by a number that is our own draft until the district confirms it. */
export type Standing = {
  readonly limit: LimitName
  readonly state: 'met' | 'broken' | 'undecided'
  readonly stands: Text
  readonly findings: readonly Finding[]
}

/** Every limit and how the pack stands to it: what was looked at, not only what failed. */
export function legalStandings(pack: Pack, rules: PackRules): readonly Standing[] {
  return (Object.keys(LIMITS) as LimitName[]).map((limit) => {
    const { findings, stands } = CHECKS[limit](pack, rules)
    const drafts = (NUMBERS[limit] ?? []).some(({ code }) => pack.limits[code]?.provenance === 'proposed')
    return { limit, state: findings.length > 0 ? 'broken' : drafts ? 'undecided' : 'met', stands, findings }
  })
}

/** What breaks the limits that refuse a pack, or those that only warn. */
export function legalProblems(pack: Pack, rules: PackRules, refuses: boolean): readonly PackProblem[] {
  return legalStandings(pack, rules)
    .filter(({ limit }) => LIMITS[limit].refuses === refuses)
    .flatMap(({ limit, findings }) => findings.map((finding) => cited(limit, finding)))
}

function cited(limit: LimitName, { path, zh, en }: Finding): PackProblem {
  const sources: readonly SourceName[] = LIMITS[limit].sources
  const [inZh, inEn] = [sources.map((name) => SOURCES[name].zh), sources.map((name) => SOURCES[name].en)]
  return { code: limit, path, zh: `${zh}（${limit}，${inZh.join('；')}）`, en: `${en} (${limit}; ${inEn.join('; ')})` }
}

/** The numbers that a limit rests on; `most`: the law's own. */
const NUMBERS: Readonly<Partial<Record<LimitName, readonly { readonly code: string; readonly most: number }[]>>> = {
  'R-BR-8': [{ code: 'burden.fields', most: 60 }],
  'R-BR-10': [
    { code: 'report.speech', most: 8 },
    { code: 'report.comment', most: 4 },
    { code: 'report.pages', most: 2 },
  ],
  'R-EV-7': [{ code: 'feedback.days', most: 10 }],
}

const CHECKS: Readonly<Record<LimitName, Check>> = {
  'R-BR-1': oneAssessment,
  'R-BR-2': noVeto,
  'R-BR-3': residentsFirst,
  'R-BR-4': words('R-BR-4'),
  'R-BR-5': noVoteCounts,
  'R-BR-6': words('R-BR-6'),
  'R-BR-7': words('R-BR-7'),
  'R-BR-8': numbers('R-BR-8'),
  'R-BR-9': responsibility,
  'R-BR-10': numbers('R-BR-10'),
  'R-EV-7': numbers('R-EV-7'),
  A9: noBottom,
}

/** Departments meet in one sheet each, and their indicators lead to one grade. */
function oneAssessment({ lists, ...pack }: Pack, rules: PackRules): ReturnType<Check> {
  const departments = lists.star_departments.items
  const twice = departments.flatMap(({ zh, en }, index) =>
    departments.findIndex((one) => one.zh === zh) === index
      ? []
      : [
          {
            path: ['lists', 'star_departments', 'items', index, 'zh'],
            zh: `“${zh}”有两份赋分表`,
            en: `“${en}” has two sheets`,
          },
        ],
  )
  const indicators = new Set(departments.flatMap((one) => one.indicators.map(({ code }) => code)))
  const graded = placedRules(rules).filter(
    ({ rule }) => rule.mechanism === 'bands@1' && factsOf(rule).some(({ code }) => indicators.has(code)),
  )
  const second = graded.slice(1).map(({ rule, path }) => ({
    path,
    zh: `部门指标除“${graded[0]?.rule.title.zh}”外，又评出“${rule.title.zh}”`,
    en: `the departments' indicators are graded a second time by “${rule.title.en}”`,
  }))
  const zh = `${departments.length} 个部门各一份，合成 ${graded.length} 个等次`
  const en = `sheets, one per department: ${departments.length}; grades from them: ${graded.length}`
  return { findings: [...twice, ...second, ...spoken({ lists, ...pack }, 'R-BR-1')], stands: { zh, en } }
}

/** The red lines of what is assessed. Types tell how a secretary is helped and assess no community (domain.md §2.7). */
function noVeto({ lists }: Pack, rules: PackRules): ReturnType<Check> {
  const all = placedRules(rules)
  const types = new Set(lists.types.items.map(({ code }) => code))
  const lines = all.filter(({ rule }) => rule.mechanism === 'cap@1' && rule.when !== undefined)
  const findings = all.flatMap(({ rule, path }) => {
    const lowest = gradesOf(rule).at(-1)
    if (lowest !== undefined && types.has(lowest)) return []
    return vetoes(rule, lowest, passingOf(rule, all)).map((place) => ({
      path: [...path, ...place],
      zh: `“${rule.title.zh}”一经触发即清零或定为最低等次`,
      en: `once it applies, “${rule.title.en}” sets to zero or to the lowest grade`,
    }))
  })
  const zh = `有条件的封顶 ${lines.length} 处`
  return { findings, stands: { zh, en: `caps under a condition: ${lines.length}` } }
}

/** Where a rule lets nobody pass: a cap at the lowest grade, or a condition that leaves less than `passing`. */
function vetoes(rule: Rule, lowest: string | undefined, passing: Rational | undefined): PackProblem['path'][] {
  const isVeto = ({ max }: Rule): boolean =>
    max !== undefined && (passing ? compare(max, passing) < 0 : compare(max, ZERO) <= 0)
  if (rule.mechanism === 'cap@1') {
    if (typeof rule.at === 'string') return rule.at === lowest ? [['at']] : []
    return rule.when && isVeto(rule.at) ? [['at']] : []
  }
  if (rule.mechanism !== 'choose@1') return []
  return rule.cases.flatMap(({ use }, index) => {
    const best = gradesOf(use)[0]
    const isLowest = best !== undefined && best === lowest
    return isLowest || isVeto(use) ? [['cases', index, 'use']] : []
  })
}

/** What a value must reach for more than the lowest grade, where it is graded as it is and not as a part of a sum. */
function passingOf(rule: Rule, all: readonly Placed[]): Rational | undefined {
  const graded = all.find(({ rule: one }) => one.mechanism === 'bands@1' && standsOn(one.of, rule))?.rule
  return graded?.mechanism === 'bands@1' ? graded.bands.at(-2)?.from : undefined
}

function standsOn(one: Rule, rule: Rule): boolean {
  if (one === rule) return true
  if (one.mechanism === 'cap@1' || one.mechanism === 'floor@1') return standsOn(one.of, rule)
  if (one.mechanism !== 'choose@1') return false
  return [...one.cases.map(({ use }) => use), one.otherwise].some((next) => standsOn(next, rule))
}

const RESIDENTS = 'FW-2'

/** In each sum that residents have a part in, theirs is larger than every other. */
function residentsFirst(_pack: Pack, rules: PackRules): ReturnType<Check> {
  const sums = placedRules(rules).flatMap(({ rule, path }) => {
    const parts = rule.mechanism === 'sum@1' ? rule.parts : []
    const own = parts.find((part) => reaches(part.rule, RESIDENTS))
    return own ? [{ rule, path, own, next: highest(parts.filter((part) => part !== own)) }] : []
  })
  if (sums.length === 0) {
    const [zh, en] = ['没有哪项得分计入居民点评', "no score counts the residents' evaluation"]
    return { findings: [{ path: ['rules'], zh, en }], stands: { zh, en } }
  }
  const told = sums.map(({ own, next }) => ({ own: percent(weightOf(own)), next: percent(next) }))
  const findings = sums.flatMap(({ rule, path, own, next }) => {
    if (compare(weightOf(own), next) > 0) return []
    const zh = `“${rule.title.zh}”中居民评价占 ${percent(weightOf(own))}，不是最大的单项权重（其他最高 ${percent(next)}）`
    const en = `residents have ${percent(weightOf(own))} of “${rule.title.en}”, not the largest weight (another has ${percent(next)})`
    return [{ path, zh, en }]
  })
  const zh = told.map((one) => `居民评价 ${one.own}，其他最高 ${one.next}`).join('；')
  return { findings, stands: { zh, en: told.map((one) => `residents ${one.own}, next ${one.next}`).join('; ') } }
}

const reaches = (rule: Rule, code: string): boolean =>
  rule.code === code || childrenOf(rule).some((next) => reaches(next, code))
const weightOf = ({ weight }: Part): Rational => weight ?? rational(1)
const highest = (parts: readonly Part[]): Rational =>
  parts.map(weightOf).reduce((most, one) => (compare(one, most) > 0 ? one : most), ZERO)
const percent = (share: Rational): string => `${display(multiply(share, rational(100))).replace(/\.00$/, '')} %`

/** Ballots weigh a mean and are no number of their own. */
function noVoteCounts(pack: Pack, rules: PackRules): ReturnType<Check> {
  const counts = votesOf(pack.lists)
  const counted = placedRules(rules).flatMap(({ rule, path }) => {
    const read =
      rule.mechanism === 'sum@1' || rule.mechanism === 'mean@1' ? rule.parts.map((part) => part.rule) : childrenOf(rule)
    if (!read.some(({ code }) => counts.has(code))) return []
    return [{ path, zh: `“${rule.title.zh}”直接使用票数`, en: `“${rule.title.en}” uses numbers of votes as they are` }]
  })
  const { findings, stands } = words('R-BR-5')(pack, rules)
  return { findings: [...findings, ...counted], stands }
}

function votesOf({ resident_questions, resident_options }: PackLists): ReadonlySet<string> {
  const options = resident_options.items.map(({ code }) => code)
  return new Set(resident_questions.items.flatMap(({ code }) => options.map((option) => `${code}.${option}`)))
}

/** No indicator with 主责 speaks of what a community must not answer for, nor comes from a department that does it. */
function responsibility({ lists }: Pack): ReturnType<Check> {
  const all = lists.star_departments.items.flatMap((department, index) =>
    department.indicators.map((indicator, place) => ({ indicator, department, index, place })),
  )
  const leads = all.filter(({ indicator }) => indicator.duty === 'lead')
  const led = leads.flatMap(({ indicator, department, index, place }) => {
    const found = forbiddenIn(indicator, FORBIDDEN['R-BR-9']) ?? forbiddenIn(department, FORBIDDEN['R-BR-9'])
    if (found === undefined) return []
    const path = ['lists', 'star_departments', 'items', index, 'indicators', place, 'duty']
    const zh = `“${indicator.zh}”（${department.zh}）把社区作为“${found}”的责任主体`
    return [{ path, zh, en: `“${indicator.en}” (${department.en}) makes the community answer for “${found}”` }]
  })
  const duties = itemsOf(lists).flatMap(({ list, item, path }) => {
    const found = list === 'duties' ? forbiddenIn(item, FORBIDDEN['R-BR-9']) : undefined
    if (found === undefined || item.zh.startsWith('协助')) return []
    return [
      { path: [...path, 'zh'], zh: `职责“${item.zh}”涉及“${found}”`, en: `the duty “${item.en}” speaks of “${found}”` },
    ]
  })
  const zh = `指标 ${all.length} 项：主责 ${leads.length}，协助 ${all.length - leads.length}`
  const en = `indicators: ${all.length}, lead ${leads.length}, assist ${all.length - leads.length}`
  return { findings: [...led, ...duties], stands: { zh, en } }
}

/** A quota further down than the best grade would push people into the grades below it. */
function noBottom(pack: Pack, rules: PackRules): ReturnType<Check> {
  const quotas = placedRules(rules).flatMap(({ rule, path }) => (rule.mechanism === 'quota@1' ? [{ rule, path }] : []))
  const low = quotas.flatMap(({ rule, path }) => {
    if (gradesOf(rule.of).indexOf(rule.grade) <= 0) return []
    const en = `the quota “${rule.title.en}” limits another grade than the best: no pack may force a bottom`
    return [{ path: [...path, 'grade'], zh: `“${rule.title.zh}”限制的不是最高等次，不得强制末位`, en }]
  })
  const zh = `名额 ${quotas.length} 处`
  const stands = { zh, en: `quotas: ${quotas.length}` }
  return { findings: [...low, ...spoken(pack, 'A9')], stands }
}

/** A limit about what must not be spoken of. */
function words(limit: keyof typeof FORBIDDEN): Check {
  return (pack) => {
    const findings = spoken(pack, limit)
    const count = spokenIn(pack).length
    const zh = `查了指标、评议项目、事实、规则和限值的用语 ${count} 处，发现 ${findings.length} 处`
    return {
      findings,
      stands: {
        zh,
        en: `names of indicators, items, facts, rules and limits read: ${count}; found: ${findings.length}`,
      },
    }
  }
}

function spoken(pack: Pack, limit: keyof typeof FORBIDDEN): readonly Finding[] {
  return spokenIn(pack).flatMap(({ name, heard, path }) => {
    const found = forbiddenIn(heard, FORBIDDEN[limit])
    if (found === undefined) return []
    return [{ path, zh: `“${name.zh}”涉及“${found}”`, en: `“${name.en}” speaks of “${found}”` }]
  })
}

/** A limit about the size of numbers of the pack. */
function numbers(name: LimitName): Check {
  return ({ limits }) => {
    const all = (NUMBERS[name] ?? []).map((one) => ({ ...one, limit: limits[one.code] }))
    const findings = all.flatMap(({ code, most, limit }): readonly Finding[] => {
      const path = ['limits', code, 'value']
      if (!limit)
        return [
          {
            path: ['limits'],
            zh: `没有写明“${code}”（不超过 ${most}）`,
            en: `“${code}” is not there (at most ${most})`,
          },
        ]
      if (compare(readNumber(limit.value), rational(most)) <= 0) return []
      return [
        {
          path,
          zh: `“${limit.zh}”为 ${limit.value}，超过 ${most}`,
          en: `“${limit.en}” is ${limit.value}, more than ${most}`,
        },
      ]
    })
    const told = all.flatMap(({ limit, most }) => (limit ? [{ ...limit, most }] : []))
    const zh = told.map((one) => `${one.zh} ${one.value}（上限 ${one.most}）`).join('；')
    return {
      findings,
      stands: { zh, en: told.map((one) => `${one.en} ${one.value} (at most ${one.most})`).join('; ') },
    }
  }
}

type Placed = { readonly rule: Rule; readonly path: PackProblem['path'] }

function placedRules(rules: PackRules): readonly Placed[] {
  return [...rules].flatMap(([group, compiled]) =>
    [...compiled].map(([code, rule]) => ({ rule, path: ['rules', group, code, rule.mechanism] })),
  )
}
