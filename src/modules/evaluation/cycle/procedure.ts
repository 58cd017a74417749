import { procedure } from '#kernel/procedure.ts'

/** A half-year, the straight way: open → totals → published. Street proposals and public notice join it later. */
export const cycleProcedure = procedure({
  name: 'evaluation.cycle',
  initial: 'open',
  states: {
    open: { zh: '部门赋分', en: 'Departments score' },
    closing: { zh: '正在汇总', en: 'Totalling' },
    closed: { zh: '区级核定', en: 'District check' },
    published: { zh: '已公布', en: 'Published' },
  },
  events: {
    close: {
      from: ['open'],
      to: 'closing',
      by: ['organization-head', 'organization-officer'],
      title: { zh: '汇总计分', en: 'Total the scores' },
      consequence: {
        zh: '汇总后各部门不能再改分；需要补报时可以重新开放。',
        en: 'After totalling, departments can no longer change scores; the period can be reopened for late sheets.',
      },
    },
    total: { from: ['closing'], to: 'closed', by: [], title: { zh: '汇总完成', en: 'Totals are complete' } },
    reopen: {
      from: ['closed'],
      to: 'open',
      by: ['organization-head', 'organization-officer'],
      title: { zh: '重新开放填报', en: 'Reopen for sheets' },
    },
    publish: {
      from: ['closed'],
      to: 'published',
      by: ['organization-head'],
      title: { zh: '确认并公布', en: 'Confirm and publish' },
      consequence: {
        zh: '公布后本期结果封存，分数和等次不能再改，更正只能经申诉。各社区的星级同时在居民端公示；分数不公示。',
        en: 'Publishing seals the results of this period: scores and stars cannot change any more; corrections go by appeal only. The stars of the communities are shown to residents at once; the scores are not.',
      },
    },
  },
})

export type CycleState = keyof typeof cycleProcedure.states
export type CycleEvent = keyof typeof cycleProcedure.events
