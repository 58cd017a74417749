import { noForms, type SliceForms } from '#kernel/forms.ts'
import { confirmRegistration, registerLetter, registerWorkbook, rejectRegistration } from './contract.ts'

export const registrationForms: SliceForms = {
  slice: { zh: '联审回函登记', en: 'Registered replies' },
  forms: [],
  others: noForms([registerLetter, registerWorkbook, confirmRegistration, rejectRegistration], {
    zh: '由组织部和纪检代录盖章回函，部门不再填写',
    en: 'the organization department and discipline copy a stamped letter; the department types nothing twice',
  }),
}
