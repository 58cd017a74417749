import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { areasOf, type AccessClass, type Scope } from '#kernel/access.ts'
import { newId } from '#kernel/database.ts'
import type { BatchView } from '#kernel/sheets/import-contract.ts'
import type { SheetValues } from '#kernel/sheets/list.ts'
import { readWorkbook } from '#kernel/sheets/read.ts'
import { DISTRICT } from '../../../demo/cast.ts'
import { dryRun } from '../../../../test/support/imports.ts'
import {
  acceptTargets,
  setTasks,
  targetRow,
  TARGETS_AT,
  targetsFile,
  taskOf,
} from '../../../../test/support/targets.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import { type KeyTask, TARGETS } from './contract.ts'
import { targetsOf, tasksOf } from './queries.ts'
import { hasNumber, needsDocument } from './rules.ts'

// 年度重点任务: the district writes the list, streets give targets, each sees its part.

let world: Prepared
let keyTask: string
let otherKeyTask: string
let org: string
beforeAll(async () => {
  world = await prepare('founded')
  ;({ keyTask = '', otherKeyTask = '' } = await setTasks(world))
  org = world.world.organisation ?? ''
})
afterAll(() => world.close())

const tasks = async (login: string, input: object = {}) =>
  (await world.as(login, 'tasks.listTasks', { year: 2026, ...input })) as { tasks: KeyTask[]; needsDocument: boolean }
const names = async (login: string, input: object = {}) => (await tasks(login, input)).tasks.map(({ zh }) => zh)
type Row = {
  community: string
  code: number
  name: string
  targets: { task: string; target: string | null; version: number }[]
}
const rows = async (login: string, year = 2026) =>
  ((await world.as(login, 'targets.listTargets', { year })) as { rows: Row[] }).rows
const rowOf = async (name: string) => (await rows('qingyang')).find((row) => row.name === name)
const give = (community: string | undefined, target: string, version = 0, task = keyTask) =>
  world.as('qingyang', 'targets.saveTargets', { targets: [{ task, community, target, version }] })
const refusal = (code: string) => expect.objectContaining({ code })

describe('the list', () => {
  it('holds twelve tasks in force, each under its number for good', async () => {
    const add = (zh: string) => world.as('officer', 'tasks.addTask', taskOf(zh, org, { year: 2027, document: '' }))
    for (let number = 1; number <= 12; number++) await add(`任务 ${number}`)
    await expect(add('任务 13')).rejects.toEqual(refusal('tasks.too-many'))
    const [, second] = (await tasks('head', { year: 2027 })).tasks
    const ending = { id: second?.id, version: 1, reason: '上级任务调整' }
    await world.as('head', 'tasks.endTask', ending)
    await add('任务 13')
    await expect(world.as('head', 'tasks.endTask', ending)).rejects.toEqual(refusal('tasks.ended'))
    const listed = (await tasks('head', { year: 2027 })).tasks
    expect(listed.map(({ code }) => code)).toEqual(
      [...Array(13).keys()].map((at) => `KT-${String(at + 1).padStart(2, '0')}`),
    )
    expect(listed[1]).toMatchObject({ zh: '任务 2', endReason: '上级任务调整', endedOn: '2026-11-23' })
  })

  it('takes nothing after June of its year without a document number', async () => {
    expect((await tasks('head')).needsDocument).toBe(true)
    for (const document of ['', '区委常委会研究', '〔2026〕']) {
      const add = world.as('head', 'tasks.addTask', taskOf('无文号', org, { document }))
      await expect(add, document).rejects.toEqual(refusal('tasks.document-needed'))
      const change = { ...taskOf('改写', org, { document }), id: keyTask, version: 1, year: undefined }
      await expect(world.as('head', 'tasks.changeTask', change)).rejects.toEqual(refusal('tasks.document-needed'))
    }
    await expect(world.as('head', 'tasks.addTask', taskOf('去年', org, { year: 2025 }))).rejects.toEqual(
      refusal('tasks.wrong-year'),
    )
    const days: [string, number, boolean][] = [
      ['2026-06-30', 2026, false],
      ['2026-07-01', 2026, true],
      ['2026-12-31', 2027, false],
      ['2027-01-01', 2026, true],
    ]
    for (const [today, year, needed] of days) expect(needsDocument(year, today, 6), today).toBe(needed)
    for (const one of ['福组发〔2026〕21号', '福组发[2026]第 3 号', '（2026）3号'])
      expect(hasNumber(one), one).toBe(true)
  })

  it('is read by those whom it concerns: a department its own, a secretary the own targets', async () => {
    const both = ['老旧小区红色物业全覆盖', '社区嵌入式养老服务']
    for (const login of ['head', 'qingyang', 'nanguan']) expect(await names(login), login).toEqual(both)
    expect(await names('sr01')).toEqual([both[0]])
    expect(await names('sr04')).toEqual([])
    expect(await names('head', { department: 'SR-01' })).toEqual([both[0]])
    expect((await rows('nanguan')).map(({ name }) => name)).toEqual(['南关社区'])
    expect((await rows('head')).length).toBe(76)
    expect((await rows('qingyang')).every(({ code }) => Math.floor(code / 1000) === 370611001)).toBe(true)
  })
})

