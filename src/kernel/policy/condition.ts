import { compare, multiply, type Rational } from './rational.ts'
import type { Comparison, Condition } from './rule.ts'
import { type Run, valueOf } from './run.ts'

/** Which comparisons of a condition hold, and which cannot be decided because a number is missing. Codes of nodes. */
export type Examination = { readonly held: readonly string[]; readonly unknown: readonly string[] }

const NONE: readonly string[] = []

export function examine(condition: Condition, run: Run): Examination {
  let [held, unknown] = [NONE, NONE]
  for (const comparison of condition.any) {
    const truth = isTrue(comparison, valueOf(comparison.of, run))
    if (truth === undefined) unknown = [...unknown, comparison.of.code]
    else if (truth) held = [...held, comparison.of.code]
  }
  return { held, unknown }
}

function isTrue({ of, is, value: threshold, share }: Comparison, value: Rational | undefined): boolean | undefined {
  const bound = share ? of.max && multiply(of.max, threshold) : threshold
  if (value === undefined || bound === undefined) return undefined
  const order = compare(value, bound)
  return is === 'below' ? order < 0 : order >= 0
}
