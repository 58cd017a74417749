import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { Community } from '../communities/contract.ts'
import type { AreaCommittee, Partner, RaterGroup } from './contract.ts'

// The governance committee with its rater groups, area committees, partners, and organisations that people look after.

let world: Prepared
let urban: readonly Community[]
let converted: Community
beforeAll(async () => {
  world = await prepare('founded')
  const list = async (kind: string) =>
    (
      (await world.as('head', 'community.listCommunities', { kind, street: 370611001, limit: 200 })) as {
        communities: Community[]
      }
    ).communities
  urban = await list('urban')
  converted = (await list('converted'))[0] as Community
})
afterAll(() => world.close())

const act = (id: string, input: object = {}, login = 'officer') => world.as(login, id, input)
const made = async (id: string, input: object) => ((await act(id, input)) as { id: string }).id
const ids = (...places: number[]) => places.map((place) => urban[place]?.id ?? '')

describe('rater groups', () => {
  const groups = async (input: object = {}) =>
    ((await act('committee.getGovernanceCommittee', input)) as { groups: RaterGroup[] }).groups
  const holderOf = async (duty: string) => {
    const { organisations } = (await act('organisation.listOrganisations')) as {
      organisations: { id: string; zh: string; duties: string[] }[]
    }
    return organisations.find(({ duties }) => duties.includes(duty))?.id ?? ''
  }
  const group = (zh: string, members: string[] = [], ownStreet = false) => ({ zh, en: '', ownStreet, members })

  it('keep their order and members; an English name that nobody gave is the Chinese one', async () => {
    await made('committee.addRaterGroup', group('纪委监委', [await holderOf('SR-01')]))
    expect((await groups()).map(({ zh, en, members }) => [zh, en, members.length])).toEqual([
      ['民政局', '民政局', 1],
      ['纪委监委', '纪委监委', 1],
    ])
  })

  it('with the own street resolve to each community’s street', async () => {
    await made('committee.addRaterGroup', group('所属街道', [], true))
    const streetOf = async (community = '') =>
      (await groups({ community })).find(({ ownStreet }) => ownStreet)?.members.map(({ zh }) => zh)
    expect(await streetOf(world.world.community)).toEqual(['清洋街道'])
    expect(await streetOf(world.world.urban1)).toEqual(['福新街道'])
    expect((await groups()).find(({ ownStreet }) => ownStreet)?.members).toEqual([])
  })

  it('are refused twice for the street, without members, with one of another group, with a name that is taken', async () => {
    const taken = await holderOf('SR-01')
    const free = await holderOf('SR-02')
    const unknown = '01890000-0000-7000-8000-000000000000'
    const before = await groups()
    const cases = [
      [group('街道二组', [], true), 'registry.own-street-once'],
      [group('空组'), 'registry.rater-group-members'],
      [group('街道三组', [free], true), 'registry.own-street-once'],
      [group('第二组', [taken]), 'registry.rater-group-taken'],
      [group('未知', [unknown]), 'registry.unknown-organisation'],
      [group('民政局', [free]), 'registry.name-taken'],
    ] as const
    for (const [input, code] of cases)
      await expect(act('committee.addRaterGroup', input)).rejects.toMatchObject({ code })
    expect(await groups()).toEqual(before)
  })

  it('change for one of two people; members leave and come', async () => {
    const [civil] = await groups()
    const change = { id: civil?.id, version: civil?.version, zh: '民政局等', en: 'Civil Affairs' }
    const both = [await holderOf('SR-04'), await holderOf('SR-02')]
    const tries = await Promise.allSettled([
      act('committee.changeRaterGroup', { ...change, members: both }),
      act('committee.changeRaterGroup', { ...change, members: both }, 'head'),
    ])
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'registry.body-changed', entry: { status: 409 } },
    })
    const [changed] = await groups()
    expect(changed).toMatchObject({ zh: '民政局等', en: 'Civil Affairs', version: 2 })
    expect(changed?.members).toHaveLength(2)
    await act('committee.endRaterGroup', { id: civil?.id, version: 2 })
    expect((await groups()).map(({ zh }) => zh)).toEqual(['纪委监委', '所属街道'])
    await made('committee.addRaterGroup', group('民政局', both))
  })
})

