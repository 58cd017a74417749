import { Client, DatabaseError } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { findActorByLogin } from '#accounts'
import { openingOf, type Scope, settingsOf } from '#kernel/access.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'

// Supervision against any SQL of the runtime roles: nothing here goes through an operation.

type House = { readonly world: Prepared; readonly runtime: Client }

async function openHouse(state: 'stopped' | 'replied' | 'sealed'): Promise<House> {
  const world = await prepare(state)
  const runtime = new Client({ connectionString: inDatabase(inject('runtimeUrl'), world.database) })
  await runtime.connect()
  return { world, runtime }
}

let stopped: House
let replied: House
let sealed: House
let signature: string
beforeAll(async () => {
  stopped = await openHouse('stopped')
  replied = await openHouse('replied')
  sealed = await openHouse('sealed')
  const { database } = stopped.world.services
  const [known] = await database.tx((await actorOf('discipline')).scope, (tx) =>
    tx.run<{ id: string }>('select id from kernel.signature limit 1'),
  )
  signature = known?.id ?? ''
})
afterAll(async () => {
  for (const { world, runtime } of [stopped, replied, sealed]) {
    await runtime.end()
    await world.close()
  }
})

async function actorOf(login: string) {
  const { world } = stopped
  const actor = await findActorByLogin(world.services.database, world.clock, login)
  if (!actor) throw new Error(`no account ${login}`)
  return actor
}

const scopeOf = async (login: string, change: Partial<Scope> = {}): Promise<Scope> => ({
  ...(await actorOf(login)).scope,
  ...change,
})

/** A reviewer of a department in a role of staff that he holds besides. */
async function asStaff(login: string): Promise<Scope> {
  const { org: _org, ...scope } = await scopeOf(login, { class: 'staff', areas: [370611000000, 370611999999] })
  return scope
}

/** Sends SQL in the scope of somebody, looks, and takes it back. @returns rows touched, or the name of what refused it. */
async function as({ runtime }: House, scope: Scope, ...statements: readonly string[]): Promise<number | string> {
  try {
    await runtime.query(openingOf(scope))
    let touched = 0
    for (const statement of statements) touched = (await runtime.query(statement)).rowCount ?? 0
    return touched
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return error.constraint ?? error.message
  } finally {
    await runtime.query('rollback')
  }
}

type Overruling = {
  readonly person?: string
  readonly account?: string
  readonly author?: string
  readonly on?: string
}

const overruling = ({ person, account, author = 's.person', on = '2026-11-23' }: Overruling): string =>
  `insert into management.filing_stop_overrule (district, stop, author, person, person_name, area, reason, document, signature,
     overruled_on, account, at)
   select s.district, s.id, ${author}, '${person}', 'x', s.area, 'x', 'x', '${signature}', '${on}',
     '${account}', now() from management.filing_stop s`

/** One's own name, account and scope, in the class that knows who holds which role. */
async function inOffice(login: string) {
  const { person, account } = await actorOf(login)
  return { own: { person, account }, scope: await scopeOf(login, { class: 'auth', org: undefined }) }
}

describe('an overruling', () => {
  it('is written by the district commission in its own name, and in no class that staff work in', async () => {
    const { own, scope } = await inOffice('commission')
    expect(await as(stopped, scope, overruling(own))).toBe(1)
    for (const one of ['staff', 'filing', 'jobs'] as const) {
      expect(await as(stopped, { ...scope, class: one }, overruling(own))).toMatch(/permission denied/)
    }
    const { person } = await actorOf('head')
    expect(await as(stopped, scope, overruling({ ...own, person }))).toMatch(/row-level security/)
  })

  it('is by nobody who holds no role there, under whatever account', async () => {
    const commission = await actorOf('commission')
    for (const login of ['head', 'qingyang', 'jr02', 'security']) {
      const { own, scope } = await inOffice(login)
      const whole: Scope = { ...scope, areas: [370611000000, 370611999999] }
      expect(await as(stopped, whole, overruling(own))).toMatch(/policy "by_commission"/)
      const borrowed = { ...own, account: commission.account }
      expect(await as(stopped, whole, overruling(borrowed))).toMatch(/policy "by_commission"/)
    }
  })

  it('is by nobody whose role there has ended, nor under a day before it ended', async () => {
    const { own, scope } = await inOffice('commission')
    const ended = (on: string) =>
      `update control.role_grant set valid_until = '${on}' where role = 'district-commission'`
    expect(await as(stopped, scope, ended('2026-11-24'), overruling(own))).toBe(1)
    expect(await as(stopped, scope, ended('2026-11-23'), overruling(own))).toMatch(/policy "by_commission"/)
    const before = overruling({ ...own, on: '2026-11-22' })
    expect(await as(stopped, scope, ended('2026-11-23'), before)).toMatch(/policy "standing"/)
    const disabled = `update control.account set disabled_at = now() where id = '${own.account}'`
    expect(await as(stopped, scope, disabled, overruling(own))).toMatch(/policy "by_commission"/)
  })

  it('is by the author of the stop under no name', async () => {
    const { own, scope } = await inOffice('discipline')
    const { person: other } = await actorOf('head')
    expect(await as(stopped, scope, overruling(own))).toMatch(/row-level security|filing_stop_overrule_check/)
    expect(await as(stopped, scope, overruling({ ...own, person: other }))).toMatch(/row-level security/)
    // Of the commission too, he is still the author.
    const also = `insert into control.role_grant (id, account, role, org_name_zh, org_name_en, area_lo, area_hi, valid_from)
      values (gen_random_uuid(), '${own.account}', 'district-commission', 'x', 'x', 370611000000, 370611999999, '2026-01-01')`
    expect(await as(stopped, scope, also, overruling(own))).toBe('filing_stop_overrule_check')
    expect(await as(stopped, scope, also, overruling({ ...own, author: `'${other}'` }))).toBe(
      'filing_stop_overrule_district_stop_author_fkey',
    )
  })
})

