import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '#kernel/database.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { announcePeriod, confirmPeriod, cycleOf } from '../../../demo/build.ts'
import { listNotices } from '../../../resident/notices.ts'
import { signsIn } from '../../../../test/support/pdf.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { PERIOD, type Prepared, prepare } from '../../../../test/support/world.ts'
import type { explainResult, listOwnResults, listResults } from '../star/contract.ts'
import type { Candidate, getStages, listCandidates } from './contract.ts'

// One half-year from its totals to its stars, in the order in which it happens: each part goes on where the last one stopped.

const [QINGYANG, FUXIN, DEVELOPMENT] = [370611001, 370611002, 370611401]

let world: Prepared
/** The residents' zone, with its own role. */
let zone: Database
beforeAll(async () => {
  world = await prepare('closed')
  zone = openDatabase(inDatabase(inject('residentUrl'), world.database), 1)
})
afterAll(async () => {
  await zone.close()
  await world.close()
})

const code = (expected: string, facts: object = {}) =>
  expect.objectContaining({
    code: expected,
    ...(Object.keys(facts).length > 0 ? { facts: expect.objectContaining(facts) } : {}),
  })
const stages = async (login = 'head') =>
  (await world.as(login, 'confirmation.getStages', { period: PERIOD })) as OutputOf<typeof getStages>
const candidates = async (street = QINGYANG, login = 'head') =>
  (await world.as(login, 'confirmation.listCandidates', { period: PERIOD, street })) as OutputOf<typeof listCandidates>

const starOf = ({ community, suggested, given }: Candidate) => ({
  community,
  grade: suggested,
  ...(suggested === given ? {} : { reason: '五星名额已满' }),
})
/** What the quota suggests for all that is open, changed by `change`. */
async function propose(login: string, street: number, change: (stars: object[]) => object[] = (stars) => stars) {
  const open = (await candidates(street)).candidates.filter(({ deferred, noticed }) => !deferred && !noticed)
  const { round } = await stages()
  const stars = change(open.map(starOf))
  return world.as(login, 'confirmation.proposeStars', {
    period: PERIOD,
    round,
    street,
    document: '会议纪要〔2026〕12号',
    stars,
  })
}
async function proposeAll(): Promise<void> {
  for (const { street, due } of (await stages()).streets) if (due) await propose('head', street)
}
const residents = () => listNotices(zone, world.clock.today())
const defer = (community: string | undefined) =>
  world.as('head', 'confirmation.deferStar', { period: PERIOD, community, kind: 'check', reason: '有关情况正在核实' })
const state = async () => (await cycleOf(world, PERIOD))?.state
const notice = async (login = 'head') => (await stages(login)).notices[0]
const object = (receivedOn: string, login = 'qingyang') => {
  const about = { community: world.world['community'], channel: 'letter', summary: '对扣分依据有不同意见' }
  return recorded(login, receivedOn, about)
}
async function recorded(login: string, receivedOn: string, about: object) {
  const input = { notice: (await notice())?.id, receivedOn, ...about }
  return ((await world.as(login, 'confirmation.recordObjection', input)) as { id: string }).id
}
const answer = (objection: string, outcome = 'kept') =>
  world.as('officer', 'confirmation.answerObjection', { objection, outcome, answer: '经核实，扣分依据充分' })

describe('a street', () => {
  it('proposes for all its communities, never above the rules, lower only with a reason', async () => {
    const { candidates: own } = await candidates()
    const lower = own.find(({ given, suggested }) => given === 'star-4' && suggested === 'star-4')
    const named = { community: lower?.name }
    const changed = (grade: string, reason?: string) => (stars: object[]) =>
      stars.map((star) => {
        const isOne = 'community' in star && star.community === lower?.community
        return isOne ? { community: lower?.community, grade, ...(reason ? { reason } : {}) } : star
      })
    await expect(propose('qingyang', QINGYANG, changed('star-5'))).rejects.toEqual(code('confirmation.above', named))
    await expect(propose('qingyang', QINGYANG, changed('star-3'))).rejects.toEqual(code('confirmation.reason', named))
    await expect(propose('qingyang', QINGYANG, (stars) => stars.slice(1))).rejects.toEqual(
      code('confirmation.incomplete', { count: own.length, given: own.length - 1 }),
    )
    await expect(propose('qingyang', QINGYANG, (stars) => [...stars.slice(1), stars[1] ?? {}])).rejects.toEqual(
      code('confirmation.incomplete'),
    )
    await expect(propose('qingyang', FUXIN)).rejects.toEqual(code('confirmation.not-yours'))
    await propose('qingyang', QINGYANG, changed('star-3', '党工委研究：整改未完成'))
    const [proposed] = (await candidates()).candidates.filter(({ community }) => community === lower?.community)
    expect(proposed).toMatchObject({ given: 'star-4', proposed: 'star-3', reason: '党工委研究：整改未完成' })
  })

  it('may think again until residents are told: the last proposal counts, the first stays on record', async () => {
    await propose('qingyang', QINGYANG)
    expect((await candidates()).candidates.every(({ proposed, suggested }) => proposed === suggested)).toBe(true)
    expect(await count(`star_proposal where street = ${QINGYANG}`)).toBe(2)
  })

  it('knows its own proposals only, and never why a confirmation waits', async () => {
    await defer(world.world['otherCommunity'])
    await defer(world.world['urban1'])
    const own = await stages('qingyang')
    expect(own.streets.map(({ street }) => street)).toEqual([QINGYANG])
    expect(own.deferrals).toEqual([])
    expect((await stages('head')).deferrals).toHaveLength(2)
    await expect(candidates(FUXIN, 'qingyang')).rejects.toEqual(code('confirmation.unknown'))
  })
})

