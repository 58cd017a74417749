import type { SliceForms } from '#kernel/forms.ts'
import { proposeStars, recordObjection } from './contract.ts'

export const confirmationForms: SliceForms = {
  slice: { zh: '拟评与公示', en: 'Proposal and notice' },
  forms: [
    {
      endpoint: proposeStars,
      title: { zh: '街道拟评', en: 'Proposal of the street' },
      who: ['street-officer'],
      times: 1,
      when: { zh: '每半年一次', en: 'once a half-year' },
      typed: {
        document: { zh: '会议纪要或文号（全街道一份）', en: 'Minutes or document (one per street)' },
        'stars[].reason': { zh: '与计分不同的理由', en: 'Reason, where it differs from the score' },
      },
      filled: ['period', 'round', 'street', 'stars[].community', 'stars[].grade'],
    },
    {
      endpoint: recordObjection,
      title: { zh: '公示异议', en: 'Objection to a notice' },
      who: ['street-officer'],
      times: 1,
      when: {
        zh: '收到异议时；按每社区每半年一件计',
        en: 'for an objection; counted as one per community and half-year',
      },
      typed: {
        receivedOn: { zh: '收到日期', en: 'Received on' },
        channel: { zh: '渠道', en: 'Channel' },
        summary: { zh: '主要内容', en: 'Summary' },
      },
      filled: ['notice', 'community'],
    },
  ],
  others: [],
}
