import { noForms, type SliceForms } from '#kernel/forms.ts'
import { answerOpinion, issueOpinion, liftStop, overruleStop, recordAnswer, stopFiling } from './contract.ts'

export const supervisionForms: SliceForms = {
  slice: { zh: '监督', en: 'Supervision' },
  forms: [],
  others: [
    ...noForms([stopFiling, liftStop, issueOpinion, recordAnswer], { zh: '由纪检办理', en: 'done by discipline' }),
    ...noForms([overruleStop], { zh: '由区委办理', en: 'done by the District Party Committee' }),
    ...noForms([answerOpinion], {
      zh: '收到监督意见书才回复，一份一次，不是常规填报',
      en: 'once for each opinion that came; no regular report',
    }),
  ],
}