describe('a deferral', () => {
  const deferral = async (community: string | undefined) =>
    (await stages()).deferrals.find((one) => one.community === community && !one.ended)
  const lift = async (community: string | undefined) =>
    world.as('head', 'confirmation.liftDeferral', { deferral: (await deferral(community))?.id, reason: '已核实' })

  it('lasts twenty working days, is given twice at most, and not while one runs', async () => {
    const community = world.world['urban1']
    // 2026-11-23 is a Monday; no holiday follows within four weeks.
    expect(await deferral(community)).toMatchObject({ from: '2026-11-23', until: '2026-12-21', times: 1 })
    await expect(defer(community)).rejects.toEqual(code('confirmation.deferred-already', { until: '2026-12-21' }))
    await lift(community)
    await defer(community)
    expect(await deferral(community)).toMatchObject({ times: 2 })
    await lift(community)
    await expect(defer(community)).rejects.toEqual(code('confirmation.deferred-twice', { most: 2 }))
  })
})

describe('a notice', () => {
  it('waits until every street has proposed, and leaves out who is deferred', async () => {
    const missing = (await stages()).streets.filter(({ due }) => due).map(({ name }) => name)
    await expect(announcePeriod(world, PERIOD)).rejects.toEqual(
      code('confirmation.streets-missing', { streets: missing.join('、') }),
    )
    await proposeAll()
    // Two streets with few communities share one place, and each of them has a community with enough points.
    const keepAll = async () => {
      const { candidates: own } = await candidates(DEVELOPMENT)
      return (stars: object[]) => stars.map((star, index) => ({ ...star, grade: own[index]?.given }))
    }
    await propose('head', DEVELOPMENT, await keepAll())
    const shared = { streets: '门楼街道、山东烟台福山经济开发区', given: 2, places: 1 }
    await expect(announcePeriod(world, PERIOD)).rejects.toEqual(code('confirmation.over-quota', shared))
    await propose('head', DEVELOPMENT)
    await announcePeriod(world, PERIOD)
    expect(await state()).toBe('notice')
    const [shown] = await residents()
    expect(shown).toMatchObject({ from: '2026-11-23', until: '2026-11-30' })
    expect(shown?.rows).toHaveLength(75)
    expect(await notice()).toMatchObject({ communities: 75, left: 5, state: 'running' })
    const sheet = (await candidates()).candidates
    expect(sheet.map(({ deferred, noticed, confirmedOn }) => [deferred !== noticed, confirmedOn])).toEqual(
      sheet.map(() => [true, null]),
    )
  })

  it('binds: nobody proposes or defers what residents read', async () => {
    await expect(propose('qingyang', QINGYANG)).rejects.toEqual(code('confirmation.nothing-open'))
    await expect(defer(world.world['community'])).rejects.toEqual(code('confirmation.wrong-stage'))
    await expect(confirmPeriod(world, PERIOD)).rejects.toEqual(code('confirmation.too-early', { end: '2026-11-30' }))
  })

  it('stands still from the receipt of an objection to its answer, and stays up meanwhile', async () => {
    world.clock.set('2026-11-25')
    for (const date of ['2026-11-22', '2026-11-26']) {
      await expect(object(date)).rejects.toEqual(code('confirmation.date', { date }))
    }
    const id = await object('2026-11-24')
    expect(await notice()).toMatchObject({ state: 'paused', until: null, left: null })
    world.clock.set('2026-12-04')
    expect(await residents()).toHaveLength(1)
    await expect(confirmPeriod(world, PERIOD)).rejects.toEqual(code('confirmation.open-objections', { count: 1 }))
    await answer(id)
    await expect(answer(id)).rejects.toEqual(code('confirmation.answered'))
    // None of the five days had passed before the 24th; they begin on Monday the 7th.
    expect(await notice()).toMatchObject({ state: 'running', until: '2026-12-11' })
    expect((await residents())[0]?.until).toBe('2026-12-11')
  })

  it('is over for residents after its last day; a letter that came in time still counts', async () => {
    world.clock.set('2026-12-12')
    expect(await residents()).toEqual([])
    expect(await notice()).toMatchObject({ state: 'over' })
    await expect(object('2026-12-12')).rejects.toEqual(code('confirmation.date'))
    const id = await object('2026-12-10')
    await answer(id, 'upheld')
    world.clock.set('2026-12-20')
    await expect(confirmPeriod(world, PERIOD)).rejects.toEqual(code('confirmation.upheld'))
  })

  it('comes down when an objection was right, and the half-year goes back to the streets', async () => {
    const id = (await notice())?.id
    await world.as('head', 'confirmation.withdrawNotice', { notice: id, reason: '异议成立，更正后重新公示' })
    expect(await residents()).toEqual([])
    expect(await state()).toBe('closed')
    await expect(confirmPeriod(world, PERIOD)).rejects.toEqual(code('confirmation.ended'))
    await announcePeriod(world, PERIOD)
    expect((await residents())[0]?.rows).toHaveLength(75)
  })
})

