import { bands } from './bands.ts'
import { choose } from './choose.ts'
import { limit } from './limit.ts'
import { mean } from './mean.ts'
import type { Rational } from './rational.ts'
import type { Facts, Finding, Outcome, Rule, Scored } from './rule.ts'
import { sum } from './sum.ts'
import { trimmedMean } from './trimmed-mean.ts'

/** One subject's facts and what has been computed from them so far, by slot. */
export type Run = { readonly facts: Facts; readonly outcomes: (Outcome | undefined)[] }

const MISSING: Finding = { value: undefined }

/**
 * Computes a rule for one subject and keeps the way to every number (promise P1). Pure and exact: the same rule and
 * facts always give the same outcomes.
 * @throws RangeError for a population rule such as a quota, which has no value for one subject alone.
 */
export function score(rule: Rule, facts: Facts): Scored {
  const outcomes: (Outcome | undefined)[] = []
  valueOf(rule, { facts, outcomes })
  return { rule, facts, outcomes }
}

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
  const outcome = compute(rule, run) ?? MISSING
  run.outcomes[rule.slot] = outcome
  return outcome
}

function compute(rule: Rule, run: Run): Outcome | undefined {
  switch (rule.mechanism) {
    case 'sum@1':
      return sum(rule, run)
    case 'mean@1':
      return mean(rule, run)
    case 'trimmed-mean@1':
      return trimmedMean(rule, run)
    case 'bands@1':
      return bands(rule, run)
    case 'cap@1':
    case 'floor@1':
      return limit(rule, run)
    case 'choose@1':
      return choose(rule, run)
    default:
      throw new RangeError(`${rule.code}: ${rule.mechanism} has no outcome for one subject alone`)
  }
}
