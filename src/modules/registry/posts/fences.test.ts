import { Client, DatabaseError } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { confirmOpening, grantMandate, settlePost } from '#registry'
import { ACCESS_CLASSES, type AccessClass, districtScope, openingOf } from '#kernel/access.ts'
import { newId } from '#kernel/database.ts'
import { actor, addPeople, filing, openingRow, openRoster, uploadRoster } from '../../../../test/support/tenures.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { PostKind } from './rules.ts'

// 凡动必备 (rulings G7) against any SQL of the runtime roles (G2): nothing here goes through an operation. Each attack is one
// change to statements that succeed without it.

const DISTRICT = 370611
type Statement = readonly [string, Readonly<Record<string, unknown>>?]

let world: Prepared
let owner: Client
let runtime: Client
let resident: Client
let batch: string
let post: Record<'nanguan' | 'director' | 'other', string>
let holder: string
let second: string
let third: string
let tenure: string
beforeAll(async () => {
  world = await prepare('founded')
  owner = await connect('ownerUrl')
  runtime = await connect('runtimeUrl')
  resident = await connect('residentUrl')
  const { community = '', otherCommunity = '' } = world.world
  ;[holder, second, third] = (await addPeople(world, '甲一', '乙二', '丙三')) as [string, string, string]
  const { opened } = await openRoster(world, [openingRow({ person: holder, community })])
  tenure = opened[0]?.tenure ?? ''
  batch = await uploadRoster(world)
  await filing(world, async (tx) => {
    await confirmOpening(tx, actor(world, '1'), batch)
    await confirmOpening(tx, actor(world, '2'), batch)
    const settle = (place: string, kind: PostKind) => settlePost(tx, DISTRICT, place, kind)
    post = {
      nanguan: await settle(community, 'secretary'),
      director: await settle(community, 'director'),
      other: await settle(otherCommunity, 'secretary'),
    }
    const grants = [
      ['F-start', third, post.other, 'start'],
      ['F-second', second, post.nanguan, 'start'],
      ['F-end', holder, post.nanguan, 'end'],
      ['F-change', holder, post.nanguan, 'change'],
      ['F-stranger', second, post.nanguan, 'end'],
      ['F-longer', third, post.other, 'change'],
    ] as const
    for (const [number, person, where, action] of grants) {
      await grantMandate(tx, actor(world), { number, person, post: where, action, effective: '2026-06-01' })
    }
  })
})
afterAll(async () => {
  for (const client of [owner, runtime, resident]) await client.end()
  await world.close()
})

async function connect(url: 'ownerUrl' | 'runtimeUrl' | 'residentUrl'): Promise<Client> {
  const client = new Client({ connectionString: inDatabase(inject(url), world.database) })
  await client.connect()
  return client
}

/** Where it fails: the constraint's name, else what PostgreSQL says. */
function reasonOf(error: unknown): string {
  if (!(error instanceof DatabaseError)) throw error
  return error.constraint ?? error.message
}

async function send(client: Client, statements: readonly Statement[]): Promise<number> {
  let rows = 0
  for (const [text, row] of statements) {
    const columns = Object.keys(row ?? {})
    const values = row
      ? ` (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`
      : ''
    rows = (await client.query(text + values, Object.values(row ?? {}))).rowCount ?? 0
  }
  return rows
}

/** What becomes of statements as that class: rows of the last one, or why not. All is taken back. */
async function outcome(accessClass: AccessClass, statements: readonly Statement[]): Promise<string | number> {
  const client = accessClass === 'resident' ? resident : runtime
  try {
    await client.query(openingOf(districtScope(accessClass, DISTRICT)))
    const rows = await send(client, statements)
    await client.query('set constraints all immediate')
    return rows
  } catch (error) {
    return reasonOf(error)
  } finally {
    await client.query('rollback')
  }
}

type Change = Readonly<Record<string, unknown>>
const recorded = { recorded_by: newId(), recorded_at: '2026-11-23' }
const granted = { granted_by: newId(), granted_at: '2026-11-23' }

