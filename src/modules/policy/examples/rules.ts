import type { Text } from '#kernel/language.ts'
import { display, toText } from '#kernel/policy/rational.ts'
import { type Allotment, quota } from '#kernel/policy/quota.ts'
import type { Facts, Finding, FactValue, Rule, Scored } from '#kernel/policy/rule.ts'
import { gradeOf, valueOf } from '#kernel/policy/run.ts'
import { score } from '#kernel/policy/score.ts'
import { readNumber } from '#kernel/policy/compile.ts'
import type { Example, Expectation, Given, Pack, QuotaExample } from '../packs/contract.ts'
import { listedFacts, type PackProblem, type PackRules } from '../packs/rules.ts'
import type { Outcome, WorkedExample, WorkedQuota } from './contract.ts'

// The examples of a pack, run against its own rules: what a district changes, it sees here first. Pure.

/** Every example with what was expected and what the rules make of it. */
export function workExamples(pack: Pack, rules: PackRules): { cases: WorkedExample[]; quotas: WorkedQuota[] } {
  const { cases, quotas } = pack.examples
  return {
    cases: cases.map((example) => workCase(example, rules)),
    quotas: quotas.map((example) => workQuota(example, rules)),
  }
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

function workCase(example: Example, rules: PackRules): WorkedExample {
  const { code, zh, en, groups, mechanism = null, given } = example
  const rows = example.rows.map((row) => {
    const outcomes = scoreGroups(groups, rules, { ...given, ...row.given })
    const checks = Object.entries(row.expect).map(([name, expectation]) => {
      const [expected, computed] = [asOutcome(expectation), outcomes.get(name) ?? null]
      return { code: name, expected, computed, holds: computed !== null && meets(computed, expected) }
    })
    return { zh: row.zh, en: row.en, given: row.given, checks }
  })
  return { code, zh, en, groups, mechanism, given, rows }
}

function runCase(example: Example, rules: PackRules, path: Path): readonly PackProblem[] {
  return workCase(example, rules).rows.flatMap((row, index) =>
    row.checks
      .filter(({ holds }) => !holds)
      .map(({ code, expected, computed }) => {
        const titles = [`${example.zh} / ${row.zh}`, `${example.en} / ${row.en}`] as const
        return failed([...path, 'rows', index, 'expect', code], titles, code, [told(expected), told(computed)])
      }),
  )
}

const NOTHING: Text = { zh: '缺失', en: 'missing' }

/** Such as 85.73 competent; codes only, as they stand in the pack. */
function told(outcome: Outcome | null): Text {
  if (outcome === null) return { zh: '没有这条规则', en: 'no such rule' }
  const parts = [outcome.shows, outcome.exact, outcome.grade, outcome.note].filter((part) => part !== undefined)
  return parts.length === 0 ? NOTHING : { zh: parts.join(' '), en: parts.join(' ') }
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
  return { code: 'example', path, zh: `算例“${zh}”：不认识“${name}”`, en: `example “${en}”: “${name}” is not known` }
}

/**
 * What every rule of some groups comes to, given these facts. Groups are computed in the order asked for, and the results
 * of one are facts of the next.
 */
export function scoreGroups(groups: readonly string[], rules: PackRules, given: Given): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome>()
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

function shown(rule: Rule, scored: Scored): Outcome {
  const value = valueOf(rule, scored)
  const grade = gradeOf(rule, scored)
  const note = (scored.outcomes[rule.slot] as Finding | undefined)?.note?.code
  return {
    ...(value ? { exact: toText(value), shows: display(value) } : {}),
    ...(grade === undefined ? {} : { grade }),
    ...(note === undefined ? {} : { note }),
  }
}

function asOutcome(expectation: Expectation): Outcome {
  if (expectation === 'missing') return {}
  return typeof expectation === 'string' ? { shows: expectation } : expectation
}

/** Nothing expected is the expectation that it is missing. */
function meets(outcome: Outcome, expected: Outcome): boolean {
  const fields = (['shows', 'exact', 'grade', 'note'] as const).filter((field) => expected[field] !== undefined)
  if (fields.length === 0) return outcome.shows === undefined
  return fields.every((field) => expected[field] === outcome[field])
}

function workQuota({ code, zh, en, group, rule: name, rows }: QuotaExample, rules: PackRules): WorkedQuota {
  const rule = rules.get(group)?.get(name)
  const worked = rows.map((row) => {
    const expected = { lose: row.lose.toSorted(), tied: row.tied.toSorted() }
    const members = row.members.map((member) => ({ ...member, value: readNumber(member.value) }))
    const lost = rule?.mechanism === 'quota@1' ? quota(rule, members) : null
    const computed = lost && { lose: idsOf(lost), tied: idsOf(lost.filter(({ tied }) => tied)) }
    const holds = computed !== null && listed(computed).en === listed(expected).en
    return { zh: row.zh, en: row.en, members: row.members, expected, computed, holds }
  })
  return { code, zh, en, group, rule: name, rows: worked }
}

function runQuota(example: QuotaExample, rules: PackRules, path: Path): readonly PackProblem[] {
  return workQuota(example, rules).rows.flatMap(({ zh, en, expected, computed, holds }, index) => {
    if (holds) return []
    const names = [`${example.zh} / ${zh}`, `${example.en} / ${en}`] as const
    const got = computed ? listed(computed) : { zh: '没有这条名额规则', en: 'no such quota' }
    return [failed([...path, 'rows', index], names, example.rule, [listed(expected), got])]
  })
}

function idsOf(allotments: readonly Allotment[]): string[] {
  return allotments.map(({ id }) => id).toSorted()
}

function listed({ lose, tied }: { lose: readonly string[]; tied: readonly string[] }): Text {
  const [lost, even] = [lose.join(' ') || '—', tied.join(' ') || '—']
  return { zh: `落选 ${lost}，并列 ${even}`, en: `lose ${lost}, tied ${even}` }
}

function failed(
  path: Path,
  [zh, en]: readonly [string, string],
  code: string,
  [wanted, got]: readonly [Text, Text],
): PackProblem {
  return {
    code: 'example',
    path,
    zh: `算例“${zh}”：${code} 应为“${wanted.zh}”，实为“${got.zh}”`,
    en: `example “${en}”: ${code} should be “${wanted.en}” and is “${got.en}”`,
  }
}