describe('targets', () => {
  it('are given by the own street alone, each change upon what was seen', async () => {
    const { community, otherCommunity } = world.world
    await give(community, '红色物业覆盖 2 个小区')
    await expect(give(community, '覆盖 4 个')).rejects.toEqual(refusal('targets.changed'))
    await give(community, '红色物业覆盖 4 个小区', 1)
    world.clock.set('2027-01-05')
    await expect(give(community, '迟到', 2)).rejects.toEqual(refusal('tasks.wrong-year'))
    world.clock.set('2026-11-23')
    await expect(give(otherCommunity, '越界')).rejects.toEqual(refusal('targets.unknown-community'))
    expect((await rowOf('南关社区'))?.targets).toEqual([{ task: keyTask, target: '红色物业覆盖 4 个小区', version: 2 }])
    const scope = scopeOf('staff', areasOf(DISTRICT))
    const door = await world.services.database.tx(scope, async (tx) => ({
      tasks: await tasksOf(tx, DISTRICT, 2026),
      targets: await targetsOf(tx, DISTRICT, 2026, [community ?? '', otherCommunity ?? '']),
    }))
    expect(door.tasks.map(({ code }) => code)).toEqual(['KT-01', 'KT-02'])
    expect(door.targets).toMatchObject([{ task: keyTask, community, target: '红色物业覆盖 4 个小区' }])
  })

  it('are asked of the street until all are there, and urged once they are late', async () => {
    const item = async (login: string) => {
      const { items } = (await world.as(login, 'work.getQueue')) as {
        items: { id: string; list: string; due: string | null; what: { zh: string }; reminder?: { zh: string } }[]
      }
      return items.find(({ id }) => /^targets\..*\/2026$/.test(id))
    }
    // Given on 23 November with 15 working days from then.
    expect(await item('qingyang')).toMatchObject({ list: 'todo', due: '2026-12-14' })
    expect(await item('head')).toMatchObject({ list: 'started', due: '2026-12-14' })
    world.clock.set('2026-12-15')
    const late = await item('head')
    expect(late).toMatchObject({ list: 'todo', reminder: { zh: expect.stringContaining('清洋街道') } })
    const open = (await rows('qingyang')).flatMap(({ community, targets }) =>
      [keyTask, otherKeyTask]
        .filter((task) => !targets.some((one) => one.task === task))
        .map((task) => ({ task, community, target: '年底前完成', version: 0 })),
    )
    await world.as('qingyang', 'targets.saveTargets', { targets: open })
    expect(await item('qingyang')).toBeUndefined()
    expect((await item('head'))?.reminder?.zh).not.toContain('清洋街道')
    world.clock.set('2026-11-23')
  })
})

