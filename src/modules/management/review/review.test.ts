import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '#web/endpoint.ts'
import { REVIEW_CODES } from '../../../demo/filings.ts'
import { reply } from '../../../../test/support/filing.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { getMatrix, getReview, listQuestions } from './contract.ts'
import { answersFor, cellOf } from './rules.ts'

// The joint review through its endpoints: what a department is shown and may answer, that silence never counts, and that a
// sealed reply reaches two named persons.

const code = (expected: string) => expect.objectContaining({ code: expected })

let world: Prepared
beforeAll(async () => {
  world = await prepare('filing')
})
afterAll(() => world.close())

const matrixOf = async (prepared: Prepared, login = 'officer') =>
  (await prepared.as(login, 'review.getMatrix')) as OutputOf<typeof getMatrix>
const questionsOf = async (prepared: Prepared, login: string) =>
  (await prepared.as(login, 'review.listQuestions')) as OutputOf<typeof listQuestions>
const reviewOf = async (prepared: Prepared, login: string) =>
  (await prepared.as(login, 'review.getReview', { request: prepared.world['request'] })) as OutputOf<typeof getReview>
const conclude = (prepared: Prepared) =>
  prepared.as('officer', 'review.conclude', { filing: prepared.world['filing'], version: 2 })

describe('a department', () => {
  it('reads name, ID number and its own items, and nothing of the others', async () => {
    const { questions, items, departments } = await questionsOf(world, 'jr02')
    expect(questions).toHaveLength(1)
    expect(questions[0]).toMatchObject({ personName: '周明远', department: 'JR-02', post: '南关社区党组织书记' })
    expect(questions[0]?.idNumber).toMatch(/^37061119800101001[\dX]$/)
    expect(questions[0]?.items).toEqual(['NQ-02', 'NQ-03', 'NQ-04', 'NQ-14'])
    expect(items.map((item) => item.code)).toEqual(['NQ-02', 'NQ-03', 'NQ-04', 'NQ-14'])
    expect(departments.map((one) => one.code)).toEqual(['JR-02'])
  })

  const base = { checkedPeople: 1, checkedIn: '业务系统', checkedOn: '2026-11-23' }
  const about = (change: object) => [
    { request: world.world['request'], department: 'JR-02', sensitive: false, answers: [], ...change },
  ]
  const found = (item: string, answer = 'found', basis: string | null = '（2026）鲁0611执12号') => [
    { item, answer, basis },
  ]

  it.each([
    ['an item of another department', () => about({ answers: found('NQ-11') }), {}, 'review.unknown-item'],
    ['“found” where nobody is heard', () => about({ answers: found('NQ-04') }), {}, 'review.answer-not-allowed'],
    ['“found” without a document', () => about({ answers: found('NQ-14', 'found', null) }), {}, 'review.basis-needed'],
    ['the question of another department', () => about({ department: 'JR-03' }), {}, 'review.not-asked'],
    ['a day to come', () => about({}), { checkedOn: '2026-12-01' }, 'review.checked-later'],
  ] as const)('is refused %s', async (_name, replies, change, expected) => {
    const input = { ...base, ...change, replies: replies() }
    await expect(world.as('jr02', 'review.reply', input)).rejects.toEqual(code(expected))
    expect((await questionsOf(world, 'jr02')).questions[0]?.reply).toBeNull()
  })

  it('that may not seal is refused to', async () => {
    const input = { ...base, replies: about({ department: 'JR-09', sensitive: true }) }
    await expect(world.as('jr09', 'review.reply', input)).rejects.toEqual(code('review.not-sensitive'))
  })

  it('says how many it looked up, and never fewer than it replies about', async () => {
    const second = await prepare('filing')
    await second.as('officer', 'review.ask', { filings: [second.world['accepted']] })
    const { questions } = await questionsOf(second, 'jr12')
    expect(questions).toHaveLength(2)
    const replies = questions.map(({ request, department }) => ({ request, department, sensitive: false, answers: [] }))
    await expect(second.as('jr12', 'review.reply', { ...base, replies })).rejects.toEqual(
      code('review.too-few-checked'),
    )
    expect(await second.as('jr12', 'review.reply', { ...base, checkedPeople: 2, replies })).toEqual({ replied: 2 })
    await expect(second.as('jr12', 'review.reply', { ...base, checkedPeople: 2, replies })).rejects.toEqual(
      code('review.replied'),
    )
    await second.close()
  })

  it('sees its list until the days of the policy are over after its reply', async () => {
    expect((await questionsOf(world, 'jr05')).questions).toHaveLength(1)
    world.clock.set('2026-11-24')
    expect((await questionsOf(world, 'jr05')).questions).toHaveLength(0)
    expect((await questionsOf(world, 'jr02')).questions).toHaveLength(1)
    world.clock.set('2026-11-23')
  })
})

