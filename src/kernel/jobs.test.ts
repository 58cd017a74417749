import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Prepared, prepare } from '../../test/support/world.ts'
import { districtScope } from './access.ts'
import { type Job, startJobs, type Subscription } from './jobs.ts'
import { announce } from './outbox.ts'

const DISTRICT = 370611

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

/** Emits an event for each number, and runs jobs until `enough` says so. Gives the calls that there were. */
async function runJobs(
  event: string,
  numbers: readonly number[],
  work: (numbers: readonly number[]) => Promise<void>,
  enough: (calls: readonly (readonly number[])[]) => boolean,
): Promise<{ calls: number[][]; reported: unknown[] }> {
  const { services } = world
  const subscription: Subscription = { event, name: 'test', run: async () => undefined }
  await services.database.tx(districtScope('jobs', DISTRICT), async (tx) => {
    for (const number of numbers) {
      await announce(tx, {
        district: DISTRICT,
        name: event,
        account: null,
        payload: { number },
        at: services.clock.now(),
      })
    }
  })
  const calls: number[][] = []
  const reported: unknown[] = []
  const done = Promise.withResolvers<void>()
  const runner = await startJobs({
    database: services.database,
    districts: async () => [DISTRICT],
    subscriptions: [subscription],
    run: async (_, jobs: readonly Job[]) => {
      const given = jobs.map(({ payload }) => Number(payload.number))
      calls.push(given)
      if (enough(calls)) done.resolve()
      await work(given)
    },
    atOnce: 1,
    report: (error) => reported.push(error),
  })
  await done.promise
  await runner.stop()
  return { calls, reported }
}

describe('waiting jobs', () => {
  it('are handed over together, each once', async () => {
    const numbers = [1, 2, 3, 4, 5]
    const { calls, reported } = await runJobs(
      'test.job.together',
      numbers,
      async () => undefined,
      (sofar) => sofar.flat().length >= numbers.length,
    )
    expect(calls.flat().sort((a, b) => a - b)).toEqual(numbers)
    expect(calls.length).toBeLessThan(numbers.length)
    expect(reported).toEqual([])
  })

  it('are done each alone when one of them fails, and only that one comes again', async () => {
    const done: number[] = []
    const { calls, reported } = await runJobs(
      'test.job.failing',
      [1, 2, 3],
      async (given) => {
        if (given.includes(2)) throw new Error('number 2 cannot be done')
        done.push(...given)
      },
      (sofar) => sofar.length === 5,
    )
    expect(calls).toEqual([[1, 2, 3], [1], [2], [3], [2]])
    expect(done).toEqual([1, 3])
    expect(reported).toHaveLength(3)
  })
})
