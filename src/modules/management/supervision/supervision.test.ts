import { afterAll, beforeAll, expect, it } from 'vitest'
import { findActorByLogin } from '#accounts'
import { districtScope, type Role } from '#kernel/access.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { createMember } from '../../../demo/build.ts'
import { reply } from '../../../../test/support/filing.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { getFiling } from '../filing/contract.ts'
import type { getRadar } from '../radar/contract.ts'
import type { getSupervision, listWatched } from './contract.ts'

let world: Prepared
beforeAll(async () => {
  world = await prepare('replied')
  world.clock.set('2026-11-10')
})
afterAll(() => world.close())

const code = (expected: string) => expect.objectContaining({ code: expected })
const board = async (login = 'discipline') =>
  (await world.as(login, 'supervision.getBoard')) as OutputOf<typeof getSupervision>
const caseOf = () => ({ filing: world.world['filing'] })
const conclude = () => world.as('officer', 'review.conclude', { ...caseOf(), version: 2 })
const linksOf = async (login: string) => {
  const { items } = (await world.as(login, 'work.getQueue')) as { items: { id: string; link: string }[] }
  return items.filter(({ id }) => id.startsWith('supervision.stop/')).map(({ link }) => link)
}
let stop = ''

it('a stop with its reason lasts five working days; street and district commission find it on their lists', async () => {
  const asked = { ...caseOf(), reason: '群众来信反映，需要核实' }
  const made = (await world.as('discipline', 'supervision.stop', asked)) as { id: string; until: string }
  stop = made.id
  expect(made.until).toBe('2026-11-17')
  for (const login of ['qingyang', 'commission']) {
    const { stops } = await board(login)
    expect(stops).toMatchObject([{ id: stop, state: 'stands', reason: '群众来信反映，需要核实', mayLift: false }])
    expect(await linksOf(login)).toEqual([`/filing/${world.world['filing']}`])
    const shown = (await world.as(login, 'filing.getFiling', caseOf())) as OutputOf<typeof getFiling>
    expect(shown.stops).toEqual(stops)
    expect(shown.stops).toMatchObject([{ mayOverrule: login === 'commission' }])
  }
  expect(await linksOf('officer')).toEqual([])
  await expect(world.as('discipline', 'supervision.stop', { ...caseOf(), reason: '再次' })).rejects.toEqual(
    code('supervision.stopped-already'),
  )
})

it('a stopped case does not go on, and may go back; its page offers nothing else and the radar waits for discipline', async () => {
  await expect(conclude()).rejects.toEqual(code('filing.stopped'))
  const { allowed } = (await world.as('officer', 'filing.getFiling', caseOf())) as OutputOf<typeof getFiling>
  expect(allowed.toSorted()).toEqual(['reject', 'return', 'withdraw'])
  const { rows } = (await world.as('qingyang', 'filing.getRadar')) as OutputOf<typeof getRadar>
  const row = rows.find(({ filing }) => filing === world.world['filing'])
  expect(row).toMatchObject({ waitingFor: [{ zh: '区纪委监委' }] })
  expect(row?.steps[0]).toMatchObject({ earliest: '2026-11-18' })
})

it('is lifted by its author and by nobody else', async () => {
  const orgs = { orgZh: '区纪委监委', orgEn: 'Discipline' }
  await createMember(world, {
    login: 'discipline2',
    name: '韩立军',
    grants: [{ role: 'discipline-officer', ...orgs }],
  })
  await expect(world.as('discipline2', 'supervision.lift', { stop, reason: '代为解除' })).rejects.toEqual(
    code('supervision.not-author'),
  )
  await world.as('discipline', 'supervision.lift', { stop, reason: '已核实，不影响任职' })
  await expect(world.as('discipline', 'supervision.lift', { stop, reason: '再次' })).rejects.toEqual(
    code('supervision.ended'),
  )
  expect((await board()).stops).toMatchObject([{ state: 'lifted', lifted: { reason: '已核实，不影响任职' } }])
  expect(await linksOf('qingyang')).toEqual([])
  const { allowed } = (await world.as('officer', 'filing.getFiling', caseOf())) as OutputOf<typeof getFiling>
  expect(allowed).toContain('conclude')
  expect(await conclude()).toEqual({ version: 3 })
})

const DOCUMENT = '福委纪要〔2026〕9号'

