import type { Rational } from './rational.ts'
import type { Facts, Finding, Outcome, Rule } from './rule.ts'

// How mechanisms read each other: by node, through the run of one subject. `compute` comes from score.ts, which knows the
// mechanisms; they know only this file.

/** One subject's facts and what has been computed from them so far, by slot. */
export type Run = {
  readonly facts: Facts
  readonly outcomes: (Outcome | undefined)[]
  readonly compute: (rule: Rule, run: Run) => Outcome | undefined
}

const MISSING: Finding = { value: undefined }

/** A node's number within a run; undefined: missing. */
export function valueOf(rule: Rule, run: Run): Rational | undefined {
  if (rule.mechanism === 'fact@1') {
    const value = run.facts[rule.code]
    return value && 'n' in value ? value : undefined
  }
  if (rule.mechanism === 'constant@1') return rule.value
  const outcome = outcomeOf(rule, run)
  return 'n' in outcome ? outcome : outcome.value
}

/** A node's grade within a run, where its rule gives one. */
export function gradeOf(rule: Rule, run: Run): string | undefined {
  if (rule.slot < 0) return undefined
  const outcome = outcomeOf(rule, run)
  return 'n' in outcome ? undefined : outcome.grade
}

/** Several sheets under one name, such as those of a rater group; empty when the fact is missing or a single number. */
export function sheetsOf(rule: Rule, run: Run): readonly Rational[] {
  const value = run.facts[rule.code]
  return value === undefined || 'n' in value ? [] : value
}

/** A node is computed once per subject, however many others use it. */
function outcomeOf(rule: Rule, run: Run): Outcome {
  const known = run.outcomes[rule.slot]
  if (known !== undefined) return known
  const outcome = run.compute(rule, run) ?? MISSING
  run.outcomes[rule.slot] = outcome
  return outcome
}
