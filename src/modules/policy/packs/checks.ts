import type { Text } from '#kernel/language.ts'
import { readNumber } from '#kernel/policy/compile.ts'
import { add, compare, display, rational, ZERO } from '#kernel/policy/rational.ts'
import { checkRules } from '../rules/checks.ts'
import type { ListItem, ListName, Pack, PackLimit, PackLists } from './contract.ts'
import { legalProblems } from './legal.ts'
import { duplicate, itemsOf, type PackProblem, type PackRules } from './rules.ts'

// What a pack of the right shape can still get wrong. Pure; read by server and browser.

type Path = PackProblem['path']

/** Mistakes: a pack with one of these is refused. */
export function checkPack(pack: Pack, rules: PackRules): readonly PackProblem[] {
  return [
    ...duplicates(pack),
    ...references(pack),
    ...coverage(pack.lists),
    ...unheard(pack.lists),
    ...ballotLists(pack.lists),
    ...points(pack.lists),
    ...starLevels(pack.lists),
    ...drafts(pack.lists),
    ...limitValues(pack.limits),
    ...checkRules(pack, rules),
    ...legalProblems(pack, rules, true),
  ]
}

/** What a district may decide otherwise, but should know: a list that no longer has the article's count, a law not cited. */
export function warnPack(pack: Pack, rules: PackRules): readonly PackProblem[] {
  return [...legalProblems(pack, rules, false), ...counts(pack.lists), ...citations(pack.lists)]
}

/** How many items the article names or counts (domain.md §6.0). */
export const ARTICLE_COUNTS: Readonly<Partial<Record<ListName, number>>> = {
  programmes: 5,
  working_group: 5,
  qualities: 6,
  disqualifications: 20,
  procedure_steps: 6,
  review_departments: 18,
  classification: 5,
  types: 4,
  outputs: 3,
  help_contents: 3,
  star_dimensions: 4,
  star_departments: 11,
  star_grades: 5,
  four_way: 4,
  resident_dimensions: 5,
  survey_ways: 3,
  negative_list: 15,
  courses: 5,
  methods: 3,
  skills: 3,
  proofs: 3,
  brands: 5,
  themes: 4,
  forms: 3,
  partner_items: 4,
  partner_aims: 3,
  mentoring_ways: 3,
  dossier_rules: 3,
  first_secretary_lines: 3,
  reserve_levels: 2,
  assistant_sources: 2,
  incentives: 3,
}

/** 7 类 37 项. */
export const DUTY_COUNTS = { categories: 7, items: 37 }

function counts(lists: PackLists): readonly PackProblem[] {
  const { duties, ...others } = lists
  const plain = Object.entries(others).flatMap(([name, list]) =>
    differs(list, list.items.length, ARTICLE_COUNTS[name as ListName], ['lists', name]),
  )
  const items = duties.categories.reduce((total, category) => total + category.items.length, 0)
  const classes = { zh: `${duties.zh}（类）`, en: `${duties.en} (classes)` }
  return [
    ...plain,
    ...differs(classes, duties.categories.length, DUTY_COUNTS.categories, ['lists', 'duties', 'categories']),
    ...differs(duties, items, DUTY_COUNTS.items, ['lists', 'duties', 'categories']),
  ]
}

function differs(name: Text, found: number, article: number | undefined, path: Path): readonly PackProblem[] {
  if (article === undefined || found === article) return []
  const zh = `“${name.zh}”有 ${found} 项，原文为 ${article} 项`
  return [{ code: 'count', path, zh, en: `“${name.en}” has ${found} items, the article counts ${article}` }]
}

/** Every item of the joint review needs a legal citation (rulings B3); `pending` is honest, and is said aloud. */
function citations({ disqualifications, separate_checks }: PackLists): readonly PackProblem[] {
  return Object.entries({ disqualifications, separate_checks }).flatMap(([list, { items }]) =>
    items.flatMap(({ code, citation }, index) => {
      if (citation !== 'pending') return []
      const path = ['lists', list, 'items', index, 'citation']
      return [{ code: 'citation', path, zh: `${code} 尚未注明法律依据`, en: `${code} has no legal citation yet` }]
    }),
  )
}

/** Items and limits share one space of names, so that a code alone says what it is. */
function duplicates({ lists, limits }: Pack): readonly PackProblem[] {
  const seen = new Set<string>()
  const items = itemsOf(lists).flatMap(({ item, path }) => {
    const known = seen.has(item.code)
    seen.add(item.code)
    return known ? [duplicate(item.code, [...path, 'code'])] : []
  })
  const shared = Object.keys(limits).filter((code) => seen.has(code))
  return [...items, ...shared.map((code) => duplicate(code, ['limits', code]))]
}

