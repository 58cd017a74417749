import type { Language } from '#kernel/language.ts'
import type { ExplainedView } from '#kernel/policy/view.ts'
import { join } from '../format.ts'
import { codesOf } from './notes.ts'
import { type Drawing, gradeOf, numberOf, titleOf } from './rule-book.ts'

type Words = { readonly zh: string; readonly en: string }

/** `cap@1` and `floor@1` share one sentence, turned up or down. */
export function limitDrawing(most: Words, plain: Words): Drawing {
  return {
    formula: (node, telling) => {
      const { language, book } = telling
      const isZh = language === 'zh'
      const { at, when } = book.rule(node.code) ?? {}
      const bound = at === undefined || node.grade === null ? at : gradeOf(at, telling)
      const limit = bound === undefined ? plain[language] : `${most[language]}${isZh ? '' : ' '}${bound}`
      const result = node.grade === null ? numberOf(node, telling) : gradeOf(node.grade, telling)
      const by = node.note?.code === 'limited' ? codesOf(node.note).map((code) => titleOf(code, telling)) : []
      const why = whyText(by, when?.[language], language)
      if (isZh) return `${why}${limit}，${STATES[stateOf(node)].zh}：${result}`
      return `${limit}${why}, ${STATES[stateOf(node)].en}: ${result}`
    },
  }
}

const STATES = {
  limited: { zh: '已触发', en: 'applies' },
  undecided: { zh: '条件暂不能判断', en: 'cannot be decided yet' },
  idle: { zh: '未触发', en: 'not needed here' },
} as const

function stateOf({ note }: ExplainedView): keyof typeof STATES {
  return note?.code === 'limited' || note?.code === 'undecided' ? note.code : 'idle'
}

/** What made the limit apply, with its condition in words where the pack has them. */
function whyText(by: readonly string[], when: string | undefined, language: Language): string {
  const named = join(by, language)
  if (language === 'zh') {
    if (named) return `因${named}${when ? `（${when}）` : ''}，`
    return when ? `${when}的，` : ''
  }
  if (named) return ` because of ${named}${when ? ` (${when})` : ''}`
  return when ? ` where ${when}` : ''
}
