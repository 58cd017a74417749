import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { areasOf, districtScope, openingOf, type Scope } from '#kernel/access.ts'
import { display } from '#kernel/policy/rational.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { closePeriod, cycleOf } from '../../../demo/build.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { PERIOD, type Prepared, prepare } from '../../../../test/support/world.ts'
import { getCyclePack } from '../cycle/queries.ts'
import type { recompute } from '../star/contract.ts'
import type { listMerits } from './contract.ts'
import { meritsOf, methodsOf } from './facts.ts'

// Honours, serious cases and a street's own method, through the endpoints; then with any SQL that staff could send.

const DISTRICT = 370611
const STREET = 370611001
const PAPER = { documentNumber: '福组〔2026〕9号', documentTitle: '关于表彰的决定' }

let world: Prepared
beforeAll(async () => {
  world = await prepare('open')
})
afterAll(() => world.close())

const list = async (login = 'head') =>
  (await world.as(login, 'merits.listMerits', { period: PERIOD })) as OutputOf<typeof listMerits>
const enter = async (login: string, id: string, input: object) =>
  ((await world.as(login, id, { period: PERIOD, ...PAPER, ...input })) as { id: string }).id
const honour = (login: string, title: string, level: string, community = world.world['community']) =>
  enter(login, 'merits.enterHonour', { community, title, level, issuer: '区委', awardedOn: '2026-08-01' })
const review = (login: string, id: string, verdict = 'confirmed', reason: string | null = null, what = 'reviewMerit') =>
  world.as(login, `merits.${what}`, { id, verdict, reason })
const code = (expected: string) => expect.objectContaining({ code: expected })

const MERIT_FACTS = ['star.honours', 'star.serious-cases', 'star.street-bonus']

/** What the facts of a community come to now, as the job reads them. */
async function facts(community = world.world['community'] ?? ''): Promise<readonly string[]> {
  const question = { districts: [DISTRICT], period: PERIOD }
  const factsOf = await world.services.database.tx(districtScope('jobs', DISTRICT), (tx) =>
    world.services.facts.gather(tx, MERIT_FACTS, question),
  )
  const own = factsOf(community)
  return MERIT_FACTS.map((one) => {
    const value = own[one]
    return value && 'n' in value ? display(value, 1) : 'missing'
  })
}

describe('honours', () => {
  it('count once another person has confirmed them, once for however many documents, with the highest level', async () => {
    const [city, national] = [
      await honour('qingyang', '全国民主法治示范社区', 'city'),
      await honour('officer', '全国民主法治　示范社区', 'national'),
    ]
    expect(await facts()).toEqual(['0.0', '0.0', '0.0'])
    await expect(review('officer', national)).rejects.toEqual(code('merits.same-person'))
    await review('officer', city)
    expect(await facts()).toEqual(['1.0', '0.0', '0.0'])
    await review('head', national)
    expect(await facts()).toEqual(['3.0', '0.0', '0.0'])
    const counts = new Map((await list()).merits.map(({ id, counts: does }) => [id, does]))
    expect([counts.get(city), counts.get(national)]).toEqual([false, true])
    await world.as('officer', 'merits.withdrawMerit', { id: national, reason: '文件作废' })
    expect(await facts()).toEqual(['1.0', '0.0', '0.0'])
  })

  it('are refused outside the half-year, of another street, and without a reason to decline', async () => {
    const outside = { community: world.world['community'], title: '某荣誉', level: 'city', issuer: '区委' }
    for (const awardedOn of ['2026-06-30', '2026-12-01']) {
      await expect(enter('qingyang', 'merits.enterHonour', { ...outside, awardedOn })).rejects.toEqual(
        code('merits.outside-half-year'),
      )
    }
    const other = world.world['otherCommunity']
    await expect(honour('qingyang', '某荣誉', 'city', other)).rejects.toEqual(code('merits.unknown-community'))
    const id = await honour('qingyang', '某荣誉', 'city')
    await expect(review('head', id, 'declined')).rejects.toEqual(code('merits.reason-missing'))
    await review('head', id, 'declined', '颁发单位不是区以上机关')
    await expect(review('officer', id)).rejects.toEqual(code('merits.decided'))
  })
})

