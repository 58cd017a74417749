import { type Drawing, titleOf } from './rule-book.ts'

export const choose: Drawing = {
  formula: ({ parts, note }, telling) => {
    const isZh = telling.language === 'zh'
    const by = note?.code === 'chosen' ? String(note['by']) : parts[0]?.code
    if (by === undefined) return isZh ? '没有可采用的情形' : 'No case applies'
    return isZh ? `按条件采用“${titleOf(by, telling)}”` : `By its conditions: “${titleOf(by, telling)}”`
  },
}