/** Fields of items that hold codes of other lists. */
const REFERENCES: readonly { list: ListName; field: string; to: readonly (ListName | 'limits')[] }[] = [
  { list: 'review_departments', field: 'items', to: ['disqualifications', 'separate_checks'] },
  { list: 'disqualifications', field: 'answers', to: ['review_answers'] },
  { list: 'procedure_steps', field: 'limits', to: ['limits'] },
  { list: 'career_conditions', field: 'limits', to: ['limits'] },
  { list: 'filing_kinds', field: 'steps', to: ['procedure_steps'] },
  { list: 'filing_kinds', field: 'shortened', to: ['procedure_steps'] },
  { list: 'star_departments', field: 'dimension', to: ['star_dimensions'] },
  { list: 'resident_questions', field: 'dimension', to: ['resident_dimensions'] },
  { list: 'dossier_rules', field: 'limit', to: ['limits'] },
  { list: 'dossier_papers', field: 'class', to: ['dossier_classes'] },
]

function references({ lists, limits }: Pack): readonly PackProblem[] {
  const items = itemsOf(lists)
  return REFERENCES.flatMap(({ list, field, to }) => {
    const known = new Set(items.filter((one) => to.includes(one.list)).map(({ item }) => item.code))
    if (to.includes('limits')) for (const code of Object.keys(limits)) known.add(code)
    return items.filter((one) => one.list === list).flatMap(({ item, path }) => unknown(item, [...path, field], known))
  })
}

function unknown(item: ListItem, path: Path, known: ReadonlySet<string>): readonly PackProblem[] {
  const value = (item as Readonly<Record<string, unknown>>)[String(path.at(-1))]
  const codes = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return codes.flatMap((code: string, index) => {
    if (known.has(code)) return []
    const place = Array.isArray(value) ? [...path, index] : path
    return [{ code: 'unknown-code', path: place, zh: `没有“${code}”这一项`, en: `there is no item “${code}”` }]
  })
}

/** Where there is no hearing, nothing may be answered that a hearing would follow (rulings B3, decisions/0011). */
function unheard({ disqualifications }: PackLists): readonly PackProblem[] {
  return disqualifications.items.flatMap(({ code, hearing, answers = ['found'] }, index) => {
    if (hearing || !answers.includes('found')) return []
    const path = ['lists', 'disqualifications', 'items', index, 'hearing']
    const en = `${code} has no hearing, so “found” must not be one of its answers`
    return [{ code: 'hearing', path, zh: `${code} 不听取申辩，答复中不能有“发现”`, en }]
  })
}

function coverage({ disqualifications, review_departments }: PackLists): readonly PackProblem[] {
  const covered = new Set(review_departments.items.flatMap(({ items }) => items))
  return disqualifications.items.flatMap(({ code, window, years }, index) => {
    const path = ['lists', 'disqualifications', 'items', index]
    const [zh, en] = [`${code} 没有部门核查`, `no department answers ${code}`]
    const uncovered = covered.has(code) ? [] : [{ code: 'uncovered', path: [...path, 'code'], zh, en }]
    if (window.startsWith('years') === (years !== undefined)) return uncovered
    const [zhYears, enYears] = [
      `${code} 的期限须写年数（且仅限按年计的期限）`,
      `${code}: a window of years needs years`,
    ]
    return [...uncovered, { code: 'window', path: [...path, 'window'], zh: zhYears, en: enYears }]
  })
}

/**
 * Residents can always say that they do not know (R-EV-4), and a scored question belongs to a dimension. The short form
 * asks about each dimension (rulings C4): without one of them there is no score.
 */
