import { Client, DatabaseError } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Scope, areasOf, districtScope, settingsOf } from '#kernel/access.ts'
import type { WorkItem } from '#kernel/work.ts'
import { signsIn } from '../../../../test/support/pdf.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { PERIOD, type Prepared, prepare } from '../../../../test/support/world.ts'
import type { OutputOf } from '#web/endpoint.ts'
import type { getProgress } from '../progress/contract.ts'
import type { CommunityVisits, getBoard, Task, Visit } from './contract.ts'
import { isComplete, reminderOf } from './rules.ts'

// One visit, one record (rulings D2): what may be recorded, that nothing is lost by correcting it, and who reads what.

const DISTRICT = 370611
let world: Prepared
let runtime: Client
let community = ''
let tasks: readonly Task[] = []
beforeAll(async () => {
  world = await prepare('open')
  community = world.world.community ?? ''
  runtime = new Client({ connectionString: inDatabase(inject('runtimeUrl'), world.database) })
  await runtime.connect()
  tasks = (await board()).tasks
})
afterAll(async () => {
  await runtime.end()
  await world.close()
})

const plain = {
  date: '2026-11-20',
  visitors: [{ name: '赵文静', post: '街道组织委员' }],
  uses: ['reassessment', 'help'],
  ways: ['SW-1', 'SW-3'],
  findings: {},
  seen: '台账齐全，东区充电棚还没有建成',
  promised: '十二月前协调供电',
  evidence: ['福清办〔2026〕12号'],
}
const act = (id: string, input: object, login = 'qingyang') => world.as(login, `visit.${id}`, input)
const record = async (some: object = {}, login?: string) =>
  ((await act('recordVisit', { period: PERIOD, community, ...plain, ...some }, login)) as { id: string }).id
const board = async (login?: string) => (await act('getBoard', { period: PERIOD }, login)) as OutputOf<typeof getBoard>
const standing = async () => (await board()).communities.find((one) => one.community === community)
const visits = async (login?: string) =>
  ((await act('listVisits', { period: PERIOD, community }, login)) as CommunityVisits).visits

describe('a record', () => {
  it('says for each community what is still missing, and the reminder says it by street', async () => {
    const [first] = tasks
    expect(tasks.length).toBeGreaterThan(0)
    const before = await standing()
    expect(before).toMatchObject({ last: { survey: '2026-11-23' }, visits: 1, open: tasks.map(({ code }) => code) })
    const id = await record({ findings: { [first?.code ?? '']: 'SF-2' } })
    const after = await standing()
    expect(after).toMatchObject({
      last: { survey: '2026-11-23', help: plain.date, reassessment: plain.date },
      visits: 2,
    })
    expect(after?.open).toEqual(tasks.slice(1).map(({ code }) => code))
    const letter = { from: { zh: '区委组织部', en: 'Organization department' }, today: '2026-11-23' }
    const reminder = reminderOf(PERIOD, before ? [before] : [], { ...letter, deadline: (await board()).deadline })
    expect(reminder?.zh).toContain(
      `走访记录（请于 2026-12-14 星期一 前完成，还有 15 个工作日），以下事项请协助办理：\n\n清洋街道：\n1. ${before?.name}（街道复评、帮扶、重点任务 ${tasks.length} 项未核实）`,
    )
    await act('withdrawVisit', { id, version: 1, reason: '误登' })
    expect(await standing()).toEqual(before)
  })

  it('keeps its earlier versions; of two corrections of one version, one is refused', async () => {
    const id = await record()
    const corrected = { ...plain, id, version: 1, seen: '东区充电棚已建成' }
    const tries = await Promise.allSettled([act('correctVisit', corrected), act('correctVisit', corrected, 'officer')])
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'visit.changed' } })
    const { versions } = (await act('listVersions', { id })) as { versions: (Visit & { withdrawn: string | null })[] }
    expect(versions.map(({ version, seen }) => [version, seen])).toEqual([
      [2, '东区充电棚已建成'],
      [1, plain.seen],
    ])
    await act('withdrawVisit', { id, version: 2, reason: '登错社区' })
    expect((await visits()).some((one) => one.id === id)).toBe(false)
    await expect(act('correctVisit', { ...corrected, version: 3 })).rejects.toMatchObject({ code: 'visit.unknown' })
  })

  const refused: readonly (readonly [string, object])[] = [
    ['visit.other-period', { date: '2026-06-30' }],
    ['visit.in-future', { date: '2026-11-24' }],
    ['visit.unknown-way', { ways: ['SW-9'] }],
    ['visit.unknown-task', { findings: { 'KT-99': 'SF-1' } }],
    ['visit.unknown-finding', { findings: { 'KT-01': 'SF-9' } }],
    ['cycle.unknown', { period: '2026H1', date: '2026-06-30' }],
  ]
  it.each(refused)('is refused by %s, and nothing is written', async (code, some) => {
    const before = await visits()
    await expect(record(some)).rejects.toMatchObject({ code })
    expect(await visits()).toEqual(before)
  })

  it('is not for a community outside the street, and the district records everywhere', async () => {
    const outside = { community: world.world.otherCommunity }
    await expect(record(outside)).rejects.toMatchObject({ code: 'visit.unknown-community' })
    await expect(act('listVisits', { period: PERIOD, ...outside })).rejects.toMatchObject({
      code: 'visit.unknown-community',
    })
    const id = await record(outside, 'officer')
    await expect(act('listVersions', { id })).rejects.toMatchObject({ code: 'visit.unknown' })
    await expect(act('printVisit', { id })).rejects.toMatchObject({ code: 'visit.unknown' })
    expect((await board()).communities.every(({ street }) => street === 370611001)).toBe(true)
    expect((await board('head')).communities.length).toBeGreaterThan((await board()).communities.length)
  })
})

