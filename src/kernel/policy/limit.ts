import { type Examination, examinerOf } from './condition.ts'
import { compare } from './rational.ts'
import type { LimitRule, Note, Outcome, Rule } from './rule.ts'
import { findingOf, outcomeReaderOf, readerOf, type Run, type Step } from './run.ts'

const ALWAYS: Examination = { held: [], unknown: [] }

/** What becomes of an outcome that the limit applies to; `held`: the comparisons because of which it does. */
type Bound = (of: Outcome, held: readonly string[], run: Run) => Outcome

/**
 * `cap@1` and `floor@1`: at most, or at least, a number or a grade, always or under a condition. A red line caps a grade
 * and never empties it (R-BR-2). A condition that cannot be decided changes nothing and says so.
 */
export function limit(rule: LimitRule): Step {
  const { at, when } = rule
  const read = outcomeReaderOf(rule.of)
  const examine = when ? examinerOf(when) : () => ALWAYS
  const bound = typeof at === 'string' ? gradeBound(rule, at) : numberBound(rule, at)
  return (run) => {
    const of = withoutNote(read(run))
    const { held, unknown } = examine(run)
    if (when === undefined || held.length > 0) return bound(of, held, run)
    return unknown.length > 0 ? noted(of, { code: 'undecided', by: unknown }) : of
  }
}

function gradeBound(rule: LimitRule, at: string): Bound {
  const ladder = gradesOf(rule.of)
  const edge = ladder.indexOf(at)
  return (of, held) => {
    const { value, grade } = findingOf(of)
    const present = ladder.indexOf(grade ?? '')
    // Grades stand best first: a cap forbids a smaller index than the bound, a floor a larger one.
    const breaks = present >= 0 && (rule.mechanism === 'cap@1' ? present < edge : present > edge)
    return breaks ? { value, grade: at, note: { code: 'limited', by: held } } : of
  }
}

function numberBound(rule: LimitRule, at: Rule): Bound {
  const read = readerOf(at)
  return (of, _held, run) => {
    const [{ value, grade }, bound] = [findingOf(of), read(run)]
    if (value === undefined) return of
    if (bound === undefined) return noted(of, { code: 'undecided', by: [at.code] })
    const order = compare(value, bound)
    const breaks = rule.mechanism === 'cap@1' ? order > 0 : order < 0
    return breaks ? { value: bound, grade, note: { code: 'limited', by: [at.code] } } : of
  }
}

function noted(of: Outcome, note: Note): Outcome {
  const { value, grade } = findingOf(of)
  return { value, grade, note }
}

/** A note belongs to the node that made it. Most outcomes have none and pass as they are: nothing new to keep. */
function withoutNote(of: Outcome): Outcome {
  return 'n' in of || of.note === undefined ? of : { value: of.value, grade: of.grade }
}

/** The grades a rule can give, best first; empty when it gives none. */
export function gradesOf(rule: Rule): readonly string[] {
  if (rule.mechanism === 'bands@1') return rule.bands.map(({ grade }) => grade)
  if (rule.mechanism === 'choose@1') return gradesOf(rule.otherwise)
  return rule.mechanism === 'cap@1' || rule.mechanism === 'floor@1' || rule.mechanism === 'quota@1'
    ? gradesOf(rule.of)
    : []
}
