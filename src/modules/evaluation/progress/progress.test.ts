import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PERIOD, type Prepared, prepare } from '../../../../test/support/world.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { phaseAt } from '../cycle/procedure.ts'
import type { getProgress, Part } from './contract.ts'
import { reminderOf } from './reminder.ts'

// Who must still do what: the board says it in words, with the page where it is done, and stops saying it once it is done.

type Progress = OutputOf<typeof getProgress>
const FROM = { zh: '区委组织部', en: 'Organization department' }

let world: Prepared
beforeAll(async () => {
  world = await prepare('open')
})
afterAll(() => world.close())

const progress = async (login = 'officer', of = world) =>
  (await of.as(login, 'progress.getProgress', { period: PERIOD })) as Progress
const partOf = ({ units }: Progress, unit: string, code: string): Part | undefined =>
  units.find((one) => one.code === unit)?.parts.find((one) => one.code === code)
const phaseOf = ({ phases }: Progress, code: string) => phases.find((one) => one.code === code)
const stateOf = (found: Progress, code: string) => phaseOf(found, code)?.state

describe('an open half-year', () => {
  it('says for each department how far its sheet is, in the order of the policy', async () => {
    const found = await progress()
    const departments = found.units.filter(({ kind }) => kind === 'department')
    expect(departments.map(({ code }) => code)).toEqual(departments.map(({ code }) => code).toSorted())
    expect(partOf(found, 'SR-01', 'sheet')).toMatchObject({
      state: 'missing',
      words: { zh: '赋分表尚未开始填写' },
      link: `/star/sheets/SR-01?period=${PERIOD}`,
      due: '2026-12-07',
      days: 10,
    })
    expect(partOf(found, 'SR-02', 'sheet')?.words.zh).toBe('赋分表已填齐 152/152 格，尚未签名提交')
    expect(partOf(found, 'SR-03', 'sheet')?.words.zh).toContain('被退回')
    expect(partOf(found, 'SR-04', 'sheet')).toMatchObject({ state: 'done', due: null })
    expect(partOf(found, 'organization', 'totals')).toMatchObject({ state: 'waiting' })
    expect([stateOf(found, 'opening'), stateOf(found, 'sheets'), stateOf(found, 'proposals')]).toEqual([
      'done',
      'running',
      'ahead',
    ])
  })

  it('urges with unit, item, date and weekday, and names nobody', async () => {
    const { units } = await progress()
    const sr01 = units.filter(({ code }) => code === 'SR-01')
    expect(reminderOf(PERIOD, '2026-12-09', FROM, sr01)?.zh).toBe(
      `2026年下半年社区党组织星级评定，以下事项请协助办理：

${sr01[0]?.name.zh}：
1. 赋分表尚未开始填写（请于 2026-12-07 星期一 前完成，还有 10 个工作日）

已办理的请忽略本提醒，谢谢支持。
区委组织部
2026-12-09 星期三`,
    )
    const done = units.filter(({ code }) => code === 'SR-04')
    expect(reminderOf(PERIOD, '2026-12-09', FROM, done)).toBeUndefined()
  })

  it('becomes late by working days, and what a street has done is no longer missing', async () => {
    const own = await prepare('open')
    own.clock.set('2026-12-09')
    const late = await progress('officer', own)
    expect(partOf(late, 'SR-01', 'sheet')).toMatchObject({ state: 'missing', days: -2 })
    // What the bar of steps shows as the present step.
    expect(phaseAt('open', late.phases)).toMatchObject({ code: 'sheets', state: 'late', days: -2 })
    expect(phaseAt('open', (await progress()).phases)).toMatchObject({ code: 'sheets', state: 'running', days: 10 })
    const before = partOf(await progress('officer', own), '370611001', 'visits')?.words.zh
    const { communities, tasks } = (await own.as('qingyang', 'visit.getBoard', { period: PERIOD })) as {
      communities: { community: string }[]
      tasks: { code: string }[]
    }
    const findings = Object.fromEntries(tasks.map(({ code }) => [code, 'SF-1']))
    const visit = { date: '2026-12-08', visitors: [{ name: '赵文静', post: '街道组织委员' }], ways: ['SW-1'], findings }
    const said = { uses: ['survey', 'reassessment', 'help'], seen: '', promised: '', evidence: [] }
    const community = communities[0]?.community
    await own.as('qingyang', 'visit.recordVisit', { period: PERIOD, community, ...visit, ...said })
    const after = partOf(await progress('officer', own), '370611001', 'visits')?.words.zh
    expect([before, after]).toEqual([
      `${communities.length} 个社区走访未齐`,
      `${communities.length - 1} 个社区走访未齐`,
    ])
    await own.close()
  })

  it('shows a street its own part alone', async () => {
    const { units } = await progress('qingyang')
    expect(units.map(({ code }) => code)).toEqual(['370611001'])
    const { units: all } = await progress('officer')
    expect(units[0]).toEqual(all.find(({ code }) => code === '370611001'))
    expect(all.filter(({ kind }) => kind === 'street').length).toBeGreaterThan(1)
  })
})

const STANDS = {
  closed: 'closed',
  proposed: 'closed',
  announced: 'notice',
  objected: 'notice',
  published: 'published',
} as const

it('follows a half-year from the totals to the confirmation', async () => {
  const seen: Record<string, unknown> = {}
  const days: Record<string, unknown> = {}
  const present: Record<string, unknown> = {}
  for (const state of ['closed', 'proposed', 'announced', 'objected', 'published'] as const) {
    const own = await prepare(state)
    const found = await progress('head', own)
    const district = (code: string) => partOf(found, 'organization', code)?.state
    present[state] = phaseAt(STANDS[state], found.phases)?.code
    seen[state] = [
      partOf(found, '370611001', 'proposal')?.state,
      district('announcement'),
      district('objections'),
      district('confirmation'),
      ['proposals', 'check', 'notice', 'confirmation'].map((code) => stateOf(found, code)).join(' '),
    ]
    days[state] = ['check', 'notice', 'confirmation'].map((code) => phaseOf(found, code)?.doneOn)
    await own.close()
  }
  expect([days['proposed'], days['announced'], days['published']]).toEqual([
    [null, null, null],
    ['2026-11-12', '2026-11-19', null],
    ['2026-11-12', '2026-11-19', '2026-11-23'],
  ])
  expect(present).toEqual({
    closed: 'proposals',
    proposed: 'check',
    announced: 'confirmation',
    objected: 'notice',
    published: undefined,
  })
  expect(seen).toEqual({
    closed: ['missing', 'waiting', 'none', 'none', 'running ahead ahead ahead'],
    proposed: ['done', 'missing', 'none', 'none', 'done running ahead ahead'],
    announced: ['done', 'done', 'none', 'missing', 'done done done running'],
    objected: ['done', 'done', 'missing', 'waiting', 'done done running ahead'],
    published: ['done', 'done', 'none', 'done', 'done done done done'],
  })
})