describe('area committees', () => {
  const list = async (login = 'officer') =>
    ((await act('areaCommittee.listAreaCommittees', {}, login)) as { committees: AreaCommittee[] }).committees
  const area = (zh: string, communities: readonly string[], lead = communities[0]) => ({
    zh,
    en: '',
    communities,
    lead,
  })
  const found = (zh: string, communities: readonly string[], lead = communities[0]) =>
    made('areaCommittee.addAreaCommittee', area(zh, communities, lead))

  it('hold three or four urban communities, each in one, one in the lead', async () => {
    const before = await list()
    const other = world.world.community ?? ''
    const cases = [
      [area('两个', ids(0, 1)), 'registry.area-committee-size'],
      [area('五个', ids(0, 1, 2, 3, 4)), 'registry.area-committee-size'],
      [area('重复', ids(0, 1, 1)), 'registry.area-committee-size'],
      [area('村改居', [...ids(0, 1), converted.id]), 'registry.area-committee-kind'],
      [area('外人牵头', ids(1, 2, 3), ids(0)[0]), 'registry.area-committee-lead'],
      [area('别家', [...ids(1, 2), before[0]?.members[0]?.community ?? '']), 'registry.area-committee-taken'],
      [area('没有', [...ids(0, 1), other.replace(/.$/, '0').replace(/^./, '9')]), 'registry.unknown-community'],
      [area('东片区联合党委', ids(0, 1, 2)), 'registry.name-taken'],
    ] as const
    for (const [input, code] of cases) {
      await expect(act('areaCommittee.addAreaCommittee', input), input.zh).rejects.toMatchObject({ code })
    }
    expect(await list()).toEqual(before)
  })

  it('keep who belonged to them, and when', async () => {
    const id = await found('南片区联合党委', ids(0, 1, 2))
    world.clock.set('2026-12-01')
    const change = area('南片区联合党委', ids(1, 2, 3))
    await act('areaCommittee.changeAreaCommittee', { ...change, id, version: 1 })
    const members = (await list()).find((one) => one.id === id)?.members ?? []
    const placeOf = (community: string) => urban.findIndex((one) => one.id === community)
    const seen = members.map(({ community, lead, from, until }) => `${placeOf(community)} ${lead} ${from} ${until}`)
    expect(seen[0]).toBe('1 true 2026-12-01 null')
    expect(seen.toSorted()).toEqual([
      '0 true 2026-11-23 2026-12-01',
      '1 false 2026-11-23 2026-12-01',
      '1 true 2026-12-01 null',
      '2 false 2026-11-23 null',
      '3 false 2026-12-01 null',
    ])
  })

  it('free their communities when they end, and stay on record', async () => {
    const committee = (await list()).find(({ zh }) => zh === '南片区联合党委')
    const again = area('另一片区联合党委', ids(1, 2, 4))
    await expect(act('areaCommittee.addAreaCommittee', again)).rejects.toMatchObject({
      code: 'registry.area-committee-taken',
    })
    world.clock.set('2026-12-02')
    await act('areaCommittee.endAreaCommittee', { id: committee?.id, version: committee?.version })
    await found(again.zh, again.communities)
    expect((await list()).at(-1)).toMatchObject({ zh: '南片区联合党委', until: '2026-12-02' })
  })

  it('are shown to a street as far as they are its own', async () => {
    expect((await list('qingyang')).map(({ zh }) => zh)).toEqual(['另一片区联合党委', '南片区联合党委'])
  })

  it('keep a community from becoming a converted village', async () => {
    const [{ id, version } = { id: '', version: 0 }] = urban.slice(1)
    await expect(act('community.setCommunityKind', { id, version, kind: 'converted' })).rejects.toMatchObject({
      code: 'registry.community-in-area-committee',
      facts: { committee: '另一片区联合党委' },
    })
  })
})