function ballotLists(lists: PackLists): readonly PackProblem[] {
  const { resident_dimensions, resident_options, resident_questions } = lists
  const scored = resident_options.items.filter(({ points }) => points !== undefined).length
  const options =
    scored >= 2 && scored < resident_options.items.length
      ? []
      : [
          {
            code: 'options',
            path: ['lists', 'resident_options', 'items'],
            zh: '选项须有两个以上计分项，并有一个不计分的“不了解”',
            en: 'options need two with points at least, and one without (“do not know”)',
          },
        ]
  const questions = resident_questions.items.flatMap(({ code, kind, dimension }, index) => {
    if ((kind === 'scored') === (dimension !== undefined)) return []
    const path = ['lists', 'resident_questions', 'items', index]
    return [{ code: 'dimension', path, zh: `${code} 计分才有维度`, en: `${code}: a scored question has a dimension` }]
  })
  const asked = new Set(resident_questions.items.filter(({ short }) => short).map(({ dimension }) => dimension))
  const unasked = resident_dimensions.items.flatMap(({ code, zh, en }, index) => {
    if (asked.has(code)) return []
    const path = ['lists', 'resident_dimensions', 'items', index, 'code']
    return [{ code: 'short-form', path, zh: `简表没有“${zh}”的题目`, en: `the short form asks nothing about “${en}”` }]
  })
  return [...options, ...questions, ...unasked]
}

const FULL = 100

/** Indicators add up to their dimension, dimensions and the report sheet to 100. */
function points({ star_dimensions, star_departments, report_items }: PackLists): readonly PackProblem[] {
  const indicators = (dimension: string): readonly { points: number }[] =>
    star_departments.items.filter((one) => one.dimension === dimension).flatMap((one) => one.indicators)
  return [
    ...star_dimensions.items.flatMap((one, index) =>
      addsUp(one, indicators(one.code), one.points, ['lists', 'star_dimensions', 'items', index, 'points']),
    ),
    ...addsUp(star_dimensions, star_dimensions.items, FULL, ['lists', 'star_dimensions', 'items']),
    ...addsUp(report_items, report_items.items, FULL, ['lists', 'report_items', 'items']),
  ]
}

function addsUp(name: Text, parts: readonly { points: number }[], full: number, path: Path): readonly PackProblem[] {
  const total = parts.reduce((sum, part) => add(sum, rational(part.points)), ZERO)
  if (compare(total, rational(full)) === 0) return []
  const zh = `“${name.zh}”各项合计 ${display(total)} 分，应为 ${full} 分`
  return [{ code: 'points', path, zh, en: `the parts of “${name.en}” add up to ${display(total)}, not ${full}` }]
}

/** Best first: what rules compare falls from one star to the next. */
function starLevels({ star_grades: { items } }: PackLists): readonly PackProblem[] {
  return items.flatMap(({ zh, en, level }, index) => {
    if (level < (items[index - 1]?.level ?? Infinity)) return []
    const path = ['lists', 'star_grades', 'items', index, 'level']
    return [{ code: 'level', path, zh: `“${zh}”须低于上一档`, en: `“${en}” must stand below the grade before it` }]
  })
}

/** A list that calls a field our own draft has that field. */
function drafts(lists: PackLists): readonly PackProblem[] {
  return Object.entries(lists).flatMap(([name, { proposed = [], ...list }]) => {
    const fields = new Set('items' in list ? list.items.flatMap((item) => Object.keys(item)) : [])
    return proposed.flatMap((field, index) => {
      const path = ['lists', name, 'proposed', index]
      const [zh, en] = [`清单中没有“${field}”这一栏`, `the list has no field “${field}”`]
      return fields.has(field) ? [] : [{ code: 'draft', path, zh, en }]
    })
  })
}

/** What a unit allows, and `mentor.mentees-least` is not above `mentor.mentees-most`. */
function limitValues(limits: Pack['limits']): readonly PackProblem[] {
  return Object.entries(limits).flatMap(([code, limit]) => {
    const most = limits[code.replace(/-least$/, '-most')] ?? limit
    const isAbove = compare(readNumber(limit.value), readNumber(most.value)) > 0
    if (fitsUnit(limit) && !isAbove) return []
    const path = ['limits', code, 'value']
    return isAbove
      ? [{ code: 'limit', path, zh: '下限高于上限', en: 'the least is above the most' }]
      : [{ code: 'limit', path, zh: '数值与单位不符', en: 'the value does not fit its unit' }]
  })
}

/** Shares lie between 0 and 1, months between 1 and 12; nothing is negative, and only points have decimals. */
function fitsUnit({ value, unit }: PackLimit): boolean {
  const exact = readNumber(value)
  const isWithin = (least: number, most: number): boolean =>
    compare(exact, rational(least)) >= 0 && compare(exact, rational(most)) <= 0
  if (unit === 'share') return isWithin(0, 1)
  if (unit === 'points') return exact.n >= 0n
  return exact.n >= 0n && exact.n % exact.d === 0n && (unit !== 'month' || isWithin(1, 12))
}
