import type { Text } from '#kernel/language.ts'
import { compileRules, type FactDeclaration, readNumber, type Rules } from '#kernel/policy/compile.ts'
import { type Rational, toText } from '#kernel/policy/rational.ts'
import type { RuleSource, RulesSource } from '#kernel/policy/source.ts'
import type { ListItem, ListName, Pack, PackLists } from './contract.ts'

// From a pack that has the right shape to rules that can score. Pure; read by server and browser.

/** The rules of a pack by group: `rules.get('star')?.get('star.total')`. */
export type PackRules = ReadonlyMap<string, Rules>

/** A mistake in a pack: `path` leads to the place. */
export type PackProblem = Text & { readonly code: string; readonly path: readonly (string | number)[] }

/** An item with the list it stands in and the way to it. */
type PlacedItem = { readonly list: ListName; readonly path: readonly (string | number)[]; readonly item: ListItem }

/** Every item of every list that has a code: duties and star indicators included, their groups before them. */
export function itemsOf(lists: PackLists): readonly PlacedItem[] {
  return (Object.keys(lists) as ListName[]).flatMap((list) => {
    const path = ['lists', list]
    if (list === 'duties') return nested(list, [...path, 'categories'], lists.duties.categories, 'items')
    if (list === 'star_departments') return nested(list, [...path, 'items'], lists[list].items, 'indicators')
    return placed(list, [...path, 'items'], lists[list].items)
  })
}

function placed(list: ListName, path: PlacedItem['path'], items: readonly ListItem[]): readonly PlacedItem[] {
  return items.map((item, index) => ({ list, path: [...path, index], item }))
}

function nested<K extends string>(
  list: ListName,
  path: PlacedItem['path'],
  items: readonly (ListItem & { readonly [key in K]: readonly ListItem[] })[],
  key: K,
): readonly PlacedItem[] {
  return placed(list, path, items).flatMap((outer, index) => [
    outer,
    ...placed(list, [...outer.path, key], items[index]?.[key] ?? []),
  ])
}

/**
 * The facts that the lists of a pack give rise to, by group of rules: no number stands in a pack twice.
 * star: an indicator each (`SR-01a`), at most its points. sheet: an item each (`ST-1`). report: the sheets of a rater
 * group (`RG-1.sheets`). residents: the points of an option (`RO-1`, a constant) and, for each item and option, how many
 * ballots chose it (`RQ-01.RO-1`).
 */
export function listedFacts(lists: PackLists, group: string): readonly FactDeclaration[] {
  if (group === 'star') return lists.star_departments.items.flatMap(({ indicators }) => indicators.map(pointsFact))
  if (group === 'sheet') return lists.report_items.items.map(pointsFact)
  if (group === 'report') return sheetFacts(lists)
  return group === 'residents' ? ballotFacts(lists) : []
}

function pointsFact(item: ListItem & { readonly points: number }): FactDeclaration {
  return { code: item.code, title: titleOf(item), max: String(item.points) }
}

function sheetFacts({ rater_groups, report_items }: PackLists): readonly FactDeclaration[] {
  const max = String(report_items.items.reduce((total, { points }) => total + points, 0))
  return rater_groups.items.map(({ code, zh, en }) => ({
    code: `${code}.sheets`,
    title: { zh: `${zh}评分表`, en: `${en}: sheets` },
    max,
  }))
}

function ballotFacts({ resident_questions, resident_options }: PackLists): readonly FactDeclaration[] {
  const options = resident_options.items
  const points = options.flatMap(({ code, zh, en, points: value }) =>
    value === undefined ? [] : [{ code, title: { zh, en }, value: String(value) }],
  )
  const counts = resident_questions.items
    .filter(({ kind }) => kind !== 'comment')
    .flatMap((question) =>
      options.map((option) => ({
        code: `${question.code}.${option.code}`,
        title: { zh: `${option.zh}票数`, en: `Ballots “${option.en}”` },
      })),
    )
  return [...points, ...counts]
}

/**
 * Compiles the groups in the order of the pack. What an earlier group results in is a fact of the later ones, so groups
 * cannot refer to each other in a circle.
 */
export function compilePack(pack: Pack): { rules: PackRules; problems: readonly PackProblem[] } {
  const rules = new Map<string, Rules>()
  const problems: PackProblem[] = []
  const names = new Map<string, Text>(itemsOf(pack.lists).map(({ item }) => [item.code, titleOf(item)]))
  const results: FactDeclaration[] = []
  for (const group of Object.keys(pack.rules)) {
    const facts = [...listedFacts(pack.lists, group), ...declaredFacts(pack, group, names, problems), ...results]
    const compiled = compileRules(namedRules(pack, group, names, problems), facts)
    problems.push(
      ...twice(pack, group, facts),
      ...compiled.problems.map(({ path, zh, en }) => ({ code: 'rule', zh, en, path: ['rules', group, ...path] })),
    )
    rules.set(group, compiled.rules)
    // A result whose name is taken has been reported, and is not reported again by every later group.
    results.push(
      ...[...compiled.rules.values()].filter(({ code }) => !facts.some((fact) => fact.code === code)).map(resultOf),
    )
  }
  return { rules, problems }
}