describe('a serious case', () => {
  it('counts after hearing and review, has no points, and can be withdrawn', async () => {
    const found = { community: world.world['community'], reason: '虚报公开内容，经查属实', statement: '社区已更正' }
    await expect(enter('discipline', 'merits.enterCase', { ...found, heardOn: '2026-11-24' })).rejects.toEqual(
      code('merits.heard-later'),
    )
    const id = await enter('discipline', 'merits.enterCase', { ...found, heardOn: '2026-11-20' })
    await expect(review('discipline', id, 'confirmed', null, 'reviewCase')).rejects.toEqual(code('merits.same-person'))
    await expect(review('head', id)).rejects.toEqual(code('merits.unknown'))
    await review('officer', id, 'confirmed', null, 'reviewCase')
    expect((await facts())[1]).toBe('1.0')
    expect((await list()).merits.find((one) => one.id === id)).toMatchObject({ points: null, counts: true })
    const member = { community: found.community ?? '', street: STREET }
    const leaves = await world.services.database.tx(districtScope('staff', DISTRICT), async (tx) => {
      const { pack } = await getCyclePack(tx, DISTRICT, PERIOD)
      return meritsOf(tx, { district: DISTRICT, period: PERIOD, pack: pack.pack }, [member], 'names')
    })
    expect(leaves.get(found.community ?? '')?.['star.serious-cases']).toMatchObject([
      { title: found.reason, statement: '社区已更正', ...PAPER, enteredBy: '李清', confirmedBy: '王海宁' },
    ])
    // Its community reads what was confirmed, and neither names nor what still waits.
    const own = (await list('nanguan')).merits
    expect(own.find((one) => one.id === id)).toMatchObject({
      statement: '社区已更正',
      enteredBy: null,
      decidedBy: null,
    })
    expect(own.filter(({ state }) => state === 'waiting')).toEqual([])
    await world.as('discipline', 'merits.withdrawCase', { id, reason: '复查后认定不成立' })
    expect((await facts())[1]).toBe('0.0')
  })
})

describe("a street's own method", () => {
  it('is in force once approved; awards by it count, and a later one takes its place', async () => {
    const rules = { shifts: { 'star.safety': '2', 'star.risk': '-2' }, items: [{ title: '观摩', points: '1.5' }] }
    const method = await enter('qingyang', 'merits.enterMethod', { title: '街道办法', rules })
    const { community, otherCommunity } = world.world
    const give = (some: object) =>
      world.as('qingyang', 'merits.awardPoints', {
        period: PERIOD,
        ...PAPER,
        method,
        item: 0,
        communities: [community],
        points: '1',
        reason: '观摩第一',
        ...some,
      })
    await expect(give({})).rejects.toEqual(code('merits.method-not-in-force'))
    await review('head', method)
    await expect(give({ points: '1.6' })).rejects.toEqual(code('merits.too-many-points'))
    await expect(give({ communities: [otherCommunity] })).rejects.toEqual(code('merits.unknown-community'))
    await give({})
    await expect(give({})).rejects.toEqual(code('merits.awarded'))
    expect((await facts())[2]).toBe('1.0')
    const inForce = () =>
      world.services.database.tx(districtScope('jobs', DISTRICT), (tx) => methodsOf(tx, [DISTRICT], PERIOD))
    expect(await inForce()).toEqual([{ district: DISTRICT, street: STREET, rules }])
    const uneven = { shifts: { 'star.safety': '2' }, items: [] }
    await expect(enter('qingyang', 'merits.enterMethod', { title: '办法', rules: uneven })).rejects.toEqual(
      code('merits.shifts-not-even'),
    )
    await expect(world.as('qingyang', 'merits.withdrawMerit', { id: method, reason: '重新制定' })).rejects.toEqual(
      code('merits.confirmed-above'),
    )
    const later = await enter('qingyang', 'merits.enterMethod', {
      title: '新办法',
      rules: { shifts: {}, items: rules.items },
    })
    await review('officer', later)
    expect((await facts())[2]).toBe('0.0')
    expect(await inForce()).toMatchObject([{ street: STREET, rules: { shifts: {} } }])
  })
})

const staff: Scope = { class: 'staff', districts: [DISTRICT, DISTRICT], areas: areasOf(DISTRICT) }

