import type { Text } from '#kernel/language.ts'
import { gradesOf } from '#kernel/policy/limit.ts'
import { add, compare, display, type Rational, rational, ZERO } from '#kernel/policy/rational.ts'
import type { Rule } from '#kernel/policy/rule.ts'
import type { ListItem, ListName, Pack, PackLists } from './contract.ts'
import { duplicate, itemsOf, type PackProblem, type PackRules } from './rules.ts'

// What a pack of the right shape can still get wrong. Pure; read by server and browser.

type Path = PackProblem['path']

/** Mistakes: a pack with one of these is refused. */
export function checkPack(pack: Pack, rules: PackRules): readonly PackProblem[] {
  return [
    ...duplicates(pack),
    ...references(pack),
    ...coverage(pack.lists),
    ...ballotLists(pack.lists),
    ...points(pack.lists),
    ...indicatorUse(pack.lists, rules),
    ...everyRule(rules, weights),
    ...everyRule(rules, grades),
    ...namelessGrades(pack.lists, rules),
    ...factGroups(pack),
    // The legal limits of domain.md §4.1 (R-BR-1 … R-BR-9, no forced bottom) come here with issue 4.
  ]
}

/** What a district may decide otherwise, but should know: a list that no longer has the article's count, a law not cited. */
export function warnPack(pack: Pack): readonly PackProblem[] {
  return [...counts(pack.lists), ...citations(pack.lists)]
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

/** Residents can always say that they do not know (R-EV-4), and a scored question belongs to a dimension. */
function ballotLists({ resident_options, resident_questions }: PackLists): readonly PackProblem[] {
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
  return [...options, ...questions]
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

/** The star rules use each indicator exactly once. */
function indicatorUse({ star_departments }: PackLists, rules: PackRules): readonly PackProblem[] {
  const used = [...(rules.get('star')?.values() ?? [])].flatMap((rule) =>
    rule.mechanism === 'sum@1' || rule.mechanism === 'mean@1' ? rule.parts.map((part) => part.rule.code) : [],
  )
  return star_departments.items.flatMap(({ indicators }, department) =>
    indicators.flatMap(({ code }, index) => {
      const times = used.filter((one) => one === code).length
      if (times === 1) return []
      const path = ['lists', 'star_departments', 'items', department, 'indicators', index, 'code']
      const zh = `指标 ${code} 在星级规则中用了 ${times} 次，应为 1 次`
      return [{ code: 'indicator', path, zh, en: `the star rules use the indicator ${code} ${times} times, not once` }]
    }),
  )
}

function everyRule(
  rules: PackRules,
  check: (rule: Rule, path: Path) => readonly PackProblem[],
): readonly PackProblem[] {
  return [...rules].flatMap(([group, compiled]) =>
    [...compiled].flatMap(([code, rule]) => check(rule, ['rules', group, code, rule.mechanism])),
  )
}

/** Where a sum has weights, every part has one and they add up to 100 %. */
function weights(rule: Rule, path: Path): readonly PackProblem[] {
  if (rule.mechanism !== 'sum@1' || rule.parts.every(({ weight }) => weight === undefined)) return []
  const total = rule.parts.reduce<Rational>((sum, { weight = ZERO }) => add(sum, weight), ZERO)
  if (rule.parts.every(({ weight }) => weight !== undefined) && compare(total, rational(1)) === 0) return []
  const percent = display({ n: total.n * 100n, d: total.d })
  const zh = `“${rule.title.zh}”各项权重合计 ${percent}%，应为 100%（每项都要写权重）`
  return [{ code: 'weights', path, zh, en: `the weights of “${rule.title.en}” add up to ${percent} %, not 100 %` }]
}

/** A grade that a limit or quota names is one that its rule can give; the lowest band takes everything down to zero. */
function grades(rule: Rule, path: Path): readonly PackProblem[] {
  if (rule.mechanism === 'bands@1') {
    const lowest = rule.bands.at(-1)
    if (!lowest || compare(lowest.from, ZERO) <= 0) return []
    const place = [...path, 'bands', rule.bands.length - 1, 'from']
    return [{ code: 'bands', path: place, zh: '最低等次须从 0 分起', en: 'the lowest band starts at 0' }]
  }
  if (rule.mechanism !== 'cap@1' && rule.mechanism !== 'floor@1' && rule.mechanism !== 'quota@1') return []
  const [field, grade] = rule.mechanism === 'quota@1' ? ['grade', rule.grade] : ['at', rule.at]
  if (typeof grade !== 'string' || gradesOf(rule.of).includes(grade)) return []
  const [zh, en] = [`“${rule.of.title.zh}”没有等次“${grade}”`, `“${rule.of.title.en}” knows no grade “${grade}”`]
  return [{ code: 'grade', path: [...path, field], zh, en }]
}

/** A grade has a name in one of the lists. */
function namelessGrades({ star_grades, grades: words, types }: PackLists, rules: PackRules): readonly PackProblem[] {
  const known = new Set([star_grades, words, types].flatMap(({ items }) => items.map(({ code }) => code)))
  return everyRule(rules, (rule, path) =>
    rule.mechanism !== 'bands@1'
      ? []
      : rule.bands.flatMap(({ grade }, index) =>
          known.has(grade)
            ? []
            : [
                {
                  code: 'grade',
                  path: [...path, 'bands', index, 'grade'],
                  zh: `清单中没有等次“${grade}”`,
                  en: `no list names the grade “${grade}”`,
                },
              ],
        ),
  )
}

function factGroups({ facts, rules }: Pack): readonly PackProblem[] {
  return Object.keys(facts).flatMap((group) => {
    const [zh, en] = [`没有规则组“${group}”`, `there is no group of rules “${group}”`]
    return group in rules ? [] : [{ code: 'unknown-group', path: ['facts', group], zh, en }]
  })
}
