import type { Text } from '#kernel/language.ts'
import type { Cap } from './contract.ts'

/** 最高二星：周期内已确认的严重情形（福纪〔2026〕41号 …） */
export function capWords({ at, by, documents, rule }: Cap, titles: Readonly<Record<string, Text>>): Text {
  const name = (code: string, language: 'zh' | 'en') => titles[code]?.[language] ?? code
  const causes = (language: 'zh' | 'en', comma: string) => by.map((code) => name(code, language)).join(comma)
  const papers = (open: string, comma: string, close: string) =>
    documents.length > 0 ? `${open}${documents.join(comma)}${close}` : ''
  return {
    zh: `最高${name(at, 'zh')}：${causes('zh', '、')}${papers('（', '；', '）')}，按规则“${name(rule, 'zh')}”`,
    en: `at most ${name(at, 'en')}: ${causes('en', ', ')}${papers(' (', '; ', ')')}, by the rule “${name(rule, 'en')}”`,
  }
}
