import { noForms, type SliceForms } from '#kernel/forms.ts'
import { keepApart, mergePeople, undoMerge } from './contract.ts'

export const duplicateForms: SliceForms = {
  slice: { zh: '重复人员', en: 'Duplicates' },
  forms: [],
  others: noForms([mergePeople, undoMerge, keepApart], {
    zh: '合并已登记的人员，不重新填写',
    en: 'joins records that are there; nothing is typed again',
  }),
}
