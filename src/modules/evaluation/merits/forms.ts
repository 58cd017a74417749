import { noForms, type SliceForms } from '#kernel/forms.ts'
import type { Text } from '#kernel/language.ts'
import { awardPoints, enterHonour, enterMethod, withdrawMerit } from './contract.ts'

const DOCUMENT: Readonly<Record<string, Text>> = {
  documentNumber: { zh: '文号', en: 'Document number' },
  documentTitle: { zh: '文件名称', en: 'Document title' },
}

export const meritForms: SliceForms = {
  slice: { zh: '加分与封顶', en: 'Bonus and caps' },
  forms: [
    {
      endpoint: enterHonour,
      title: { zh: '荣誉加分', en: 'Honour' },
      who: ['street-officer'],
      times: 1,
      when: { zh: '获得荣誉时；按每社区每半年一项计', en: 'for an honour; counted as one per community and half-year' },
      typed: {
        ...DOCUMENT,
        level: { zh: '级别', en: 'Level' },
        title: { zh: '荣誉名称', en: 'Title' },
        issuer: { zh: '授予机关', en: 'Issued by' },
        awardedOn: { zh: '授予日期', en: 'Awarded on' },
      },
      filled: ['period', 'community'],
    },
    {
      endpoint: awardPoints,
      title: { zh: '街道自设加分', en: "Points of the street's own bonus" },
      who: ['street-officer'],
      times: 1,
      when: {
        zh: '街道记加分时；按每社区每半年一次计',
        en: 'for an award; counted as one per community and half-year',
      },
      typed: {
        ...DOCUMENT,
        item: { zh: '加分项', en: 'Item' },
        'communities[]': { zh: '社区', en: 'Community' },
        points: { zh: '分值', en: 'Points' },
        reason: { zh: '理由', en: 'Reason' },
      },
      filled: ['period', 'method'],
    },
  ],
  others: [
    ...noForms([enterMethod], {
      zh: '全街道每半年一份，不按社区填报',
      en: 'one for the whole street and half-year, not for a community',
    }),
    ...noForms([withdrawMerit], { zh: '撤回已登记的内容', en: 'withdraws what is there' }),
  ],
}