/** Statements of one transaction of staff, taken back; rejects as the last one does. */
async function attack(statements: readonly string[], meanwhile?: () => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: inDatabase(inject('runtimeUrl'), world.database) })
  await client.connect()
  try {
    await client.query(openingOf(staff))
    for (const statement of statements) await client.query(statement)
    await meanwhile?.()
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

const [ME, OTHER] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']
const ENTRY = '00000000-0000-7000-8000-00000000000e'
const entered = (collecting: boolean) =>
  `insert into evaluation.merit (district, id, period, collecting, area, street, kind, community, title, document_number,
     document_title, level, issuer, title_key, happened_on, person, account, account_name, entered_on, at)
   select district, '${ENTRY}', period, ${collecting}, area, street, 'honour', community, 'x', '1', 'x', 'national', 'x', 'x',
     '2026-08-01', '${ME}', '${ME}', 'x', '2026-11-01', now() from evaluation.roster where code = 370611001001`
const decided = (act: string, person: string, { by = ME, merit = `'${ENTRY}'`, collecting = true } = {}) =>
  `insert into evaluation.merit_decision (district, merit, step, period, collecting, area, act, entered_by, person, account,
     account_name, reason, decided_on, at)
   values (${DISTRICT}, ${merit}, ${act === 'withdrawn' ? 2 : 1}, '${PERIOD}', ${collecting}, 370611001001, '${act}', '${by}',
     '${person}', '${person}', 'x', 'x', '2026-11-01', now())`

describe('the database', () => {
  it('takes the confirmation of another person, and of nobody who entered it, whatever it is told', async () => {
    await attack([entered(true), decided('confirmed', OTHER)])
    await expect(attack([entered(true), decided('confirmed', ME)])).rejects.toThrow(/two_people/)
    await expect(attack([entered(true), decided('confirmed', ME, { by: OTHER })])).rejects.toThrow(/foreign key/)
    await expect(attack([entered(true), decided('confirmed', OTHER), decided('declined', OTHER)])).rejects.toThrow(
      /pkey/,
    )
    for (const table of ['merit', 'merit_decision']) {
      await expect(attack([`delete from evaluation.${table}`])).rejects.toThrow(/permission denied/)
      await expect(attack([`update evaluation.${table} set account_name = ''`])).rejects.toThrow(/permission denied/)
    }
  })

  it('lets no half-year be closed over an entry on its way', async () => {
    const close = [
      `set local lock_timeout = '100ms'`,
      `update evaluation.cycle set state = 'closing' where period = '${PERIOD}'`,
    ]
    await attack(close)
    await expect(attack([entered(true)], () => attack(close))).rejects.toThrow(/lock timeout/)
  })

  it('takes nothing more once the half-year is closed: no entry, no decision, no withdrawal, and totals reproduce', async () => {
    const counted = await honour('qingyang', '和谐社区', 'province')
    await review('head', counted)
    const waiting = await honour('qingyang', '绿色社区', 'national')
    const before = await facts()
    await closePeriod(world, PERIOD)

    await expect(honour('qingyang', '学习型社区', 'city')).rejects.toEqual(code('merits.not-open'))
    await expect(review('head', waiting)).rejects.toEqual(code('merits.not-open'))
    await expect(world.as('head', 'merits.withdrawMerit', { id: counted, reason: '文件作废' })).rejects.toEqual(
      code('merits.not-open'),
    )
    for (const collecting of [true, false]) {
      const wall = collecting ? /collecting/ : /row-level security/
      await expect(attack([entered(collecting)])).rejects.toThrow(wall)
      for (const [act, merit] of [
        ['confirmed', waiting],
        ['withdrawn', counted],
      ] as const) {
        const by = `(select person from evaluation.merit where id = '${merit}')`
        const told = decided(act, OTHER, { merit: `'${merit}'`, collecting }).replace(`'${ME}'`, by)
        await expect(attack([told])).rejects.toThrow(wall)
      }
    }
    expect(await facts()).toEqual(before)
    const again = (await world.as('officer', 'star.recompute', { period: PERIOD })) as OutputOf<typeof recompute>
    expect(again.identical).toBe(76)

    const { version } = (await cycleOf(world, PERIOD)) ?? {}
    await world.as('officer', 'cycle.reopenCycle', { period: PERIOD, version, reason: '补充荣誉' })
    await review('head', waiting)
    expect(await facts()).not.toEqual(before)
  })
})
