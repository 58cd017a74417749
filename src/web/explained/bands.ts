import { compare, rational } from '#kernel/policy/rational.ts'
import { type Drawing, gap, gradeOf, numberOf } from './rule-book.ts'

/** Which band the value reached, and how far the next one is. */
export const bands: Drawing = {
  formula: (node, telling) => {
    const { value, grade } = node
    const isZh = telling.language === 'zh'
    if (value === null || grade === null)
      return isZh ? '数值缺失，暂不定级' : 'The number is missing, so there is no grade yet'
    const ladder = telling.book.rule(node.code)?.bands ?? []
    const at = ladder.findIndex((band) => band.grade === grade)
    const [reached, above] = [ladder[at]?.from, ladder[at - 1]]
    const named = gradeOf(grade, telling)
    const number = numberOf(node, telling)
    const isLowest = at === ladder.length - 1
    const first =
      !reached || isLowest
        ? `${number} → ${named}`
        : isZh
          ? `${number} 达到 ${reached} → ${named}`
          : `${number} reaches ${reached} → ${named}`
    if (!above || compare(rational(value), rational(above.from)) >= 0) return first
    const missing = gap(value, above.from)
    const next = gradeOf(above.grade, telling)
    return isZh ? `${first}，距${next}还差 ${missing}` : `${first}; ${missing} short of ${next}`
  },
}
