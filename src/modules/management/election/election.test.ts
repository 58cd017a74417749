import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Refusal } from '#kernel/refusal.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { numbered, walkToVetting } from '../../../../test/support/filing.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { getFiling } from '../filing/contract.ts'

// One meeting and one vetting group for several candidates: all or nothing, and recusal asked for each candidate.

let world: Prepared
let cases: { filing: string; version: number; person: string }[] = []

const NAMES = ['何东方', '吕春生', '施文华']
const code = (expected: string) => expect.objectContaining({ code: expected })
const read = async (filing: string) =>
  (await world.as('head', 'filing.getFiling', { filing })) as OutputOf<typeof getFiling>
const states = () => Promise.all(cases.map(async ({ filing }) => (await read(filing)).filing.state))
const IDS = ['370611198001010019', '370611198102020022', '370611198203030036']
const add = async (name: string, more: object = {}) => {
  const input = { name, community: world.world['community'], ...more }
  return ((await world.as('head', 'people.addPerson', input)) as { id: string }).id
}
const declare = (person: string | undefined, relative: string) =>
  world.as('discipline', 'kin.declareKin', { person, relative, degree: 'sibling' })
const refused = (act: Promise<unknown>) =>
  act.then(
    () => undefined,
    (error: unknown) => error,
  ) as Promise<Refusal>

const keyed = (more: object = {}) => cases.map(({ filing, version }) => ({ filing, version, ...more }))
const vetting = (some: object = {}, each: object[] = []) => ({
  vetters: ['赵文静', '王晓东'],
  from: world.clock.today(),
  until: world.clock.today(),
  document: '考察材料〔2026〕7号',
  cases: keyed({ talks: 8, residents: 3, conclusion: '建议任用' }).map((one, at) => ({ ...one, ...each[at] })),
  ...some,
})
const vet = (some: object = {}, each: object[] = []) =>
  world.as('qingyang', 'election.recordVettings', vetting(some, each))
const meeting = (some: object = {}, each: object[] = []) => ({
  members: 9,
  document: '街道工委会议纪要〔2026〕41号',
  cases: keyed({ present: 8, favour: 8, recused: [] }).map((one, at) => ({ ...one, ...each[at] })),
  ...some,
})
const vote = (some: object = {}, each: object[] = []) =>
  world.as('qingyang', 'election.recordVotes', meeting(some, each))

beforeEach(async () => {
  world = await prepare('founded')
  cases = []
  for (const [at, name] of NAMES.entries()) {
    const person = await add(name, { idNumber: numbered(IDS[at] ?? '') })
    const walked = await walkToVetting(world, { kind: 'FK-2', person, postKind: 'secretary' })
    cases.push({ ...walked, person })
  }
}, 60_000)
afterEach(() => world.close())

const vetted = async () => {
  await vet()
  cases = cases.map((one) => ({ ...one, version: one.version + 1 }))
}

