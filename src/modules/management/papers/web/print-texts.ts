import { texts } from '#web/language/text.ts'

export const PRINT_TEXTS = texts({
  zh: {
    print: '打印',
    pdf: '{paper}（PDF）',
    docx: '{paper}（Word）',
    approval: '任免审批表',
    notice: '任前公示',
    reply: '备案函',
    summary: '打印汇总表',
    letter: '打印联审函',
    letters: '打印 {count} 份联审函',
  },
  en: {
    print: 'Print',
    pdf: '{paper} (PDF)',
    docx: '{paper} (Word)',
    approval: 'Approval form',
    notice: 'Public notice',
    reply: 'Filing reply',
    summary: 'Print the summary',
    letter: 'Print the letter',
    letters: 'Print {count} letters',
  },
})
