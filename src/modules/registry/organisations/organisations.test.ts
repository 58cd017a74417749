import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Prepared, prepare } from '../../../../test/support/world.ts'

// Departments change, codes stay (R-BR-11): who holds a duty, and since when.

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

type Listed = { id: string; kind: string; zh: string; en: string; duties: string[] }
const list = async (input: object = {}) =>
  ((await world.as('head', 'organisation.listOrganisations', input)) as { organisations: Listed[] }).organisations
const holder = async (code: string) => (await list()).filter(({ duties }) => duties.includes(code)).map(({ zh }) => zh)
const assign = (duties: object[], login = 'head') => world.as(login, 'organisation.assignDuties', { duties })

const CIVIL = { code: 'SR-04', zh: '区民政局', en: 'District Civil Affairs Bureau' }
const MERGED = { zh: '区民政和社会事业局', en: 'District Bureau of Civil and Social Affairs' }

describe('a duty', () => {
  it('given again to the same organisation stays as it is', async () => {
    const before = await list()
    expect(await assign([CIVIL])).toEqual({ organisationsAdded: 0, dutiesAdded: 0, dutiesMoved: 0 })
    expect(await list()).toEqual(before)
  })

  it('moves to a new organisation; the other one stays without it', async () => {
    const before = await list()
    const report = await assign([{ code: 'SR-04', ...MERGED }])
    expect(report).toEqual({ organisationsAdded: 1, dutiesAdded: 0, dutiesMoved: 1 })
    expect(await holder('SR-04')).toEqual([MERGED.zh])
    expect(await list()).toHaveLength(before.length + 1)
    expect((await list()).find(({ zh }) => zh === CIVIL.zh)?.duties).not.toContain('SR-04')
  })

  it('moves back on the same day and once more, one holder at a time', async () => {
    await assign([CIVIL])
    expect(await holder('SR-04')).toEqual([CIVIL.zh])
    await assign([{ code: 'SR-04', ...MERGED }])
    expect(await holder('SR-04')).toEqual([MERGED.zh])
  })

  it('of the joint review joins one of the star in the same organisation', async () => {
    const report = await assign([{ code: 'JR-10', ...MERGED }])
    expect(report).toEqual({ organisationsAdded: 0, dutiesAdded: 0, dutiesMoved: 1 })
    expect((await list()).find(({ zh }) => zh === MERGED.zh)?.duties).toEqual(['JR-10', 'SR-04'])
  })

  it('twice in a batch is refused, and nothing of the batch holds', async () => {
    const before = await list()
    const batch = [{ code: 'SR-97', zh: '某局', en: 'Some bureau' }, CIVIL, { code: 'SR-04', ...MERGED }]
    await expect(assign(batch)).rejects.toMatchObject({ code: 'registry.duty-twice', facts: { code: 'SR-04' } })
    expect(await list()).toEqual(before)
  })

  it('is given by the organization department, not by administrators or streets', async () => {
    for (const login of ['system', 'qingyang']) {
      await expect(assign([CIVIL], login)).rejects.toMatchObject({ entry: { status: 403 } })
    }
  })
})

it('the list narrows to a kind; each street is an organisation', async () => {
  const streets = await list({ kind: 'street' })
  expect(streets.map(({ zh }) => zh)).toContain('清洋街道')
  expect(streets.every(({ kind, duties }) => kind === 'street' && duties.length === 0)).toBe(true)
})
