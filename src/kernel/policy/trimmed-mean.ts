import { add, compare, divide, rational, ZERO } from './rational.ts'
import type { TrimmedMeanRule } from './rule.ts'
import { sheetsOf, type Step } from './run.ts'

/**
 * `trimmed-mean@1`: the mean of a group's sheets; from `from` sheets on, the `drop` highest and lowest are left out
 * (domain.md §6.11). Which sheets were dropped stays visible, by position; of equal ones the outer position is dropped.
 */
export function trimmedMean(rule: TrimmedMeanRule): Step {
  return (run) => {
    const ranked = sheetsOf(rule.of, run)
      .map((value, position) => ({ value, position }))
      .sort((a, b) => compare(a.value, b.value) || a.position - b.position)
    if (ranked.length === 0) return undefined
    const drop = ranked.length >= rule.from ? rule.drop : 0
    const kept = ranked.slice(drop, ranked.length - drop)
    const total = kept.reduce((sum, { value }) => add(sum, value), ZERO)
    const value = divide(total, rational(kept.length))
    if (drop === 0) return value
    const dropped = [...ranked.slice(0, drop), ...ranked.slice(-drop)].map(({ position }) => position)
    return { value, note: { code: 'trimmed', dropped } }
  }
}
