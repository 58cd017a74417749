import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { Person } from '../people/contract.ts'
import type { Gap, Period } from './contract.ts'

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

type Resume = { periods: Period[]; gaps: Gap[]; text: string }
const work = { kind: 'work', organisation: '清洋街道', post: '科员', note: null, until: null }
const read = (person: string, login = 'head') => world.as(login, 'resume.getResume', { person }) as Promise<Resume>
const add = async (person: string, fields: object, login = 'officer') =>
  ((await world.as(login, 'resume.addPeriod', { person, ...work, ...fields })) as { id: string }).id

it('periods are added, changed once per version and removed; gaps follow', async () => {
  const { id: person } = (await world.as('head', 'people.addPerson', { name: '邓一', birth: '1980-01' })) as {
    id: string
  }
  const later = await add(person, { from: '2004-08' })
  const first = await add(person, { from: '1998-01', until: '2002-07', kind: 'study' })
  expect((await read(person)).periods.map(({ id }) => id)).toEqual([first, later])
  expect((await read(person)).gaps).toEqual([{ from: '2002-08', until: '2004-07', months: 24 }])
  const change = { ...work, id: first, version: 1, from: '1998-01', until: '2004-09', kind: 'study' }
  await world.as('officer', 'resume.changePeriod', change)
  await expect(world.as('officer', 'resume.changePeriod', change)).rejects.toMatchObject({ code: 'resume.changed' })
  expect(await read(person)).toMatchObject({ gaps: [], periods: [{ overlaps: true }, { overlaps: true }] })
  const remove = (version: number) => world.as('officer', 'resume.removePeriod', { id: first, version })
  await expect(remove(1)).rejects.toMatchObject({ code: 'resume.changed' })
  await remove(2)
  await expect(remove(2)).rejects.toMatchObject({ code: 'resume.unknown' })
  expect((await read(person)).gaps).toEqual([{ from: '1998-01', until: '2004-07', months: 79 }])
})

it('belongs to a complete record, that of a merged one counts', async () => {
  const known = {
    name: '郝一',
    sex: '1',
    birth: '1981-01-01',
    ethnic: '01',
    nativePlace: '山东福山',
    political: '13',
    workStarted: '2003-08',
    communityWorkStarted: '2010-08',
    educationFullTime: '21',
    school: '烟台大学',
    source: 'local',
    qualification: 'none',
    idNumber: '370611198101011019',
    phone: '13800000031',
  }
  const completeness = async () => ((await world.as('head', 'people.getPerson', { id: person })) as Person).completeness
  const { id: person } = (await world.as('head', 'people.addPerson', known)) as { id: string }
  const { of } = await completeness()
  expect(await completeness()).toEqual({ filled: of - 1, of, missing: ['resume'] })
  const { id: alias } = (await world.as('head', 'people.addPerson', { name: '郝益', birth: '1981-01' })) as {
    id: string
  }
  await add(alias, { from: '2003-08' })
  expect(await completeness()).toMatchObject({ missing: ['resume'] })
  const merge = { alias: { id: alias, version: 1 }, person: { id: person, version: 1 }, reason: '同一人重复登记' }
  await world.as('head', 'duplicate.mergePeople', merge)
  expect(await completeness()).toEqual({ filled: of, of, missing: [] })
})

it.each([
  [{ from: '2004-08', until: '2004-07' }, 'resume.backwards'],
  [{ from: '2026-12' }, 'resume.future'],
  [{ from: '1979-12', until: '1980-12' }, 'resume.before-birth'],
])('%j cannot be', async (fields, code) => {
  await expect(add(world.world.otherPerson ?? '', fields)).rejects.toMatchObject({ code })
})

it('goes with a person to another street, and is closed to the one before', async () => {
  const given = { name: '许一', birth: '1982-02', community: world.world.community, sameNameConfirmed: true }
  const { id: person } = (await world.as('head', 'people.addPerson', given)) as { id: string }
  const rename = { id: person, version: 1, name: '许二', how: 'changed', on: '2026-11-01', reason: '更名' }
  await world.as('head', 'people.changeName', rename)
  const period = await add(person, { from: '2004-08' }, 'qingyang')
  const changes = { community: world.world.otherCommunity }
  await world.as('head', 'people.changePerson', { id: person, version: 2, changes })
  await expect(read(person, 'qingyang')).rejects.toMatchObject({ code: 'people.unknown' })
  const removal = { id: period, version: 1 }
  await expect(world.as('qingyang', 'resume.removePeriod', removal)).rejects.toMatchObject({ code: 'resume.unknown' })
  await world.as('head', 'resume.removePeriod', removal)
})
