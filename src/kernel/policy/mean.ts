import { add, divide, multiply, rational, type Rational, ZERO } from './rational.ts'
import type { MeanRule, Part, Rule } from './rule.ts'
import { type Reader, readerOf, type Run, sheetsOf, type Step } from './run.ts'

const ONE = rational(1)

/**
 * `mean@1`: the weighted mean. A part may be a list of sheets (each counts once) and may carry `times`, a number of
 * occurrences that is itself a fact (30 ballots "excellent"). Nothing counted at all is missing, never zero.
 */
export function mean(rule: MeanRule): Step {
  const terms = rule.parts.map((part) => ({ values: valuesOf(part.rule), factor: factorOf(part) }))
  return (run) => {
    let [total, weight, missing] = [ZERO, ZERO, 0]
    for (const { values, factor: factorIn } of terms) {
      const factor = factorIn(run)
      for (const value of values(run)) {
        if (value === undefined || factor === undefined) missing++
        else [total, weight] = [add(total, multiply(value, factor)), add(weight, factor)]
      }
    }
    if (weight.n === 0n || (missing > 0 && rule.missing === 'refuse')) return undefined
    const value = divide(total, weight)
    return missing > 0 ? { value, note: { code: 'omitted', count: missing } } : value
  }
}

function valuesOf(rule: Rule): (run: Run) => readonly (Rational | undefined)[] {
  const read = readerOf(rule)
  return (run) => {
    const sheets = sheetsOf(rule, run)
    return sheets.length > 0 ? sheets : [read(run)]
  }
}

function factorOf({ weight = ONE, times }: Part): Reader {
  if (!times) return () => weight
  const read = readerOf(times)
  return (run) => {
    const count = read(run)
    return count && multiply(weight, count)
  }
}
