import type { Tx } from './database.ts'
import type { Facts, FactValue } from './policy/rule.ts'

// Named facts that policies ask for. A module provides them set-based: few SQL statements per provider for the whole
// roster, a value or missing, never zero (rulings G12).

/** What a provider is asked about. */
export type FactQuestion = { readonly districts: readonly number[]; readonly period: string }

export type FactProvider = {
  readonly name: string
  /** True for the codes it can answer. */
  readonly provides: (code: string) => boolean
  readonly gather: (tx: Tx, question: FactQuestion) => Promise<AddFacts>
}

/**
 * Adds what is known of one subject (community or person) to its facts; missing ones are left out. Called once for each of
 * 130,000 subjects, into one object for all providers: facts that were made for everybody beforehand and then copied cost the
 * closing of a country a third of its time.
 */
export type AddFacts = (facts: Record<string, FactValue>, subject: string) => void

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
      const adding: AddFacts[] = []
      for (const { gather } of asked) adding.push(await gather(tx, question))
      return (subject) => {
        const facts: Record<string, FactValue> = {}
        for (const add of adding) add(facts, subject)
        return facts
      }
    },
  }
}
