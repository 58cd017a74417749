import { act, type Builder, createMember, holdersOf } from './build.ts'
import type { CastMember } from './cast.ts'

// Key tasks of the demo's year: invented measures and document numbers. In December a sixth one has just been added, and
// only one street has begun to give targets for it.

type Task = {
  readonly zh: string
  readonly en: string
  /** Whose holder is responsible. */
  readonly duty: string
  readonly target: string
  readonly given: string
}

const YEAR = 2026
const DOCUMENT = '福组发〔2026〕3号'
const TASKS: readonly Task[] = [
  {
    zh: '老旧小区“红色物业”全覆盖',
    en: '“Red property management” in all old compounds',
    duty: 'SR-10',
    target: '年底前 76 个社区全部建立物业联席会议',
    given: '6 月底前建立物业联席会议，每月议事 1 次',
  },
  {
    zh: '社区嵌入式养老服务',
    en: 'Care for the elderly inside the community',
    duty: 'SR-04',
    target: '新增助餐点 20 处，探访独居老人全覆盖',
    given: '独居老人每周探访 1 次，开设助餐点 1 处',
  },
  {
    zh: '矛盾纠纷前端化解',
    en: 'Disputes settled where they arise',
    duty: 'SR-07',
    target: '社区调解成功率 95% 以上',
    given: '调解成功率 95% 以上，无越级重复访',
  },
  {
    zh: '楼道堆物和飞线充电整治',
    en: 'Cluttered stairways and loose charging cables',
    duty: 'SR-09',
    target: '10 月底前完成高层楼栋排查整改',
    given: '10 月底前全部楼栋排查整改到位',
  },
  {
    zh: '新就业群体“暖心驿站”',
    en: 'Rest stops for couriers and drivers',
    duty: 'SR-02',
    target: '每个街道建成 3 处以上',
    given: '建成或共享驿站 1 处',
  },
]
/** Added in December: after June only with a document number. */
const LATE: Task = {
  zh: '冬季取暖和燃气安全排查',
  en: 'Checks of heating and gas in winter',
  duty: 'SR-10',
  target: '12 月底前入户排查全覆盖',
  given: '12 月 25 日前入户排查到位，隐患当日上报',
}
const LATE_DOCUMENT = '福组发〔2026〕31号'
const LATE_FROM = '2026-12-01'

const streetOfficer = (login: string, name: string, orgZh: string, orgEn: string, division: number): CastMember => ({
  login,
  name,
  grants: [{ role: 'street-officer', orgZh, orgEn, division }],
})
/** Beside 清洋街道, whose officer the cast knows: those who give the other streets' targets. */
const OFFICERS: readonly CastMember[] = [
  streetOfficer('fuxin', '刘海燕', '福新街道', 'Fuxin Subdistrict', 370611002),
  streetOfficer('dongting', '张志远', '东厅街道', 'Dongting Subdistrict', 370611006),
  streetOfficer('menlou', '宫晓梅', '门楼街道', 'Menlou Subdistrict', 370611007),
  streetOfficer('kaifaqu', '曲立新', '山东烟台福山经济开发区', 'Fushan Economic Development Zone', 370611401),
]
const STREETS = ['qingyang', ...OFFICERS.map(({ login }) => login)]
/** The part of its communities that a street has given a target for the late task. */
const LATE_SHARES: Readonly<Record<string, number>> = { qingyang: 0.8 }

type Listed = { readonly id: string; readonly zh: string }
type Row = { readonly community: string; readonly targets: readonly { readonly task: string }[] }

/** The list of the year and its targets, as far as they are by the clock's day: called in January and again in December. */
export async function setKeyTasks(builder: Builder): Promise<void> {
  const isLate = builder.services.clock.today() >= LATE_FROM
  for (const officer of OFFICERS) await settle(builder, officer)
  for (const task of TASKS) await settleTask(builder, task, DOCUMENT)
  if (isLate) await settleTask(builder, LATE, LATE_DOCUMENT)
  const tasks = await listTasks(builder)
  for (const login of STREETS) {
    for (const task of TASKS) await giveTargets(builder, login, tasks, task, 1)
    if (isLate) await giveTargets(builder, login, tasks, LATE, LATE_SHARES[login] ?? 0)
  }
}

/** Creates an account unless an earlier run has. */
async function settle(builder: Builder, member: CastMember): Promise<void> {
  await createMember(builder, member).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'accounts.login-taken') throw error
  })
}

async function listTasks(builder: Builder): Promise<readonly Listed[]> {
  return ((await act(builder, 'head', 'tasks.listTasks', { year: YEAR })) as { tasks: Listed[] }).tasks
}

async function settleTask(builder: Builder, { zh, en, target, duty }: Task, document: string): Promise<void> {
  if ((await listTasks(builder)).some((one) => one.zh === zh)) return
  const org = (await holdersOf(builder)).get(duty)
  await act(builder, 'officer', 'tasks.addTask', { year: YEAR, zh, en, target, org, document })
}

async function giveTargets(
  builder: Builder,
  login: string,
  tasks: readonly Listed[],
  { zh, given }: Task,
  share: number,
): Promise<void> {
  const task = tasks.find((one) => one.zh === zh)?.id
  const { rows } = (await act(builder, login, 'targets.listTargets', { year: YEAR })) as { rows: Row[] }
  const targets = rows
    .slice(0, Math.round(rows.length * share))
    .filter((row) => !row.targets.some((one) => one.task === task))
    .map(({ community }) => ({ task, community, target: given, version: 0 }))
  if (targets.length > 0) await act(builder, login, 'targets.saveTargets', { targets })
}
