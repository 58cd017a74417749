import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { ListedPerson, Person } from '../people/contract.ts'
import type { Pair } from './contract.ts'

// One person registered twice becomes one, with nothing rewritten, and two again when that was wrong.

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

const add = async (input: object) => ((await world.as('head', 'people.addPerson', input)) as { id: string }).id
const twin = (input: object) => add({ sameNameConfirmed: true, ...input })
const get = (id: string, login = 'head') => world.as(login, 'people.getPerson', { id }) as Promise<Person>
const found = async (search: string) => {
  const { people } = (await world.as('head', 'people.listPeople', { search })) as { people: ListedPerson[] }
  return people.map(({ id }) => id)
}
const pairs = async (login = 'head') =>
  ((await world.as(login, 'duplicate.listDuplicates')) as { pairs: Pair[] }).pairs.map(({ grounds, records }) => ({
    grounds,
    ids: records.map(({ id }) => id),
  }))
const merge = (alias: string, person: string, over: object = {}, login = 'head') =>
  world.as(login, 'duplicate.mergePeople', {
    alias: { id: alias, version: 1 },
    person: { id: person, version: 1 },
    reason: '同一人重复登记',
    ...over,
  })
const undo = (alias: string, login = 'head') =>
  world.as(login, 'duplicate.undoMerge', { alias, reason: '经核对系两人' })

it('none is left once all are kept apart: an empty list', async () => {
  for (const { ids } of await pairs()) {
    const [a, b] = ids
    await world.as('head', 'duplicate.keepApart', { a, b, reason: '证件不同' })
  }
  expect(await world.as('head', 'duplicate.listDuplicates')).toEqual({ pairs: [], count: 0 })
})

describe('a pair', () => {
  it('is found by name and month, by a former name, and by name and telephone; two ID numbers are two people', async () => {
    const phone = '13800000021'
    const a = await add({ name: '冯一', birth: '1981-02', phone })
    const sameMonth = await twin({ name: '冯一', birth: '1981-02-03' })
    const samePhone = await twin({ name: '冯一', birth: '1981-09', phone })
    const renamed = await add({ name: '冯新', birth: '1981-02' })
    const rename = { id: renamed, version: 1, name: '冯又新', how: 'changed', on: '2026-11-01', reason: '更名' }
    await world.as('head', 'people.changeName', rename)
    const former = await add({ name: '冯新', birth: '1981-02' })
    const two = [
      await add({ name: '冯二', idNumber: '370611198102081115' }),
      await twin({ name: '冯二', idNumber: '370611198102082134' }),
    ]
    const mine = [a, sameMonth, samePhone, renamed, former, ...two]
    const shown = (await pairs()).filter((pair) => pair.ids.some((id) => mine.includes(id)))
    expect(shown).toEqual(
      expect.arrayContaining([
        { grounds: ['name'], ids: [a, sameMonth] },
        { grounds: ['phone'], ids: [a, samePhone] },
        { grounds: ['former-name'], ids: [renamed, former] },
      ]),
    )
    expect(shown).toHaveLength(3)
  })

  it('kept apart is not shown again', async () => {
    const a = await add({ name: '蒋一', birth: '1983-03' })
    const b = await twin({ name: '蒋一', birth: '1983-03' })
    const shown = async () => (await pairs()).filter((pair) => pair.ids.includes(a))
    expect(await shown()).toHaveLength(1)
    const apart = (one: string, other: string) =>
      world.as('head', 'duplicate.keepApart', { a: one, b: other, reason: '证件不同' })
    await apart(b, a)
    expect(await shown()).toEqual([])
    await expect(apart(a, b)).rejects.toMatchObject({ code: 'duplicate.kept-apart' })
  })
})