const scopeOf = (accessClass: AccessClass, areas: readonly [number, number], organisation?: string): Scope => ({
  class: accessClass,
  districts: [DISTRICT, DISTRICT],
  areas,
  ...(organisation ? { org: organisation } : {}),
})

describe('the fence in the database', () => {
  const STREET = scopeOf('staff', areasOf(370611001))
  const ALL = scopeOf('staff', areasOf(DISTRICT))
  /** Rows touched, or what the database says. All is taken back. */
  const attempt = async (scope: Scope, text: string, values: readonly unknown[] = []): Promise<number | string> => {
    const undone = new Error('taken back')
    let rowsTouched = 0
    try {
      await world.services.database.tx(scope, async (tx) => {
        rowsTouched = (await tx.run(`${text} returning 1`, values)).length
        throw undone
      })
    } catch (error) {
      if (error !== undone) return (error as Error).message
    }
    return rowsTouched
  }
  const target = (community: string | undefined, area: number) =>
    [
      `insert into evaluation.key_target (district, id, task, community, version, area, target, account, at)
       values ($1, $2, $3, $4, 90, $5, '攻击', $2, now())`,
      [DISTRICT, newId(), keyTask, community, area],
    ] as const
  const task = `insert into evaluation.key_task (district, id, year, number, measure_zh, measure_en, target, org, added_on)
    values ($1, $2, 2026, 90, '攻击', '', '攻击', $3, '2026-01-01')`
  const taskValues = () => [DISTRICT, newId(), org]
  const end = `update evaluation.key_task set ended_on = '2026-12-01', end_reason = '攻击', version = 9 where id = $1`
  const REFUSED = /row-level security/

  it('a street writes targets of its own communities, whatever label it claims, and no list', async () => {
    const { community, otherCommunity } = world.world
    const other = (await rows('head')).find((row) => row.community === otherCommunity)?.code ?? 0
    expect(await attempt(STREET, ...target(community, 370611001001))).toBe(1)
    expect(await attempt(STREET, ...target(otherCommunity, 370611001001))).toMatch(REFUSED)
    expect(await attempt(STREET, ...target(otherCommunity, other))).toMatch(REFUSED)
    expect(await attempt(ALL, ...target(otherCommunity, other))).toBe(1)

    expect(await attempt(ALL, task, taskValues())).toBe(1)
    expect(await attempt(STREET, task, taskValues())).toMatch(REFUSED)
    expect(await attempt(ALL, end, [keyTask])).toBe(1)
    expect(await attempt(STREET, end, [keyTask])).toBe(0)
  })

  it('what was given is never rewritten or deleted, and only the addressed department reads a task', async () => {
    const denied = /permission denied/
    for (const text of ['update evaluation.key_target set target = null', 'delete from evaluation.key_target']) {
      expect(await attempt(ALL, text)).toMatch(denied)
    }
    expect(await attempt(ALL, 'delete from evaluation.key_task')).toMatch(denied)
    const seen = (scope: Scope, table: string) =>
      world.services.database
        .tx(scope, (tx) => tx.run(`select id from evaluation.${table}`))
        .then(
          (found) => found.length,
          (error: Error) => error.message,
        )
    expect(await seen(scopeOf('rater', areasOf(DISTRICT), org), 'key_task')).toBeGreaterThan(1)
    expect(await seen(scopeOf('rater', areasOf(DISTRICT), newId()), 'key_task')).toBe(0)
    expect(await seen(scopeOf('rater', areasOf(DISTRICT), org), 'key_target')).toMatch(denied)
    expect(await seen(scopeOf('self', [370611001001, 370611001001]), 'key_target')).toBeGreaterThan(0)
    expect(await seen(scopeOf('self', [370611002001, 370611002001]), 'key_target')).toBe(0)
  })
})

