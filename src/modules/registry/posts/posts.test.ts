import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Act,
  checkOpenings,
  confirmOpening,
  grantMandate,
  holdersOf,
  isLive,
  type OpeningRow,
  openTenures,
  performAct,
  settlePost,
  tenuresOf,
  vacancies,
  voidOpenings,
} from '#registry'
import { actor, addPeople, filing, openingRow, openRoster, uploadRoster } from '../../../../test/support/tenures.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { Track, Vacancy } from './contract.ts'

// Posts and tenures from the opening roster over filings to going live, which ends the opening phase; in this order.

const DISTRICT = 370611
let world: Prepared
let nanguan: string
let other: string
let people: string[]
beforeAll(async () => {
  world = await prepare('founded')
  nanguan = world.world.community ?? ''
  other = world.world.otherCommunity ?? ''
  people = await addPeople(world, '甲一', '乙二', '丙三', '丁四')
})
afterAll(() => world.close())

type Timeline = {
  tracks: Track[]
  both: { person: string; from: string; until: string | null }[]
  elsewhere: { community: string }[]
}
const timeline = (community: string, login = 'head') =>
  world.as(login, 'post.getCommunityTimeline', { community }) as Promise<Timeline>
const vacant = async (input: object = {}, login = 'head') =>
  ((await world.as(login, 'post.listVacancies', input)) as { vacancies: Vacancy[] }).vacancies
const person = (index: number) => people[index] ?? ''
const row = (given: Partial<OpeningRow>) => openingRow({ person: person(0), community: nanguan, ...given })
const act = (given: Omit<Act, 'post'>, effective: string) =>
  filing(world, async (tx) => {
    const post = await settlePost(tx, DISTRICT, nanguan, 'secretary')
    await grantMandate(tx, actor(world), { ...given, post, effective })
    return performAct(tx, actor(world), { ...given, post })
  })

describe('an opening roster', () => {
  it('waits for a second person, who cannot be the first', async () => {
    const batch = await uploadRoster(world)
    const confirm = (who: string) => filing(world, (tx) => confirmOpening(tx, actor(world, who), batch))
    const open = () => filing(world, (tx) => openTenures(tx, actor(world), batch, [row({})]))
    await expect(open()).rejects.toMatchObject({ code: 'post.unconfirmed' })
    expect(await confirm('1')).toBe(1)
    await expect(confirm('1')).rejects.toMatchObject({ code: 'post.confirmed-by-you' })
    await expect(open()).rejects.toMatchObject({ code: 'post.unconfirmed' })
    const { waiting } = (await world.as('head', 'post.getGoingLive')) as { waiting: { id: string }[] }
    expect(waiting.map(({ id }) => id)).toEqual([batch])
    const early = world.as('head', 'post.goLive', { reason: '核对完毕' })
    await expect(early).rejects.toMatchObject({ code: 'post.batches-waiting' })
    expect(await confirm('2')).toBe(2)
    await expect(confirm('3')).rejects.toMatchObject({ code: 'post.confirmed-twice' })
    expect(await open()).toMatchObject({ opened: [{ row: 1, isNew: true }], problems: [] })
    expect(await filing(world, (tx) => voidOpenings(tx, actor(world), batch))).toBe(1)
    await filing(world, (tx) => tx.run(`update kernel.import_batch set state = 'undone' where id = $1`, [batch]))
    expect((await timeline(nanguan)).tracks.flatMap(({ tenures }) => tenures)).toEqual([])
  })

  it('names each row that cannot stand, and opens the others', async () => {
    const { opened, problems, batch } = await openRoster(world, [
      row({ row: 2, from: '2018-06-01', until: '2021-01-10', person: person(1) }),
      row({ row: 3, from: '2021-03-10' }),
      row({ row: 3, kind: 'director', from: '2022-01-15' }),
      row({ row: 4, from: '2025-01-01', person: person(2) }),
      row({ row: 5, community: other, from: '2024-01-01', until: '2023-01-01', person: person(2) }),
      row({ row: 6, community: other, capacity: 'acting', person: person(2) }),
      row({ row: 7, community: other, capacity: 'acting', person: person(2), from: '2026-06-01', until: '2027-01-01' }),
      row({ row: 8, community: other, capacity: 'acting', person: person(2), from: '2026-08-01', until: '2026-12-01' }),
      row({ row: 9, community: other, capacity: 'acting', person: person(3), from: '2026-12-01', until: '2027-03-01' }),
      row({ row: 10, community: actor(world).person, person: person(3) }),
      row({ row: 11, kind: 'worker', person: person(3) }),
      row({ row: 12, kind: 'worker', person: person(3), from: '2025-01-01' }),
    ])
    expect(Object.fromEntries(problems.map((one) => [one.row, one.code]))).toEqual({
      4: 'post.seat-taken',
      5: 'post.ends-before-begin',
      6: 'post.acting-open',
      7: 'post.acting-long',
      9: 'post.acting-in-a-row',
      10: 'post.unknown-community',
      12: 'post.held-already',
    })
    expect(opened.map((one) => one.row).toSorted((a, b) => a - b)).toEqual([2, 3, 3, 8, 11])
    const again = await openRoster(world, [row({ row: 3, from: '2021-03-10' })])
    expect(again.opened).toEqual([{ ...opened.find((one) => one.kind === 'secretary' && one.row === 3), isNew: false }])
    expect(batch).not.toBe(again.batch)
  })

  it('can be tried without writing, with people who have no record yet', async () => {
    const newcomer = { ...row({ row: 2 }), person: 'row 2' }
    const { accepted, problems } = await filing(world, (tx) => checkOpenings(tx, DISTRICT, [newcomer]))
    expect(accepted).toEqual([])
    expect(problems).toMatchObject([
      { row: 2, code: 'post.seat-taken', facts: { name: '甲一', heldFrom: '2021-03-10' } },
    ])
  })
})

