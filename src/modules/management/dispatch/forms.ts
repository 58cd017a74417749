import { noForms, type SliceForms } from '#kernel/forms.ts'
import {
  checkWorkbook,
  downloadMarked,
  makeOwnWorkbook,
  makeWorkbook,
  openDispatch,
  replyByWorkbook,
} from './contract.ts'

export const dispatchForms: SliceForms = {
  slice: { zh: '联审函', en: 'Letters of the joint review' },
  forms: [],
  others: [
    ...noForms([openDispatch, makeWorkbook, makeOwnWorkbook], {
      zh: '只点按钮，不填写',
      en: 'a button, nothing is typed',
    }),
    ...noForms([checkWorkbook, downloadMarked, replyByWorkbook], {
      zh: '与页面答复是同一张表，只算一次',
      en: 'the same form as the reply on the page, counted once',
    }),
  ],
}
