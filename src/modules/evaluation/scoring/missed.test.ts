import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OutputOf } from '#web/endpoint.ts'
import { closePeriod } from '../../../demo/build.ts'
import { PERIOD, type Prepared, prepare } from '../../../../test/support/world.ts'
import type { getGrid, getOverview, listSheets } from './contract.ts'

// A sheet that was never submitted: its page says so once the half-year is totalled, and nobody is asked to fill it in.

let world: Prepared
beforeAll(async () => {
  world = await prepare('open')
})
afterAll(() => world.close())

const grid = async (login: string, department: string) =>
  (await world.as(login, 'scoring.getGrid', { period: PERIOD, department })) as OutputOf<typeof getGrid>
const missed = async () => {
  const { sheets } = (await world.as('officer', 'scoring.getOverview', { period: PERIOD })) as OutputOf<
    typeof getOverview
  >
  return sheets.filter((sheet) => sheet.missed).map(({ department }) => department)
}

it('is missed from the totals on, for its department and for the district; what was submitted is not', async () => {
  expect(await missed()).toEqual([])
  expect(await grid('sr01', 'SR-01')).toMatchObject({ missed: false, writable: true })
  await closePeriod(world, PERIOD)
  // Not begun, complete but not signed, sent back.
  expect(await missed()).toEqual(['SR-01', 'SR-02', 'SR-03'])
  for (const login of ['sr01', 'officer']) {
    expect(await grid(login, 'SR-01')).toMatchObject({ missed: true, writable: false })
  }
  expect(await grid('officer', 'SR-04')).toMatchObject({ missed: false, state: 'submitted' })
  const { sheets } = (await world.as('sr01', 'scoring.listSheets', { period: PERIOD })) as OutputOf<typeof listSheets>
  expect(sheets).toMatchObject([{ department: 'SR-01', missed: true }])
})
