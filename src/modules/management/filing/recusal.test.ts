import { afterEach, describe, expect, it } from 'vitest'
import type { OutputOf } from '#web/endpoint.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { getFiling } from './contract.ts'

// Recusal (RX-1): persons are compared, under whichever record they are known, and streets learn nothing but that somebody is recused.

let world: Prepared
afterEach(() => world.close())

const code = (expected: string) => expect.objectContaining({ code: expected })
const add = async (name: string, more: object = {}) =>
  (
    (await world.as('head', 'people.addPerson', { name, community: world.world['community'], ...more })) as {
      id: string
    }
  ).id
const declare = (person: string, relative: string) =>
  world.as('discipline', 'kin.declareKin', { person, relative, degree: 'sibling' }) as Promise<{ id: string }>
const merge = (alias: string, person: string) =>
  world.as('head', 'duplicate.mergePeople', {
    alias: { id: alias, version: 1 },
    person: { id: person, version: 1 },
    reason: '同一人',
  })
const read = async (login = 'head', filing = world.world['filing']) =>
  (await world.as(login, 'filing.getFiling', { filing })) as OutputOf<typeof getFiling>
const running = () => ({ filing: world.world['filing'], version: Number(world.world['filingVersion']) })
const lastDetails = async () => (await read()).acts.at(-1)?.details

const VETTED = { talks: 9, residents: 2, document: '材料', conclusion: '建议任用' }
const vet = (vetters: readonly unknown[], more: object = {}) =>
  world.as('qingyang', 'filing.recordVetting', { ...running(), ...VETTED, vetters, ...more })
const VOTE = { members: 9, present: 8, favour: 8, document: '纪要' }
const vote = (more: object) =>
  world.as('qingyang', 'filing.recordVote', { ...running(), ...VOTE, recused: [], ...more })

describe('the vetting group', () => {
  it('has neither the candidate nor a relative in it, and names nothing but the rule', async () => {
    world = await prepare('vetting')
    const { person } = (await read()).filing
    const [relative, stranger] = [await add('曹一'), await add('曹二')]
    await declare(relative, person)
    const refused = await vet([{ person: relative }, '赵文静']).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'filing.kin-vets', facts: { names: '曹一' } })
    await expect(vet([{ person }, '赵文静'])).rejects.toEqual(code('filing.kin-vets'))
    await expect(vet([{ person: world.world['filing'] }, '赵文静'])).rejects.toEqual(code('filing.unknown-member'))
    await vet([{ person: stranger }, '赵文静'])
    expect(await lastDetails()).toMatchObject({ vetters: ['曹二', '赵文静'], vettersPeople: [stranger] })
  })

  it('does not let a relative in under a record that was merged, on either side', async () => {
    world = await prepare('vetting')
    const { person } = (await read()).filing
    const [relative, declared, twin] = [await add('彭一'), await add('彭二'), await add('彭三')]
    await declare(declared, person)
    await merge(declared, relative)
    for (const one of [relative, declared]) {
      await expect(vet([{ person: one }, '赵文静'])).rejects.toEqual(code('filing.kin-vets'))
    }
    // The candidate's own second record, on which the kinship was entered.
    const other = await add('彭四')
    await declare(twin, other)
    await vet([{ person: twin }]).catch((error: unknown) => expect(error).toEqual(code('filing.few-vetters')))
    await merge(other, person)
    await expect(vet([{ person: twin }, '赵文静'])).rejects.toEqual(code('filing.kin-vets'))
  })

  it('counts a person once, whatever record or name is given', async () => {
    world = await prepare('vetting')
    const [one, alias] = [await add('彭一'), await add('彭二')]
    await merge(alias, one)
    await expect(vet([{ person: one }, { person: alias }, '彭一'])).rejects.toEqual(code('filing.few-vetters'))
  })

  it('asks about a typed name that a relative bears or bore, and keeps what was answered', async () => {
    world = await prepare('vetting')
    const { person } = (await read()).filing
    const relative = await add('曹一')
    await declare(person, relative)
    await expect(vet(['曹一', '赵文静'])).rejects.toEqual(code('filing.namesake'))
    const renamed = { id: relative, version: 1, name: '曹新', how: 'changed', on: '2026-11-01', reason: '更名' }
    await world.as('head', 'people.changeName', renamed)
    for (const name of ['曹一', '曹新']) {
      await expect(vet([name, '赵文静'])).rejects.toEqual(code('filing.namesake'))
    }
    // Saying so frees no person.
    await expect(vet([{ person: relative }, '赵文静'], { namesakes: true })).rejects.toEqual(code('filing.kin-vets'))
    await vet(['曹一', '赵文静'], { namesakes: true })
    expect(await lastDetails()).toMatchObject({ vetters: ['曹一', '赵文静'], namesakes: ['曹一'] })
  })

  it('is free again when the kinship is ended', async () => {
    world = await prepare('vetting')
    const { person } = (await read()).filing
    const relative = await add('曹一')
    const { id } = await declare(person, relative)
    await world.as('head', 'kin.endKin', { id, reason: '登记有误' })
    await vet([{ person: relative }, '赵文静'])
  })
})

