import type { Text } from '#kernel/language.ts'
import type { Answer, Cell } from '../contract.ts'

/** The answers of a department, in the words of the policy's list. */
export const ANSWER_WORDS: Readonly<Record<Answer, Text>> = {
  'none-found': { zh: '未发现', en: 'nothing found' },
  found: { zh: '发现', en: 'found' },
  'not-verifiable': { zh: '无法核查', en: 'not verifiable' },
  'not-ours': { zh: '不属本部门', en: 'not ours' },
  'withheld-by-law': { zh: '依法不予提供', en: 'withheld by law' },
  defer: { zh: '建议暂缓', en: 'defer' },
}

/** What a cell of the matrix says, and its short mark. */
export const CELL_WORDS: Readonly<Record<Cell['state'], Text & { readonly mark: string }>> = {
  waiting: { zh: '未答复', en: 'not replied', mark: '·' },
  late: { zh: '逾期未答复', en: 'late', mark: '!' },
  clear: { zh: '未发现', en: 'nothing found', mark: '✓' },
  stops: { zh: '待结论', en: 'to be decided', mark: '▲' },
  cleared: { zh: '已排除', en: 'cleared', mark: '○' },
  confirmed: { zh: '已确认', en: 'confirmed', mark: '✕' },
  sealed: { zh: '密存', en: 'sealed', mark: '■' },
}

/** In the order of the legend. */
export const CELL_STATES = Object.keys(CELL_WORDS) as readonly Cell['state'][]