it('a partner is added, changed and ended; another of its name is refused', async () => {
  const list = async () => ((await act('partner.listPartners')) as { partners: Partner[] }).partners
  const place = { address: '莱山区迎春大街', contact: '区委组织部组织科' }
  const id = await made('partner.addPartner', { zh: '莱山区', en: '', ...place })
  await expect(act('partner.addPartner', { zh: '莱山区', en: '', ...place })).rejects.toMatchObject({
    code: 'registry.name-taken',
  })
  await act('partner.changePartner', { id, version: 1, zh: '莱山区', en: 'Laishan', ...place, address: '' })
  expect(await list()).toContainEqual(expect.objectContaining({ id, en: 'Laishan', address: '', version: 2 }))
  await expect(act('partner.endPartner', { id, version: 1 })).rejects.toMatchObject({ code: 'registry.body-changed' })
  await act('partner.endPartner', { id, version: 2 })
  expect((await list()).some((one) => one.id === id)).toBe(false)
})

describe('an organisation', () => {
  type Listed = { id: string; zh: string; en: string; kind: string; version: number; duties: string[] }
  const list = async () => ((await act('organisation.listOrganisations')) as { organisations: Listed[] }).organisations
  const find = async (zh: string) => (await list()).find((one) => one.zh === zh) as Listed

  it('is put in its place in the official order, before the streets', async () => {
    const id = await made('organisation.addOrganisation', { kind: 'district-body', zh: '区人大常委会', en: '' })
    const last = (await list()).filter(({ kind }) => kind !== 'street').at(-1)
    expect(last?.id).toBe(id)
    await act('organisation.moveOrganisation', { id, version: 1, after: null })
    const [first, second] = await list()
    expect(first?.id).toBe(id)
    await act('organisation.moveOrganisation', { id, version: 2, after: second?.id })
    expect((await list())[1]?.id).toBe(id)
    await expect(act('organisation.moveOrganisation', { id, version: 2, after: null })).rejects.toMatchObject({
      code: 'registry.body-changed',
    })
  })

  it('ends when it holds and rates nothing, and its name is free again', async () => {
    const civil = await find('区民政局')
    const end = ({ id, version }: Listed) => act('organisation.endOrganisation', { id, version })
    await expect(end(civil)).rejects.toMatchObject({ code: 'registry.organisation-holds' })
    const free = await find('区融媒体中心')
    const group = { zh: '媒体', en: '', ownStreet: false, members: [free.id] }
    const id = await made('committee.addRaterGroup', group)
    await expect(end(free)).rejects.toMatchObject({ code: 'registry.organisation-rates', facts: { group: '媒体' } })
    await act('committee.endRaterGroup', { id, version: 1 })
    await end(free)
    await made('organisation.addOrganisation', { kind: 'department', zh: '区融媒体中心', en: 'Media centre' })
    await expect(
      act('organisation.addOrganisation', { kind: 'department', zh: '区融媒体中心', en: '' }),
    ).rejects.toMatchObject({ code: 'registry.name-taken' })
  })

  it('that is a street takes an English name here and nothing else', async () => {
    const { id, version } = await find('清洋街道')
    await act('organisation.renameOrganisation', { id, version, zh: '清洋街道', en: 'Qingyang Subdistrict' })
    expect(await find('清洋街道')).toMatchObject({ en: 'Qingyang Subdistrict' })
    const rename = { id, version: version + 1, zh: '清洋新街道', en: '' }
    const moved = { id, version: version + 1, after: null }
    const tries = [
      act('organisation.renameOrganisation', rename),
      act('organisation.endOrganisation', { id, version: version + 1 }),
      act('organisation.moveOrganisation', moved),
    ]
    for (const one of await Promise.allSettled(tries)) {
      expect(one).toMatchObject({ reason: { code: 'registry.street-by-divisions' } })
    }
  })
})