it('prints the sheets to be signed and the notice to be posted, a street its own', async () => {
  const print = async (login: string, id: string, input: object) =>
    signsIn(((await world.as(login, `confirmation.${id}`, input)) as { bytes: Buffer }).bytes)
  const posted = { notice: (await notice())?.id }
  const [all, own] = [await print('head', 'printNotice', posted), await print('qingyang', 'printNotice', posted)]
  for (const sign of '星级评定公示南关东厅反映') expect(all).toContain(sign)
  expect(own).toContain('南')
  expect(own).not.toContain('厅')
  const sheets = await print('head', 'printProposals', { period: PERIOD })
  for (const sign of '拟评表盖章组织建设五星') expect(sheets).toContain(sign)
})

describe('confirmed stars', () => {
  const own = async (login: string) =>
    ((await world.as(login, 'star.listOwnResults')) as OutputOf<typeof listOwnResults>).results

  it('are those that residents read, with the reason where they are below the rules', async () => {
    expect(await own('nanguan')).toEqual([])
    const [read] = await residents()
    world.clock.set('2027-01-04')
    await confirmPeriod(world, PERIOD)
    expect(await state()).toBe('published')
    const stars = await rows<{ name: string; grade: string; reason: string | null; given: string }>(
      `select r.short_name as name, p.grade, p.reason, s.grade as given from evaluation.star_publication p
       join evaluation.roster r using (district, period, community)
       join evaluation.star_result s using (district, period, community, round)`,
    )
    const shown = new Map(read?.rows.map(({ community, grade }) => [community, grade]))
    expect(stars).toHaveLength(75)
    for (const { name, grade, reason, given } of stars) {
      expect([name, grade]).toEqual([name, shown.get(name)])
      expect([name, reason !== null]).toEqual([name, grade !== given])
    }
    expect(stars.some(({ reason }) => reason !== null)).toBe(true)
    const sheet = (await candidates()).candidates
    expect(sheet.map(({ deferred, confirmedOn }) => [deferred, confirmedOn])).toEqual(
      sheet.map(({ deferred }) => [deferred, deferred ? null : '2027-01-04']),
    )
    expect(await own('nanguan')).toHaveLength(1)
  })

  it('are what the list of results counts, filters by and names, beside what the totals give', async () => {
    const results = async (more = {}) =>
      (await world.as('head', 'star.listResults', { period: PERIOD, ...more })) as OutputOf<typeof listResults>
    const confirmed = await rows<{ grade: string; count: number }>(
      'select grade, count(*)::int from evaluation.star_publication group by grade',
    )
    const all = await results()
    const open = all.results.filter((one) => !one.confirmed)
    expect(open).toHaveLength(1)
    for (const { grade, count: expected } of confirmed) {
      const unconfirmed = open.filter((one) => one.grade === grade).length
      expect([grade, all.grades[grade]]).toEqual([grade, expected + unconfirmed])
      expect((await results({ grade })).results).toHaveLength(expected + unconfirmed)
    }
    const lowered = all.results.find(({ grade, computed }) => grade !== computed)
    expect(lowered).toMatchObject({ grade: 'star-4', computed: 'star-5' })
    const explained = await world.as('head', 'star.explainResult', { period: PERIOD, community: lowered?.community })
    const { adjusted, recomputed } = explained as OutputOf<typeof explainResult>
    expect(adjusted).toEqual({ computed: 'star-5', reason: '五星名额已满' })
    expect(recomputed).toBe('identical')
  })

  it('come later for who was deferred: proposed, announced and confirmed like the others', async () => {
    expect(await stages()).toMatchObject({ waiting: 0, mayAnnounce: false })
    const [open] = (await stages()).deferrals.filter(({ ended }) => !ended)
    await world.as('head', 'confirmation.liftDeferral', { deferral: open?.id, reason: '已核实' })
    await proposeAll()
    await announcePeriod(world, PERIOD)
    expect((await residents()).map((one) => one.rows.map(({ community }) => community))).toEqual([[open?.name]])
    world.clock.set('2027-01-20')
    await confirmPeriod(world, PERIOD)
    expect(await count('star_publication')).toBe(76)
    expect(await state()).toBe('published')
  })
})

async function client(text: string): Promise<Record<string, unknown>[]> {
  const superuser = new Client({ connectionString: inDatabase(inject('superuserUrl'), world.database) })
  await superuser.connect()
  try {
    return (await superuser.query(text)).rows
  } finally {
    await superuser.end()
  }
}
const rows = async <Row>(text: string) => (await client(text)) as Row[]
const count = async (table: string) =>
  (await rows<{ n: number }>(`select count(*)::int as n from evaluation.${table}`))[0]?.n