describe('the timeline', () => {
  it('of a community shows who held what, and when nobody served', async () => {
    const { tracks, both } = await timeline(nanguan)
    expect(tracks.map(({ kind }) => kind)).toEqual(['secretary', 'director', 'assistant', 'worker'])
    expect(tracks[0]?.tenures.map(({ name, from, until }) => [name, from, until])).toEqual([
      ['乙二', '2018-06-01', '2021-01-10'],
      ['甲一', '2021-03-10', null],
    ])
    expect(tracks[0]?.gaps).toEqual([{ from: '2021-01-10', until: '2021-03-10', days: 59 }])
    expect(tracks[2]).toMatchObject({ tenures: [], gaps: [] })
    expect(both).toMatchObject([{ person: person(0), name: '甲一', from: '2022-01-15', until: null }])
  })

  it('of a person shows all their posts, of a stranger nothing', async () => {
    const { tracks } = (await world.as('head', 'post.getPersonTimeline', { person: person(0) })) as Timeline
    expect(tracks.map(({ kind, communityName }) => [kind, communityName])).toEqual([
      ['secretary', '南关社区'],
      ['director', '南关社区'],
    ])
    const stranger = world.as('head', 'post.getPersonTimeline', { person: actor(world).person })
    await expect(stranger).rejects.toMatchObject({ code: 'post.unknown-person' })
    await expect(timeline(other, 'qingyang')).rejects.toMatchObject({ code: 'post.unknown-community' })
  })
})

describe('vacancies', () => {
  it('count the days, acting included, and a street sees its own', async () => {
    const all = await vacant()
    expect(all).toHaveLength(75)
    expect(all.find(({ community }) => community === other)).toMatchObject({
      since: '2026-08-01',
      days: 114,
      acting: { name: '丙三', until: '2026-12-01', daysLeft: 8 },
    })
    expect(all.find(({ communityName }) => communityName === '南关社区')).toBeUndefined()
    const own = await vacant({ kind: 'assistant' }, 'qingyang')
    expect(new Set(own.map(({ street }) => street))).toEqual(new Set([370611001]))
    expect(own[0]).toMatchObject({ since: null, days: null, acting: null })
  })
})

