import { noForms, type SliceForms } from '#kernel/forms.ts'
import { motionEndpoints, recordVettings, recordVotes } from './contract.ts'

export const electionForms: SliceForms = {
  slice: { zh: '换届批量办理', en: 'Term election' },
  forms: [],
  others: [
    ...noForms([recordVettings, recordVotes], {
      zh: '同样的考察和表决一次登记多件，已按单件计入',
      en: 'the same vettings and votes, several at once; counted one by one already',
    }),
    ...noForms(Object.values(motionEndpoints), {
      zh: '同样的动议用 Excel 交来，不重复计',
      en: 'the same motions sent as Excel; not counted twice',
    }),
  ],
}
