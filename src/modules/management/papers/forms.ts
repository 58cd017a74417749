import { noForms, type SliceForms } from '#kernel/forms.ts'
import { printApprovals, printLetters, printNotice, printReply, printSummary } from './contract.ts'

export const paperForms: SliceForms = {
  slice: { zh: '备案文书', en: 'Papers of filing' },
  forms: [],
  others: noForms([printApprovals, printLetters, printNotice, printReply, printSummary], {
    zh: '打印已有内容',
    en: 'prints what is there',
  }),
}
