import { afterAll, describe, expect, it } from 'vitest'
import type { WorkItem } from '#kernel/work.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { fillSheet, submitSheet } from '../../../demo/build.ts'
import { departmentLogin } from '../../../demo/cast.ts'
import { PERIOD, type Prepared, prepare } from '../../../../test/support/world.ts'
import type { getProgress } from './contract.ts'
import { ORGANIZATION, reminderOf } from './reminder.ts'

// The board and the work queue say the same dates, and urge with the same letter.

const opened: Prepared[] = []
afterAll(() => Promise.all(opened.map((world) => world.close())))
async function open(state: Parameters<typeof prepare>[0]): Promise<Prepared> {
  const world = await prepare(state)
  opened.push(world)
  return world
}

const queue = async (world: Prepared, login: string) =>
  ((await world.as(login, 'work.getQueue')) as { items: WorkItem[] }).items
const board = async (world: Prepared, login = 'officer') =>
  (await world.as(login, 'progress.getProgress', { period: PERIOD })) as OutputOf<typeof getProgress>
const startsWith = (items: readonly WorkItem[], id: string) => items.find((one) => one.id.startsWith(id))
/** The item and the last day of the phase that it belongs to. */
async function dates(world: Prepared, login: string, id: string, phase: string) {
  const planned = (await board(world)).phases.find(({ code }) => code === phase)?.to
  expect(planned).toMatch(/^\d{4}-/)
  return { item: startsWith(await queue(world, login), id)?.due, planned }
}

describe('an open half-year', () => {
  it('urges departments with the letter of the board, before and after the day', async () => {
    const world = await open('open')
    for (const [today, list] of [
      ['2026-12-07', 'started'],
      ['2026-12-08', 'todo'],
    ] as const) {
      world.clock.set(today)
      const item = startsWith(await queue(world, 'officer'), 'cycle.wait/')
      expect(item).toMatchObject({ list, due: '2026-12-07' })
      const departments = (await board(world)).units.filter(({ kind }) => kind === 'department')
      expect(item?.reminder).toEqual(reminderOf(PERIOD, today, ORGANIZATION, departments))
    }
  })

  it('is to be totalled, and honours to be confirmed, by the last day of the totals', async () => {
    const world = await open('open')
    const paper = { documentNumber: '福组〔2026〕9号', documentTitle: '关于表彰的决定' }
    const honour = { title: '全国民主法治示范社区', level: 'city', issuer: '市委', awardedOn: '2026-08-01' }
    const community = world.world.community
    await world.as('qingyang', 'merits.enterHonour', { period: PERIOD, community, ...paper, ...honour })
    const confirm = await dates(world, 'officer', 'merits.todo/', 'merits')
    expect(confirm.item).toBe(confirm.planned)
    expect(startsWith(await queue(world, 'qingyang'), 'merits.started/')?.due).toBe(confirm.planned)
    const missing = (await board(world)).units.filter(
      ({ kind, parts }) => kind === 'department' && parts.some(({ state }) => state === 'missing'),
    )
    expect(missing.length).toBeGreaterThan(0)
    for (const { code } of missing) {
      await fillSheet(world, departmentLogin(code), PERIOD, code)
      await submitSheet(world, departmentLogin(code), PERIOD, code)
    }
    const total = await dates(world, 'officer', 'cycle.close/', 'totalling')
    expect(total.item).toBe(total.planned)
  })
})

describe('a totalled half-year', () => {
  it('asks streets and urges them by the last day of the proposals', async () => {
    const world = await open('closed')
    const own = await dates(world, 'qingyang', 'confirmation.propose/', 'proposals')
    const all = await dates(world, 'head', 'confirmation.wait/', 'proposals')
    expect([own.item, all.item]).toEqual([own.planned, own.planned])
    const letter = async () => startsWith(await queue(world, 'head'), 'confirmation.wait/')
    expect(await letter()).toMatchObject({ list: 'started' })
    world.clock.set('2027-01-04')
    const late = await letter()
    expect(late).toMatchObject({ list: 'todo', what: { zh: expect.stringMatching(/^催办：\d 个街道逾期未拟评/) } })
    expect(late?.reminder?.zh).toContain(`清洋街道：\n1. 尚未提交拟评意见（应于 ${own.planned}`)
  })

  it('is checked, and confirmed once the notice is over, by the days of the board', async () => {
    const check = await dates(await open('proposed'), 'head', 'confirmation.announce/', 'check')
    expect(check.item).toBe(check.planned)
    const confirm = await dates(await open('announced'), 'head', 'confirmation.over/', 'confirmation')
    expect(confirm.item).toBe(confirm.planned)
  })
})
