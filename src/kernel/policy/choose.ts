import { examine } from './condition.ts'
import type { ChooseRule, Note, Outcome, Rule } from './rule.ts'
import { gradeOf, type Run, valueOf } from './run.ts'

/**
 * `choose@1`: the first case whose condition holds, else the last resort. A condition that cannot be decided does not
 * hold; the node then says which number was missing.
 */
export function choose(rule: ChooseRule, run: Run): Outcome {
  const unknown: string[] = []
  for (const { when, use } of rule.cases) {
    const examination = examine(when, run)
    if (examination.held.length > 0) return follow(use, run, { code: 'chosen', by: use.code })
    unknown.push(...examination.unknown)
  }
  const undecided = unknown.length > 0
  return follow(
    rule.otherwise,
    run,
    undecided ? { code: 'undecided', by: unknown } : { code: 'chosen', by: rule.otherwise.code },
  )
}

function follow(chosen: Rule, run: Run, note: Note): Outcome {
  return { value: valueOf(chosen, run), grade: gradeOf(chosen, run), note }
}
