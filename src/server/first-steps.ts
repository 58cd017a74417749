import type { Call } from '#kernel/call.ts'
import type { Text } from '#kernel/language.ts'
import type { WorkItem } from '#kernel/work.ts'

// The first days of an empty installation: what is still missing before a half-year can be opened, and before tenures are
// by filing alone. It stands here because it looks into two modules at once.

const FROM: Text = { zh: '初始化', en: 'Set-up' }

type Step = Pick<WorkItem, 'id' | 'what' | 'about' | 'action' | 'link'>

const STEPS: Readonly<Record<'divisions' | 'pack' | 'duties' | 'roster' | 'live', Step>> = {
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
  roster: {
    id: 'first.roster',
    what: { zh: '导入花名册，登记现任的任职', en: 'Import the roster of who serves now' },
    about: { zh: '花名册', en: 'Roster' },
    action: { zh: '去导入', en: 'Import' },
    link: '/registry/roster',
  },
  live: {
    id: 'first.live',
    what: { zh: '核对期初名册，宣布正式启用', en: 'Check the opening rosters and go live' },
    about: { zh: '正式启用', en: 'Going live' },
    action: { zh: '去核对', en: 'Check' },
    link: '/registry/going-live',
  },
}

const ROLES = ['organization-head', 'organization-officer']
/** Who declares that the district is live (rulings G7). */
const DECLARES = 'organization-head'

type State = {
  readonly communities: boolean
  readonly packs: boolean
  readonly duties: boolean
  readonly tenures: boolean
  readonly live: boolean
}

/** Steps that are still open, as work of the organization department. */
export async function firstSteps(call: Call): Promise<readonly WorkItem[]> {
  const { tx, district, actor } = call
  if (!ROLES.includes(actor.role)) return []
  const [state] = await tx.run<State>(
    `select exists (select from registry.community where district = $1) as communities,
            exists (select from policy.pack_version where district = $1) as packs,
            exists (select from registry.duty where district = $1 and code like 'SR-%') as duties,
            exists (select from registry.tenure where district = $1) as tenures,
            exists (select from registry.going_live where district = $1 and not open) as live`,
    [district],
  )
  const open = state ? openSteps(state, actor.role === DECLARES) : []
  return open.map((step) => ({ ...STEPS[step], list: 'todo', from: FROM, due: null }))
}

function openSteps({ communities, packs, duties, tenures, live }: State, declares: boolean): (keyof typeof STEPS)[] {
  const open: (keyof typeof STEPS)[] = []
  if (!communities) open.push('divisions')
  if (!packs) open.push('pack')
  else if (!duties) open.push('duties')
  if (live || !communities) return open
  if (!tenures) open.push('roster')
  else if (declares) open.push('live')
  return open
}
