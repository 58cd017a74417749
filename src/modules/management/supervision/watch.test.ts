import { expect, it } from 'vitest'
import { findActorByLogin } from '#accounts'
import { districtScope } from '#kernel/access.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { listWatched } from './contract.ts'

const code = (expected: string) => expect.objectContaining({ code: expected })
type Listed = OutputOf<typeof listWatched>
const board = async (world: Prepared, login: string, asked: object) =>
  (await world.as(login, 'supervision.listItems', asked)) as Listed

/** A department's person who is of discipline besides. */
async function asDiscipline(world: Prepared, login: string, id: string, input: object): Promise<unknown> {
  const actor = await findActorByLogin(world.services.database, world.clock, login)
  const bound = world.endpoints.find(({ endpoint }) => endpoint.id === id)
  if (!actor || !bound) throw new Error(`${login}, ${id}`)
  const scope = { ...districtScope('staff', actor.district), person: actor.person }
  return world.invoke(world.services, {
    bound,
    input,
    actor: { ...actor, role: 'discipline-officer', org: undefined, scope },
    district: actor.district,
    language: 'zh',
    client: 'test',
  })
}

it('shows stars that were moved, with the reason, and objections until they are answered', async () => {
  const moved = await prepare('published')
  const { items } = await board(moved, 'discipline', { topic: 'moved' })
  expect(items).not.toEqual([])
  for (const { what } of items) expect(what.zh).toMatch(/^2026年下半年：计算五星，确认四星；理由：.*名额/)
  const own = items.filter(({ street }) => street === 370611001)
  expect((await board(moved, 'qingyang', { topic: 'moved' })).items).toEqual(own)
  expect((await board(moved, 'commission', { topic: 'moved' })).items).toEqual([])
  await exportsShown(moved)
  await moved.close()
  const objected = await prepare('objected')
  const read = async () => (await board(objected, 'discipline', { topic: 'objection' })).items
  expect(await read()).toMatchObject([{ what: { zh: '星级公示异议：对扣分依据有不同意见' }, state: { isOpen: true } }])
  await objected.as('officer', 'confirmation.answerObjection', {
    objection: objected.world['objection'],
    outcome: 'kept',
    answer: '复核无误',
  })
  expect(await read()).toMatchObject([{ state: { isOpen: false, words: { zh: '2026-11-23 已答复：维持' } } }])
  await objected.close()
})

/** The results and the year are among what went out, as every list is. */
async function exportsShown(world: Prepared): Promise<void> {
  const period = world.world['period'] ?? ''
  const asked = { topic: 'export', from: '2026-01', until: '2027-12' }
  expect((await board(world, 'discipline', asked)).items).toEqual([])
  await world.as('officer', 'star.exportResults', { period })
  await world.as('qingyang', 'year.exportYear', { year: Number(period.slice(0, 4)) })
  const { items } = await board(world, 'discipline', asked)
  expect(items.map(({ what, by }) => [what.zh, by])).toEqual([
    [expect.stringMatching(/^导出年度星级表 \d+ 行，用途：年度星级查询$/), '赵文静'],
    [expect.stringMatching(/^导出星级评定结果 \d+ 行，用途：2026年下半年星级评定结果$/), '王海宁'],
  ])
}

it('shows votes with recused members and objections to a notice, about the place and without the name', async () => {
  const world = await prepare('decision')
  const { filing = '', filingVersion = '' } = world.world
  world.clock.set('2026-11-12')
  const vote = { members: 9, present: 7, favour: 7, recused: ['张某'], document: '纪要' }
  await world.as('qingyang', 'filing.recordVote', { filing, version: Number(filingVersion), ...vote })
  const [recusal] = (await board(world, 'discipline', { topic: 'recusal' })).items
  expect(recusal).toMatchObject({
    what: { zh: '讨论决定时 1 人回避；到会 7 人，同意 7 人' },
    person: '张某',
    where: { zh: '清洋街道 南关社区' },
    link: `/filing/${filing}`,
  })
  world.clock.set('2026-11-13')
  const objection = { filing, receivedOn: '2026-11-13', channel: 'letter', summary: '反映学历情况' }
  await world.as('qingyang', 'filing.recordObjection', objection)
  const objections = (await board(world, 'head', { topic: 'objection' })).items
  expect(objections).toMatchObject([{ what: { zh: '任前公示异议：反映学历情况' }, state: { isOpen: true } }])
  await world.close()
})

it('nobody writes an opinion about what he answered in the review or scored in the star', async () => {
  const said = { findings: '核查情况', asks: '说明', answerBy: '2026-12-15' }
  const writeAs = (world: Prepared, login: string, { id, street }: Listed['items'][number]) => {
    const input = { to: { kind: 'street', street }, items: [id], ...said }
    return asDiscipline(world, login, 'supervision.issueOpinion', input)
  }
  for (const [state, topic, own, other] of [
    ['published', 'moved', 'sr01', 'sr02'],
    ['sealed', 'stop', 'jr01', 'jr02'],
  ] as const) {
    const world = await prepare(state)
    world.clock.set('2026-11-23')
    if (topic === 'stop') {
      await world.as('discipline', 'supervision.stop', { filing: world.world['filing'], reason: '需要核实' })
    }
    const [item] = (await board(world, 'discipline', { topic })).items
    if (!item) throw new Error(topic)
    const listed = (await asDiscipline(world, own, 'supervision.listItems', { topic })) as Listed
    expect(listed.items.every(({ isOwn }) => isOwn)).toBe(true)
    await expect(writeAs(world, own, item)).rejects.toEqual(code('supervision.own-item'))
    await writeAs(world, other, item)
    await world.close()
  }
})