it('is overruled by the district commission alone, with the number of its decision', async () => {
  const vetting = { vetters: ['赵文静', '王晓东'], talks: 9, residents: 2, document: '材料', conclusion: '建议任用' }
  const vet = () => world.as('qingyang', 'filing.recordVetting', { ...caseOf(), version: 3, ...vetting })
  const { id } = (await world.as('discipline', 'supervision.stop', { ...caseOf(), reason: '另有反映' })) as {
    id: string
  }
  await expect(vet()).rejects.toEqual(code('filing.stopped'))
  const overrule = (login: string) =>
    world.as(login, 'supervision.overrule', { stop: id, reason: '区委研究，不影响任职', document: DOCUMENT })
  for (const login of ['head', 'discipline', 'qingyang']) {
    await expect(overrule(login)).rejects.toEqual(code('server.not-permitted'))
  }
  await overrule('commission')
  await expect(overrule('commission')).rejects.toEqual(code('supervision.ended'))
  await expect(world.as('discipline', 'supervision.lift', { stop: id, reason: '也解除' })).rejects.toEqual(
    code('supervision.ended'),
  )
  const [shown] = (await board('qingyang')).stops
  expect(shown).toMatchObject({ state: 'overruled', overruled: { document: DOCUMENT, by: '周启航' } })
  await vet()
})

it('lapses after its last day', async () => {
  await world.as('discipline', 'supervision.stop', { ...caseOf(), reason: '再有反映' })
  world.clock.set('2026-11-18')
  expect((await board()).stops.find(({ reason }) => reason === '再有反映')).toMatchObject({
    state: 'lapsed',
    mayLift: false,
  })
})

it('shows who is late with replies to those who see the review, and to a street nothing of it', async () => {
  const late = await prepare('filing')
  late.clock.set('2026-11-16')
  await reply(late, late.world['request'] ?? '', 'JR-02')
  const read = async (login: string) =>
    (await late.as(login, 'supervision.listItems', { topic: 'late' })) as OutputOf<typeof listWatched>
  const found = await read('discipline')
  expect(found.total).toBe(16)
  const first = found.items.find(({ id }) => id === 'late/JR-01')
  expect(first).toMatchObject({ on: '2026-11-12', what: { en: 'Unanswered: 1, due by 2026-11-12' } })
  expect((await read('qingyang')).items).toEqual([])
  await late.close()
})

/** Somebody of the cast in a role of staff that he holds besides. */
async function inRole(other: Prepared, login: string, role: Role, id: string, input: object): Promise<unknown> {
  const actor = await findActorByLogin(other.services.database, other.clock, login)
  const bound = other.endpoints.find(({ endpoint }) => endpoint.id === id)
  if (!actor || !bound) throw new Error(`${login}, ${id}`)
  const scope = { ...districtScope('staff', actor.district), person: actor.person }
  const caller = { ...actor, role, org: undefined, scope }
  return other.invoke(other.services, {
    bound,
    input,
    actor: caller,
    district: actor.district,
    language: 'zh',
    client: 'test',
  })
}

it.each(['replied', 'sealed'] as const)(
  'who answered for discipline neither stops the case nor overrules (%s)',
  async (state) => {
    const other = await prepare(state)
    const filing = other.world['filing']
    const [asked, overruling] = [
      { filing, reason: '需要核实' },
      { reason: '区委研究', document: DOCUMENT },
    ]
    await expect(inRole(other, 'jr01', 'discipline-officer', 'supervision.stop', asked)).rejects.toEqual(
      code('supervision.answered'),
    )
    // Another department's reviewer in the same role may: it is the reply that bars, not the double role.
    const { id } = (await inRole(other, 'jr02', 'discipline-officer', 'supervision.stop', asked)) as { id: string }
    const overrule = (login: string) =>
      inRole(other, login, 'district-commission', 'supervision.overrule', { stop: id, ...overruling })
    await expect(overrule('jr01')).rejects.toEqual(code('supervision.answered'))
    await expect(overrule('jr02')).rejects.toEqual(code('supervision.own-stop'))
    // Who is of the commission the database knows: a role that was made up for him is none.
    await expect(overrule('jr03')).rejects.toThrow(/policy "by_commission"/)
    await other.as('commission', 'supervision.overrule', { stop: id, ...overruling })
    await other.close()
  },
)
