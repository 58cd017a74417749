import { add, divide, multiply, type Rational, ZERO } from './rational.ts'
import type { Outcome, SumRule } from './rule.ts'
import { type Reader, readerOf, type Run, type Step } from './run.ts'

type Term = { readonly read: Reader; readonly weight: Rational | undefined; readonly measure: Rational }

/**
 * `sum@1`: the sum of weighted parts. A missing part leaves the sum missing (`refuse`), or the parts that are there are
 * enlarged to the full measure and the sum says so (`scale`). Missing is never zero.
 */
export function sum(rule: SumRule): Step {
  // A term's measure is how much of the sum it stands for: its weight, or its maximum where a sum has no weights.
  const terms = rule.parts.map(({ rule: part, weight }): Term => {
    return { read: readerOf(part), weight, measure: weight ?? part.max ?? ZERO }
  })
  return (run) => {
    let total = ZERO
    let missing = 0
    for (const { read, weight } of terms) {
      const value = read(run)
      if (value === undefined) missing++
      else total = add(total, weight === undefined ? value : multiply(value, weight))
    }
    if (missing === 0) return total
    return rule.missing === 'refuse' || missing === terms.length ? undefined : scaled(terms, run, total)
  }
}

function scaled(terms: readonly Term[], run: Run, total: Rational): Outcome {
  const full = measureOf(terms)
  const present = measureOf(terms.filter(({ read }) => read(run) !== undefined))
  return { value: divide(multiply(total, full), present), note: { code: 'scaled', present, full } }
}

function measureOf(terms: readonly Term[]): Rational {
  return terms.reduce((total, { measure }) => add(total, measure), ZERO)
}
