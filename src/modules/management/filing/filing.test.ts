import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '#web/endpoint.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { getFiling, listFilings } from './contract.ts'

// One case from its motion to its number, in the order in which it happens, with what goes wrong on the way.

let world: Prepared
beforeAll(async () => {
  world = await prepare('replied')
})
afterAll(() => world.close())

const code = (expected: string) => expect.objectContaining({ code: expected })
const read = async (login = 'head') =>
  (await world.as(login, 'filing.getFiling', { filing: world.world['filing'] })) as OutputOf<typeof getFiling>
const send = async (login: string, id: string, input: object = {}) => {
  const { version } = (await read()).filing
  return world.as(login, id, { filing: world.world['filing'], version, ...input })
}

describe('a motion', () => {
  const motion = () => ({
    kind: 'FK-1',
    reason: 'FR-1',
    community: world.world['community'],
    postKind: 'secretary',
    person: world.world['candidate'],
    plannedOn: '2027-01-10',
    document: '会议纪要',
    reserveSeen: true,
    disciplinePresent: true,
  })

  it.each([
    ['an unknown kind', { kind: 'FK-9' }, 'filing.unknown-code'],
    ['an unknown reason', { reason: 'XX' }, 'filing.unknown-code'],
    ['a day that has passed', { plannedOn: '2026-11-01' }, 'filing.planned-in-past'],
    ['a year that was mistyped', { plannedOn: '9026-11-30' }, 'filing.planned-too-far'],
    ['somebody unknown', { person: '0190d000-0000-7000-8000-000000000000' }, 'filing.unknown-person'],
    ['an unknown community', { community: '0190d000-0000-7000-8000-000000000000' }, 'filing.unknown-community'],
  ])('is refused with %s', async (_name, change, expected) => {
    await expect(world.as('qingyang', 'filing.propose', { ...motion(), ...change })).rejects.toEqual(code(expected))
  })

  it('is refused for another street’s community, and a second time while the first is open', async () => {
    const other = { ...motion(), community: world.world['otherCommunity'] }
    await expect(world.as('qingyang', 'filing.propose', other)).rejects.toEqual(code('filing.unknown-community'))
    await world.as('qingyang', 'filing.propose', motion())
    await expect(world.as('head', 'filing.propose', motion())).rejects.toEqual(code('filing.twice'))
  })

  it('is declined with a reason only', async () => {
    const answer = { filing: world.world['motion'], version: 1, accept: false, reason: null }
    await expect(world.as('officer', 'filing.answerMotion', answer)).rejects.toEqual(code('filing.reason-needed'))
    await world.as('officer', 'filing.answerMotion', { ...answer, reason: '人选条件不符' })
    const again = { ...answer, version: 2, accept: true }
    await expect(world.as('officer', 'filing.answerMotion', again)).rejects.toEqual(code('filing.wrong-step'))
  })
})

