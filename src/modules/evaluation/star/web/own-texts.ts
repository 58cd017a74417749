import { texts } from '#web/language/text.ts'

export const OWN_TEXTS = texts({
  zh: {
    next: '距{grade}还差 {points} 分',
    dimensions: '各项得分',
    improve: '扣分和改进',
    improveHelp: '以下各项被扣分；整改后在下一个半年期体现。',
    noDeduction: '没有扣分。',
    points: '{points}/{max} 分',
    document: '依据：{document}',
    earlier: '以往各期',
    scoring: '评定中',
    waiting: '待确认',
    pendingHelp: '确认公布后显示。',
  },
  en: {
    next: '{points} points short of {grade}',
    dimensions: 'Points by key task',
    improve: 'Deductions, and what to improve',
    improveHelp: 'Points were taken off here; what is put right counts in the next half-year.',
    noDeduction: 'Nothing was deducted.',
    points: '{points} of {max} points',
    document: 'by {document}',
    earlier: 'Earlier half-years',
    scoring: 'being rated',
    waiting: 'to be confirmed',
    pendingHelp: 'It appears here once it is confirmed and published.',
  },
})
