import { type Drawing, numberOf } from './rule-book.ts'
import { member } from './sum.ts'

const SPELT_OUT = 4

export const mean: Drawing = {
  formula: (node, telling) => {
    const isZh = telling.language === 'zh'
    const result = numberOf(node, telling)
    if (node.parts.some(({ times }) => times !== null))
      return isZh ? `按份数加权平均 = ${result}` : `Mean weighted by the number of sheets = ${result}`
    // A mean that has a value left its missing parts out.
    const counted = node.value === null ? node.parts : node.parts.filter(({ value }) => value !== null)
    const isWeighted = counted.some(({ weight }) => weight !== null && weight !== '1/1')
    if (counted.length > SPELT_OUT) {
      const zh = isWeighted ? '按权重平均' : '平均'
      return isZh
        ? `以下 ${counted.length} 项${zh} = ${result}`
        : `${isWeighted ? 'Weighted mean' : 'Mean'} of the ${counted.length} parts below = ${result}`
    }
    const members = counted.map((part) => member(part, telling)).join(' + ')
    if (isWeighted) return isZh ? `${members}，按权重平均 = ${result}` : `${members}, as a weighted mean = ${result}`
    return counted.length === 1 ? `${members} = ${result}` : `(${members}) ÷ ${counted.length} = ${result}`
  },
}
