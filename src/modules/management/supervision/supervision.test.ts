import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OutputOf } from '#web/endpoint.ts'
import { createMember } from '../../../demo/build.ts'
import { reply } from '../../../../test/support/filing.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { getSupervision } from './contract.ts'

let world: Prepared
beforeAll(async () => {
  world = await prepare('replied')
  world.clock.set('2026-11-10')
})
afterAll(() => world.close())

const code = (expected: string) => expect.objectContaining({ code: expected })
const board = async (login = 'discipline') =>
  (await world.as(login, 'supervision.getBoard')) as OutputOf<typeof getSupervision>
const caseOf = () => ({ filing: world.world['filing'] })
const conclude = () => world.as('officer', 'review.conclude', { ...caseOf(), version: 2 })
let stop = ''

it('a stop with its reason lasts five working days, and the street reads it', async () => {
  const made = (await world.as('discipline', 'supervision.stop', {
    ...caseOf(),
    reason: '群众来信反映，需要核实',
  })) as {
    id: string
    until: string
  }
  stop = made.id
  expect(made.until).toBe('2026-11-17')
  expect((await board('qingyang')).stops).toMatchObject([
    { id: stop, state: 'stands', reason: '群众来信反映，需要核实', mayLift: false },
  ])
  await expect(world.as('discipline', 'supervision.stop', { ...caseOf(), reason: '再次' })).rejects.toEqual(
    code('supervision.stopped-already'),
  )
})

it('a stopped case does not go on, and may go back', async () => {
  await expect(conclude()).rejects.toEqual(code('filing.stopped'))
})

it('is lifted by its author and by nobody else', async () => {
  const other = {
    login: 'discipline2',
    name: '韩立军',
    grants: [{ role: 'discipline-officer', orgZh: '区纪委监委', orgEn: 'Discipline' }],
  } as const
  await createMember(world, other)
  await expect(world.as('discipline2', 'supervision.lift', { stop, reason: '代为解除' })).rejects.toEqual(
    code('supervision.not-author'),
  )
  await world.as('discipline', 'supervision.lift', { stop, reason: '已核实，不影响任职' })
  await expect(world.as('discipline', 'supervision.lift', { stop, reason: '再次' })).rejects.toEqual(
    code('supervision.ended'),
  )
  expect((await board()).stops).toMatchObject([{ state: 'lifted', lifted: { reason: '已核实，不影响任职' } }])
  expect(await conclude()).toEqual({ version: 3 })
})

it('lapses after its last day', async () => {
  await world.as('discipline', 'supervision.stop', { ...caseOf(), reason: '另有反映' })
  world.clock.set('2026-11-18')
  expect((await board()).stops[0]).toMatchObject({ state: 'lapsed', mayLift: false })
  const vetting = { vetters: ['赵文静', '王晓东'], talks: 9, residents: 2, document: '材料', conclusion: '建议任用' }
  await world.as('qingyang', 'filing.recordVetting', { ...caseOf(), version: 3, ...vetting })
})

it('shows who is late with replies to those who see the review, and to a street nothing of it', async () => {
  const late = await prepare('filing')
  late.clock.set('2026-11-16')
  await reply(late, late.world['request'] ?? '', 'JR-02')
  const read = async (login: string) =>
    (await late.as(login, 'supervision.getBoard')) as OutputOf<typeof getSupervision>
  const found = (await read('discipline')).late
  expect(found).toHaveLength(16)
  expect(found[0]).toMatchObject({ department: 'JR-01', people: 1, since: '2026-11-12' })
  expect((await read('qingyang')).late).toEqual([])
  await late.close()
})
