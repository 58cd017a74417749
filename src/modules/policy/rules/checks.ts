import type { Text } from '#kernel/language.ts'
import { gradesOf } from '#kernel/policy/limit.ts'
import { add, compare, display, type Rational, rational, ZERO } from '#kernel/policy/rational.ts'
import type { Rule } from '#kernel/policy/rule.ts'
import type { Pack, PackLists } from '../packs/contract.ts'
import type { PackProblem, PackRules } from '../packs/rules.ts'

// What the rules of a pack can still get wrong once they are compiled. Pure; read by server and browser.

type Path = PackProblem['path']

/** Mistakes in rules: a pack with one of these is refused. */
export function checkRules(pack: Pack, rules: PackRules): readonly PackProblem[] {
  return [
    ...indicatorUse(pack.lists, rules),
    ...everyRule(rules, weights),
    ...everyRule(rules, grades),
    ...everyRule(rules, quotas),
    ...namelessGrades(pack.lists, rules),
    ...factGroups(pack),
  ]
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

/** Where a sum has weights, every part has one above zero and they add up to 100 %. */
function weights(rule: Rule, path: Path): readonly PackProblem[] {
  if (rule.mechanism !== 'sum@1' || rule.parts.every(({ weight }) => weight === undefined)) return []
  const total = rule.parts.reduce<Rational>((sum, { weight = ZERO }) => add(sum, weight), ZERO)
  const isWeighed = rule.parts.every(({ weight = ZERO }) => compare(weight, ZERO) > 0)
  if (isWeighed && compare(total, rational(1)) === 0) return []
  const percent = display({ n: total.n * 100n, d: total.d })
  const zh = `“${rule.title.zh}”各项权重合计 ${percent}%，应为 100%（每项都要有大于零的权重）`
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

/** Which grade a quota may limit is a matter of the legal floor (packs/legal.ts). */
function quotas(rule: Rule, path: Path): readonly PackProblem[] {
  if (rule.mechanism !== 'quota@1') return []
  const isShare = compare(rule.share, ZERO) >= 0 && compare(rule.share, rational(1)) <= 0
  return isShare ? [] : [{ code: 'share', path: [...path, 'share'], ...SHARE }]
}

const SHARE: Text = { zh: '名额比例须在 0 至 100% 之间', en: 'the share of a quota lies between 0 and 100 %' }

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
