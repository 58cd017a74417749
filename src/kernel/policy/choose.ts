import { examinerOf } from './condition.ts'
import type { ChooseRule, Note, Outcome, Rule } from './rule.ts'
import { findingOf, outcomeReaderOf, type Run, type Step } from './run.ts'

/**
 * `choose@1`: the first case whose condition holds, else the last resort. A condition that cannot be decided does not
 * hold; the node then says which number was missing.
 */
export function choose(rule: ChooseRule): Step {
  const cases = rule.cases.map(({ when, use }) => ({ examine: examinerOf(when), follow: follower(use) }))
  const otherwise = follower(rule.otherwise)
  return (run) => {
    const unknown: string[] = []
    for (const { examine, follow } of cases) {
      const examination = examine(run)
      if (examination.held.length > 0) return follow(run)
      unknown.push(...examination.unknown)
    }
    return unknown.length > 0 ? otherwise(run, { code: 'undecided', by: unknown }) : otherwise(run)
  }
}

function follower(chosen: Rule): (run: Run, note?: Note) => Outcome {
  const read = outcomeReaderOf(chosen)
  const byName: Note = { code: 'chosen', by: chosen.code }
  return (run, note = byName) => {
    const { value, grade } = findingOf(read(run))
    return { value, grade, note }
  }
}
