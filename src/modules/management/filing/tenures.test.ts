import { afterEach, describe, expect, it } from 'vitest'
import { walkToFiling } from '../../../../test/support/filing.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'

// What one filing does to tenures: a second term, a change, a removal; each act with its own grant (decision 20).

let world: Prepared
afterEach(() => world.close())

const code = (expected: string) => expect.objectContaining({ code: expected })

/** Of the person of the samples' case: what the register says was held, in order. */
const held = async (person: string) =>
  world.services.database.tx(
    { class: 'filing', districts: [370611, 370611], areas: [370611000000, 370611999999] },
    (tx) =>
      tx.run<{ kind: string; from: string; until: string | null; number: string }>(
        `select o.kind, t.valid_from as from, t.valid_until as until, t.grant_number as number
       from registry.tenure t join registry.post o on o.district = t.district and o.id = t.post
       where t.district = 370611 and t.person = $1 and t.superseded is null order by t.valid_from, o.kind`,
        [person],
      ),
  )
const personOf = async (filing: string) =>
  ((await world.as('head', 'filing.getFiling', { filing })) as { filing: { person: string } }).filing.person
const file = (input: object) =>
  world.as('head', 'filing.file', { effective: '2027-01-15', until: null, document: '福组复〔2027〕2号', ...input })

describe('one filing', () => {
  it('gives who holds the post another term: the running one ends on the day the new one begins', async () => {
    world = await prepare('filed')
    const person = await personOf(world.world['filing'] ?? '')
    world.clock.set('2026-12-01')
    const walked = await walkToFiling(world, { kind: 'FK-2', person, postKind: 'secretary' })
    const { number } = (await file(walked)) as { number: string }
    expect(await held(person)).toEqual([
      { kind: 'secretary', from: '2026-12-01', until: '2027-01-15', number },
      { kind: 'secretary', from: '2027-01-15', until: null, number },
    ])
  })

  it('changes a post: what is left ends and what is taken up begins, under one number', async () => {
    world = await prepare('filed')
    const person = await personOf(world.world['filing'] ?? '')
    world.clock.set('2026-12-01')
    const leaves = { community: world.world['community'], postKind: 'secretary' }
    const walked = await walkToFiling(world, { kind: 'FK-3', person, postKind: 'deputy-secretary', leaves })
    const { number } = (await file(walked)) as { number: string }
    expect(await held(person)).toEqual([
      { kind: 'secretary', from: '2026-12-01', until: '2027-01-15', number },
      { kind: 'deputy-secretary', from: '2027-01-15', until: null, number },
    ])
  })

  it('removes: the tenure ends and nothing begins; half as many talks are enough', async () => {
    world = await prepare('filed')
    const person = await personOf(world.world['filing'] ?? '')
    world.clock.set('2026-12-01')
    const walked = await walkToFiling(world, { kind: 'FK-3', person, postKind: 'secretary', talks: 4 })
    const { number } = (await file(walked)) as { number: string }
    expect(await held(person)).toEqual([{ kind: 'secretary', from: '2026-12-01', until: '2027-01-15', number }])
  })

  it('is not proposed about a post that the person does not hold, nor for acting', async () => {
    world = await prepare('filing')
    const { community, candidate: person } = world.world
    const gates = { document: '会议纪要', reserveSeen: true, disciplinePresent: true, plannedOn: '2027-01-15' }
    const motion = { reason: 'FR-3', community, person, postKind: 'secretary', ...gates }
    const leaves = { community, postKind: 'assistant' }
    const propose = (more: object) => world.as('qingyang', 'filing.propose', { ...motion, ...more })
    await expect(propose({ kind: 'FK-3' })).rejects.toEqual(code('filing.not-held'))
    await expect(propose({ kind: 'FK-1', leaves })).rejects.toEqual(code('filing.not-held'))
    await expect(propose({ kind: 'FK-4', leaves })).rejects.toEqual(code('filing.acting-leaves'))
  })
})
