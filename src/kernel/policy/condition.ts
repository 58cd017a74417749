import { compare, multiply } from './rational.ts'
import type { Comparison, Condition } from './rule.ts'
import { readerOf, type Run } from './run.ts'

/** Which comparisons of a condition hold, and which cannot be decided because a number is missing. Codes of nodes. */
export type Examination = { readonly held: readonly string[]; readonly unknown: readonly string[] }
export type Examiner = (run: Run) => Examination

const NOTHING: Examination = { held: [], unknown: [] }

/** Makes the function that examines a condition in a run. */
export function examinerOf(condition: Condition): Examiner {
  const comparisons = condition.any.map((comparison) => ({ code: comparison.of.code, truth: truthOf(comparison) }))
  return (run) => {
    let examination = NOTHING
    for (const { code, truth } of comparisons) {
      const holds = truth(run)
      if (holds === false) continue
      const { held, unknown } = examination
      examination = holds ? { held: [...held, code], unknown } : { held, unknown: [...unknown, code] }
    }
    return examination
  }
}

/** Undefined when it cannot be decided. */
function truthOf({ of, is, value: threshold, share }: Comparison): (run: Run) => boolean | undefined {
  const read = readerOf(of)
  const bound = share ? of.max && multiply(of.max, threshold) : threshold
  return (run) => {
    const value = read(run)
    if (value === undefined || bound === undefined) return undefined
    const order = compare(value, bound)
    return is === 'below' ? order < 0 : order >= 0
  }
}