describe('a case', () => {
  it('goes on when all have replied and the finding was cleared; the street reads the outcome and no cell', async () => {
    expect((await read('qingyang')).review).toBe('in-review')
    world.clock.set('2026-11-10')
    await send('officer', 'review.conclude')
    const street = await read('qingyang')
    expect(street).toMatchObject({ review: 'may-proceed', validUntil: '2027-05-10', filing: { state: 'vetting' } })
    expect(JSON.stringify(street)).not.toMatch(/JR-|NQ-11|福审/)
  })

  it('is vetted by two, with talks that residents take part in', async () => {
    const talks = { vetters: ['赵文静', '王晓东'], talks: 9, residents: 2, document: '材料', conclusion: '建议任用' }
    for (const [change, expected] of [
      [{ vetters: ['赵文静', '赵文静'] }, 'filing.few-vetters'],
      [{ talks: 7 }, 'filing.few-talks'],
      [{ residents: 0 }, 'filing.no-residents'],
      [{ residents: 10 }, 'filing.no-residents'],
    ] as const) {
      await expect(send('qingyang', 'filing.recordVetting', { ...talks, ...change })).rejects.toEqual(code(expected))
    }
    await send('qingyang', 'filing.recordVetting', talks)
  })

  it('goes back with a reason, keeps every opinion, and returns with the review that still holds', async () => {
    await expect(send('officer', 'filing.return', { to: 'decision', reason: '补充' })).rejects.toEqual(
      code('filing.not-back'),
    )
    await send('officer', 'filing.return', { to: 'motion', reason: '补充动议报告' })
    await send('officer', 'filing.answerMotion', { accept: true, reason: null })
    await send('officer', 'review.conclude')
    const { acts, filing } = await read()
    expect(filing.state).toBe('vetting')
    expect(acts.map(({ event }) => event)).toEqual([
      'propose',
      'accept',
      'conclude',
      'vet',
      'return',
      'accept',
      'conclude',
    ])
    expect(acts[3]?.details).toMatchObject({ talks: 9, conclusion: '建议任用' })
  })

  it('is decided by a vote that carries, and by nothing less', async () => {
    const talks = { vetters: ['赵文静', '王晓东'], talks: 9, residents: 2, document: '材料', conclusion: '建议任用' }
    await send('qingyang', 'filing.recordVetting', talks)
    const vote = { members: 9, present: 8, favour: 8, recused: ['王晓东'], document: '纪要' }
    const refused = { members: 9, present: 9, favour: 4, recused: [] }
    await expect(send('qingyang', 'filing.recordVote', { ...vote, ...refused })).rejects.toEqual(
      code('filing.no-majority'),
    )
    world.clock.set('2026-11-12')
    await send('qingyang', 'filing.recordVote', vote)
    expect((await read()).noticeUntil).toBe('2026-11-19')
  })

  it('stands on notice for its days, longer by an objection, and not shorter for anybody', async () => {
    world.clock.set('2026-11-16')
    const objection = { receivedOn: '2026-11-16', channel: 'call', summary: '反映任职年限' }
    const { id } = (await send('qingyang', 'filing.recordObjection', objection)) as { id: string }
    expect((await read()).noticeUntil).toBeNull()
    await expect(send('head', 'filing.closeNotice')).rejects.toEqual(code('filing.notice-paused'))
    world.clock.set('2026-11-18')
    const answer = { objection: id, outcome: 'kept', finding: '任职年限符合规定' }
    await world.as('qingyang', 'filing.answerObjection', answer)
    await expect(world.as('head', 'filing.answerObjection', answer)).rejects.toEqual(code('filing.objection-answered'))
    expect((await read()).noticeUntil).toBe('2026-11-24')
    world.clock.set('2026-11-24')
    await expect(send('head', 'filing.closeNotice')).rejects.toEqual(code('filing.notice-running'))
    world.clock.set('2026-11-25')
    await send('qingyang', 'filing.closeNotice')
  })

  it('ends with a number that is the right to one act, written at once and only by the head', async () => {
    const filed = { effective: '2026-12-01', until: null, document: '福组复〔2026〕18号' }
    await expect(send('officer', 'filing.file', filed)).rejects.toEqual(code('server.not-permitted'))
    const { number } = (await send('head', 'filing.file', filed)) as { number: string }
    expect(number).toBe('2026-0001')
    expect(await read()).toMatchObject({ filing: { state: 'filed', number }, allowed: [] })
    const timeline = await world.as('head', 'post.getCommunityTimeline', { community: world.world['community'] })
    expect(JSON.stringify(timeline)).toContain('周明远')
    await expect(send('head', 'filing.file', filed)).rejects.toEqual(code('filing.wrong-step'))
  })

  it('that somebody else has moved meanwhile is not moved again', async () => {
    const stale = { filing: world.world['accepted'], version: 1, reason: '撤回' }
    await expect(world.as('qingyang', 'filing.withdraw', stale)).rejects.toEqual(code('filing.changed'))
    await world.as('qingyang', 'filing.withdraw', { ...stale, version: 2 })
  })
})

it('acting is filed without a review, with an end within six months', async () => {
  world.clock.set('2026-11-25')
  const motion = { kind: 'FK-4', reason: 'FR-1', community: world.world['community'], postKind: 'assistant' }
  const gates = {
    person: world.world['candidate'],
    plannedOn: '2026-12-01',
    document: '纪要',
    reserveSeen: true,
    disciplinePresent: true,
  }
  const { id } = (await world.as('qingyang', 'filing.propose', { ...motion, ...gates })) as { id: string }
  const file = { filing: id, version: 1, effective: '2026-12-01', document: '批复' }
  for (const until of [null, '2027-06-02']) {
    await expect(world.as('head', 'filing.file', { ...file, until })).rejects.toEqual(code('filing.acting-too-long'))
  }
  expect(await world.as('head', 'filing.file', { ...file, until: '2027-06-01' })).toEqual({ number: '2026-0002' })
})

it('a review that has expired is asked for again', async () => {
  const late = await prepare('toBeFiled')
  late.clock.set('2027-05-11')
  const file = { filing: late.world['filing'], version: Number(late.world['filingVersion']) }
  const filed = { ...file, effective: '2027-05-12', until: null, document: '批复' }
  await expect(late.as('head', 'filing.file', filed)).rejects.toEqual(code('filing.review-expired'))
  await late.close()
})

it('a case is found with the others of its paper, and counted with them, whatever stands in the name', async () => {
  const listed = async (document: string) => {
    const found = (await world.as('qingyang', 'filing.listFilings', { document })) as OutputOf<typeof listFilings>
    return { counts: found.counts, posts: found.filings.map(({ postKind }) => postKind).toSorted() }
  }
  const { community, candidate: person } = world.world
  const gates = { reserveSeen: true, disciplinePresent: true, plannedOn: '2027-06-10' }
  const motion = { kind: 'FK-1', reason: 'FR-1', community, person, ...gates }
  for (const postKind of ['assistant', 'deputy-secretary']) {
    await world.as('qingyang', 'filing.propose', { ...motion, postKind, document: '换届动议〔2026〕9%号' })
  }
  expect(await listed('〔2026〕9%号')).toEqual({ counts: { motion: 2 }, posts: ['assistant', 'deputy-secretary'] })
  expect(await listed('〔%〕')).toEqual({ counts: {}, posts: [] })
})
