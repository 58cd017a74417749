import { type Drawing, numberOf } from './rule-book.ts'

export const trimmedMean: Drawing = {
  formula: (node, telling) => {
    const sheets = node.parts[0]?.parts.length ?? 0
    const dropped = droppedOf(node.note).length
    const result = numberOf(node, telling)
    const isZh = telling.language === 'zh'
    if (dropped === 0) return isZh ? `${sheets} 份的平均 = ${result}` : `Mean of ${sheets} sheets = ${result}`
    const each = dropped / 2
    return isZh
      ? `${sheets} 份去掉最高、最低各 ${each} 份，其余 ${sheets - dropped} 份的平均 = ${result}`
      : `${sheets} sheets without the highest ${each} and the lowest ${each}; mean of the other ${sheets - dropped} = ${result}`
  },
}

/** The positions of the sheets that were left out. */
export function droppedOf(
  note: { readonly code: string; readonly [detail: string]: unknown } | null,
): readonly number[] {
  return note?.code === 'trimmed' && Array.isArray(note['dropped']) ? note['dropped'].map(Number) : []
}