describe('as Excel', () => {
  const check = async (...lines: readonly SheetValues[]) => dryRun(world, TARGETS_AT, await targetsFile(...lines))
  const exported = async () => {
    const { bytes } = (await world.as('qingyang', 'targets.exportList', { purpose: '填写' })) as { bytes: Buffer }
    return readWorkbook(TARGETS, Buffer.from(bytes)).rows.map(({ values }) => values)
  }

  it('the export comes back as a diff, goes in and comes out as one', async () => {
    const state = await exported()
    expect((await check(...state)).counts).toMatchObject({ rows: state.length, same: state.length, refused: 0 })
    const before = (await rowOf('南关社区'))?.targets.find(({ task }) => task === keyTask)
    const isFirst = ({ community, code, year }: SheetValues) =>
      community === '南关社区' && code === 'KT-01' && year === '2026'
    const edited = state.map((row) => (isFirst(row) ? { ...row, target: '红色物业覆盖 5 个小区' } : row))
    const batch = await check(...edited)
    expect(batch.counts).toMatchObject({ changed: 1, same: state.length - 1, added: 0 })
    const [change] = batch.changes
    expect(change?.cells).toMatchObject([{ before: before?.target, after: '红色物业覆盖 5 个小区' }])
    await acceptTargets(world, batch.id)
    const now = async () => (await rowOf('南关社区'))?.targets.find(({ task }) => task === keyTask)?.target
    expect(await now()).toBe('红色物业覆盖 5 个小区')
    const { version } = (await world.as('qingyang', 'targets.getBatch', { batch: batch.id })) as BatchView
    const undoing = { batch: batch.id, version, reason: '传错文件' }
    await world.as('qingyang', 'targets.undoBatch', undoing)
    expect(await now()).toBe(before?.target)
  })

  it('is no longer taken back once somebody has gone on from it', async () => {
    const batch = await check(targetRow('南关社区', '覆盖 6 个小区'))
    await acceptTargets(world, batch.id)
    const standing = (await rowOf('南关社区'))?.targets.find(({ task }) => task === keyTask)
    await give(world.world.community, '覆盖 7 个小区', standing?.version)
    const { version } = (await world.as('qingyang', 'targets.getBatch', { batch: batch.id })) as BatchView
    const undo = world.as('qingyang', 'targets.undoBatch', { batch: batch.id, version, reason: '传错文件' })
    await expect(undo).rejects.toMatchObject({ code: 'targets.changed-since', facts: { count: 1, name: '南关社区' } })
  })

  it('names each wrong row, and the rest goes in', async () => {
    const other = (await rows('head')).find(({ community }) => community === world.world.otherCommunity)
    const wrong: readonly [SheetValues, string][] = [
      [targetRow('无名社区', '一'), 'targets.community-unknown'],
      [targetRow(String(other?.code), '一'), 'targets.community-unknown'],
      [targetRow('南关社区', '一', { code: 'KT-77' }), 'targets.task-unknown'],
      [targetRow('南关社区', '一', { year: '2031' }), 'targets.task-unknown'],
      [targetRow('南关社区', '一', { year: '2027', code: 'KT-02' }), 'targets.task-ended'],
      [targetRow('南关社区', '一', { measure: '别的任务' }), 'targets.task-differs'],
      [targetRow('史家庄社区', '一'), 'targets.twice'],
      [targetRow('史家庄社区', '二', { code: 'kt-01' }), 'targets.twice'],
    ]
    const batch = await check(...wrong.map(([row]) => row), targetRow('南关社区', '覆盖 8 个小区'))
    expect(batch.counts).toMatchObject({ changed: 1, refused: wrong.length })
    const found = batch.problems.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0))
    expect(found.map(({ code }) => code)).toEqual(wrong.map(([, code]) => code))
    for (const { zh, en, row } of found) {
      expect(zh).toMatch(new RegExp(`^[A-F]${row} `))
      expect(`${zh}${en}`).not.toMatch(/\{\w+\}|undefined/)
    }
  })
})
