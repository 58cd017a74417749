import { type Drawing, gradeOf, numberOf, type Telling, weightText } from './rule-book.ts'

export const quota: Drawing = {
  formula: (node, telling) => {
    const isZh = telling.language === 'zh'
    const limit = limitOf(telling.book.rule(node.code)?.share, telling)
    const before = node.parts[0]?.grade ?? node.grade
    const result = node.grade === null ? numberOf(node, telling) : gradeOf(node.grade, telling)
    if (before === node.grade || before === null) return isZh ? `${limit}：${result}` : `${limit}: ${result}`
    const from = gradeOf(before, telling)
    return isZh
      ? `${limit}，名额已满，由${from}调为${result}`
      : `${limit}; they are taken, so ${from} becomes ${result}`
  },
}

function limitOf(share: string | undefined, { language }: Telling): string {
  if (share === undefined) return language === 'zh' ? '名额有限' : 'Places are limited'
  const text = share.endsWith('%') ? share : weightText(share)
  return language === 'zh' ? `名额不超过本组的 ${text}` : `Places for at most ${text} of the group`
}
