import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PERIOD, type Prepared, prepare } from '../../../../test/support/world.ts'
import type { Half, YearRow } from './contract.ts'

// A year of half-years: what is settled is shown, and of what is not only that it is not.

type Year = { rows: YearRow[]; next: number | null; count: number; periods: string[] }
const YEAR = Number(PERIOD.slice(0, 4))

let published: Prepared
let deferred: Prepared
beforeAll(async () => {
  published = await prepare('published')
  deferred = await prepare('deferred')
})
afterAll(async () => {
  await published.close()
  await deferred.close()
})

const year = async (world: Prepared, login: string, some: object = {}) =>
  (await world.as(login, 'year.listYear', { year: YEAR, limit: 500, ...some })) as Year
const statesOf = ({ rows }: Year) => [...new Set(rows.flatMap(({ halves }) => halves.map(({ state }) => state)))]

it('shows every community with what was confirmed, as the results list has it', async () => {
  const { rows, count, periods } = await year(published, 'officer')
  expect([rows.length, count, periods]).toEqual([76, 76, [PERIOD]])
  const { results } = (await published.as('officer', 'star.listResults', { period: PERIOD, limit: 500 })) as {
    results: { community: string; total: string }[]
  }
  const totals = new Map(results.map(({ community, total }) => [community, total]))
  for (const { community, halves } of rows) {
    expect(halves).toEqual([
      {
        period: PERIOD,
        state: 'confirmed',
        grade: expect.stringMatching(/^star-[1-5]$/),
        total: totals.get(community),
      },
    ])
  }
})

it('turns pages without losing or repeating a community, and filters by street and name', async () => {
  const seen: number[] = []
  for (let after: number | null | undefined; after !== null;) {
    const page: Year = await year(published, 'head', { limit: 30, ...(after === undefined ? {} : { after }) })
    seen.push(...page.rows.map(({ code }) => code))
    after = page.next
  }
  expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b))
  expect(seen).toHaveLength(76)
  const found = await year(published, 'head', { street: 370611001, search: '南关' })
  expect(found.rows.map(({ street, name }) => [street, name])).toEqual([[370611001, expect.stringContaining('南关')]])
})

it('says of what is not confirmed only that it is not; a street does not read that it was put off', async () => {
  const { community } = deferred.world
  const stateFor = async (login: string) =>
    (await year(deferred, login)).rows.find((row) => row.community === community)?.halves
  const waiting = { period: PERIOD, grade: null, total: null }
  expect(await stateFor('head')).toEqual([{ ...waiting, state: 'deferred' }])
  expect(await stateFor('qingyang')).toEqual([{ ...waiting, state: 'waiting' }])
  expect(statesOf(await year(deferred, 'qingyang'))).toEqual(['waiting'])
})

it('is the same as a workbook', async () => {
  const file = (await published.as('head', 'year.exportYear', { year: YEAR, street: 370611001 })) as { bytes: Buffer }
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(file.bytes as unknown as ExcelJS.Buffer)
  const text = JSON.stringify(workbook.worksheets[0]?.getSheetValues())
  const { rows } = await year(published, 'head', { street: 370611001 })
  for (const { code, name } of rows) for (const cell of [String(code), name]) expect(text).toContain(cell)
  expect(text.match(/已确认/g)).toHaveLength(rows.length)
})

it('keeps a street to its own communities, in the list, the strip and the table', async () => {
  const { rows } = await year(published, 'qingyang')
  expect(new Set(rows.map(({ street }) => street))).toEqual(new Set([370611001]))
  const { otherCommunity = '', community = '' } = published.world
  const halves = async (login: string, of: string) =>
    (await published.as(login, 'year.listHalves', { community: of })) as { halves: Half[] }
  expect((await halves('qingyang', community)).halves).toHaveLength(1)
  expect((await halves('head', otherCommunity)).halves).toHaveLength(1)
  await expect(halves('qingyang', otherCommunity)).rejects.toMatchObject({ code: 'year.unknown-community' })
})
