import type { Tx } from './database.ts'
import type { Facts } from './policy/rule.ts'

// Named facts that policies ask for. A module provides them set-based: few SQL statements per provider for the whole
// roster, a value or missing, never zero (rulings G12).

/** What a provider is asked about. */
export type FactQuestion = { readonly districts: readonly number[]; readonly period: string }

export type FactProvider = {
  readonly name: string
  /** True for the codes it can answer. */
  readonly provides: (code: string) => boolean
  /** Facts by subject id (community or person), of those about whom there is something. */
  readonly gather: (tx: Tx, question: FactQuestion) => Promise<ReadonlyMap<string, Facts>>
  /** Facts of everybody else: what "nothing there" is a finding about. Missing facts are left out. */
  readonly otherwise: Facts
}

/** What was gathered, of one subject (community or person). */
export type FactsOf = (subject: string) => Facts

export type FactBook = {
  readonly gather: (tx: Tx, codes: readonly string[], question: FactQuestion) => Promise<FactsOf>
  /** The codes that nobody provides: unavailable, and shown as such. */
  readonly unavailable: (codes: readonly string[]) => readonly string[]
}

/** @throws Error when two providers answer the same code of a question. */
export function openFactBook(providers: readonly FactProvider[]): FactBook {
  const providersOf = (code: string) => providers.filter((one) => one.provides(code))
  return {
    unavailable: (codes) => codes.filter((code) => providersOf(code).length === 0),
    gather: async (tx, codes, question) => {
      const asked = new Set<FactProvider>()
      for (const code of codes) {
        const [provider, second] = providersOf(code)
        if (second) throw new Error(`fact ${code} has two providers: ${provider?.name}, ${second.name}`)
        if (provider) asked.add(provider)
      }
      const answers: FactsOf[] = []
      for (const { gather, otherwise } of asked) {
        const found = await gather(tx, question)
        answers.push((subject) => found.get(subject) ?? otherwise)
      }
      const [only, ...more] = answers
      if (only && more.length === 0) return only
      return (subject) => Object.assign({}, ...answers.map((factsOf) => factsOf(subject)))
    },
  }
}
