import type { RefusalEntry } from '#kernel/refusal.ts'
import { refusals } from '#kernel/refusal.ts'
import type { VisitProblem } from './rules.ts'

/** What a record that breaks a rule is told; the page says the same before it sends. */
export const VISIT_RULES = {
  'visit.other-period': {
    status: 422,
    zh: '走访日期 {date} 不在 {period} 内，没有保存。一次走访记在它发生的半年期。',
    en: 'The visit of {date} lies outside {period}; nothing was saved. A visit belongs to the half-year in which it took place.',
  },
  'visit.in-future': {
    status: 422,
    zh: '走访日期 {date} 晚于今天 {today}，没有保存。走访之后再登记。',
    en: 'The visit is dated {date}, after today, {today}; nothing was saved. Record it once it has taken place.',
  },
  'visit.unknown-way': {
    status: 422,
    zh: '走访方式 {way} 不在本期政策的清单中，没有保存。请刷新后重选。',
    en: 'The way {way} is not on the list of this half-year’s policy; nothing was saved. Reload and choose again.',
  },
  'visit.unknown-task': {
    status: 422,
    zh: '{year} 年没有重点任务 {task}，没有保存。请刷新后重选。',
    en: '{year} has no key task {task}; nothing was saved. Reload and choose again.',
  },
  'visit.unknown-finding': {
    status: 422,
    zh: '核实结论 {finding} 不在本期政策的清单中，没有保存。请刷新后重选。',
    en: 'The finding {finding} is not on the list of this half-year’s policy; nothing was saved. Reload and choose again.',
  },
} as const satisfies Record<VisitProblem, RefusalEntry>

export const refuse = refusals({
  ...VISIT_RULES,
  'visit.unknown-community': {
    status: 404,
    zh: '{period} 的名册中没有这个社区，或它不在您的街道。只能查看和登记本街道的社区。',
    en: 'The roster of {period} does not have this community, or it lies outside your street. You see and record those of your own street only.',
  },
  'visit.unknown': {
    status: 404,
    zh: '没有找到这条走访记录，它可能已撤回。请刷新。',
    en: 'This visit record was not found; it may have been withdrawn. Reload.',
  },
  'visit.changed': {
    status: 409,
    zh: '这条走访记录刚被别人更正过，没有保存。您填写的内容仍在本页，请核对新版本后再改。',
    en: 'Somebody else has just corrected this record; nothing was saved. What you typed is still on this page; check the new version first.',
  },
  'visit.published': {
    status: 409,
    zh: '{period} 已公布，走访记录不能再增加或更正。',
    en: '{period} has been published; its visit records can no longer be added to or corrected.',
  },
})
