import { act, type Builder } from './build.ts'

// Visits of the demo's street, and some of the organization department with it. What was seen and promised is invented.

const VISITORS = {
  street: { name: '赵文静', post: '清洋街道组织委员' },
  district: { name: '王海宁', post: '区委组织部组织科科员' },
} as const

/** Days of a half-year on which the street goes out; those after today are still to come. */
const DAYS: Readonly<Record<string, readonly string[]>> = {
  H1: ['06-02', '06-03', '06-05', '06-09', '06-10', '06-12', '06-16', '06-18'],
  H2: ['11-25', '11-26', '11-27', '12-01', '12-02', '12-03', '12-07', '12-09'],
}

const SEEN = [
  '党群服务中心每周开放六天，台账与现场相符；东区充电棚已完工，西区尚未通电。',
  '居民议事会每月召开，记录完整；老楼楼道堆物较上次明显减少。',
  '助餐点运行正常，独居老人探访记录有缺页，已当场指出。',
  '网格员分工上墙，反映的路灯问题已报修，尚未办结。',
] as const
const PROMISED = [
  '协调供电部门十日内完成西区充电棚接电。',
  '',
  '街道民政办下周来社区帮助补齐探访台账。',
  '街道城管办一周内答复路灯维修时间。',
] as const

type Board = {
  readonly tasks: readonly { readonly code: string }[]
  readonly communities: readonly { readonly community: string; readonly visits: number }[]
}

/** Of a half-year before the running one all was done; of the running one, as far as its days have come. */
export async function recordVisits(builder: Builder, period: string): Promise<void> {
  const today = builder.services.clock.today()
  const days = (DAYS[period.slice(4)] ?? []).map((day) => `${period.slice(0, 4)}-${day}`).filter((day) => day <= today)
  const { tasks, communities } = (await act(builder, 'qingyang', 'visit.getBoard', { period })) as Board
  const codes = tasks.map(({ code }) => code)
  for (const [place, { community, visits }] of communities.entries()) {
    const day = days[place % (DAYS['H1']?.length ?? 1)]
    if (!day || visits > 0) continue
    await act(builder, 'qingyang', 'visit.recordVisit', { period, community, ...surveyOf(place, day, codes) })
    if (place % 3 === 0)
      await act(builder, 'officer', 'visit.recordVisit', { period, community, ...helpOf(place, day) })
  }
}

function surveyOf(place: number, date: string, tasks: readonly string[]) {
  // Every fourth visit looks at some of the tasks only; every fifth task or so is found partly true.
  const looked = place % 4 === 3 ? tasks.slice(0, 2) : tasks
  return {
    date,
    visitors: place % 2 === 0 ? [VISITORS.street, VISITORS.district] : [VISITORS.street],
    uses: place % 5 === 4 ? ['survey'] : ['survey', 'reassessment'],
    ways: place % 2 === 0 ? ['SW-1', 'SW-3'] : ['SW-1', 'SW-2', 'SW-3'],
    findings: Object.fromEntries(looked.map((task, at) => [task, (place + at) % 5 === 2 ? 'SF-2' : 'SF-1'])),
    seen: SEEN[place % SEEN.length] ?? '',
    promised: PROMISED[place % PROMISED.length] ?? '',
    evidence: place % 6 === 0 ? ['社区居民议事会会议记录'] : [],
  }
}

function helpOf(place: number, date: string) {
  return {
    date,
    visitors: [VISITORS.district],
    uses: ['help'],
    ways: ['SW-1', 'SW-2'],
    findings: {},
    seen: SEEN[(place + 1) % SEEN.length] ?? '',
    promised: '组织部联系结对社区，安排一次跟班学习。',
    evidence: [],
  }
}
