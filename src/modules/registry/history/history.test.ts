import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT } from '#config'
import type { BatchView } from '#kernel/sheets/import-contract.ts'
import type { SheetValues } from '#kernel/sheets/list.ts'
import { readWorkbook } from '#kernel/sheets/read.ts'
import { acceptHistory, HISTORY_AT, historyFile, starRow } from '../../../../test/support/history.ts'
import { dryRun } from '../../../../test/support/imports.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import { HISTORY, type PastRecord } from './contract.ts'
import { communityFinder, type KnownCommunity, readPeriod, readValue } from './rules.ts'

// 历史导入: what was before the system goes in as it was, once, and out again as one.

let world: Prepared
beforeAll(async () => {
  world = await prepare('closed')
})
afterAll(() => world.close())

const WANG: SheetValues = { name: '王建国', birth: '1972-05' }
const check = async (...rows: readonly SheetValues[]) => dryRun(world, HISTORY_AT, await historyFile(...rows))
const view = (batch: string) => world.as('officer', 'history.getBatch', { batch }) as Promise<BatchView>
const records = async (of: object) =>
  ((await world.as('head', 'history.listRecords', of)) as { records: PastRecord[] }).records
const ofPerson = () => records({ person: world.world.person })
const codes = ({ problems }: BatchView) => problems.map(({ code }) => code)

it('goes in as it was, shows with the person and the community, is the same again, and comes out as one', async () => {
  const rows = [
    starRow('2025年下半年'),
    { kind: 'annual', period: '2025', value: '优秀', ...WANG },
    { kind: 'annual', period: '2024年', value: '称职', ...WANG, community: '南关社区' },
    { kind: 'honour', period: '2024.06', value: '烟台市优秀党务工作者', detail: '烟委〔2024〕8号', ...WANG },
    { kind: 'first-secretary', period: '2022-3', value: '区委办公室', name: '王建国', idNumber: '370611197205120012' },
  ]
  const checked = await check(...rows)
  expect(checked).toMatchObject({ counts: { rows: 5, added: 5, refused: 0 }, allowed: ['accept', 'discard'] })
  expect(checked.changes[0]).toMatchObject({ label: '南关社区', cells: [{ before: null, after: { zh: '四星' } }] })
  expect(await ofPerson()).toEqual([])
  await acceptHistory(world, checked.id)

  expect((await ofPerson()).map(({ kind, period, value }) => [kind, period, value])).toEqual([
    ['annual', '2025', 'excellent'],
    ['honour', '2024-06', '烟台市优秀党务工作者'],
    ['annual', '2024', 'competent'],
    ['first-secretary', '2022-03', '区委办公室'],
  ])
  // Also under the record that was merged into it.
  expect(await records({ person: world.world.alias })).toEqual(await ofPerson())
  const here = await records({ community: world.world.community })
  expect(here.map(({ value, name }) => [value, name])).toEqual([
    ['star-4', null],
    ['competent', '王建国'],
  ])

  expect((await check(...rows)).counts).toMatchObject({ same: 5, added: 0, refused: 0 })
  const { bytes } = (await world.as('officer', 'history.exportList', { purpose: '核对' })) as { bytes: Buffer }
  const exported = readWorkbook(HISTORY, Buffer.from(bytes)).rows.map(({ values }) => values)
  expect((await check(...exported)).counts).toMatchObject({ rows: 5, same: 5 })

  const { version } = await view(checked.id)
  await world.as('officer', 'history.undoBatch', { batch: checked.id, version, reason: '传错文件' })
  expect(await ofPerson()).toEqual([])
  expect((await check(...rows)).counts).toMatchObject({ added: 5 })
})

