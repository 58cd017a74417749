import { add, divide, multiply, rational, type Rational, ZERO } from './rational.ts'
import type { MeanRule, Outcome, Part } from './rule.ts'
import { type Run, sheetsOf, valueOf } from './run.ts'

const ONE = rational(1)

/**
 * `mean@1`: the weighted mean. A part may be a list of sheets (each counts once) and may carry `times`, a number of
 * occurrences that is itself a fact (30 ballots "excellent"). Nothing counted at all is missing, never zero.
 */
export function mean(rule: MeanRule, run: Run): Outcome | undefined {
  let [total, weight, missing] = [ZERO, ZERO, 0]
  for (const part of rule.parts) {
    const factor = weightOf(part, run)
    for (const value of valuesOf(part, run)) {
      if (value === undefined || factor === undefined) missing++
      else [total, weight] = [add(total, multiply(value, factor)), add(weight, factor)]
    }
  }
  if (weight.n === 0n || (missing > 0 && rule.missing === 'refuse')) return undefined
  const value = divide(total, weight)
  return missing > 0 ? { value, note: { code: 'omitted', count: missing } } : value
}

function valuesOf({ rule }: Part, run: Run): readonly (Rational | undefined)[] {
  const sheets = sheetsOf(rule, run)
  return sheets.length > 0 ? sheets : [valueOf(rule, run)]
}

function weightOf({ weight = ONE, times }: Part, run: Run): Rational | undefined {
  const count = times ? valueOf(times, run) : ONE
  return count && multiply(weight, count)
}
