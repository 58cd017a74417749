import { noForms, type SliceForms } from '#kernel/forms.ts'
import { addPeriod, changePeriod, removePeriod } from './contract.ts'

export const resumeForms: SliceForms = {
  slice: { zh: '简历', en: 'Résumé' },
  forms: [
    {
      endpoint: addPeriod,
      title: { zh: '简历段', en: 'Period of a résumé' },
      who: ['street-officer'],
      times: 1,
      when: {
        zh: '经历有变动时；按每社区每半年一段计',
        en: 'when it goes on; counted as one per community and half-year',
      },
      typed: {
        from: { zh: '起', en: 'From' },
        until: { zh: '止', en: 'Until' },
        kind: { zh: '类别', en: 'Kind' },
        organisation: { zh: '单位', en: 'Organisation' },
        post: { zh: '职务', en: 'Post' },
        note: { zh: '说明', en: 'Note' },
      },
      filled: ['person'],
    },
  ],
  others: noForms([changePeriod, removePeriod], {
    zh: '更正已登记的内容，原值已填好',
    en: 'corrects what is there; it opens filled in',
  }),
}
