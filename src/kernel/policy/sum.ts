import { add, divide, multiply, type Rational, ZERO } from './rational.ts'
import type { Outcome, Part, SumRule } from './rule.ts'
import { type Run, valueOf } from './run.ts'

/**
 * `sum@1`: the sum of weighted parts. A missing part leaves the sum missing (`refuse`), or the parts that are there are
 * enlarged to the full measure and the sum says so (`scale`). Missing is never zero.
 */
export function sum(rule: SumRule, run: Run): Outcome | undefined {
  let total = ZERO
  let missing = 0
  for (const { rule: part, weight } of rule.parts) {
    const value = valueOf(part, run)
    if (value === undefined) missing++
    else total = add(total, weight === undefined ? value : multiply(value, weight))
  }
  if (missing === 0) return total
  return rule.missing === 'refuse' || missing === rule.parts.length ? undefined : scaled(rule, run, total)
}

function scaled(rule: SumRule, run: Run, total: Rational): Outcome {
  const full = measure(rule.parts)
  const present = measure(rule.parts.filter((part) => valueOf(part.rule, run) !== undefined))
  return { value: divide(multiply(total, full), present), note: { code: 'scaled', present, full } }
}

/** How much of the sum some parts stand for: their weights, or their maxima where a sum has no weights. */
function measure(parts: readonly Part[]): Rational {
  return parts.reduce((total, part) => add(total, part.weight ?? part.rule.max ?? ZERO), ZERO)
}
