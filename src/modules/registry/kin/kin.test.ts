import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD, findActor } from '#accounts'
import { areasOf, districtScope, type Scope } from '#kernel/access.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { Relative } from './contract.ts'
import { DEGREES } from './contract.ts'
import { inverse } from './rules.ts'

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

const add = async (name: string) =>
  ((await world.as('head', 'people.addPerson', { name, community: world.world.community })) as { id: string }).id
const list = async (person: string) =>
  ((await world.as('discipline', 'kin.listKin', { person })) as { relatives: Relative[] }).relatives
const declare = (person: string, relative: string, degree = 'parent') =>
  world.as('discipline', 'kin.declareKin', { person, relative, degree }) as Promise<{ id: string }>

it('reads in both directions, once per pair, until it is ended', async () => {
  const [child, parent] = [await add('曹一'), await add('曹二')]
  const { id } = await declare(child, parent)
  expect(await list(child)).toMatchObject([{ person: parent, degree: 'parent' }])
  expect(await list(parent)).toMatchObject([{ person: child, degree: 'child' }])
  await expect(declare(parent, child, 'child')).rejects.toMatchObject({ code: 'kin.declared' })
  await expect(declare(child, child)).rejects.toMatchObject({ code: 'kin.self' })
  const end = () => world.as('head', 'kin.endKin', { id, reason: '登记有误' })
  await end()
  await expect(end()).rejects.toMatchObject({ code: 'kin.unknown' })
  expect(await list(child)).toEqual([])
})

it('counts for the person into whom a record was merged', async () => {
  const [person, alias, relative] = [await add('彭一'), await add('彭二'), await add('彭三')]
  await declare(alias, relative, 'spouse')
  const merging = { alias: { id: alias, version: 1 }, person: { id: person, version: 1 }, reason: '同一人' }
  await world.as('head', 'duplicate.mergePeople', merging)
  expect(await list(person)).toMatchObject([{ person: relative, degree: 'spouse' }])
  expect(await list(relative)).toMatchObject([{ person }])
  await expect(declare(relative, person, 'sibling')).rejects.toMatchObject({ code: 'kin.declared' })
})

it('is loaded at sign-in: the own record and those of relatives are closed, under all their ids', async () => {
  const idNumber = '370611198501011018'
  const person = ((await world.as('head', 'people.addPerson', { name: '张伟', idNumber })) as { id: string }).id
  const [relative, alias, stranger] = [await add('邹一'), await add('邹二'), await add('邹三')]
  const closedAtSignIn = async () => {
    const { database, clock } = world.services
    const credentials = { login: 'qingyang', password: DEMO_PASSWORD }
    const { bearer } = (await world.as(undefined, 'session.signIn', credentials)) as { bearer: string }
    const actor = await findActor(database, clock, bearer)
    if (!actor) throw new Error('signed in, and nobody')
    const read = `select array(select unnest(current_setting('app.closed')::uuid[])::text order by 1) as closed`
    const rows = await database.tx(actor.scope, (tx) => tx.run<{ closed: string[] }>(read))
    return rows[0]?.closed
  }
  const { accounts } = (await world.as('security', 'account.listAccounts')) as {
    accounts: { id: string; login: string }[]
  }
  const id = accounts.find(({ login }) => login === 'qingyang')?.id
  await world.as('security', 'account.linkPerson', { id, idNumber })
  expect(await closedAtSignIn()).toEqual([person])
  await declare(relative, person)
  await declare(relative, stranger)
  const merging = { alias: { id: alias, version: 1 }, person: { id: relative, version: 1 }, reason: '同一人' }
  await world.as('head', 'duplicate.mergePeople', merging)
  expect(await closedAtSignIn()).toEqual([person, relative, alias].toSorted())
})

it('every degree has its inverse', () => {
  for (const degree of DEGREES) expect(inverse(inverse(degree))).toBe(degree)
})

describe('nobody else reads it, whatever SQL they send', () => {
  const read = (scope: Scope) =>
    world.services.database.tx(scope, (tx) => tx.run('select 1 from registry.kin where id = $1', [world.world.kin]))
  const street = { ...districtScope('staff', 370611), areas: areasOf(370611001) }

  it('the organization department does: the positive control', async () => {
    expect(await read(districtScope('staff', 370611))).toHaveLength(1)
  })

  it('its own street does not, though it reads both people', async () => {
    expect(await read(street)).toEqual([])
    const people = [world.world.person, world.world.otherPerson]
    const seen = await world.services.database.tx(street, (tx) =>
      tx.run('select 1 from registry.person where id = any($1::uuid[])', [people]),
    )
    expect(seen).toHaveLength(2)
  })

  it.each(['rater', 'reviewer', 'self', 'admin', 'upper', 'filing'] as const)('class %s may not', async (one) => {
    await expect(read(districtScope(one, 370611))).rejects.toMatchObject({ code: '42501' })
  })
})
