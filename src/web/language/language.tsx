import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'
import { fill, type Language, LANGUAGES, say, type Text, type TextFacts } from '#kernel/language.ts'
import { recall, remember } from '../memory.ts'
import type { TextTable } from './text.ts'

type LanguageState = { readonly language: Language; readonly setLanguage: (language: Language) => void }

const KEY = 'language'
const LanguageContext = createContext<LanguageState>({ language: 'zh', setLanguage: () => undefined })

let spoken: Language = firstLanguage()

/** The language of requests, for code outside React. */
export function spokenLanguage(): Language {
  return spoken
}

function firstLanguage(): Language {
  const kept = recall(KEY)
  if (LANGUAGES.includes(kept as Language)) return kept as Language
  // Chinese first: an English browser in a Chinese office is no wish for English, so only an explicit choice changes it.
  return 'zh'
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setState] = useState<Language>(spoken)
  const setLanguage = useCallback((next: Language) => {
    spoken = next
    remember(KEY, next)
    setState(next)
  }, [])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  const state = useMemo(() => ({ language, setLanguage }), [language, setLanguage])
  return <LanguageContext value={state}>{children}</LanguageContext>
}

export function useLanguage(): LanguageState {
  return use(LanguageContext)
}

/** What `useText` returns: the word for a key, its {names} filled. */
export type Words<K extends string> = (key: K, facts?: TextFacts) => string

/** The words of a table in the present language. */
export function useText<K extends string>(table: TextTable<K>): Words<K> {
  const { language } = useLanguage()
  return useCallback((key, facts) => fill(table[language][key], facts), [table, language])
}

/** Says a `{zh, en}` text in the present language. */
export function useSay(): (text: Text, facts?: TextFacts) => string {
  const { language } = useLanguage()
  return useCallback((text, facts) => say(text, language, facts), [language])
}