describe('the vote', () => {
  it('is taken without relatives: who is present has to be recused', async () => {
    world = await prepare('decision')
    const { person } = (await read()).filing
    const [relative, member] = [await add('曹一'), await add('曹二')]
    await declare(relative, person)
    const attended = [{ person: relative }, { person: member }]
    await expect(vote({ attended })).rejects.toEqual(code('filing.kin-votes'))
    // A name among the recused is no person.
    await expect(vote({ attended, recused: ['曹一'] })).rejects.toEqual(code('filing.kin-votes'))
    await expect(vote({ attended: ['曹一'] })).rejects.toEqual(code('filing.namesake'))
    await expect(vote({ attended, present: 0, favour: 0 })).rejects.toEqual(code('filing.vote-numbers'))
    await vote({ attended, recused: [{ person: relative }] })
    expect(await lastDetails()).toMatchObject({
      recused: ['曹一'],
      recusedPeople: [relative],
      attended: ['曹二'],
      attendedPeople: [member],
    })
  })

  it('knows a relative under a merged record', async () => {
    world = await prepare('decision')
    const { person } = (await read()).filing
    const [relative, declared] = [await add('彭一'), await add('彭二')]
    await declare(person, declared)
    await merge(declared, relative)
    for (const one of [relative, declared]) {
      await expect(vote({ attended: [{ person: one }] })).rejects.toEqual(code('filing.kin-votes'))
    }
    await vote({ attended: [{ person: declared }], recused: [{ person: relative }] })
  })
})

it('a relative in the same committees is a warning on the case, to a street as well, which reads no kinship', async () => {
  world = await prepare('filed')
  const holder = (await read()).filing.person
  const { community, candidate } = world.world
  const gates = { document: '会议纪要', reserveSeen: true, disciplinePresent: true, plannedOn: '2027-01-15' }
  const motion = { kind: 'FK-1', reason: 'FR-3', community, person: candidate, postKind: 'deputy-secretary', ...gates }
  const { id } = (await world.as('qingyang', 'filing.propose', motion)) as { id: string }
  expect((await read('qingyang', id)).kinToCheck).toBe(false)
  const { id: kin } = await declare(candidate ?? '', holder)
  const street = await read('qingyang', id)
  expect(street.kinToCheck).toBe(true)
  expect(JSON.stringify(street)).not.toContain(holder)
  expect((await read('head', id)).kinToCheck).toBe(true)
  await expect(world.as('qingyang', 'kin.listKin', { person: candidate })).rejects.toEqual(code('server.not-permitted'))
  await world.as('head', 'kin.endKin', { id: kin, reason: '登记有误' })
  expect((await read('qingyang', id)).kinToCheck).toBe(false)
})
