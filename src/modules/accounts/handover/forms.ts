import { noForms, type SliceForms } from '#kernel/forms.ts'
import { acknowledge } from './contract.ts'

export const handoverForms: SliceForms = {
  slice: { zh: '岗位移交', en: 'Handing over' },
  forms: [],
  others: noForms([acknowledge], { zh: '逐项签收，不填写内容', en: 'ticked off, nothing is written' }),
}
