import { type Examination, examine } from './condition.ts'
import { compare } from './rational.ts'
import type { Finding, LimitRule, Outcome, Rule } from './rule.ts'
import { gradeOf, type Run, valueOf } from './run.ts'

const ALWAYS: Examination = { held: [], unknown: [] }

/**
 * `cap@1` and `floor@1`: at most, or at least, a number or a grade, always or under a condition. A red line caps a grade
 * and never empties it (R-BR-2). A condition that cannot be decided changes nothing and says so.
 */
export function limit(rule: LimitRule, run: Run): Outcome {
  const [value, grade] = [valueOf(rule.of, run), gradeOf(rule.of, run)]
  const examination = rule.when ? examine(rule.when, run) : ALWAYS
  if (rule.when && examination.held.length === 0) {
    const { unknown } = examination
    return unknown.length > 0 ? { value, grade, note: { code: 'undecided', by: unknown } } : { value, grade }
  }
  const { at } = rule
  return typeof at === 'string'
    ? limitGrade(rule, at, { value, grade }, examination.held)
    : limitNumber(rule, at, { value, grade }, run)
}

function limitGrade(rule: LimitRule, at: string, of: Finding, held: readonly string[]): Outcome {
  const ladder = gradesOf(rule.of)
  const [present, bound] = [ladder.indexOf(of.grade ?? ''), ladder.indexOf(at)]
  // Grades stand best first: a cap forbids a smaller index than the bound, a floor a larger one.
  const breaks = present >= 0 && (rule.mechanism === 'cap@1' ? present < bound : present > bound)
  return breaks ? { value: of.value, grade: at, note: { code: 'limited', by: held } } : of
}

function limitNumber(rule: LimitRule, at: Rule, of: Finding, run: Run): Outcome {
  const bound = valueOf(at, run)
  if (of.value === undefined) return of
  if (bound === undefined) return { ...of, note: { code: 'undecided', by: [at.code] } }
  const order = compare(of.value, bound)
  const breaks = rule.mechanism === 'cap@1' ? order > 0 : order < 0
  return breaks ? { ...of, value: bound, note: { code: 'limited', by: [at.code] } } : of
}

/** The grades a rule can give, best first; empty when it gives none. */
export function gradesOf(rule: Rule): readonly string[] {
  if (rule.mechanism === 'bands@1') return rule.bands.map(({ grade }) => grade)
  if (rule.mechanism === 'choose@1') return gradesOf(rule.otherwise)
  return rule.mechanism === 'cap@1' || rule.mechanism === 'floor@1' || rule.mechanism === 'quota@1'
    ? gradesOf(rule.of)
    : []
}
