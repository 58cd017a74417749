// Two languages, Chinese first. A text is a pair; a template may hold {names} that are filled from facts.

export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** One text in both languages. */
export type Text = { readonly zh: string; readonly en: string }

/** What a template's {names} are filled with. */
export type TextFacts = Readonly<Record<string, string | number | null | undefined>>

/** Fills `{name}` from facts; an unknown name stays visible as it is, so that a mistake is seen and not hidden. */
export function fill(template: string, facts: TextFacts = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = facts[name]
    return value === undefined || value === null ? whole : String(value)
  })
}

/** The text in one language, filled. */
export function say(text: Text, language: Language, facts?: TextFacts): string {
  return fill(text[language], facts)
}

/** The first language of an Accept-Language header that we speak; Chinese when none is. */
export function languageOf(header: string | undefined): Language {
  for (const part of (header ?? '').split(',')) {
    const code = part.trim().slice(0, 2).toLowerCase()
    if (code === 'zh' || code === 'en') return code
  }
  return 'zh'
}
