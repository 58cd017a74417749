import { noForms, type SliceForms } from '#kernel/forms.ts'
import { correctVisit, recordVisit, withdrawVisit } from './contract.ts'

export const visitForms: SliceForms = {
  slice: { zh: '走访', en: 'Visits' },
  forms: [
    {
      endpoint: recordVisit,
      title: { zh: '走访记录', en: 'Record of a visit' },
      who: ['street-officer'],
      times: 3,
      when: {
        zh: '调研、复评、帮扶各一次计；一次走访可兼作几用',
        en: 'one each for survey, re-assessment and help; one visit may serve several',
      },
      typed: {
        date: { zh: '日期', en: 'Date' },
        'visitors[].name': { zh: '走访人', en: 'Visitor' },
        'visitors[].post': { zh: '走访人职务', en: 'Post of the visitor' },
        'uses[]': { zh: '用途', en: 'Uses' },
        'ways[]': { zh: '方式', en: 'Ways' },
        'findings{}': { zh: '重点任务核实结论', en: 'Finding on a key task' },
        seen: { zh: '了解的情况', en: 'What was seen' },
        promised: { zh: '答应的事项', en: 'What was promised' },
        'evidence[]': { zh: '佐证材料（可不填）', en: 'Evidence (optional)' },
      },
      filled: ['period', 'community'],
      each: { 'visitors[]': 2, 'findings{}': 'key-tasks' },
    },
  ],
  others: noForms([correctVisit, withdrawVisit], {
    zh: '更正或撤回已登记的记录，原内容已填好',
    en: 'corrects or withdraws what is there; it opens filled in',
  }),
}
