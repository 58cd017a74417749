import { compare, round } from './rational.ts'
import type { BandsRule } from './rule.ts'
import { MISSING, readerOf, type Step } from './run.ts'

/**
 * `bands@1`: the grade whose lower bound the value reaches, compared after rounding as the rule says (domain.md §6.21).
 * The value is carried on unrounded; a missing value has no grade.
 */
export function bands(rule: BandsRule): Step {
  const read = readerOf(rule.of)
  return (run) => {
    const value = read(run)
    const rounded = value && round(value, rule.round)
    if (rounded === undefined) return MISSING
    for (const { grade, from } of rule.bands) if (compare(rounded, from) >= 0) return { value, grade }
    return { value }
  }
}