describe('merging', () => {
  it('makes one of two, found by the names of both, with what hangs on both; undoing makes them two again', async () => {
    const person = await add({ name: '韩春', birth: '1979-04', nativePlace: '山东烟台' })
    const alias = await twin({ name: '韩椿', birth: '1979-04', phone: '13800000022', nativePlace: '山东福山' })
    const period = { from: '1999-07', until: null, kind: 'work', organisation: '某厂', post: '职工', note: null }
    await world.as('head', 'resume.addPeriod', { person: alias, ...period })
    await merge(alias, person, { takeOver: ['phone'] })
    expect(await found('韩椿')).toEqual([person])
    expect(await get(alias)).toMatchObject({
      id: person,
      askedFor: alias,
      aliases: [{ id: alias, name: '韩椿' }],
      phoneMasked: '•••••••0022',
      nativePlace: '山东烟台',
      version: 2,
    })
    const resume = await world.as('head', 'resume.getResume', { person })
    expect(resume).toMatchObject({ periods: [{ organisation: '某厂' }] })
    // The alias no longer stands alone.
    const change = { id: alias, version: 1, changes: { grade: '三级' } }
    await expect(world.as('head', 'people.changePerson', change)).rejects.toMatchObject({ code: 'people.merged' })
    const withdraw = { id: person, version: 2, reason: '误登' }
    await expect(world.as('head', 'people.withdrawPerson', withdraw)).rejects.toMatchObject({
      code: 'people.stands-for-others',
    })
    await undo(alias)
    expect(await get(alias)).toMatchObject({ id: alias, name: '韩椿', version: 1, askedFor: null })
    expect(await found('韩椿')).toEqual([alias])
    expect(await world.as('head', 'resume.getResume', { person })).toMatchObject({ periods: [] })
    await expect(undo(alias)).rejects.toMatchObject({ code: 'duplicate.not-merged' })
  })

  it('is refused for two ID numbers, away from the ID number, in chains, across months, and of what is known already', async () => {
    const withId = await add({ name: '沈一', idNumber: '370611199003071215', grade: '一级' })
    const other = await twin({ name: '沈一', idNumber: '370611199003072234' })
    const plain = await twin({ name: '沈一', birth: '1990-03', grade: '二级' })
    const third = await twin({ name: '沈一', birth: '1991-03' })
    await expect(merge(withId, other)).rejects.toMatchObject({ code: 'duplicate.two-id-numbers' })
    await expect(merge(withId, plain)).rejects.toMatchObject({ code: 'duplicate.id-number-stays' })
    await expect(merge(plain, plain)).rejects.toMatchObject({ code: 'duplicate.same-record' })
    await expect(merge(third, plain)).rejects.toMatchObject({
      code: 'duplicate.birth-differs',
      facts: { alias: '1991-03', person: '1990-03' },
    })
    await expect(merge(plain, withId, { takeOver: ['grade'] })).rejects.toMatchObject({ code: 'duplicate.not-lacking' })
    await expect(merge(plain, withId, { alias: { id: plain, version: 2 } })).rejects.toMatchObject({
      code: 'people.changed',
    })
    await merge(third, plain, { birthConfirmed: true })
    await expect(merge(plain, withId)).rejects.toMatchObject({ code: 'duplicate.chain' })
    await expect(merge(other, third)).rejects.toMatchObject({ code: 'people.merged' })
    await undo(third)
    await merge(plain, withId)
  })

  it('of the same two by two people at once happens once', async () => {
    const a = await add({ name: '杨一', birth: '1986-06' })
    const b = await twin({ name: '杨一', birth: '1986-06' })
    const tries = await Promise.allSettled([merge(a, b), merge(b, a, {}, 'officer')])
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('a street', () => {
  it('neither sees, merges, parts nor keeps apart people of another one; the district does', async () => {
    const elsewhere = { community: world.world.otherCommunity, birth: '1984-04' }
    const a = await add({ name: '何一', ...elsewhere })
    const b = await twin({ name: '何一', ...elsewhere })
    const shown = async (login: string) => (await pairs(login)).filter((pair) => pair.ids.includes(a))
    expect(await shown('qingyang')).toEqual([])
    expect(await shown('head')).toHaveLength(1)
    await expect(merge(b, a, {}, 'qingyang')).rejects.toMatchObject({ code: 'people.unknown' })
    const apart = { a, b, reason: '证件不同' }
    await expect(world.as('qingyang', 'duplicate.keepApart', apart)).rejects.toMatchObject({ code: 'people.unknown' })
    await merge(b, a)
    await expect(undo(b, 'qingyang')).rejects.toMatchObject({ code: 'people.unknown' })
    await expect(get(b, 'qingyang')).rejects.toMatchObject({ code: 'people.unknown' })
    expect(await get(b)).toMatchObject({ id: a })
  })
})
