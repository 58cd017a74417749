import { type Language, say, type Text, type TextFacts } from './language.ts'

/** What one refusal says: its HTTP status and its sentence. 409: the state forbids it; 422: the input breaks a rule. */
export type RefusalEntry = Text & {
  readonly status: 401 | 403 | 404 | 409 | 410 | 413 | 422 | 423 | 429 | 503
  /** What was written before it stays: a wrong password has to be counted. Every other refusal rolls back. */
  readonly keeps?: true
}

/** All refusals of one slice, by code: an exhaustive table, so that a code without a sentence cannot compile. */
export type RefusalTable = Readonly<Record<string, RefusalEntry>>

/** One place in a larger input that broke a rule: a cell of a workbook, a line of a pack, a field of a form. */
export type Problem = {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly facts?: TextFacts
  /** Sheet or file. */
  readonly source?: string
  /** 1-based. */
  readonly row?: number
  /** 1-based column number of text, or the letter(s) of a sheet's column. */
  readonly column?: number | string
}

/** A rule said no. It rolls the transaction back (unless its entry `keeps`) and becomes an answer that the caller can act on. */
export class Refusal extends Error {
  readonly code: string
  readonly entry: RefusalEntry
  readonly facts: TextFacts
  readonly problems: readonly Problem[]

  constructor(code: string, entry: RefusalEntry, facts: TextFacts = {}, problems: readonly Problem[] = []) {
    super(`${code}: ${say(entry, 'en', facts)}`)
    this.name = 'Refusal'
    this.code = code
    this.entry = entry
    this.facts = facts
    this.problems = problems
  }

  /** The sentence in the caller's language. */
  sentence(language: Language): string {
    return say(this.entry, language, this.facts)
  }
}

/** A slice's `refuse`: throws the refusal of that code. `problems` lists the single places when there are several. */
export function refusals<T extends RefusalTable>(table: T) {
  return function refuse(code: keyof T & string, facts?: TextFacts, problems?: readonly Problem[]): never {
    throw new Refusal(code, table[code] as RefusalEntry, facts, problems)
  }
}

/** A problem as the caller reads it: `{zh, en}` filled with its facts. */
export function problemSentence(problem: Problem, language: Language): string {
  return say(problem, language, problem.facts)
}
