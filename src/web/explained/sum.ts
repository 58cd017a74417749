import type { ExplainedView } from '#kernel/policy/view.ts'
import { type Drawing, numberOf, type Telling, titleOf, weightText } from './rule-book.ts'

/** More members than this are read in the list below, not in one line. */
const SPELT_OUT = 5

export const sum: Drawing = {
  formula: (node, telling) => {
    const { parts, note } = node
    const isZh = telling.language === 'zh'
    const result = numberOf(node, telling)
    const scaled = note?.code === 'scaled' ? (isZh ? '，按已报部分折算' : ', scaled to the full measure') : ''
    if (parts.length > SPELT_OUT)
      return isZh
        ? `以下 ${parts.length} 项相加${scaled} = ${result}`
        : `The ${parts.length} parts below added up${scaled} = ${result}`
    return `${parts.map((part) => member(part, telling)).join(' + ')}${scaled} = ${result}`
  },
}

/** 组织建设 26.00 × 30% */
export function member(part: ExplainedView, telling: Telling): string {
  const named = `${titleOf(part.code, telling)} ${numberOf(part, telling)}`
  return part.weight === null || part.weight === '1/1'
    ? named
    : `${named} × ${weightText(part.weight).replace('×', '')}`
}