describe('a stop', () => {
  const going = `insert into management.filing_act (district, filing, seq, area, event, from_state, to_state, details, account,
      account_name, on_date, at)
    select district, filing, 3, area, '%', 'review', '#', '{}', gen_random_uuid(), 'x', '2026-11-23', now() from management.filing_stop`
  const act = (event: string, to: string) => going.replace('%', event).replace('#', to)

  it('lets a case on when it is overruled, and not before', async () => {
    const { own, scope } = await inOffice('commission')
    const filing = settingsOf({ ...scope, class: 'filing' })
    const conclude = act('conclude', 'vetting')
    expect(await as(stopped, scope, filing, conclude)).toMatch(/policy "not_stopped"/)
    // Beyond the stop stands the next fence: without a concluded review no case goes to vetting.
    expect(await as(stopped, scope, overruling(own), filing, conclude)).toBe('filing_act_concluded')
    expect(await as(stopped, scope, filing, act('withdraw', 'withdrawn'))).toBe(1)
  })
})

describe('who answered for discipline in the review of a case', () => {
  const stop = ({ world }: House, person: string | undefined) =>
    `insert into management.filing_stop (district, id, filing, area, reason, from_date, until_date, person, person_name, account, at)
     select district, gen_random_uuid(), id, area, 'x', '2026-11-23', '2026-11-30', '${person}', 'x', gen_random_uuid(), now()
     from management.filing where id = '${world.world['filing']}'`
  const replying = (person: string | undefined) =>
    `insert into management.review_replier (district, request, department, person)
     select district, request, department, '${person}' from management.review_question where department = 'JR-01'`
  const houses = { openly: () => replied, 'under seal': () => sealed }

  it.each(['openly', 'under seal'] as const)('%s does not stop it', async (how) => {
    const house = houses[how]()
    const [first, second] = [await asStaff('jr01'), await asStaff('jr02')]
    expect(await as(house, first, stop(house, first.person))).toMatch(/policy "not_replied"/)
    expect(await as(house, first, stop(house, second.person))).toMatch(/row-level security/)
    expect(await as(house, second, stop(house, second.person))).toBe(1)
  })

  it('does not hide his reply from himself behind a narrower scope', async () => {
    const first = { ...(await asStaff('jr01')), areas: [370611001000, 370611001999] } as const
    expect(await as(sealed, first, stop(sealed, first.person))).toMatch(/policy "whole_district"/)
  })

  it('neither lifts nor overrules, when he answers afterwards', async () => {
    const staff = await asStaff('jr01')
    const answering = [settingsOf(await scopeOf('jr01')), replying(staff.person)] as const
    const own = (await actorOf('jr01')).account
    const lifting = `insert into management.filing_stop_end (district, stop, person, area, reason, lifted_on, account, at)
      select district, id, person, area, 'x', '2026-11-23', '${own}', now() from management.filing_stop where person = '${staff.person}'`
    const made = stop(stopped, staff.person)
    expect(await as(stopped, staff, made, settingsOf(staff), lifting)).toBe(1)
    expect(await as(stopped, staff, made, ...answering, settingsOf(staff), lifting)).toMatch(/policy "not_replied"/)
    const { own: commission, scope } = await inOffice('commission')
    const overrule = [settingsOf(scope), overruling(commission)] as const
    const alike = [
      settingsOf(await scopeOf('jr01', { person: commission.person })),
      replying(commission.person),
    ] as const
    expect(await as(stopped, scope, ...overrule)).toBe(1)
    expect(await as(stopped, scope, ...alike, ...overrule)).toMatch(/policy "not_replied"/)
  })

  it('is on record with every reply, in his own name', async () => {
    const { person: other } = await actorOf('jr02')
    const scope = await scopeOf('jr01')
    const reply = (person: string | undefined) =>
      `insert into management.review_reply (district, request, department, org, area, held, checked_in, checked_on, checked_people,
         signature, person, account, account_name, replied_on, at, way)
       select district, request, department, org, area, true, 'x', '2026-11-09', 1, gen_random_uuid(), '${person}',
         gen_random_uuid(), 'x', '2026-11-23', now(), 'page' from management.review_question`
    expect(await as(stopped, scope, reply(scope.person))).toBe('review_reply_replier')
    expect(await as(stopped, scope, replying(scope.person), reply(scope.person))).toBe(1)
    expect(await as(stopped, scope, replying(other))).toMatch(/row-level security/)
    expect(await as(stopped, scope, replying(scope.person), reply(other))).toMatch(/policy "own_name"/)
  })

  it('reads of himself alone, so that nobody learns from it of what was sealed', async () => {
    const reading = 'select 1 from management.review_replier'
    expect(await as(sealed, await asStaff('jr01'), reading)).toBe(1)
    for (const login of ['head', 'officer', 'discipline', 'qingyang', 'jr02']) {
      expect(await as(sealed, await scopeOf(login), `${reading} where department = 'JR-01'`)).toBe(0)
    }
    for (const change of [
      'delete from management.review_replier',
      'update management.review_replier set person = person',
    ]) {
      expect(await as(sealed, await asStaff('jr01'), change)).toMatch(/permission denied/)
    }
  })
})

