import { noForms, type SliceForms } from '#kernel/forms.ts'
import { liftStop, stopFiling } from './contract.ts'

export const supervisionForms: SliceForms = {
  slice: { zh: '监督', en: 'Supervision' },
  forms: [],
  others: noForms([stopFiling, liftStop], { zh: '由纪检办理', en: 'done by discipline' }),
}
