import type { Condition, FactRule, MechanismName, Rule } from './rule.ts'

// Walking a rule graph.

/** The mechanisms that a rule depends on, its own included, sorted: part of the result's digest. */
export function mechanismsOf(rule: Rule, seen = new Set<Rule>()): readonly MechanismName[] {
  const found = new Set<MechanismName>()
  const visit = (one: Rule): void => {
    if (seen.has(one)) return
    seen.add(one)
    found.add(one.mechanism)
    for (const next of childrenOf(one)) visit(next)
  }
  visit(rule)
  return [...found].sort()
}

/** The facts that a rule reads, each once. */
export function factsOf(rule: Rule): readonly FactRule[] {
  const found = new Map<string, FactRule>()
  const seen = new Set<Rule>()
  const visit = (one: Rule): void => {
    if (seen.has(one)) return
    seen.add(one)
    if (one.mechanism === 'fact@1') found.set(one.code, one)
    for (const next of childrenOf(one)) visit(next)
  }
  visit(rule)
  return [...found.values()]
}

/** The nodes that a rule refers to. */
export function childrenOf(rule: Rule): readonly Rule[] {
  switch (rule.mechanism) {
    case 'fact@1':
    case 'constant@1':
      return []
    case 'sum@1':
    case 'mean@1':
      return rule.parts.flatMap((part) => (part.times ? [part.rule, part.times] : [part.rule]))
    case 'cap@1':
    case 'floor@1':
      return [rule.of, ...(typeof rule.at === 'string' ? [] : [rule.at]), ...conditionNodes(rule.when)]
    case 'choose@1':
      return [...rule.cases.flatMap(({ when, use }) => [...conditionNodes(when), use]), rule.otherwise]
    default:
      return [rule.of]
  }
}

function conditionNodes(condition: Condition | undefined): readonly Rule[] {
  return condition?.any.map(({ of }) => of) ?? []
}