describe('an opinion', () => {
  const answer = (person: string | undefined, area = 'o.area') =>
    `insert into management.supervision_answer (district, opinion, area, answer, answered_on, person, person_name, account, at)
     select o.district, o.id, ${area}, 'x', '2026-11-23', '${person}', 'x', gen_random_uuid(), now()
     from management.supervision_opinion o where o.id = '%'`
  const about = (text: string, which: 'opinion' | 'departmentOpinion') =>
    text.replace('%', stopped.world.world[which] ?? '')

  it('is answered once, by a street about its own', async () => {
    const street = await scopeOf('qingyang')
    const own = about(answer(street.person), 'opinion')
    expect(await as(stopped, street, own)).toBe(1)
    expect(await as(stopped, street, own, own)).toBe('supervision_answer_pkey')
    expect(await as(stopped, street, about(answer(street.person), 'departmentOpinion'))).toBe(0)
    const { person } = await scopeOf('head')
    expect(await as(stopped, street, about(answer(person), 'opinion'))).toMatch(/policy "own_name"/)
    expect(await as(stopped, street, about(answer(street.person, '370611001001'), 'opinion'))).toMatch(/fkey/)
  })

  it('of another street is not read', async () => {
    // Jobs read the label alone.
    const reading = 'select findings from management.supervision_opinion'
    expect(await as(stopped, await scopeOf('qingyang'), reading)).toBe(1)
    expect(await as(stopped, await scopeOf('qingyang', { areas: [370611002000, 370611002999] }), reading)).toBe(0)
    expect(await as(stopped, await scopeOf('discipline'), reading)).toBe(2)
    for (const one of ['reviewer', 'rater', 'self', 'admin', 'upper', 'filing', 'jobs', 'auth'] as const) {
      expect(await as(stopped, await scopeOf('discipline', { class: one }), reading)).toMatch(/permission denied/)
    }
  })

  it('nothing written is changed or removed', async () => {
    const scope = await scopeOf('discipline')
    for (const table of ['filing_stop_overrule', 'supervision_opinion', 'supervision_answer']) {
      expect(await as(stopped, scope, `delete from management.${table}`)).toMatch(/permission denied/)
      expect(await as(stopped, scope, `update management.${table} set district = district`)).toMatch(
        /permission denied/,
      )
    }
    expect(await as(stopped, scope, 'select 1 from management.supervision_opinion')).toBe(2)
  })

  it('the record is read by no role of staff', async () => {
    const reading = 'select 1 from kernel.audit_row limit 1'
    expect(await as(stopped, await scopeOf('discipline'), reading)).toMatch(/permission denied/)
    expect(await as(stopped, await scopeOf('discipline', { class: 'admin' }), reading)).toBe(1)
  })
})