/** A start at the other community, with its grant. */
const start = (change: Change = {}): Statement => [
  'insert into registry.tenure',
  {
    district: DISTRICT,
    id: newId(),
    version: 1,
    area: 370611002000,
    post: post.other,
    seat: 'single',
    person: third,
    capacity: 'serving',
    valid_from: '2026-06-01',
    valid_until: null,
    action: 'start',
    effective: '2026-06-01',
    grant_number: 'F-start',
    ...recorded,
    ...change,
  },
]
const inNanguan = () => ({ post: post.nanguan, person: second, grant_number: 'F-second' })
const supersede = (): Statement => [`update registry.tenure set superseded = 2 where id = '${tenure}' and version = 1`]
/** The second version of the holder's tenure. */
const next = (change: Change = {}): Statement => [
  start()[0],
  {
    ...start()[1],
    id: tenure,
    version: 2,
    post: post.nanguan,
    person: holder,
    valid_from: '2024-03-01',
    valid_until: '2026-06-01',
    action: 'end',
    grant_number: 'F-end',
    ...change,
  },
]
const confirm = (change: Change): Statement => [
  'insert into registry.opening_confirmation',
  { district: DISTRICT, batch, slot: 1, person: holder, account: newId(), at: '2026-11-23', ...change },
]
const openingGrant = (change: Change = {}): Statement => [
  'insert into registry.mandate_grant',
  {
    district: DISTRICT,
    number: 'opening/1',
    person: third,
    post: post.other,
    action: 'start',
    kind: 'opening',
    effective: '2026-06-01',
    batch,
    opening: true,
    ...granted,
    ...change,
  },
]
const opened = (change: Change = {}) => [openingGrant(change), start({ grant_number: 'opening/1' })]
const live = `open = false, person = '${newId()}', person_name = '甲', account = '${newId()}', at = now()`
const goLive: Statement = [`update registry.going_live set ${live}`]

describe('privileges', () => {
  const others = ACCESS_CLASSES.filter((one) => one !== 'filing')
  it.each(others)('%s writes nothing of posts, grants and tenures', async (accessClass) => {
    const attacks: Statement[] = [
      start(),
      supersede(),
      openingGrant(),
      confirm({ slot: 1 }),
      ['insert into registry.post', { district: DISTRICT, id: newId() }],
      ['insert into registry.going_live', { district: DISTRICT }],
      goLive,
    ]
    for (const attack of attacks) expect(await outcome(accessClass, [attack])).toMatch(/^permission denied/)
  })

  it.each(ACCESS_CLASSES)('%s removes and rewrites nothing, and the owner could', async (accessClass) => {
    const attacks = [
      'delete from registry.tenure',
      'delete from registry.mandate_grant',
      'delete from registry.opening_confirmation',
      'delete from registry.going_live',
      'truncate registry.going_live cascade',
      `update registry.tenure set valid_until = '2026-01-01'`,
      'update registry.mandate_grant set kind = kind',
      'update registry.post set kind = kind',
      'alter table registry.tenure drop constraint tenure_granted',
    ]
    for (const attack of attacks)
      expect(await outcome(accessClass, [[attack]])).toMatch(/^(permission denied|must be owner)/)
    await owner.query('begin')
    for (const attack of attacks.toReversed()) await owner.query(attack)
    await owner.query('rollback')
  })
})

