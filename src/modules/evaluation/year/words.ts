import type { Text } from '#kernel/language.ts'
import type { Half } from './contract.ts'

/** How far a half-year of a community is. */
export const STATE_WORDS: Readonly<Record<Half['state'], Text>> = {
  confirmed: { zh: '已确认', en: 'confirmed' },
  notice: { zh: '公示中', en: 'on public notice' },
  deferred: { zh: '暂缓评定', en: 'deferred' },
  waiting: { zh: '待确认', en: 'to be confirmed' },
  scoring: { zh: '部门赋分中', en: 'being scored' },
  absent: { zh: '不在本期名册', en: 'not on this roster' },
}
