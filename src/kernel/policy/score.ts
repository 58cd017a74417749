import { bands } from './bands.ts'
import { choose } from './choose.ts'
import { limit } from './limit.ts'
import { mean } from './mean.ts'
import type { Facts, Outcome, Rule, Scored } from './rule.ts'
import { type Run, valueOf } from './run.ts'
import { sum } from './sum.ts'
import { trimmedMean } from './trimmed-mean.ts'

/**
 * Computes a rule for one subject and keeps the way to every number (promise P1). Pure and exact: the same rule and
 * facts always give the same outcomes.
 * @throws RangeError for a population rule such as a quota, which has no value for one subject alone.
 */
export function score(rule: Rule, facts: Facts): Scored {
  const scored: Scored = { rule, facts, outcomes: [] }
  valueOf(rule, runOf(scored))
  return scored
}

/** A scored subject's run, for reading any node of it. */
export function runOf({ facts, outcomes }: Scored): Run {
  return { facts, outcomes, compute }
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
