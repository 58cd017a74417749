import { bands } from './bands.ts'
import { choose } from './choose.ts'
import { childrenOf } from './graph.ts'
import { limit } from './limit.ts'
import { mean } from './mean.ts'
import type { Facts, Rule, Scored } from './rule.ts'
import { MISSING, type Step } from './run.ts'
import { sum } from './sum.ts'
import { trimmedMean } from './trimmed-mean.ts'

/**
 * Computes a rule for one subject and keeps the way to every number (promise P1). Pure and exact: the same rule and
 * facts always give the same outcomes.
 * @throws RangeError for a population rule such as a quota, which has no value for one subject alone.
 */
export function score(rule: Rule, facts: Facts): Scored {
  const { steps, blank } = planOf(rule)
  const scored: Scored = { rule, facts, outcomes: [...blank] }
  for (const { slot, step } of steps) scored.outcomes[slot] = step(scored) ?? MISSING
  return scored
}

/** Every node below a rule as a function, children before their parents; a node that many refer to stands there once. */
type Plan = {
  readonly steps: readonly { readonly slot: number; readonly step: Step }[]
  /** As many places as there are slots. */
  readonly blank: readonly undefined[]
}

const plans = new WeakMap<Rule, Plan>()

function planOf(rule: Rule): Plan {
  const known = plans.get(rule)
  if (known) return known
  const nodes = new Set<Rule>()
  const visit = (node: Rule): void => {
    if (node.slot < 0 || nodes.has(node)) return
    for (const child of childrenOf(node)) visit(child)
    nodes.add(node)
  }
  visit(rule)
  const steps = [...nodes].map((node) => ({ slot: node.slot, step: stepOf(node) }))
  const length = Math.max(0, ...steps.map(({ slot }) => slot + 1))
  const plan = { steps, blank: Array.from({ length }, () => undefined) }
  plans.set(rule, plan)
  return plan
}

function stepOf(rule: Rule): Step {
  switch (rule.mechanism) {
    case 'sum@1':
      return sum(rule)
    case 'mean@1':
      return mean(rule)
    case 'trimmed-mean@1':
      return trimmedMean(rule)
    case 'bands@1':
      return bands(rule)
    case 'cap@1':
    case 'floor@1':
      return limit(rule)
    case 'choose@1':
      return choose(rule)
    default:
      throw new RangeError(`${rule.code}: ${rule.mechanism} has no outcome for one subject alone`)
  }
}
