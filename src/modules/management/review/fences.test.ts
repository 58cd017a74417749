import { Client, DatabaseError } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { findActorByLogin } from '#accounts'
import { openingOf, type Scope } from '#kernel/access.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'

// The joint review against any SQL of the runtime roles: nothing here goes through an operation.

const TABLES = ['review_question', 'review_reply', 'review_answer', 'review_envelope'] as const

let world: Prepared
let runtime: Client
beforeAll(async () => {
  world = await prepare('sealed')
  runtime = new Client({ connectionString: inDatabase(inject('runtimeUrl'), world.database) })
  await runtime.connect()
})
afterAll(async () => {
  await runtime.end()
  await world.close()
})

async function scopeOf(login: string, change: Partial<Scope> = {}): Promise<Scope> {
  const actor = await findActorByLogin(world.services.database, world.clock, login)
  if (!actor) throw new Error(`no account ${login}`)
  return { ...actor.scope, ...change }
}

/** Sends SQL in the scope of somebody, looks, and takes it back. @returns rows, or the name of what refused it. */
async function as(scope: Scope, ...statements: readonly string[]): Promise<Record<string, unknown>[] | string> {
  try {
    await runtime.query(openingOf(scope))
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await runtime.query(statement)).rows
    return rows
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return error.constraint ?? error.message
  } finally {
    await runtime.query('rollback')
  }
}

describe('each of the 18 departments', () => {
  const logins = Array.from({ length: 18 }, (_, index) => `jr${String(index + 1).padStart(2, '0')}`)

  it.each(logins)('%s reads its own question and nothing else', async (login) => {
    const own = `JR-${login.slice(2)}`
    const scope = await scopeOf(login)
    expect(await as(scope, 'select department from management.review_question')).toEqual([{ department: own }])
    for (const table of TABLES) {
      const foreign = `select 1 from management.${table} where department <> '${own}'`
      expect(await as(scope, foreign)).toEqual([])
    }
    for (const table of ['filing', 'filing_act', 'review_request', 'review_resolution', 'review_conclusion']) {
      expect(await as(scope, `select 1 from management.${table}`)).toMatch(/permission denied/)
    }
    expect(await as(scope, 'select 1 from registry.person')).toMatch(/permission denied/)
  })

  it('would read all of them without the fence, which shows that there is something to read', async () => {
    const scope = await scopeOf('head')
    expect(await as(scope, 'select 1 from management.review_question')).toHaveLength(18)
  })

  it('cannot reply for another one', async () => {
    const WRITER = `current_setting('app.person')::uuid`
    const copied = (org: string, department: string) =>
      `with replier as (insert into management.review_replier (district, request, department, person)
         select district, request, '${department}', ${WRITER} from management.review_question)
       insert into management.review_reply (district, request, department, org, area, held, checked_in, checked_on, checked_people,
         signature, person, account, account_name, replied_on, at, way)
       select district, request, '${department}', ${org}, area, false, 'x', '2026-11-09', 1, gen_random_uuid(), ${WRITER},
         gen_random_uuid(), 'x', '2026-11-09', now(), 'page' from management.review_question`
    const scope = await scopeOf('jr18')
    expect(await as(scope, copied('org', 'JR-18'))).toEqual([])
    expect(await as(scope, copied('org', 'JR-17'))).toMatch(/review_reply_district_request_department_org_fkey/)
    expect(await as(scope, copied('gen_random_uuid()', 'JR-17'))).toMatch(/row-level security/)
  })
})

