import { noForms, type SliceForms } from '#kernel/forms.ts'
import { adoptTemplate, checkTemplate, restoreTemplate } from './contract.ts'

export const templateForms: SliceForms = {
  slice: { zh: '文书模板', en: 'Templates' },
  forms: [],
  others: noForms([adoptTemplate, checkTemplate, restoreTemplate], { zh: '上传文件', en: 'uploads of a file' }),
}