describe('one meeting', () => {
  it('asks kin of each candidate for itself: recused in one case, the relative votes in the others', async () => {
    await vetted()
    const [relative, member] = [await add('曹一'), await add('曹二')]
    await declare(cases[1]?.person, relative)
    const attended = [{ person: relative }, { person: member }]
    const error = await refused(vote({ attended }))
    expect(error).toMatchObject({ code: 'election.not-recorded', facts: { name: NAMES[1], refused: 1, count: 3 } })
    expect(error.sentence('zh')).toMatch(
      /^3 件都没有登记，其中 1 件不合规定。吕春生（南关社区）：到会人员曹一须回避（RX-1/,
    )
    expect(error.problems).toMatchObject([{ code: 'filing.kin-votes', row: 2 }])
    // Nothing of the meeting is written, not even for the case before it.
    expect(await states()).toEqual(['decision', 'decision', 'decision'])
    const recused = { present: 7, favour: 7, recused: [{ person: relative }] }
    await expect(vote({ attended }, [recused])).rejects.toEqual(code('election.not-recorded'))
    await vote({ attended }, [{}, recused])
    expect(await states()).toEqual(['notice', 'notice', 'notice'])
    const details = await Promise.all(cases.map(async ({ filing }) => (await read(filing)).acts.at(-1)?.details))
    expect(details).toMatchObject([
      { attended: ['曹一', '曹二'], recused: [], present: 8 },
      { attended: ['曹二'], recused: ['曹一'], recusedPeople: [relative], present: 7 },
      { attended: ['曹一', '曹二'], recused: [], present: 8 },
    ])
  })

  it('names every case that is refused, each with its own rule', async () => {
    await vetted()
    const error = await refused(vote({}, [{ favour: 4 }, { present: 5, favour: 5 }]))
    expect(error.problems).toMatchObject([
      { code: 'filing.no-majority', row: 1, facts: { name: NAMES[0] } },
      { code: 'filing.no-quorum', row: 2, facts: { name: NAMES[1] } },
    ])
    expect(await states()).toEqual(['decision', 'decision', 'decision'])
  })

  it('asks about a namesake in the case of the relative alone, and keeps the answer there', async () => {
    await vetted()
    await declare(cases[2]?.person, await add('曹一'))
    const error = await refused(vote({ attended: ['曹一'] }, [{ namesakes: true }]))
    expect(error.problems).toMatchObject([{ code: 'filing.namesake', row: 3 }])
    await vote({ attended: ['曹一'] }, [{}, {}, { namesakes: true }])
    const details = async (at: number) => (await read(cases[at]?.filing ?? '')).acts.at(-1)?.details
    expect((await details(2))?.['namesakes']).toEqual(['曹一'])
    expect((await details(0))?.['namesakes']).toBeUndefined()
  })

  it('takes back what was written when the database refuses one: a case that discipline has stopped', async () => {
    await vetted()
    await world.as('discipline', 'supervision.stop', { filing: cases[2]?.filing, reason: '来信反映，需要核实' })
    const error = await refused(vote())
    expect(error).toMatchObject({ code: 'election.not-recorded', facts: { name: NAMES[2] } })
    expect(error.problems).toMatchObject([{ code: 'filing.stopped', row: 3 }])
    expect(await states()).toEqual(['decision', 'decision', 'decision'])
  })

  it('refuses a case that moved, one that is listed twice, and one of another step', async () => {
    const early = await refused(vote())
    expect(early.problems).toMatchObject(cases.map(() => ({ code: 'filing.wrong-step' })))
    const moved = await refused(vote({}, [{ version: 1 }]))
    expect(moved.problems[0]).toMatchObject({ code: 'filing.changed', row: 1 })
    const { cases: sent } = meeting()
    await expect(vote({ cases: [...sent, sent[0]] })).rejects.toEqual(code('election.twice'))
    const unknown = { ...sent[0], filing: '0190d000-0000-7000-8000-000000000000' }
    await expect(vote({ cases: [unknown] })).rejects.toEqual(code('filing.unknown'))
  })
})

describe('one vetting group', () => {
  it('is large enough, no relative of any candidate, and its dates lie in the step', async () => {
    expect((await refused(vet({ vetters: ['赵文静'] }))).problems).toHaveLength(3)
    const relative = await add('曹一')
    await declare(cases[0]?.person, relative)
    const error = await refused(vet({ vetters: [{ person: relative }, '赵文静'] }))
    expect(error.sentence('zh')).toContain('何东方（南关社区）：考察组成员曹一须回避')
    expect(error.problems).toHaveLength(1)
    for (const dates of [{ from: '2026-01-01' }, { until: '2027-01-01' }]) {
      expect((await refused(vet(dates))).problems[0]).toMatchObject({ code: 'election.vetting-dates' })
    }
    const few = await refused(vet({}, [{}, { talks: 7 }, { residents: 0 }]))
    expect(few.problems).toMatchObject([
      { code: 'filing.few-talks', row: 2 },
      { code: 'filing.no-residents', row: 3 },
    ])
    expect(await states()).toEqual(['vetting', 'vetting', 'vetting'])
    await vet({}, [{ conclusion: '群众基础好' }])
    expect(await states()).toEqual(['decision', 'decision', 'decision'])
    expect((await read(cases[0]?.filing ?? '')).acts.at(-1)?.details).toMatchObject({
      vetters: ['赵文静', '王晓东'],
      conclusion: '群众基础好',
      from: world.clock.today(),
    })
  })

  it('is one street’s', async () => {
    const community = world.world['otherCommunity']
    const person = await add('别街人')
    const gates = { document: '会议纪要', reserveSeen: true, disciplinePresent: true, plannedOn: '2027-01-15' }
    const motion = { kind: 'FK-2', reason: 'FR-2', community, person, postKind: 'secretary', ...gates }
    const { id } = (await world.as('head', 'filing.propose', motion)) as { id: string }
    const { cases: sent, ...group } = vetting()
    const all = { ...group, cases: [...sent, { ...sent[0], filing: id, version: 1 }] }
    const error = await refused(world.as('head', 'election.recordVettings', all))
    expect(error).toMatchObject({ code: 'election.several-streets' })
    // The other street's case is unknown to this one.
    await expect(world.as('qingyang', 'election.recordVettings', all)).rejects.toEqual(code('filing.unknown'))
  })
})