describe('silence', () => {
  it('is shown as late, and is no consent', async () => {
    const { rows } = await matrixOf(world)
    const states = Map.groupBy(rows[0]?.cells ?? [], ({ state }) => state)
    expect([states.get('late')?.length, states.get('stops')?.length]).toEqual([17, 1])
    await expect(conclude(world)).rejects.toEqual(code('review.not-all-replied'))
  })

  it('keeps a case where it is in whatever order departments reply, until the last has and nothing stands', async () => {
    const order = fc.shuffledSubarray(REVIEW_CODES, { minLength: REVIEW_CODES.length })
    const when = fc.integer({ min: 0, max: REVIEW_CODES.length })
    for (const [codes, resolved] of fc.sample(fc.tuple(order, when), 3)) {
      const one = await prepare('filing')
      const { request, findingDepartment: department, findingItem: item } = one.world
      for (const [at, next] of codes.entries()) {
        if (at === resolved) {
          const decision = { request, department, item, outcome: 'cleared', heardOn: '2026-11-23', reason: '已整改' }
          await one.as('officer', 'review.resolve', decision)
        }
        if (next === department) continue
        await expect(conclude(one)).rejects.toEqual(code('review.not-all-replied'))
        await reply(one, request ?? '', next)
      }
      if (resolved === REVIEW_CODES.length) await expect(conclude(one)).rejects.toEqual(code('review.unresolved'))
      else expect(await conclude(one)).toEqual({ version: 3 })
      await one.close()
    }
  })

  it('what was confirmed after the hearing ends the case instead', async () => {
    const one = await prepare('filing')
    const { request, findingDepartment: department, findingItem: item, filing } = one.world
    const decision = { request, department, item, outcome: 'confirmed', heardOn: '2026-11-23', reason: '未整改到位' }
    await expect(one.as('officer', 'review.resolve', { ...decision, heardOn: '2026-11-01' })).rejects.toEqual(
      code('review.heard-date'),
    )
    await one.as('officer', 'review.resolve', decision)
    await expect(one.as('officer', 'review.resolve', decision)).rejects.toEqual(code('review.resolved'))
    for (const next of REVIEW_CODES) if (next !== department) await reply(one, request ?? '', next)
    await expect(conclude(one)).rejects.toEqual(code('review.unresolved'))
    await one.as('officer', 'filing.reject', { filing, version: 2, clause: item, reason: '不符合任职条件' })
    const street = await one.as('qingyang', 'filing.getFiling', { filing })
    expect(street).toMatchObject({ review: 'not-passed', filing: { state: 'rejected' } })
    await one.close()
  })
})

