import type { Call } from '#kernel/call.ts'
import type { Text } from '#kernel/language.ts'
import type { WorkItem } from '#kernel/work.ts'

// The first day of an empty installation: what is still missing before a half-year can be opened, in order. It stands
// here because it looks into three modules at once.

const FROM: Text = { zh: '初始化', en: 'Set-up' }

type Step = Pick<WorkItem, 'id' | 'what' | 'about' | 'action' | 'link'>

const STEPS: Readonly<Record<'divisions' | 'pack' | 'duties', Step>> = {
  divisions: {
    id: 'first.divisions',
    what: { zh: '导入本区的街道和社区', en: 'Import the streets and communities of the district' },
    about: { zh: '区划与组织', en: 'Divisions and organisations' },
    action: { zh: '去导入', en: 'Import' },
    link: '/registry/divisions',
  },
  pack: {
    id: 'first.pack',
    what: { zh: '采用或导入政策包', en: 'Adopt or import a policy pack' },
    about: { zh: '政策', en: 'Policy' },
    action: { zh: '去采用', en: 'Adopt' },
    link: '/policy',
  },
  duties: {
    id: 'first.duties',
    what: { zh: '把赋分部门落到本区机构', en: 'Assign the scoring departments to organisations' },
    about: { zh: '区划与组织', en: 'Divisions and organisations' },
    action: { zh: '去落实', en: 'Assign' },
    link: '/registry/organisations',
  },
}

const ROLES = ['organization-head', 'organization-officer']

/** Steps that are still open, as work of the organization department. */
export async function firstSteps(call: Call): Promise<readonly WorkItem[]> {
  if (!ROLES.includes(call.actor.role)) return []
  const [counts] = await call.tx.run<{ communities: number; packs: number; duties: number }>(
    `select (select count(*) from registry.community where district = $1) as communities,
            (select count(*) from policy.pack_version where district = $1) as packs,
            (select count(*) from registry.duty where district = $1 and code like 'SR-%') as duties`,
    [call.district],
  )
  const open: Step[] = []
  if (counts?.communities === 0) open.push(STEPS.divisions)
  if (counts?.packs === 0) open.push(STEPS.pack)
  else if (counts?.duties === 0) open.push(STEPS.duties)
  return open.map((step) => ({ ...step, list: 'todo', from: FROM, due: null }))
}
