import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OutputOf } from '#web/endpoint.ts'
import { createMember } from '../../../demo/build.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { listPairs } from './contract.ts'

let world: Prepared
beforeAll(async () => {
  world = await prepare('open')
})
afterAll(() => world.close())

const read = async (login: string) => (await world.as(login, 'pairs.listPairs')) as OutputOf<typeof listPairs>
const pairOf = async (login: string, id: string) => (await read(login)).pairs.find((one) => one.id === id)

it('names who may be the second today, and what waits for them', async () => {
  const roster = await pairOf('officer', 'roster.confirmBatch')
  expect(roster).toMatchObject({ gap: 'none' })
  expect(roster?.second.people).toEqual(expect.arrayContaining(['王海宁', '陈明远']))
  expect(roster?.waiting?.length).toBeGreaterThan(0)
  expect((await pairOf('officer', 'merits.honour'))?.waiting).toEqual(
    expect.arrayContaining([expect.objectContaining({ by: '赵文静' })]),
  )
})

it('an administrator reads who, and nothing of the cases', async () => {
  const { pairs } = await read('security')
  expect(pairs.map(({ waiting }) => waiting)).toEqual(pairs.map(() => null))
})

it('three people and one from IT are enough; without a second person it says after whom', async () => {
  expect((await read('head')).staffing).toMatchObject({ enough: true })
  expect(await pairOf('head', 'supervision.overrule')).toMatchObject({ gap: 'none', second: { people: ['周启航'] } })
  const { accounts } = (await world.as('security', 'account.listAccounts')) as {
    accounts: { id: string; login: string }[]
  }
  const idOf = (login: string) => accounts.find((one) => one.login === login)?.id
  for (const login of ['commission', 'discipline']) {
    await world.as('security', 'account.disableAccount', { id: idOf(login), reason: '调离' })
  }
  const orgs = { orgZh: '区纪委监委', orgEn: 'Discipline' }
  const roles = ['discipline-officer', 'district-commission'] as const
  const grants = roles.map((role) => ({ role, ...orgs }))
  await createMember(world, { login: 'both', name: '韩立军', grants })
  expect(await pairOf('head', 'supervision.overrule')).toMatchObject({ gap: 'alone', alone: ['韩立军'] })
})
