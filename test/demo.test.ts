import { afterAll, beforeAll, expect, it } from 'vitest'
import { registerPeople } from '../src/demo/people.ts'
import { playFilings } from '../src/demo/filings.ts'
import { playSupervision } from '../src/demo/supervision.ts'
import { setKeyTasks } from '../src/demo/tasks.ts'
import { type Prepared, prepare } from './support/world.ts'

// The demo's people pass the rules that everybody's people pass, and are as many as its story says (rulings F).

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

it('76 secretaries and an assistant in each urban community are registered once, and no seat of them is empty', async () => {
  const count = async (post: string) =>
    ((await world.as('head', 'people.countPeople', { post })) as { count: number }).count
  await registerPeople(world)
  await registerPeople(world)
  const { communities } = (await world.as('head', 'community.listCommunities', { kind: 'urban', limit: 200 })) as {
    communities: object[]
  }
  expect(await count('secretary')).toBe(76)
  expect(await count('assistant')).toBe(communities.length)
  expect(await count('first-secretary')).toBe(5)
  const { live, withoutSecretary } = (await world.as('head', 'post.getGoingLive')) as {
    live: object | null
    withoutSecretary: object[]
  }
  expect(live).not.toBeNull()
  expect(withoutSecretary).toEqual([])
  const { accounts } = (await world.as('security', 'account.listAccounts')) as {
    accounts: { login: string; linked: boolean }[]
  }
  expect(accounts.flatMap(({ login, linked }) => (linked ? [login] : []))).toEqual(['nanguan'])
})

it('the year’s key tasks are written once, and every community has its targets until a late one is added', async () => {
  const missing = async () => {
    const { tasks } = (await world.as('head', 'tasks.listTasks', { year: 2026 })) as { tasks: object[] }
    const { rows } = (await world.as('head', 'targets.listTargets', { year: 2026 })) as {
      rows: { targets: object[] }[]
    }
    return [tasks.length, rows.filter(({ targets }) => targets.length < tasks.length).length]
  }
  await setKeyTasks(world)
  await setKeyTasks(world)
  expect(await missing()).toEqual([5, 0])
  world.clock.set('2026-12-03')
  await setKeyTasks(world)
  expect(await missing()).toEqual([6, 55])
})

it('a case of filing stands at each step, each played once', async () => {
  await registerPeople(world)
  const played = async () => {
    await playFilings(world, world.clock)
    return (await world.as('head', 'filing.listFilings')) as { counts: Record<string, number> }
  }
  const steps = { motion: 1, review: 1, vetting: 1, decision: 1, notice: 1, filed: 1 }
  expect((await played()).counts).toEqual(steps)
  expect((await played()).counts).toEqual(steps)
  const { rows } = (await world.as('head', 'review.getMatrix')) as { rows: { cells: { state: string }[] }[] }
  const states = Map.groupBy(rows[0]?.cells ?? [], ({ state }) => state)
  expect([rows.length, states.get('stops')?.length, states.get('clear')?.length]).toEqual([1, 1, 14])
})

it('departments reply by page, letter and workbook; discipline has stopped a case and written about it, each once', async () => {
  await playSupervision(world, world.clock)
  await playSupervision(world, world.clock)
  const { dispatches } = (await world.as('head', 'dispatch.list')) as {
    dispatches: { department: string; state: string }[]
  }
  expect(dispatches.map(({ department, state }) => [department, state])).toEqual([
    ['JR-16', 'waiting'],
    ['JR-14', 'answered'],
  ])
  world.clock.set('2026-12-10')
  const { stops } = (await world.as('qingyang', 'supervision.getBoard')) as { stops: { state: string }[] }
  expect(stops).toMatchObject([{ state: 'stands' }])
  const { items } = (await world.as('qingyang', 'work.getQueue')) as { items: { id: string }[] }
  const asked = items.flatMap(({ id }) => (id.startsWith('supervision.') ? [id.replace(/\/.*/, '')] : []))
  expect(asked.toSorted()).toEqual(['supervision.opinion', 'supervision.stop'])
})
