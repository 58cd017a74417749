import { noForms, type SliceForms } from '#kernel/forms.ts'
import { delegate, endDelegation } from './contract.ts'

export const delegationForms: SliceForms = {
  slice: { zh: '代办授权', en: 'Acting for' },
  forms: [],
  others: noForms([delegate, endDelegation], { zh: '本人外出时授权，不是填报', en: 'for an absence, no report' }),
}
