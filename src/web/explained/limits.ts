import { join } from '../format.ts'
import { codesOf } from './notes.ts'
import { type Drawing, gradeOf, numberOf, type Telling, titleOf } from './rule-book.ts'

type Words = { readonly zh: string; readonly en: string }

/** `cap@1` and `floor@1` share one sentence, turned up or down. */
export function limitDrawing(most: Words, plain: Words): Drawing {
  return {
    formula: (node, telling) => {
      const isZh = telling.language === 'zh'
      const at = telling.book.rule(node.code)?.at
      const bound = at === undefined || node.grade === null ? at : gradeOf(at, telling)
      const bounded =
        bound === undefined ? plain[telling.language] : `${most[telling.language]}${isZh ? '' : ' '}${bound}`
      const limit = limitOf(bounded, node.code, telling)
      const result = node.grade === null ? numberOf(node, telling) : gradeOf(node.grade, telling)
      if (node.note?.code === 'undecided')
        return isZh ? `${limit}，条件暂不能判断：${result}` : `${limit}, cannot be decided yet: ${result}`
      if (node.note?.code !== 'limited')
        return isZh ? `${limit}，未触发：${result}` : `${limit}, not needed here: ${result}`
      const by = codesOf(node.note).map((code) => titleOf(code, telling))
      if (by.length === 0) return isZh ? `${limit}，已触发：${result}` : `${limit}, applies: ${result}`
      return isZh ? `因${join(by, 'zh')}，${limit}：${result}` : `${limit} because of ${join(by, 'en')}: ${result}`
    },
  }
}

/** The limit with its condition, where the pack says one in words. */
function limitOf(limit: string, code: string, { book, language }: Telling): string {
  const when = book.rule(code)?.when?.[language]
  if (when === undefined) return limit
  return language === 'zh' ? `${when}的，${limit}` : `${limit} where ${when}`
}
