import { ROLES } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import type { WorkItem } from '#kernel/work.ts'
import { handoversOf } from './queries.ts'

/** What was taken over from whom, until it is acknowledged. */
export async function handoverWork(call: Call): Promise<readonly WorkItem[]> {
  const open = (await handoversOf(call)).filter(({ acknowledged_at }) => acknowledged_at === null)
  return open.map(({ id, from_name, day, roles }) => {
    const count = roles.flatMap(({ items }) => items).length
    return {
      id: `handover.acknowledge/${id}`,
      list: 'todo',
      what: {
        zh: `核对并签收接任的工作：${day} 起，移交时在办 ${count} 件`,
        en: `Check and acknowledge what you take over from ${day}; open work when handed over: ${count}`,
      },
      about: {
        zh: roles.map(({ role, orgZh }) => `${orgZh} · ${ROLES[role].zh}`).join('、'),
        en: roles.map(({ role, orgEn }) => `${orgEn} · ${ROLES[role].en}`).join(', '),
      },
      from: { zh: from_name, en: from_name },
      action: { zh: '去签收', en: 'Acknowledge' },
      link: '/handovers',
      due: null,
    }
  })
}
