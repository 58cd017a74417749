import { communitiesInForce } from '#registry'
import type { Call } from '#kernel/call.ts'
import type { Text } from '#kernel/language.ts'
import type { WorkItem } from '#kernel/work.ts'
import { letterTo, ORGANIZATION } from '../progress/reminder.ts'
import { deadlineOf } from '../progress/rules.ts'
import { type KeyTask, TARGET_WRITERS, TASK_WRITERS } from './contract.ts'
import { newestTargets, openYears, tasksOf } from './queries.ts'

// What key tasks ask of whom: targets of streets until every community has one for each task, and the district to see to it.

export async function taskWork(call: Call): Promise<readonly WorkItem[]> {
  const { actor, clock } = call
  const isStreet = TARGET_WRITERS.some((one) => one === actor.role)
  if (!isStreet && !TASK_WRITERS.some((one) => one === actor.role)) return []
  const items: WorkItem[] = []
  for (const year of openYears(clock.today())) {
    const missing = await missingOf(call, year)
    if (missing) items.push(isStreet ? streetItem(year, missing) : districtItem(year, missing, clock.today()))
  }
  return items
}

type Missing = {
  readonly count: number
  readonly communities: number
  readonly streets: readonly { readonly name: string; readonly count: number }[]
  readonly due: string | null
}

/** Undefined: nothing is missing. */
async function missingOf({ tx, district }: Call, year: number): Promise<Missing | undefined> {
  const tasks = await tasksOf(tx, district, year)
  if (tasks.length === 0) return undefined
  const ids = tasks.map(({ id }) => id)
  const given = new Set(
    (await newestTargets(tx, district, ids))
      .filter(({ target }) => target !== null)
      .map(({ task, community }) => `${task}/${community}`),
  )
  const open = (await communitiesInForce(tx, district)).flatMap((community) =>
    tasks.filter(({ id }) => !given.has(`${id}/${community.id}`)).map((task) => ({ community, task })),
  )
  if (open.length === 0) return undefined
  return {
    count: open.length,
    communities: new Set(open.map(({ community }) => community)).size,
    streets: [...Map.groupBy(open, ({ community }) => community.streetName)].map(([name, own]) => ({
      name,
      count: own.length,
    })),
    due: earliest(open.map(({ task }) => task)),
  }
}

const earliest = (tasks: readonly KeyTask[]): string | null =>
  tasks.flatMap(({ due }) => due ?? []).toSorted()[0] ?? null

const aboutOf = (year: number): Text => ({ zh: `${year}年重点任务`, en: `Key tasks of ${year}` })
const linkOf = (year: number): string => `/tasks?year=${year}&view=targets`

function streetItem(year: number, { count, communities, due }: Missing): WorkItem {
  return {
    id: `targets.give/${year}`,
    list: 'todo',
    what: {
      zh: `给社区下达重点任务目标：${communities} 个社区还缺 ${count} 项`,
      en: `Give communities their targets: ${count} missing in ${communities} communities`,
    },
    about: aboutOf(year),
    from: ORGANIZATION,
    action: { zh: '去下达', en: 'Give them' },
    link: linkOf(year),
    due,
  }
}

function districtItem(year: number, { streets, due }: Missing, today: string): WorkItem {
  const late = due !== null && due < today
  const reminder = reminderOf(year, streets, due, today)
  return {
    id: `targets.wait/${year}`,
    list: late ? 'todo' : 'started',
    what: late
      ? {
          zh: `催办：${streets.length} 个街道逾期未下达全部社区目标`,
          en: `${streets.length} streets are late with targets: urge them`,
        }
      : {
          zh: `等待 ${streets.length} 个街道下达社区目标`,
          en: `${streets.length} streets have not given all targets`,
        },
    about: aboutOf(year),
    from: ORGANIZATION,
    action: { zh: '查看进度', en: 'See progress' },
    link: linkOf(year),
    due,
    ...(reminder ? { reminder } : {}),
  }
}

function reminderOf(year: number, streets: Missing['streets'], due: string | null, today: string): Text | undefined {
  const owing = streets.map(({ name, count }) => ({
    name: { zh: name, en: name },
    owes: [{ words: { zh: `社区目标还缺 ${count} 项`, en: `targets of communities missing: ${count}` } }],
  }))
  const deadline = due === null ? undefined : deadlineOf(today, due)
  return letterTo(owing, { title: aboutOf(year), from: ORGANIZATION, today, ...(deadline ? { deadline } : {}) })
}
