import { afterAll, beforeAll, expect, it } from 'vitest'
import { registerPeople } from '../src/demo/people.ts'
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
