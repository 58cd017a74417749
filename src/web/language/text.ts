import type { Language } from '#kernel/language.ts'

/** The words of one component or page in both languages, with the same keys. */
export type TextTable<K extends string = string> = Readonly<Record<Language, Readonly<Record<K, string>>>>

/** Declares a table of words. A key that one language lacks, or has too many, does not compile. */
export function texts<const Z extends Readonly<Record<string, string>>>(table: {
  readonly zh: Z
  readonly en: NoInfer<{ readonly [K in keyof Z]: string }>
}): TextTable<keyof Z & string> {
  return table
}