it('prints as text: the empty form with the tasks, the record with what was written', async () => {
  const id = await record()
  const form = { period: PERIOD, communities: [community, world.world.urban1] }
  await expect(act('printForms', form)).rejects.toMatchObject({ code: 'visit.unknown-community' })
  const { bytes: empty } = (await act('printForms', form, 'officer')) as { bytes: Buffer }
  const { bytes: filled, name } = (await act('printVisit', { id })) as { bytes: Buffer; name: string }
  expect(name).toMatch(/^走访记录-.+-2026-11-20\.pdf$/)
  expect(empty.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2)
  for (const sign of `社区走访记录表${tasks.map(({ zh }) => zh).join('')}`) expect(signsIn(empty)).toContain(sign)
  for (const sign of `${plain.seen}赵文静协调`) expect(signsIn(filled)).toContain(sign)
  expect(signsIn(empty)).not.toContain('棚')
  await act('withdrawVisit', { id, version: 1, reason: '误登' })
  await expect(act('printVisit', { id })).rejects.toMatchObject({ code: 'visit.unknown' })
})

it('asks a street for what is missing, by the day that the calendar of the half-year says', async () => {
  const queue = async (login: string) =>
    ((await world.as(login, 'work.getQueue', {})) as { items: WorkItem[] }).items.filter(({ id }) =>
      id.startsWith('visits.record/'),
    )
  const late = (await board()).communities.filter((one) => !isComplete(one)).length
  const { phases } = (await world.as('qingyang', 'progress.getProgress', { period: PERIOD })) as OutputOf<
    typeof getProgress
  >
  const planned = phases.find(({ code }) => code === 'visits')
  expect(planned?.to).toBe((await board()).deadline.due)
  expect(await queue('qingyang')).toMatchObject([
    {
      list: 'todo',
      what: { zh: `补齐走访记录：${late} 个社区还有缺项` },
      link: `/visits?period=${PERIOD}&lacks=any`,
      due: planned?.to,
    },
  ])
  expect(await queue('officer')).toEqual([])
})

