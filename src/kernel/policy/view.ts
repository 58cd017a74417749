import { childrenOf } from './graph.ts'
import { display, type Rational, toText } from './rational.ts'
import type { Finding, LimitRule, MechanismName, Note, Rule, Scored } from './rule.ts'
import { gradeOf, sheetsOf, valueOf } from './run.ts'

// How an explanation travels and is stored: codes and numbers, never sentences (rulings G10). Titles come from the pack
// version that the result names.

export type ExplainedView = {
  readonly code: string
  readonly mechanism: MechanismName
  /** Exact, lowest terms, or null when missing. */
  readonly value: string | null
  /** Rounded half up to two places for reading. */
  readonly display: string | null
  readonly grade: string | null
  readonly max: string | null
  /** How much this part counts in the node above it. */
  readonly weight: string | null
  /** How often it occurred, where the node above is a mean over counts. */
  readonly times: string | null
  readonly note: NoteView | null
  readonly parts: readonly ExplainedView[]
}

export type NoteView = {
  readonly code: Note['code']
  readonly [detail: string]: string | number | readonly (string | number)[]
}

/** The whole tree of one subject. */
export function toView(scored: Scored): ExplainedView {
  return nodeView(scored.rule, scored)
}

function nodeView(rule: Rule, scored: Scored, weight?: Rational, times?: Rational): ExplainedView {
  const outcome = scored.outcomes[rule.slot]
  const note = outcome && !('n' in outcome) ? outcome.note : undefined
  const value = valueOf(rule, scored)
  return {
    code: rule.code,
    mechanism: rule.mechanism,
    value: value ? toText(value) : null,
    display: value ? display(value) : null,
    grade: gradeOf(rule, scored) ?? null,
    max: rule.max ? display(rule.max) : null,
    weight: weight ? toText(weight) : null,
    times: times ? toText(times) : null,
    note: note ? noteView(note) : null,
    parts: partsView(rule, scored),
  }
}

function partsView(rule: Rule, scored: Scored): readonly ExplainedView[] {
  if (rule.mechanism === 'fact@1') return sheetsOf(rule, scored).map((sheet) => sheetView(rule, sheet))
  if (rule.mechanism === 'sum@1' || rule.mechanism === 'mean@1') {
    return rule.parts.map(({ rule: part, weight, times }) =>
      nodeView(part, scored, weight, times && valueOf(times, scored)),
    )
  }
  if (rule.mechanism === 'choose@1')
    return childrenOf(rule)
      .filter((child) => isChosen(rule, child, scored))
      .map((child) => nodeView(child, scored))
  if (rule.mechanism === 'cap@1' || rule.mechanism === 'floor@1') {
    return [rule.of, ...consideredBy(rule)].map((child) => nodeView(child, scored))
  }
  return 'of' in rule ? [nodeView(rule.of, scored)] : []
}

/** What a limit looked at and what stands nowhere else in the tree: a bound that is computed, facts of its condition. */
function consideredBy(rule: LimitRule): readonly Rule[] {
  const bound = typeof rule.at !== 'string' && rule.at.mechanism !== 'constant@1' ? [rule.at] : []
  const facts = rule.when?.any.map(({ of }) => of).filter(({ mechanism }) => mechanism === 'fact@1') ?? []
  return [...bound, ...facts]
}

function isChosen(rule: Rule & { mechanism: 'choose@1' }, child: Rule, scored: Scored): boolean {
  const outcome = scored.outcomes[rule.slot] as Finding | undefined
  return (outcome?.note?.code === 'chosen' ? outcome.note.by : rule.otherwise.code) === child.code
}

function sheetView(rule: Rule, sheet: Rational): ExplainedView {
  return {
    code: rule.code,
    mechanism: 'fact@1',
    value: toText(sheet),
    display: display(sheet),
    grade: null,
    max: rule.max ? display(rule.max) : null,
    weight: null,
    times: null,
    note: null,
    parts: [],
  }
}

function noteView(note: Note): NoteView {
  if (note.code !== 'scaled') return note
  return { code: note.code, present: display(note.present), full: display(note.full) }
}
