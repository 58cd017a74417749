import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { districtScope } from '#kernel/access.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { getOpinion, listWatched, Opinion } from './contract.ts'

let world: Prepared
beforeAll(async () => {
  world = await prepare('stopped')
})
afterAll(() => world.close())

const code = (expected: string) => expect.objectContaining({ code: expected })
const board = async (login: string, asked: object = {}) =>
  (await world.as(login, 'supervision.listItems', asked)) as OutputOf<typeof listWatched>
const read = async (login: string, opinion = world.world['opinion']) =>
  (await world.as(login, 'supervision.getOpinion', { opinion })) as OutputOf<typeof getOpinion>
const STREET = { kind: 'street', street: 370611001 }
const said = { findings: '核查情况', asks: '限期整改', answerBy: '2026-12-15' }
const issue = (input: object) => world.as('discipline', 'supervision.issueOpinion', { to: STREET, ...said, ...input })

it('is numbered in its year, signed, and says what the board showed', async () => {
  expect(await read('qingyang')).toMatchObject({
    number: '督〔2026〕1号',
    to: 'street',
    addressee: '清洋街道',
    items: [{ topic: 'stop', what: { zh: '叫停至 2026-11-30：来信反映，需要核实' } }],
    mayAnswer: true,
  } satisfies Partial<Record<keyof Opinion, unknown>>)
  const { departmentOpinion } = world.world
  expect(await read('discipline', departmentOpinion)).toMatchObject({ number: '督〔2026〕2号', to: 'department' })
  await expect(read('qingyang', departmentOpinion)).rejects.toEqual(code('supervision.unknown-opinion'))
  const signatures = await world.services.database.tx(districtScope('staff', 370611), (tx) =>
    tx.run<{ meaning: string }>(`select meaning from kernel.signature where object_type = 'opinion'`),
  )
  expect(signatures).toHaveLength(2)
})

it('stands on the list of the street until it is answered, once', async () => {
  const queue = async (login: string) => {
    const { items } = (await world.as(login, 'work.getQueue')) as { items: { id: string; list: string }[] }
    return items.filter(({ id }) => id === `supervision.opinion/${world.world['opinion']}`).map(({ list }) => list)
  }
  expect([await queue('qingyang'), await queue('discipline'), await queue('officer')]).toEqual([
    ['todo'],
    ['started'],
    [],
  ])
  const answered = { opinion: world.world['opinion'], answer: '已逐项核实' }
  await expect(world.as('discipline', 'supervision.recordAnswer', answered)).rejects.toEqual(
    code('supervision.not-addressed'),
  )
  await world.as('qingyang', 'supervision.answerOpinion', answered)
  await expect(world.as('qingyang', 'supervision.answerOpinion', answered)).rejects.toEqual(
    code('supervision.answered-already'),
  )
  expect(await read('discipline')).toMatchObject({ answer: { text: '已逐项核实', on: '2026-11-23', by: '赵文静' } })
  expect([await queue('qingyang'), await queue('discipline')]).toEqual([[], []])
  const { items } = await board('head', { topic: 'opinion' })
  expect(items.map(({ state }) => state?.isOpen)).toEqual([true, false])
})

it('is about items of the board that may be told to whom it is addressed', async () => {
  await expect(issue({ items: ['stop/none'] })).rejects.toEqual(code('supervision.unknown-item'))
  await expect(issue({ items: ['late/JR-01'] })).rejects.toEqual(code('supervision.wrong-item'))
  await expect(issue({ items: [`stop/${world.world['stop']}`], answerBy: '2026-11-22' })).rejects.toEqual(
    code('supervision.answer-too-early'),
  )
  const other = { kind: 'street', street: 370611002 }
  await expect(issue({ to: other, items: [`stop/${world.world['stop']}`] })).rejects.toEqual(
    code('supervision.wrong-item'),
  )
})

it('shows unmaskings with field and reason and exports with purpose to discipline alone, and keeps that it looked', async () => {
  const { person } = world.world
  await world.as('officer', 'people.unmask', { id: person, field: 'idNumber', reason: '核对任免表' })
  await world.as('officer', 'roster.exportList', { purpose: '年报核对' })
  const topics = ['unmasking', 'export'] as const
  for (const topic of topics)
    for (const login of ['head', 'qingyang', 'commission']) {
      expect((await board(login, { topic })).items).toEqual([])
    }
  const [unmasking] = (await board('discipline', { topic: 'unmasking' })).items
  expect(unmasking).toMatchObject({ what: { zh: '查看身份证号，理由：核对任免表' }, by: '王海宁' })
  expect(JSON.stringify(unmasking)).not.toMatch(/370611197205120012|王建国/)
  const [exported] = (await board('discipline', { topic: 'export' })).items
  expect(exported?.what.zh).toMatch(/^导出花名册 \d+ 行，用途：年报核对$/)
  const { acts } = (await world.as('audit', 'audit.listActs', { action: 'supervision.listItems' })) as {
    acts: object[]
  }
  expect(acts.length).toBeGreaterThanOrEqual(2)
})

it('counts by topic, narrows to a street and to months, and goes out without names', async () => {
  const all = await board('discipline')
  expect(all.counts.find(({ topic }) => topic === 'stop')).toEqual({ topic: 'stop', all: 1, open: 1 })
  expect((await board('discipline', { topic: 'stop', street: 370611002 })).items).toEqual([])
  expect((await board('discipline', { topic: 'stop', until: '2026-10' })).items).toEqual([])
  await expect(board('discipline', { from: '2026-12', until: '2026-11' })).rejects.toEqual(
    code('supervision.wrong-months'),
  )
  expect(JSON.stringify(all)).toContain('周明远')
  const { bytes } = (await world.as('discipline', 'supervision.exportItems', { purpose: '季度小结' })) as {
    bytes: Buffer
  }
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  const text = JSON.stringify(workbook.worksheets.map((sheet) => sheet.getSheetValues()))
  expect(text).toContain('来信反映')
  expect(text).toContain('季度小结')
  expect(text).not.toContain('周明远')
})
