import { Client, DatabaseError } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { findActorByLogin } from '#accounts'
import { openingOf, type Scope } from '#kernel/access.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'

// Supervision against any SQL of the runtime roles: nothing here goes through an operation.

type House = { readonly world: Prepared; readonly runtime: Client }

async function openHouse(state: 'stopped' | 'replied'): Promise<House> {
  const world = await prepare(state)
  const runtime = new Client({ connectionString: inDatabase(inject('runtimeUrl'), world.database) })
  await runtime.connect()
  return { world, runtime }
}

let stopped: House
let replied: House
beforeAll(async () => {
  stopped = await openHouse('stopped')
  replied = await openHouse('replied')
})
afterAll(async () => {
  for (const { world, runtime } of [stopped, replied]) {
    await runtime.end()
    await world.close()
  }
})

async function scopeOf(login: string, change: Partial<Scope> = {}): Promise<Scope> {
  const { world } = stopped
  const actor = await findActorByLogin(world.services.database, world.clock, login)
  if (!actor) throw new Error(`no account ${login}`)
  return { ...actor.scope, ...change }
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

describe('a stop', () => {
  const overruling = (person: string | undefined, author = 's.person') =>
    `insert into management.filing_stop_overrule (district, stop, author, person, person_name, area, reason, document, signature,
       overruled_on, account, at)
     select s.district, s.id, ${author}, '${person}', 'x', s.area, 'x', 'x', (select id from kernel.signature limit 1), '2026-11-23',
       gen_random_uuid(), now() from management.filing_stop s`
  const going = `insert into management.filing_act (district, filing, seq, area, event, from_state, to_state, details, account,
      account_name, on_date, at)
    select district, filing, 3, area, '%', 'review', '#', '{}', gen_random_uuid(), 'x', '2026-11-23', now() from management.filing_stop`
  const act = (event: string, to: string) => going.replace('%', event).replace('#', to)

  it('is overruled in the name of another person, and in no role that staff work in', async () => {
    const commission = await scopeOf('commission')
    expect(await as(stopped, commission, overruling(commission.person))).toMatch(/permission denied/)
    expect(await as(stopped, { ...commission, class: 'filing' }, overruling(commission.person))).toBe(1)
  })

  it('is overruled by its author under no name', async () => {
    const author = await scopeOf('discipline', { class: 'filing' })
    const { person: other } = await scopeOf('head')
    expect(await as(stopped, author, overruling(author.person))).toBe('filing_stop_overrule_check')
    expect(await as(stopped, author, overruling(other))).toMatch(/row-level security/)
    expect(await as(stopped, author, overruling(author.person, `'${other}'`))).toBe(
      'filing_stop_overrule_district_stop_author_fkey',
    )
  })

  it('lets a case on when it is overruled, and not before', async () => {
    const commission = await scopeOf('commission', { class: 'filing' })
    const conclude = act('conclude', 'vetting')
    expect(await as(stopped, commission, conclude)).toMatch(/policy "not_stopped"/)
    // Beyond the stop stands the next fence: without a concluded review no case goes to vetting.
    expect(await as(stopped, commission, overruling(commission.person), conclude)).toBe('filing_act_concluded')
    expect(await as(stopped, commission, act('withdraw', 'withdrawn'))).toBe(1)
  })

  it('is not made by who answered for discipline in the review of the case', async () => {
    const stop = (person: string | undefined) =>
      `insert into management.filing_stop (district, id, filing, area, reason, from_date, until_date, person, person_name, account, at)
       select district, gen_random_uuid(), id, area, 'x', '2026-11-23', '2026-11-30', '${person}', 'x', gen_random_uuid(), now()
       from management.filing where id = '${replied.world.world['filing']}'`
    const staff: Partial<Scope> = { class: 'staff' }
    const { org: _org, ...first } = await scopeOf('jr01', { ...staff, areas: [370611000000, 370611999999] })
    const { org: _other, ...second } = await scopeOf('jr02', { ...staff, areas: [370611000000, 370611999999] })
    expect(await as(replied, first, stop(first.person))).toMatch(/policy "not_replied"/)
    expect(await as(replied, second, stop(second.person))).toBe(1)
    expect(await as(replied, first, stop(second.person))).toMatch(/policy "own_name"/)
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
