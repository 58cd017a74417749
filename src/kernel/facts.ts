import type { Tx } from './database.ts'
import type { FactValue } from './policy/rule.ts'

// Named facts that policies ask for. A module provides them set-based: one SQL statement per provider for the whole
// roster, a value or missing, never zero (rulings G12).

/** What a provider is asked about. */
export type FactQuestion = { readonly districts: readonly number[]; readonly period: string }

/** One subject's facts of one provider. */
export type GatheredFacts = ReadonlyMap<string, Readonly<Record<string, FactValue>>>

export type FactProvider = {
  readonly name: string
  /** True for the codes it can answer. */
  readonly provides: (code: string) => boolean
  /** Facts by subject id (community or person). */
  readonly gather: (tx: Tx, question: FactQuestion) => Promise<GatheredFacts>
}

export type FactBook = {
  readonly gather: (tx: Tx, codes: readonly string[], question: FactQuestion) => Promise<GatheredFacts>
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
      const gathered = new Map<string, Readonly<Record<string, FactValue>>>()
      for (const provider of asked) {
        for (const [subject, facts] of await provider.gather(tx, question)) {
          const others = gathered.get(subject)
          gathered.set(subject, others ? { ...others, ...facts } : facts)
        }
      }
      return gathered
    },
  }
}
