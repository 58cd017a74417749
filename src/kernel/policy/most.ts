import { add, compare, multiply, type Rational, ZERO } from './rational.ts'
import type { Part, Rule } from './rule.ts'

/**
 * The most a rule can come to, from the maxima of what it is made of; undefined when one of them is unknown. So a pack
 * writes a maximum once, at the indicator or the sheet, and explanations show "26.00 of 30" all the way up.
 */
export function mostOf(rule: Rule): Rational | undefined {
  switch (rule.mechanism) {
    case 'fact@1':
    case 'constant@1':
      return rule.max
    case 'sum@1':
      return total(rule.parts)
    case 'mean@1':
      return highest(rule.parts.map((part) => part.rule))
    case 'choose@1':
      return highest([...rule.cases.map(({ use }) => use), rule.otherwise])
    case 'cap@1':
      return rule.when || typeof rule.at === 'string' ? rule.of.max : lowest(rule.of.max, rule.at.max)
    case 'floor@1':
      return typeof rule.at === 'string' ? rule.of.max : highest([rule.of, rule.at])
    default:
      return rule.of.max
  }
}

function total(parts: readonly Part[]): Rational | undefined {
  let sum = ZERO
  for (const { rule, weight } of parts) {
    if (!rule.max) return undefined
    sum = add(sum, weight ? multiply(rule.max, weight) : rule.max)
  }
  return sum
}

function highest(rules: readonly Rule[]): Rational | undefined {
  return rules.reduce<Rational | undefined>(
    (most, { max }, index) => (index === 0 ? max : most && max && (compare(max, most) > 0 ? max : most)),
    undefined,
  )
}

/** One bound is enough to limit. */
function lowest(a: Rational | undefined, b: Rational | undefined): Rational | undefined {
  if (!a || !b) return a ?? b
  return compare(a, b) < 0 ? a : b
}