describe('what it does not take is named, and the rest goes in', () => {
  const annual = (some: SheetValues): SheetValues => ({
    kind: 'annual',
    period: '2023',
    value: '称职',
    ...WANG,
    ...some,
  })
  const cases: Readonly<Record<string, readonly [SheetValues, string]>> = {
    'a person who is not registered': [annual({ name: '无名氏' }), 'history.person-unknown'],
    'another month of birth': [annual({ birth: '1972-06' }), 'history.person-unknown'],
    'an ID number of nobody': [annual({ birth: null, idNumber: '370611198003040027' }), 'history.person-unknown'],
    'somebody else’s ID number': [annual({ name: '李秀英', idNumber: '370611197205120012' }), 'history.of-another'],
    'a wrong ID number': [annual({ idNumber: '370611197205120013' }), 'history.id-number'],
    'a name with two records': [annual({ name: '李秀英', birth: '1980-03' }), 'history.person-unclear'],
    'a name alone': [annual({ birth: null }), 'history.identity-missing'],
    'an appraisal of nobody': [annual({ name: null, birth: null, community: '南关社区' }), 'history.name-missing'],
    'an unknown community': [starRow('2024H1', { community: '无名社区' }), 'history.community-unknown'],
    'a star of a person': [starRow('2024H1', WANG), 'history.person-unwanted'],
    'an honour of nobody': [{ kind: 'honour', period: '2024', value: '先进' }, 'history.nobody'],
    'six stars': [starRow('2024H1', { value: '六星' }), 'history.value-star'],
    'a grade that is none': [annual({ value: '良好' }), 'history.value-grade'],
    'a star of a year': [starRow('2024'), 'history.period-half-year'],
    'an appraisal of a half-year': [annual({ period: '2024H1' }), 'history.period-year'],
    'a month that may be January or October': [annual({ kind: 'training', period: '2024.1' }), 'history.period-month'],
    'a year that is not over': [annual({ period: '2026' }), 'history.not-over'],
    'the future': [annual({ kind: 'honour', period: '2027-01' }), 'history.future'],
  }
  it('each by its own sentence', async () => {
    const named = Object.entries(cases)
    const batch = await check(...named.map(([, [row]]) => row), annual({}))
    expect(batch.counts).toMatchObject({ added: 1, refused: named.length })
    const found = Object.groupBy(batch.problems, ({ row }) => String(row))
    const rows = Object.keys(found).toSorted((a, b) => Number(a) - Number(b))
    expect(rows.map((row) => found[row]?.map(({ code }) => code))).toEqual(named.map(([, [, code]]) => [code]))
    for (const { zh, en } of batch.problems) expect(`${zh}${en}`).not.toMatch(/\{\w+\}|undefined/)
  })

  it('two results for one period: in the file, and against what is on record', async () => {
    const two = await check(starRow('2023H1'), starRow('2023H1', { value: '5' }))
    expect(codes(two)).toEqual(['history.twice', 'history.twice'])
    await acceptHistory(world, (await check(starRow('2023H1'))).id)
    const other = await check(starRow('2023H1', { value: '三星' }), starRow('2023H2'))
    expect(other.problems[0]).toMatchObject({ code: 'history.on-record', zh: expect.stringContaining('“四星”') })
    expect(other.counts).toMatchObject({ added: 1, refused: 1 })
  })

  it('a half-year that the system totalled itself', async () => {
    world.clock.set('2027-02-01')
    expect(codes(await check(starRow('2026H2')))).toEqual(['history.own-result'])
    expect(codes(await check(starRow('2026H1')))).toEqual([])
    world.clock.set('2026-11-23')
  })
})

describe('a street', () => {
  const read = (login: string, of: object) =>
    world.as(login, 'history.listRecords', of) as Promise<{ records: PastRecord[] }>
  const valuesIn = async (login: string, of: object) => (await read(login, of)).records.map(({ value }) => value)

  it('reads what is its own', async () => {
    const { community, otherCommunity } = world.world
    await expect(read('qingyang', { community })).resolves.toBeDefined()
    const outside = { code: 'history.unknown-community' }
    await expect(read('qingyang', { community: otherCommunity })).rejects.toMatchObject(outside)
    await expect(read('head', { community: otherCommunity })).resolves.toBeDefined()
    await expect(read('head', {})).rejects.toMatchObject({ code: 'history.whose' })
  })

  it('no longer reads of a person who has left for another, and the other one does', async () => {
    const { person, community, otherCommunity } = world.world
    const row = { kind: 'annual', period: '2022', value: '优秀', community: '南关社区', ...WANG }
    await acceptHistory(world, (await check(row)).id)
    expect(await valuesIn('qingyang', { person })).toEqual(['excellent'])
    expect(await valuesIn('qingyang', { community })).toContain('excellent')
    const { version } = (await world.as('head', 'people.getPerson', { id: person })) as { version: number }
    const changes = { community: otherCommunity }
    await world.as('head', 'people.changePerson', { id: person, version, changes })
    await expect(read('qingyang', { person })).rejects.toMatchObject({ code: 'people.unknown' })
    expect(await valuesIn('qingyang', { community })).not.toContain('excellent')
    expect(await valuesIn('head', { person })).toEqual(['excellent'])
  })
})