function resultOf({ code, title, max }: { code: string; title: Text; max: Rational | undefined }): FactDeclaration {
  return { code, title, ...(max ? { max: toText(max) } : {}) }
}

function namedRules(pack: Pack, group: string, names: Names, problems: PackProblem[]): RulesSource {
  const entries = Object.entries(pack.rules[group] ?? {}).map(([code, rule]): [string, RuleSource] => {
    const title = nameOf(rule, code, names)
    if (!title) problems.push(nameless(code, ['rules', group, code]))
    return [code, { ...rule, zh: title?.zh ?? code, en: title?.en ?? code }]
  })
  return Object.fromEntries(entries)
}

function declaredFacts(pack: Pack, group: string, names: Names, problems: PackProblem[]): readonly FactDeclaration[] {
  return Object.entries(pack.facts[group] ?? {}).map(([code, fact]) => {
    const title = nameOf(fact, code, names)
    if (!title) problems.push(nameless(code, ['facts', group, code]))
    return {
      code,
      title: title ?? { zh: code, en: code },
      ...(fact.max === undefined ? {} : { max: toText(readNumber(fact.max)) }),
    }
  })
}

type Names = ReadonlyMap<string, Text>

function nameOf({ zh, en }: { zh?: string; en?: string }, code: string, names: Names): Text | undefined {
  return zh !== undefined && en !== undefined ? { zh, en } : names.get(code)
}

function nameless(code: string, path: PackProblem['path']): PackProblem {
  return {
    code: 'nameless',
    path,
    zh: `“${code}”须写中英文名称（zh、en），或者与某个清单项同名`,
    en: `“${code}” needs a name (zh, en) or the code of an item of a list`,
  }
}

/** A rule must not bear the name of a fact that its group knows already, results of earlier groups included. */
function twice(pack: Pack, group: string, facts: readonly FactDeclaration[]): readonly PackProblem[] {
  const codes = facts.map(({ code }) => code)
  const known = new Set(codes)
  const factsTwice = codes.filter((code, index) => codes.indexOf(code) !== index)
  const own = Object.keys(pack.rules[group] ?? {}).filter((code) => known.has(code))
  return [
    ...own.map((code) => duplicate(code, ['rules', group, code])),
    ...factsTwice.map((code) => duplicate(code, ['facts', group, code])),
  ]
}

/** One code, two things. */
export function duplicate(code: string, path: PackProblem['path']): PackProblem {
  return { code: 'duplicate', path, zh: `代码“${code}”重复`, en: `the code “${code}” is used twice` }
}

/** What people read for a code: items, limits, facts, rules and grades of a pack. An unknown code has no title. */
export function titlesOf(pack: Pack): ReadonlyMap<string, Text> {
  const titles = new Map<string, Text>(itemsOf(pack.lists).map(({ item }) => [item.code, titleOf(item)]))
  const name = (code: string, { zh, en }: { zh?: string; en?: string }): void => {
    if (zh !== undefined && en !== undefined) titles.set(code, { zh, en })
  }
  for (const [code, limit] of Object.entries(pack.limits)) name(code, limit)
  for (const group of Object.keys(pack.rules)) {
    for (const { code, title } of listedFacts(pack.lists, group)) titles.set(code, title)
    for (const [code, fact] of Object.entries(pack.facts[group] ?? {})) name(code, fact)
    for (const [code, rule] of Object.entries(pack.rules[group] ?? {})) name(code, rule)
  }
  return titles
}

function titleOf({ zh, en }: ListItem): Text {
  return { zh, en }
}

/**
 * A limit of the pack, exact: `limitOf(pack, 'decision.quorum')` is 2/3.
 * @throws RangeError when the pack has no such limit.
 */
export function limitOf(pack: Pack, code: string): Rational {
  const limit = pack.limits[code]
  if (!limit) throw new RangeError(`the pack has no limit “${code}”`)
  return readNumber(limit.value)
}

/**
 * A limit that is a whole number, such as working days: `countOf(pack, 'notice.days')` is 5.
 * @throws RangeError when the pack has no such limit or it is not whole.
 */
export function countOf(pack: Pack, code: string): number {
  const { n, d } = limitOf(pack, code)
  if (n % d !== 0n) throw new RangeError(`the limit “${code}” is not a whole number`)
  return Number(n / d)
}
