import type { Drawing } from './rule-book.ts'

export const constant: Drawing = {
  formula: (_node, { language }) => (language === 'zh' ? '规则中的固定值' : 'A fixed number of the rule'),
}