it('a star of a community that was merged since is taken, and comes back the same', async () => {
  const shipped = readFileSync(join(PROJECT, 'data', 'divisions', 'fushan-2023.csv'), 'utf8')
  const newer = shipped
    .replace(/^370611001004,.*\n/m, '370611001910,西北关社区居民委员会,community,370611001\n')
    .replace(/^370611001005,.*\n/m, '')
  const decisions = [370611001004, 370611001005].map((from) => ({ from, to: [370611001910] }))
  const input = { apply: true, validFrom: '2026-10-01', endAbsent: true, decisions }
  await world.as('head', 'division.importDivisions', input, { name: '2026.csv', bytes: Buffer.from(newer) })
  // One name has ended; the other stands for the merged community now, and what was is known by its code.
  const rows = [
    starRow('2019H2', { community: '东北关' }),
    starRow('2019H2', { community: '西北关社区', value: '三星' }),
    starRow('2019H2', { community: '370611001005', value: '二星' }),
  ]
  const checked = await check(...rows)
  expect(checked).toMatchObject({ counts: { added: 3, refused: 0 }, problems: [] })
  await acceptHistory(world, checked.id)
  const { bytes } = (await world.as('officer', 'history.exportList', { purpose: '核对' })) as { bytes: Buffer }
  const exported = readWorkbook(HISTORY, Buffer.from(bytes)).rows.map(({ values }) => values)
  const merged = exported.filter(({ period }) => period === '2019年下半年').map(({ community }) => community)
  expect(new Set(merged)).toEqual(new Set(['东北关', '西北关社区', '370611001005']))
  expect((await check(...exported)).counts).toMatchObject({ added: 0, refused: 0, same: exported.length })
})

describe('a name of several communities', () => {
  const one = (code: number, until: string | null, streetName = '清洋街道'): KnownCommunity => {
    const names = { name: '北关社区居民委员会', shortName: '北关社区', streetName }
    return { id: String(code), area: code, code, ...names, from: '2010-01-01', until }
  }
  it.each([
    ['means the one in force', [one(1, '2022-07-01'), one(2, null)], { id: '2' }],
    ['means the one that has ended', [one(1, '2022-07-01')], { id: '1' }],
    ['may be two in force', [one(1, null), one(2, null), one(3, '2022-07-01')], { code: 'community-ambiguous' }],
    [
      'may be two that have ended',
      [one(1, '2015-07-01'), one(2, '2022-07-01')],
      { code: 'community-ended', facts: { zhPeriods: '1 2010-01-01 至 2015-07-01、2 2010-01-01 至 2022-07-01' } },
    ],
    ['is of one street', [one(1, null, '福新街道'), one(2, '2022-07-01')], { id: '2' }],
  ])('%s', (_, communities, expected) => {
    expect(communityFinder(communities)('北关社区', '清洋街道')).toMatchObject(expected)
  })
})

it.each([
  ['2025年下半年', '2025H2'],
  ['2025 上半年', '2025H1'],
  ['２０２５h1', '2025H1'],
  ['2025年度', '2025'],
  ['2025年6月', '2025-06'],
  ['2025/6', '2025-06'],
  ['2025.13', undefined],
  ['去年', undefined],
])('the period %s is %s', (text, key) => expect(readPeriod(text)?.key).toBe(key))

it.each([
  ['4', 'star-4'],
  ['四星级', 'star-4'],
  ['4 星', 'star-4'],
  ['4 stars', 'star-4'],
  ['0', undefined],
  ['四五星', undefined],
])('the star %s is %s', (text, value) => expect(readValue('star', text)).toBe(value))