describe('what was sealed', () => {
  const reading = `select basis from management.review_answer where department = 'JR-01' and basis is not null`

  it('is read in the names of two persons, and in no other’s', async () => {
    for (const login of ['head', 'discipline']) {
      expect(await as(await scopeOf(login), reading)).toEqual([{ basis: '福纪函〔2026〕3号' }])
    }
    for (const login of ['officer', 'qingyang']) expect(await as(await scopeOf(login), reading)).toEqual([])
    const anonymous: Scope = { class: 'staff', districts: [370611, 370611], areas: [370611000000, 370611999999] }
    expect(await as(anonymous, reading)).toEqual([])
  })

  it('is reached through no other role of the server', async () => {
    for (const one of ['rater', 'self', 'admin', 'upper', 'filing', 'jobs', 'auth'] as const) {
      expect(await as(await scopeOf('head', { class: one }), reading)).toMatch(/permission denied/)
    }
  })

  it('is not opened by an envelope or a release that somebody writes for himself', async () => {
    const officer = await scopeOf('officer')
    const envelope = `insert into management.review_envelope (district, request, department, person, org)
      select district, request, department, '${officer.person}', org from management.review_question where department = 'JR-01'`
    expect(await as(officer, envelope)).toMatch(/row-level security policy "registered"/)
    const { person } = await scopeOf('head')
    const release = (name: string | undefined) =>
      `insert into management.review_release (district, request, department, person, area, reason, released_on, account, at)
       select district, request, department, '${name}', area, 'x', '2026-11-10', gen_random_uuid(), now()
       from management.review_question where department = 'JR-01'`
    expect(await as(officer, release(person))).toMatch(/row-level security/)
    expect(await as(officer, release(officer.person))).toMatch(/review_release_district_request_department_person_fkey/)
    expect(await as(await scopeOf('head'), release(person))).toEqual([])
  })

  it('readers are named by class auth alone', async () => {
    const officer = await scopeOf('officer')
    const naming = `insert into management.review_reader values (370611, gen_random_uuid(), 1, '${officer.person}', 'x', '2026-11-10', gen_random_uuid(), now())`
    expect(await as(officer, naming)).toMatch(/permission denied/)
    expect(await as({ ...officer, class: 'auth' }, naming)).toEqual([])
  })
})

describe('no way leads round the departments', () => {
  const conclusion = `insert into management.review_conclusion (district, request, filing, area, concluded_on, valid_until, account, at)
    select district, id, filing, area, '2026-11-10', '2027-05-10', gen_random_uuid(), now() from management.review_request`
  const act = (event: string, from: string, to: string, seq = 3, request = 'null') =>
    `insert into management.filing_act (district, filing, seq, area, event, from_state, to_state, details, request, account, account_name, on_date, at)
     select district, id, ${seq}, area, '${event}', '${from}', '${to}', '{}', ${request}, gen_random_uuid(), 'x', '2026-11-10', now()
     from management.filing where id = '${world.world['filing']}'`

  it('a conclusion is refused while one is silent, to a named person as to anybody', async () => {
    for (const login of ['officer', 'head']) {
      expect(await as(await scopeOf(login), conclusion)).toMatch(/row-level security/)
    }
    const replied = await prepare('replied')
    const client = new Client({ connectionString: inDatabase(inject('runtimeUrl'), replied.database) })
    await client.connect()
    await client.query(openingOf(await scopeOf('officer')))
    expect((await client.query(conclusion)).rowCount).toBe(1)
    await client.query('rollback')
    await client.query(openingOf(await scopeOf('officer')))
    const unresolved = `select 1 from management.review_resolution`
    expect((await client.query(unresolved)).rowCount).toBe(1)
    await client.query('rollback')
    await client.end()
    await replied.close()
  })

  it('no act jumps the step, follows another state, or concludes without a conclusion', async () => {
    const scope = await scopeOf('officer')
    expect(await as(scope, act('vet', 'vetting', 'decision'))).toBe('filing_act_follows')
    expect(await as(scope, act('accept', 'review', 'vetting'))).toBe('filing_act_possible')
    expect(await as(scope, act('conclude', 'review', 'vetting'))).toBe('filing_act_concluded')
    expect(await as(scope, act('return', 'review', 'vetting'))).toBe('filing_act_possible')
    const request = `'${world.world['request']}'`
    expect(await as(scope, act('conclude', 'review', 'vetting', 3, request))).toMatch(
      /filing_act_district_request_filing_fkey/,
    )
    expect(await as(scope, act('withdraw', 'review', 'withdrawn'))).toEqual([])
  })

  it('nothing written is changed or removed', async () => {
    const scope = await scopeOf('head')
    for (const table of [
      'filing',
      'filing_act',
      'review_answer',
      'review_reply',
      'review_resolution',
      'review_conclusion',
    ]) {
      expect(await as(scope, `delete from management.${table}`)).toMatch(/permission denied/)
      expect(await as(scope, `update management.${table} set district = district`)).toMatch(/permission denied/)
    }
  })
})
