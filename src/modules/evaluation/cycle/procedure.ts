import { procedure } from '#kernel/procedure.ts'
import type { Phase, PhaseState } from './rules.ts'

/** A half-year: departments score, streets propose, residents are told, a named body confirms (domain.md §6.8). */
export const cycleProcedure = procedure({
  name: 'evaluation.cycle',
  initial: 'open',
  states: {
    open: { zh: '部门赋分', en: 'Departments score' },
    closing: { zh: '正在汇总', en: 'Totalling' },
    closed: { zh: '街道拟评', en: 'Streets propose' },
    notice: { zh: '公示', en: 'Public notice' },
    published: { zh: '已确认', en: 'Confirmed' },
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
    announce: {
      from: ['closed'],
      to: 'notice',
      by: ['organization-head', 'organization-officer'],
      title: { zh: '核定并公示', en: 'Check and announce' },
      consequence: {
        zh: '各社区的拟评星级将在居民端公示，分数不公示；公示期内有异议的，办结前暂停计算天数。',
        en: 'Residents will read the proposed stars, not the scores; an objection pauses the days until it is answered.',
      },
    },
    withdraw: {
      from: ['notice'],
      to: 'closed',
      by: ['organization-head'],
      title: { zh: '撤下公示', en: 'Take the notice down' },
    },
    confirm: {
      from: ['notice'],
      to: 'published',
      by: ['organization-head'],
      title: { zh: '确认星级', en: 'Confirm the stars' },
      consequence: {
        zh: '确认后本期结果封存，分数和等次不能再改，更正只能经申诉。',
        en: 'Confirming seals the results of this period: scores and stars cannot change any more; corrections go by appeal only.',
      },
    },
  },
})

export type CycleState = keyof typeof cycleProcedure.states
export type CycleEvent = keyof typeof cycleProcedure.events

/** The phases of the calendar that pass in each state, in the order in which they end. */
export const PHASES_OF: Readonly<Record<CycleState, readonly Phase[]>> = {
  open: ['sheets', 'totalling'],
  closing: ['totalling'],
  closed: ['proposals', 'check'],
  notice: ['notice', 'confirmation'],
  published: [],
}

/** The phase that a state has come to: the first that is not through, late or not. */
export function phaseAt<P extends { readonly code: Phase; readonly state: PhaseState }>(
  state: CycleState,
  phases: readonly P[],
): P | undefined {
  const own = PHASES_OF[state].flatMap((code) => phases.find((one) => one.code === code) ?? [])
  return own.find((one) => one.state !== 'done' && one.state !== 'over')
}
