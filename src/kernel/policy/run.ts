import type { Rational } from './rational.ts'
import type { Finding, Outcome, Rule, Scored } from './rule.ts'

// How mechanisms read each other: through the run of one subject. A rule is turned into functions once (score.ts) and run
// for 130,000 subjects, so what depends on the rule alone is decided when its reader is made, not when it reads: the graph
// walked anew for every subject took three times as long.

/** One subject's facts, and what has been computed from them so far, by slot. A `Scored` is a run that has ended. */
export type Run = Pick<Scored, 'facts' | 'outcomes'>

/** What a mechanism makes of a rule: the node's outcome for one run. Undefined is missing, never zero. */
export type Step = (run: Run) => Outcome | undefined

/** A node's number within a run; undefined: missing. */
export type Reader = (run: Run) => Rational | undefined

export const MISSING: Finding = { value: undefined }

/** Makes the reader of a node's number. */
export function readerOf(rule: Rule): Reader {
  if (rule.mechanism === 'constant@1') return () => rule.value
  if (rule.mechanism === 'fact@1') {
    const { code } = rule
    return ({ facts }) => {
      const value = facts[code]
      return value !== undefined && 'n' in value ? value : undefined
    }
  }
  const read = outcomeReaderOf(rule)
  return (run) => {
    const outcome = read(run)
    return 'n' in outcome ? outcome : outcome.value
  }
}

/** Makes the reader of what a node came to, grade and note included. */
export function outcomeReaderOf(rule: Rule): (run: Run) => Outcome {
  if (rule.slot < 0) {
    const read = readerOf(rule)
    return (run) => read(run) ?? MISSING
  }
  const { slot, code } = rule
  return ({ outcomes }) => {
    const outcome = outcomes[slot]
    // Nothing may look like missing only because nobody has computed it.
    if (outcome === undefined) throw new RangeError(`${code} is not part of what was scored`)
    return outcome
  }
}

/** A node's number in what was scored; undefined: missing. */
export function valueOf(rule: Rule, run: Run): Rational | undefined {
  return readerOf(rule)(run)
}

/** A node's grade in what was scored, where its rule gives one. */
export function gradeOf(rule: Rule, run: Run): string | undefined {
  return findingOf(outcomeReaderOf(rule)(run)).grade
}

/** Several sheets under one name, such as those of a rater group; empty when the fact is missing or a single number. */
export function sheetsOf(rule: Rule, { facts }: Run): readonly Rational[] {
  const value = facts[rule.code]
  return value === undefined || 'n' in value ? [] : value
}

/** A plain number is a finding without a grade or a note. */
export function findingOf(outcome: Outcome): Finding {
  return 'n' in outcome ? { value: outcome } : outcome
}
