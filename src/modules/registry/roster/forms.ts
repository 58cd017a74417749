import { noForms, type SliceForms } from '#kernel/forms.ts'
import { rosterEndpoints } from './contract.ts'

export const rosterForms: SliceForms = {
  slice: { zh: '花名册', en: 'Roster' },
  forms: [],
  others: noForms(Object.values(rosterEndpoints), {
    zh: '人员登记的同一内容用 Excel 交来，不重复计',
    en: "the content of the people's records, sent as Excel; not counted twice",
  }),
}