describe('a start', () => {
  it('with its grant goes through; also acting for six months', async () => {
    expect(await outcome('filing', [start()])).toBe(1)
    expect(await outcome('filing', [start({ capacity: 'acting', valid_until: '2026-12-01' })])).toBe(1)
  })

  it.each<[string, () => Change, string]>([
    ['without a grant', () => ({ grant_number: 'nowhere' }), 'tenure_granted'],
    ["with someone else's grant", () => ({ person: second }), 'tenure_granted'],
    ['with the grant of another post', () => ({ post: post.director }), 'tenure_granted'],
    ['on another day', () => ({ valid_from: '2026-05-01', effective: '2026-05-01' }), 'tenure_granted'],
    ['from a day that the grant does not name', () => ({ valid_from: '2020-05-01' }), 'tenure_effective'],
    [
      'with the grant of an end',
      () => ({ ...inNanguan(), grant_number: 'F-stranger', valid_until: '2026-06-01' }),
      'tenure_granted',
    ],
    ['acting for seven months', () => ({ capacity: 'acting', valid_until: '2027-01-01' }), 'tenure_acting_six_months'],
    ['acting without an end', () => ({ capacity: 'acting' }), 'tenure_acting_six_months'],
    ['in a seat said to be one of many', () => ({ seat: 'many' }), 'tenure_seat'],
    ['superseded by nothing, so that it is not counted', () => ({ superseded: 2 }), 'tenure_superseded'],
    ['as a later version', () => ({ version: 2 }), 'tenure_begins'],
  ])('%s does not', async (_name, change, reason) => {
    expect(await outcome('filing', [start(change())])).toBe(reason)
  })

  it('with a grant that was used does not', async () => {
    expect(await outcome('filing', [start(), start({ valid_until: '2026-06-01' })])).toBe('tenure_grant_once')
  })
})

describe('a second secretary', () => {
  it('serves when the first has ended, and not before', async () => {
    expect(await outcome('filing', [supersede(), next(), start(inNanguan())])).toBe(1)
    expect(await outcome('filing', [start(inNanguan())])).toBe('tenure_one_holder')
    expect(await outcome('filing', [start({ ...inNanguan(), capacity: 'acting', valid_until: '2026-09-01' })])).toBe(
      'tenure_one_holder',
    )
  })

  it('has no second post to serve in', async () => {
    const { community } = world.world
    const make = (kind: string): Statement => [
      'insert into registry.post',
      { district: DISTRICT, id: newId(), area: 1, community, kind },
    ]
    expect(await outcome('filing', [make('assistant')])).toBe(1)
    expect(await outcome('filing', [make('secretary')])).toBe('post_once')
  })

  it('does not get a seat freed without a successor of the version', async () => {
    expect(await outcome('filing', [supersede(), start(inNanguan())])).toBe('tenure_superseded')
    expect(await outcome('filing', [supersede()])).toBe('tenure_superseded')
  })
})

describe('a change or end', () => {
  it('with its grant goes through', async () => {
    expect(await outcome('filing', [supersede(), next()])).toBe(1)
    expect(await outcome('filing', [supersede(), next({ action: 'change', grant_number: 'F-change' })])).toBe(1)
  })

  it.each<[string, () => Change, string]>([
    ['without a grant', () => ({ grant_number: 'nowhere' }), 'tenure_granted'],
    ['with the grant of a change', () => ({ grant_number: 'F-change' }), 'tenure_granted'],
    ["with someone else's grant", () => ({ grant_number: 'F-stranger' }), 'tenure_granted'],
    ['for somebody else with their grant', () => ({ grant_number: 'F-stranger', person: second }), 'tenure_follows'],
    ['on another day', () => ({ valid_until: '2026-07-01', effective: '2026-07-01' }), 'tenure_granted'],
    ['to a day that the grant does not name', () => ({ valid_until: '2026-05-01' }), 'tenure_effective'],
    [
      'that reaches back before its day',
      () => ({ valid_until: '2024-04-01', action: 'change', grant_number: 'F-change' }),
      'tenure_effective',
    ],
    ['that moves the first day', () => ({ valid_from: '2020-01-01' }), 'tenure_follows'],
    ['of a version that is not there', () => ({ version: 3 }), 'tenure_follows'],
  ])('%s does not', async (_name, change, reason) => {
    expect(await outcome('filing', [supersede(), next(change())])).toBe(reason)
  })

  it('does not turn acting into serving', async () => {
    const acting = { id: newId(), capacity: 'acting', valid_until: '2026-08-01' }
    const longer = { ...acting, version: 2, action: 'change', grant_number: 'F-longer', valid_until: '2026-12-01' }
    const step: Statement = [`update registry.tenure set superseded = 2 where id = '${acting.id}'`]
    expect(await outcome('filing', [start(acting), step, start(longer)])).toBe(1)
    const serving = start({ ...longer, capacity: 'serving', valid_until: null })
    expect(await outcome('filing', [start(acting), step, serving])).toBe('tenure_follows')
  })

  it('leaves no way back to the version before', async () => {
    const back: Statement = [`update registry.tenure set superseded = null where id = '${tenure}' and version = 1`]
    expect(await outcome('filing', [back])).toBe(1)
    expect(await outcome('filing', [supersede(), next(), back])).toBe('tenure_one_holder')
    expect(await outcome('filing', [next()])).toBe('tenure_one_holder')
  })
})