describe('an act', () => {
  const gone = { number: '福组备〔2026〕1号', person: '', action: 'end' } as const
  it('needs a filing for this person, post and act, once', async () => {
    const post = await filing(world, (tx) => settlePost(tx, DISTRICT, nanguan, 'secretary'))
    const end = { ...gone, person: person(0), post }
    const perform = () => filing(world, (tx) => performAct(tx, actor(world), end))
    await expect(perform()).rejects.toMatchObject({ code: 'post.no-mandate' })
    await act({ ...gone, person: person(0) }, '2026-09-01')
    await expect(perform()).rejects.toMatchObject({ code: 'post.mandate-used' })
    await expect(act({ ...gone, person: person(0) }, '2026-09-01')).rejects.toMatchObject({
      code: 'post.mandate-twice',
    })
    await expect(act({ ...gone, number: '2号', person: person(2) }, '2026-09-01')).rejects.toMatchObject({
      code: 'post.no-tenure',
    })
  })

  it('begins, changes and ends a tenure as versions, and acting stays within six months in all', async () => {
    const start = (number: string, index: number, until: string) =>
      ({ number, person: person(index), action: 'start', capacity: 'acting', until }) as const
    const tenure = await act(start('3号', 2, '2026-10-01'), '2026-09-01')
    const changed = await act({ number: '4号', person: person(2), action: 'change', until: '2027-01-01' }, '2026-09-20')
    expect(changed).toBe(tenure)
    await expect(act(start('5号', 3, '2027-03-15'), '2027-01-01')).rejects.toMatchObject({
      code: 'post.acting-in-a-row',
    })
    await act({ number: '6号', person: person(2), action: 'end' }, '2026-11-01')
    await act({ number: '7号', person: person(3), action: 'start' }, '2026-11-01')
    const [secretary] = (await timeline(nanguan)).tracks
    expect(secretary?.tenures.at(-2)).toMatchObject({ name: '丙三', capacity: 'acting', until: '2026-11-01' })
    expect(secretary?.tenures.at(-2)?.acts.map(({ action, number }) => [action, number])).toEqual([
      ['start', '3号'],
      ['change', '4号'],
      ['end', '6号'],
    ])
    expect(secretary?.gaps.at(-1)).toEqual({ from: '2026-09-01', until: '2026-11-01', days: 61 })
  })

  it('is what other modules read: holders, tenures, vacancies of a day', async () => {
    const found = await filing(world, async (tx) => ({
      before: await holdersOf(tx, DISTRICT, [nanguan], '2026-08-31'),
      now: await holdersOf(tx, DISTRICT, [nanguan], '2026-11-23'),
      mine: await tenuresOf(tx, DISTRICT, [person(2)]),
      vacant: (await vacancies(tx, DISTRICT, '2026-09-15')).filter(({ community }) => community === nanguan),
    }))
    const secretary = (held: typeof found.now) => held.find(({ kind }) => kind === 'secretary')?.name
    expect([secretary(found.before), secretary(found.now)]).toEqual(['甲一', '丁四'])
    expect(found.mine.map(({ community }) => community)).toEqual([other, nanguan])
    expect(found.vacant[0]).toMatchObject({ kind: 'secretary', days: 14, acting: { name: '丙三' } })
  })

  it('ends a tenure of a record that was merged since, under the record that it began with', async () => {
    const [kept = ''] = await addPeople(world, '丁四（合并）')
    await world.services.database.tx({ class: 'staff', districts: [DISTRICT, DISTRICT], areas: [0, 10 ** 12] }, (tx) =>
      tx.run(
        `insert into registry.person_alias (district, id, alias, person, area, reason, merged_by, merged_at)
         values ($1, $2, $2, $3, $4, '同一人', $3, now())`,
        [DISTRICT, person(3), kept, DISTRICT * 1_000_000],
      ),
    )
    await act({ number: '8号', person: kept, action: 'end' }, '2026-11-20')
    const [tenure] = (await filing(world, (tx) => tenuresOf(tx, DISTRICT, [kept]))).filter(
      ({ kind }) => kind !== 'worker',
    )
    expect(tenure).toMatchObject({ person: kept, recordedAs: person(3), until: '2026-11-20' })
  })
})

describe('a roster whose tenures have changed', () => {
  it('cannot be undone', async () => {
    const [newcomer = ''] = await addPeople(world, '戊五')
    const { batch } = await openRoster(world, [row({ from: '2026-11-21', person: newcomer })])
    await act({ number: '9号', person: newcomer, action: 'end' }, '2026-11-22')
    const undo = filing(world, (tx) => voidOpenings(tx, actor(world), batch))
    await expect(undo).rejects.toMatchObject({ code: 'post.opening-changed', facts: { count: 1 } })
  })
})

describe('going live', () => {
  it('is declared once, and ends opening rosters', async () => {
    const batch = (await openRoster(world, [row({ kind: 'assistant', person: person(0) })])).batch
    expect(await filing(world, (tx) => isLive(tx, DISTRICT))).toBe(false)
    await world.as('head', 'post.goLive', { reason: '期初名册核对完毕' })
    expect(await world.as('head', 'post.getGoingLive')).toMatchObject({ live: { by: '陈明远' }, communities: 76 })
    const late: readonly (() => Promise<unknown>)[] = [
      () => world.as('head', 'post.goLive', { reason: '再来一次' }),
      () => filing(world, (tx) => confirmOpening(tx, actor(world, '3'), batch)),
      () => filing(world, (tx) => openTenures(tx, actor(world), batch, [])),
      () => filing(world, (tx) => voidOpenings(tx, actor(world), batch)),
    ]
    for (const attempt of late) await expect(attempt()).rejects.toMatchObject({ code: 'post.live' })
    await act({ number: '10号', person: person(1), action: 'start' }, '2026-11-23')
    expect((await timeline(nanguan)).tracks[0]?.tenures.at(-1)?.name).toBe('乙二')
  })
})
