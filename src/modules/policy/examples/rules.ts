import { display, toText } from '#kernel/policy/rational.ts'
import { type Allotment, quota } from '#kernel/policy/quota.ts'
import type { Facts, Finding, FactValue, Rule, Scored } from '#kernel/policy/rule.ts'
import { gradeOf, valueOf } from '#kernel/policy/run.ts'
import { score } from '#kernel/policy/score.ts'
import { readNumber } from '#kernel/policy/compile.ts'
import type { Example, Expectation, Given, Pack, QuotaExample } from '../packs/contract.ts'
import { listedFacts, type PackProblem, type PackRules } from '../packs/rules.ts'

// The examples of a pack, run against its own rules: what a district changes, it sees here first. Pure.

/** What a rule came to in an example. */
export type Shown = {
  readonly exact?: string
  readonly shows?: string
  readonly grade?: string
  readonly note?: string
}

/** Runs all examples. @returns a problem for each expectation that the rules do not meet; none: all examples hold. */
export function runExamples(pack: Pack, rules: PackRules): readonly PackProblem[] {
  const { cases, quotas } = pack.examples
  return [
    ...cases.flatMap((example, index) => strayNames(example, pack, rules, ['examples', 'cases', index])),
    ...cases.flatMap((example, index) => runCase(example, rules, ['examples', 'cases', index])),
    ...quotas.flatMap((example, index) => runQuota(example, rules, ['examples', 'quotas', index])),
  ]
}

type Path = PackProblem['path']

function runCase(example: Example, rules: PackRules, path: Path): readonly PackProblem[] {
  return example.rows.flatMap((row, index) => {
    const outcomes = scoreGroups(example.groups, rules, { ...example.given, ...row.given })
    return Object.entries(row.expect).flatMap(([code, expected]) => {
      const outcome = outcomes.get(code)
      if (outcome && meets(outcome, expected)) return []
      const title = `${example.zh} / ${row.zh}`
      const english = `${example.en} / ${row.en}`
      const [wanted, got] = [JSON.stringify(expected), outcome ? JSON.stringify(outcome) : '—']
      return [failed([...path, 'rows', index, 'expect', code], [title, english], code, [wanted, got])]
    })
  })
}

/** Names of groups and facts that the pack does not know: a typing mistake there would look like a missing fact. */
function strayNames(example: Example, pack: Pack, rules: PackRules, path: Path): readonly PackProblem[] {
  const title = [example.zh, example.en] as const
  const known = new Set([...rules.values()].flatMap((group) => [...group.keys()]))
  for (const group of example.groups) {
    for (const { code } of listedFacts(pack.lists, group)) known.add(code)
    for (const code of Object.keys(pack.facts[group] ?? {})) known.add(code)
  }
  const given = new Set([example.given, ...example.rows.map((row) => row.given)].flatMap((facts) => Object.keys(facts)))
  return [
    ...example.groups.filter((group) => !rules.has(group)).map((group) => stray([...path, 'groups'], title, group)),
    ...[...given].filter((code) => !known.has(code)).map((code) => stray([...path, 'given', code], title, code)),
  ]
}

function stray(path: Path, [zh, en]: readonly [string, string], name: string): PackProblem {
  return { code: 'example', path, zh: `例“${zh}”：不认识“${name}”`, en: `example “${en}”: “${name}” is not known` }
}

/**
 * What every rule of some groups comes to, given these facts. Groups are computed in the order asked for, and the results
 * of one are facts of the next.
 */
export function scoreGroups(groups: readonly string[], rules: PackRules, given: Given): ReadonlyMap<string, Shown> {
  const outcomes = new Map<string, Shown>()
  let facts = readFacts(given)
  for (const group of groups) {
    const results: Record<string, FactValue> = {}
    for (const [code, rule] of rules.get(group) ?? []) {
      if (rule.mechanism === 'quota@1') continue
      const scored = score(rule, facts)
      results[code] = valueOf(rule, scored)
      outcomes.set(code, shown(rule, scored))
    }
    facts = { ...facts, ...results }
  }
  return outcomes
}

function readFacts(given: Given): Facts {
  return Object.fromEntries(
    Object.entries(given).map(([code, value]): [string, FactValue] => {
      if (value === null) return [code, undefined]
      return [code, Array.isArray(value) ? value.map(readNumber) : readNumber(value)]
    }),
  )
}

function shown(rule: Rule, scored: Scored): Shown {
  const value = valueOf(rule, scored)
  const grade = gradeOf(rule, scored)
  const note = (scored.outcomes[rule.slot] as Finding | undefined)?.note?.code
  return {
    ...(value ? { exact: toText(value), shows: display(value) } : {}),
    ...(grade === undefined ? {} : { grade }),
    ...(note === undefined ? {} : { note }),
  }
}

function meets(outcome: Shown, expected: Expectation): boolean {
  if (expected === 'missing') return outcome.shows === undefined
  if (typeof expected === 'string') return outcome.shows === expected
  return (['shows', 'exact', 'grade', 'note'] as const).every(
    (field) => expected[field] === undefined || expected[field] === outcome[field],
  )
}

function runQuota(example: QuotaExample, rules: PackRules, path: Path): readonly PackProblem[] {
  const rule = rules.get(example.group)?.get(example.rule)
  return example.rows.flatMap((row, index) => {
    const place = [...path, 'rows', index]
    const names = [`${example.zh} / ${row.zh}`, `${example.en} / ${row.en}`] as const
    if (rule?.mechanism !== 'quota@1') return [failed(place, names, example.rule, ['quota@1', rule?.mechanism ?? '—'])]
    const members = row.members.map((member) => ({ ...member, value: readNumber(member.value) }))
    const lost = quota(rule, members)
    const wanted = listed(row.lose, row.tied)
    const got = listed(idsOf(lost), idsOf(lost.filter(({ tied }) => tied)))
    return wanted === got ? [] : [failed(place, names, example.rule, [wanted, got])]
  })
}

function idsOf(allotments: readonly Allotment[]): readonly string[] {
  return allotments.map(({ id }) => id)
}

function listed(lose: readonly string[], tied: readonly string[]): string {
  return `lose ${[...lose].sort().join(' ') || '—'}, tied ${[...tied].sort().join(' ') || '—'}`
}

function failed(
  path: Path,
  [zh, en]: readonly [string, string],
  code: string,
  [wanted, got]: readonly [string, string],
): PackProblem {
  return {
    code: 'example',
    path,
    zh: `例“${zh}”：${code} 应为 ${wanted}，实为 ${got}`,
    en: `example “${en}”: ${code} should be ${wanted} and is ${got}`,
  }
}
