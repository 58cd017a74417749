import { afterEach, expect, it } from 'vitest'
import type { WorkItem } from '#kernel/work.ts'
import { createMember, foundDistrict } from '../demo/build.ts'
import { type CastMember, STAFF } from '../demo/cast.ts'
import { importRosters } from '../../test/support/rosters.ts'
import { type Prepared, prepare } from '../../test/support/world.ts'

let world: Prepared
afterEach(() => world.close())

const steps = async (login: string) => {
  const { items } = (await world.as(login, 'work.getQueue')) as { items: WorkItem[] }
  return items.flatMap(({ id }) => (id.startsWith('first.') ? [id] : []))
}

it('begin with divisions and a policy pack', async () => {
  world = await prepare('empty')
  await foundDistrict(world)
  await createMember(world, STAFF.find(({ login }) => login === 'head') as CastMember)
  expect(await steps('head')).toEqual(['first.divisions', 'first.pack'])
})

it('lead from a roster to going live, which the head declares, and end there', async () => {
  world = await prepare('founded')
  expect(await steps('head')).toEqual(['first.roster'])
  expect(await steps('officer')).toEqual(['first.roster'])
  expect(await steps('qingyang')).toEqual([])
  const rosters = await importRosters(world)
  expect(await steps('head')).toEqual(['first.live'])
  expect(await steps('officer')).toEqual([])
  const waiting = { batch: rosters['roster.confirming'], version: Number(rosters['roster.confirming.version']) }
  await world.as('qingyang', 'roster.discardBatch', waiting)
  await world.as('head', 'post.goLive', { reason: '期初名册已核对完毕' })
  expect(await steps('head')).toEqual([])
})
