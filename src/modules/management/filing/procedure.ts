import { procedure } from '#kernel/procedure.ts'

const ORGANIZATION = ['organization-head', 'organization-officer'] as const
/** Who leads cases, and who reads them. */
export const FILERS = [...ORGANIZATION, 'street-officer'] as const
export const FILING_READERS = [...FILERS, 'discipline-officer', 'district-commission'] as const

/** A case of filing 规范备案: six steps, and the ways out of them (domain.md §6.5). */
export const filingProcedure = procedure({
  name: 'management.filing',
  initial: 'motion',
  states: {
    motion: { zh: '动议酝酿', en: 'Motion' },
    review: { zh: '资格审查', en: 'Review' },
    vetting: { zh: '组织考察', en: 'Vetting' },
    decision: { zh: '讨论决定', en: 'Decision' },
    notice: { zh: '任前公示', en: 'Public notice' },
    filing: { zh: '任职备案', en: 'Filing' },
    filed: { zh: '已备案', en: 'Filed' },
    rejected: { zh: '不予通过', en: 'Not passed' },
    withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  },
  events: {
    accept: { from: ['motion'], to: 'review', by: ORGANIZATION, title: { zh: '同意动议', en: 'Accept the motion' } },
    decline: {
      from: ['motion'],
      to: 'rejected',
      by: ORGANIZATION,
      title: { zh: '不同意动议', en: 'Decline the motion' },
    },
    conclude: {
      from: ['review'],
      to: 'vetting',
      by: ORGANIZATION,
      title: { zh: '联审通过', en: 'Conclude the review' },
    },
    vet: { from: ['vetting'], to: 'decision', by: FILERS, title: { zh: '登记考察', en: 'Record the vetting' } },
    decide: { from: ['decision'], to: 'notice', by: FILERS, title: { zh: '登记表决', en: 'Record the vote' } },
    close: { from: ['notice'], to: 'filing', by: FILERS, title: { zh: '公示期满', en: 'End the notice' } },
    file: {
      from: ['filing'],
      to: 'filed',
      by: ['organization-head'],
      title: { zh: '备案', en: 'File' },
      consequence: {
        zh: '生成备案编号，任免自生效之日起写入任职记录，不能撤销；以后变动另行备案。',
        en: 'A filing number is given and the tenure is written from its day on. This cannot be undone; later changes are filed anew.',
      },
    },
    reject: {
      from: ['review', 'decision', 'notice'],
      to: 'rejected',
      by: ORGANIZATION,
      title: { zh: '不予通过', en: 'Not passed' },
      consequence: {
        zh: '本件终结，资料按规定期限保存。',
        en: 'The case ends; its papers are kept for the time laid down.',
      },
    },
    withdraw: {
      from: ['motion', 'review', 'vetting', 'decision', 'notice', 'filing'],
      to: 'withdrawn',
      by: FILERS,
      title: { zh: '撤回', en: 'Withdraw' },
      consequence: { zh: '本件终结并留存，不能恢复。', en: 'The case ends and is kept; it cannot be resumed.' },
    },
  },
})

export type FilingState = keyof typeof filingProcedure.states
export type FilingEvent = keyof typeof filingProcedure.events

/** What takes a case on; none of it happens while discipline stops the case (rulings B8). */
export const ONWARD: readonly FilingEvent[] = ['accept', 'conclude', 'vet', 'decide', 'close', 'file']

/** Kinds of filing that differ in their act: one ends a tenure, one is acting 主持工作. Codes of the policy's list filing_kinds. */
export const ENDING = 'FK-3'
export const ACTING = 'FK-4'

/** The steps in order; a case that goes back keeps every opinion given so far. */
export const STEPS = ['motion', 'review', 'vetting', 'decision', 'notice', 'filing'] as const
export type Step = (typeof STEPS)[number]

/** Whether a case is open: an ended one stands at none of the steps. */
export const isStep = (state: FilingState | null): state is Step => STEPS.some((step) => step === state)

/** The steps that a case may be sent back to: earlier ones in which something can still be said. */
export function earlierSteps(state: FilingState): readonly Step[] {
  const back: Readonly<Partial<Record<FilingState, readonly Step[]>>> = {
    review: ['motion'],
    vetting: ['motion', 'review'],
    decision: ['motion', 'review'],
    notice: ['motion', 'review', 'decision'],
  }
  return back[state] ?? []
}
