import { compare, round } from './rational.ts'
import type { BandsRule, Outcome } from './rule.ts'
import { type Run, valueOf } from './run.ts'

/**
 * `bands@1`: the grade whose lower bound the value reaches, compared after rounding as the rule says (domain.md §6.21).
 * The value is carried on unrounded; a missing value has no grade.
 */
export function bands(rule: BandsRule, run: Run): Outcome {
  const value = valueOf(rule.of, run)
  const rounded = value && round(value, rule.round)
  const band = rounded && rule.bands.find(({ from }) => compare(rounded, from) >= 0)
  return { value, grade: band?.grade }
}
