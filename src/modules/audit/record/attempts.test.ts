import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Call } from '#kernel/call.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import { act } from '../../../demo/build.ts'
import type { ListedAct } from './contract.ts'

// What was tried and did not happen leaves an act too (rulings G6).

type Header = NonNullable<ListedAct['header']>

describe('an attempt that came to nothing', () => {
  let world: Prepared
  beforeAll(async () => {
    world = await prepare('open')
  })
  afterAll(() => world.close())

  const list = (limit: number) => world.as('audit', 'audit.listActs', { limit }) as Promise<{ acts: ListedAct[] }>

  /** The acts that an attempt leaves, with what they say; the attempt has to fail. */
  async function leftBy(attempt: () => Promise<unknown>): Promise<Partial<Header>[]> {
    const before = (await list(1)).acts[0]?.id
    await expect(attempt()).rejects.toThrow()
    const { acts } = await list(20)
    const count = acts.findIndex(({ id }) => id === before)
    return acts
      .slice(0, count)
      .map(({ header }) => ({ action: header?.action, role: header?.role, result: header?.result }))
  }

  it('is on record as denied, for each endpoint that the role may not use, reads included', async () => {
    const role = 'upper-viewer'
    const closed = world.endpoints.filter(({ endpoint: { who } }) => Array.isArray(who) && !who.includes(role))
    expect(closed.length).toBeGreaterThan(30)
    for (const { endpoint } of closed) {
      const left = await leftBy(() => world.as('yantai', endpoint.id))
      expect(left).toEqual([{ action: endpoint.id, role, result: 'denied' }])
    }
  })

  it('is on record as refused when a rule or the shape of the input says no', async () => {
    const { period, submittedDepartment: department } = world.world
    const role = 'department-rater'
    const late = await leftBy(() => world.as('sr04', 'scoring.submitSheet', { period, department }))
    expect(late).toEqual([{ action: 'scoring.submitSheet', role, result: 'refused' }])
    const shapeless = await leftBy(() => world.as('sr04', 'scoring.saveCells', { period }))
    expect(shapeless).toEqual([{ action: 'scoring.saveCells', role, result: 'refused' }])
  })

  it('is on record as denied when the sheet is another department’s', async () => {
    const { period, department } = world.world
    const foreign = await leftBy(() => world.as('sr04', 'scoring.submitSheet', { period, department }))
    expect(foreign).toMatchObject([{ action: 'scoring.submitSheet', result: 'denied' }])
  })

  it('is not on record when nobody is signed in: the record cannot be filled from outside', async () => {
    const { period, department } = world.world
    expect(await leftBy(() => world.as(undefined, 'scoring.submitSheet', { period, department }))).toEqual([])
  })

  it('is on record as failed when something breaks, and nothing else of it is left', async () => {
    const broken = world.endpoints.map((one) =>
      one.endpoint.id !== 'division.importShippedDivisions'
        ? one
        : {
            ...one,
            run: async (call: Call, input: unknown) => {
              await call.audit({ object: { type: 'test', id: '1' }, body: null })
              await one.run(call, input)
              throw new Error('broken')
            },
          },
    )
    const left = await leftBy(() =>
      act({ ...world, endpoints: broken }, 'head', 'division.importShippedDivisions', { apply: true }),
    )
    expect(left).toEqual([{ action: 'division.importShippedDivisions', role: 'organization-head', result: 'failed' }])
  })

  it('is on record when the password was wrong', async () => {
    const left = await leftBy(() => world.as(undefined, 'session.signIn', { login: 'head', password: 'wrong' }))
    expect(left.map(({ action, result }) => [action, result])).toContainEqual(['session.signIn', 'refused'])
  })
})