describe('an opening grant', () => {
  it('goes through while the phase lasts, for a roster that two confirmed', async () => {
    expect(await outcome('filing', opened())).toBe(1)
  })

  it('is not kept for later', async () => {
    expect(await outcome('filing', [openingGrant()])).toBe('mandate_grant_used')
  })

  it('needs two people, one after the other', async () => {
    const fresh = await uploadRoster(world)
    const first = confirm({ batch: fresh })
    const last = confirm({ batch: fresh, slot: 2, person: second })
    expect(await outcome('filing', [first, last, ...opened({ batch: fresh })])).toBe(1)
    expect(await outcome('filing', [first, ...opened({ batch: fresh })])).toBe('mandate_grant_confirmed')
    expect(await outcome('filing', [last])).toBe('opening_confirmation_in_turn')
    const same = confirm({ batch: fresh, slot: 2 })
    expect(await outcome('filing', [first, same])).toBe('opening_confirmation_two_people')
  })

  it('does not after going live, whatever it says and whichever district the session claims', async () => {
    const settings = (lo: number, hi: number): Statement => [
      `select set_config('app.district_lo', '${lo}', true), set_config('app.district_hi', '${hi}', true)`,
    ]
    expect(await outcome('filing', [settings(0, 999_999), ...opened()])).toBe(1)
    expect(await outcome('filing', [goLive, ...opened()])).toBe('mandate_grant_opening')
    expect(await outcome('filing', [goLive, settings(0, 999_999), ...opened()])).toBe('mandate_grant_opening')
    const policy = /row-level security policy/
    expect(await outcome('filing', [goLive, settings(1, 2), ...opened()])).toMatch(policy)
    expect(await outcome('filing', [goLive, ...opened({ opening: false })])).toMatch(policy)
    expect(await outcome('filing', [goLive, ...opened({ opening: null })])).toBe('mandate_grant_check')
  })
})

describe('going live', () => {
  const again: Statement = [
    'update registry.going_live set open = true, person = null, person_name = null, account = null, at = null',
  ]
  const anew: Statement = ['insert into registry.going_live', { district: DISTRICT }]

  it('reaches a transaction that began before it and sees the older state', async () => {
    const attempt = async () => {
      const client = await connect('runtimeUrl')
      await client.query(
        openingOf(districtScope('filing', DISTRICT)).replace('begin', 'begin isolation level repeatable read'),
      )
      expect((await client.query('select open from registry.going_live')).rows).toEqual([{ open: true }])
      return {
        finish: async () => {
          const result = await send(client, opened()).catch(reasonOf)
          await client.end()
          return result
        },
      }
    }
    const [early, late] = [await attempt(), await attempt()]
    expect(await early.finish()).toBe(1)
    await filing(world, (tx) => tx.run(`update kernel.import_batch set state = 'discarded' where state = 'confirming'`))
    await world.as('head', 'post.goLive', { reason: '期初名册核对完毕' })
    expect(await late.finish()).toMatch(/could not serialize access|mandate_grant_opening/)
  })

  it('is not taken back by any class, and could be by the owner', async () => {
    for (const one of ACCESS_CLASSES.filter((one) => one !== 'filing')) {
      expect(await outcome(one, [again])).toMatch(/^permission denied/)
    }
    expect(await outcome('filing', [again])).toBe(0)
    expect(await outcome('filing', [anew])).toBe('going_live_pkey')
    await owner.query('begin')
    expect((await owner.query(again[0])).rowCount).toBe(1)
    await owner.query('rollback')
  })

  it('leaves the acts that have a filing', async () => {
    expect(await outcome('filing', opened())).toBe('mandate_grant_opening')
    expect(await outcome('filing', [start()])).toBe(1)
  })
})