describe('a sealed reply', () => {
  let sealed: Prepared
  beforeAll(async () => {
    sealed = await prepare('sealed')
  })
  afterAll(() => sealed.close())
  const cellOfJr01 = async (login: string) =>
    (await matrixOf(sealed, login)).rows[0]?.cells.find(({ department }) => department === 'JR-01')?.state

  it('is read by the two named persons, and is to everybody else a reply that has not come', async () => {
    expect([await cellOfJr01('head'), await cellOfJr01('discipline'), await cellOfJr01('officer')]).toEqual([
      'sealed',
      'sealed',
      'late',
    ])
    expect((await reviewOf(sealed, 'head')).findings.map(({ department }) => department)).toContain('JR-01')
    const officer = await reviewOf(sealed, 'officer')
    expect(officer.sealed).toEqual([])
    expect(JSON.stringify(officer)).not.toContain('福纪函')
    const street = await sealed.as('qingyang', 'filing.getFiling', { filing: sealed.world['filing'] })
    expect(JSON.stringify(street)).not.toMatch(/福纪函|JR-01/)
  })

  it('says that the case should wait and nothing more, whatever was entered', async () => {
    const one = await prepare('filing')
    const answers = [{ item: 'NQ-05', answer: 'found', basis: '福纪〔2026〕1号' }]
    await reply(one, one.world['request'] ?? '', 'JR-01', answers, true)
    const [finding] = (await reviewOf(one, 'head')).findings.filter(({ department }) => department === 'JR-01')
    expect(finding).toMatchObject({ item: 'NQ-05', answer: 'defer' })
    await one.close()
  })

  it('has no hearing until a named person releases it; then everybody who may reads it', async () => {
    const { request } = sealed.world
    const decision = {
      request,
      department: 'JR-01',
      item: 'NQ-04',
      outcome: 'cleared',
      heardOn: '2026-11-23',
      reason: '已办结',
    }
    for (const login of ['head', 'officer']) {
      await expect(sealed.as(login, 'review.resolve', decision)).rejects.toEqual(code('review.no-finding'))
    }
    const release = { request, department: 'JR-01', reason: '已办结' }
    await expect(sealed.as('head', 'review.release', { ...release, department: 'JR-02' })).rejects.toEqual(
      code('review.not-reader'),
    )
    await sealed.as('discipline', 'review.release', release)
    await expect(sealed.as('head', 'review.release', release)).rejects.toEqual(code('review.released'))
    expect(await cellOfJr01('officer')).toBe('stops')
    await sealed.as('officer', 'review.resolve', decision)
    expect(await cellOfJr01('officer')).toBe('cleared')
  })

  it('needs two persons that were named, and two different ones', async () => {
    const { readerOne: first } = sealed.world
    await expect(sealed.as('head', 'review.nameReaders', { first, second: first })).rejects.toEqual(
      code('review.same-reader'),
    )
    const stranger = { first, second: sealed.world['otherAccount'] }
    await expect(sealed.as('head', 'review.nameReaders', stranger)).rejects.toEqual(code('review.unknown-reader'))
  })
})

describe('asking', () => {
  it('is refused before the motion was accepted, and again while the departments reply', async () => {
    await expect(world.as('officer', 'review.ask', { filings: [world.world['motion']] })).rejects.toEqual(
      code('review.not-in-review'),
    )
    await expect(world.as('officer', 'review.ask', { filings: [world.world['filing']] })).rejects.toEqual(
      code('review.asked-already'),
    )
  })

  it('needs an ID number, and asks nobody when one of several has none', async () => {
    const one = await prepare('filing')
    const { community, otherPerson } = one.world
    const motion = { kind: 'FK-1', reason: 'FR-1', community, postKind: 'secretary', person: otherPerson }
    const gates = { plannedOn: '2027-02-01', document: '纪要', reserveSeen: true, disciplinePresent: true }
    const { id } = (await one.as('qingyang', 'filing.propose', { ...motion, ...gates })) as { id: string }
    await one.as('officer', 'filing.answerMotion', { filing: id, version: 1, accept: true, reason: null })
    const both = { filings: [one.world['accepted'], id] }
    await expect(one.as('officer', 'review.ask', both)).rejects.toEqual(code('review.no-id-number'))
    expect((await matrixOf(one)).rows).toHaveLength(1)
    await one.close()
  })
})

it('an item takes the answers of the policy; where nobody is heard, “found” is none of them', () => {
  expect(answersFor({ hearing: false })).not.toContain('found')
  expect(answersFor({ hearing: true })).toContain('found')
  expect(answersFor({ hearing: true, answers: ['none-found', 'not-ours'] })).toEqual(['none-found', 'not-ours'])
})

it('a cell never turns into consent by itself', () => {
  const facts = fc.record({
    dueOn: fc.constantFrom('2026-11-01', '2026-12-31'),
    on: fc.constantFrom(null, '2026-11-10'),
    held: fc.boolean(),
    released: fc.boolean(),
    stops: fc.integer({ min: 0, max: 3 }),
    cleared: fc.integer({ min: 0, max: 3 }),
    confirmed: fc.integer({ min: 0, max: 3 }),
  })
  fc.assert(
    fc.property(facts, (one) => {
      const state = cellOf(one, '2026-11-23')
      if (state !== 'clear' && state !== 'cleared') return true
      return (
        one.on !== null &&
        (!one.held || one.released) &&
        one.confirmed === 0 &&
        one.stops === (state === 'clear' ? 0 : one.cleared)
      )
    }),
  )
})