describe('against any SQL', () => {
  const district = districtScope('staff', DISTRICT)
  const street: Scope = { ...district, areas: areasOf(370611001) }
  const secretary: Scope = { ...districtScope('self', DISTRICT), areas: areasOf(370611001001) }
  const rater: Scope = { ...districtScope('rater', DISTRICT), org: '01890000-0000-7000-8000-000000000000' }
  type Statement = readonly [Scope, string]

  const PUBLISH: Statement = [district, `update evaluation.cycle set state = 'published' where period = '${PERIOD}'`]
  const ID = '01890000-0000-7000-8000-000000000001'
  const insert = (some: Readonly<Record<string, string>> = {}): string => {
    const key = { district: '370611', id: `'${ID}'`, version: '1', period: `'${PERIOD}'`, community: `'${community}'` }
    const visit = { area: '370611001001', visited_on: `'2026-11-20'`, visitors: `'[{"name":"甲","post":"乙"}]'` }
    const served = { uses: `'{help}'`, ways: `'{SW-1}'`, findings: `'{}'`, evidence: `'{}'` }
    const written = { seen: `'见'`, promised: `''`, withdrawn: 'false', account: `'${ID}'`, at: 'now()' }
    const row = { ...key, ...visit, ...served, ...written, ...some }
    return `insert into evaluation.visit (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`
  }
  const other = () => ({ community: `'${world.world.otherCommunity}'` })
  const READ = `select findings from evaluation.visit where area = 370611001001 limit 1`

  /** Rows of the last statement, or why not; all is taken back. */
  async function outcome(statements: readonly Statement[]): Promise<string | number> {
    await runtime.query('begin')
    try {
      let rows = 0
      for (const [scope, text] of statements) {
        await runtime.query(`reset role; ${settingsOf(scope)}`)
        rows = (await runtime.query(text)).rowCount ?? 0
      }
      return rows
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      return error.constraint ?? error.message
    } finally {
      await runtime.query('rollback')
    }
  }

  const FENCE = 'new row violates row-level security policy'
  const attacks: readonly (readonly [string, () => readonly Statement[], RegExp | number])[] = [
    ['a street records a visit to its own community', () => [[street, insert()]], 1],
    ['not under the label of another street', () => [[street, insert({ area: '370611002001' })]], new RegExp(FENCE)],
    ['not to another street’s community under its own label', () => [[street, insert(other())]], /in_time/],
    ['not even the district under a wrong label', () => [[district, insert(other())]], /in_time/],
    ['not into a half-year that is published', () => [PUBLISH, [street, insert()]], /in_time/],
    ['not with a day of another half-year', () => [[street, insert({ visited_on: `'2026-06-30'` })]], /visit_check/],
    [
      'a correction follows its version',
      () => [
        [street, insert()],
        [street, insert({ version: '2' })],
      ],
      1,
    ],
    ['no version stands alone', () => [[street, insert({ version: '2' })]], /visit_district_id_corrects/],
    [
      'no correction moves a record to another community',
      () => [
        [district, insert()],
        [
          district,
          insert({
            version: '2',
            area: '370611001002',
            community: `(select community from evaluation.roster where area = 370611001002 and period = '${PERIOD}')`,
          }),
        ],
      ],
      /visit_district_id_corrects/,
    ],
    ['nothing is changed', () => [[street, 'update evaluation.visit set seen = $$x$$']], /permission denied/],
    ['nothing is removed', () => [[district, 'delete from evaluation.visit']], /permission denied/],
    ['a rater reads nothing', () => [[rater, READ]], /permission denied/],
    ['a street reads its visits', () => [[street, READ]], 1],
    ['a secretary reads none before publication', () => [[secretary, READ]], 0],
    ['and the findings after it', () => [PUBLISH, [secretary, READ]], 1],
    [
      'of the own community only',
      () => [
        [
          district,
          insert({
            ...other(),
            area: `(select area from evaluation.roster where community = ${other().community} and period = '${PERIOD}')`,
          }),
        ],
        PUBLISH,
        [secretary, 'select findings from evaluation.visit where area <> 370611001001'],
      ],
      0,
    ],
    ['not what was seen', () => [PUBLISH, [secretary, 'select seen from evaluation.visit']], /permission denied/],
    [
      'not what was promised',
      () => [PUBLISH, [secretary, 'select promised from evaluation.visit']],
      /permission denied/,
    ],
    ['not who visited', () => [PUBLISH, [secretary, 'select visitors from evaluation.visit']], /permission denied/],
  ]
  it.each(attacks)('%s', async (_name, statements, expected) => {
    const found = await outcome(statements())
    if (typeof expected === 'number') expect(found).toBe(expected)
    else expect(found).toMatch(expected)
  })
})
