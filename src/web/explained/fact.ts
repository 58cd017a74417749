import type { Drawing } from './rule-book.ts'

/** A fact stands for itself; several sheets are counted. */
export const fact: Drawing = {
  formula: ({ value, parts }, { language }) => {
    if (parts.length > 0) return language === 'zh' ? `共 ${parts.length} 份` : `Sheets: ${parts.length}`
    if (value === null)
      return language === 'zh' ? '尚无数据，按缺失处理，不计为 0' : 'No data yet; it counts as missing, not as 0'
    return language === 'zh' ? '录入值' : 'As entered'
  },
}
