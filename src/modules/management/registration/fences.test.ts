import { Client, DatabaseError } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { findActorByLogin } from '#accounts'
import { openingOf, type Scope } from '#kernel/access.ts'
import { LETTER, LOOKED } from '../../../../test/support/letters.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'

// Two persons against any SQL of the runtime roles (rulings G2): nothing here goes through an operation. Each attack is one change
// to statements that succeed without it.

let world: Prepared
let runtime: Client
let sealed: string
beforeAll(async () => {
  world = await prepare('filing')
  const { number } = (await world.as('officer', 'dispatch.open', { department: 'JR-01' })) as { number: string }
  const letter = { number, department: 'JR-01', sensitive: true, answers: [], ...LOOKED }
  const made = (await world.as('head', 'registration.registerLetter', letter, LETTER)) as { registration: string }
  sealed = made.registration
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

/** Sends SQL in the scope of somebody, looks, and takes it back. @returns rows of the last, or the name of what refused it. */
async function as(scope: Scope, ...statements: readonly string[]): Promise<number | string> {
  try {
    await runtime.query(openingOf(scope))
    let rows = 0
    for (const statement of statements) rows = (await runtime.query(statement)).rowCount ?? 0
    return rows
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return error.constraint ?? error.message
  } finally {
    await runtime.query('rollback')
  }
}

type Check = {
  readonly person?: string | undefined
  readonly outcome?: string
  readonly first?: string
  readonly of?: string
}

/** The second person's word on the registration that waits. */
const check = ({ person, outcome = 'confirmed', first = 'person', of = world.world['registration'] ?? '' }: Check) =>
  `insert into management.review_check (district, registration, dispatch, department, org, area, way, held, seq, first_person,
     person, outcome, reason, person_name, account, checked_on, at)
   select district, id, dispatch, department, org, area, way, held, seq, ${first}, '${person}', '${outcome}', 'x', 'x',
     gen_random_uuid(), '2026-11-23', now() from management.review_registration where id = '${of}'`

type Written = {
  readonly registration?: string
  readonly request?: string
  readonly answer?: string
  readonly way?: string
}

/** Whoever writes. */
const WRITER = `current_setting('app.person')::uuid`

/** The reply that the registration makes, with its answers. */
function reply({ registration = 'g.id', request = 'q.request', way = `'letter'` }: Written = {}): string {
  return `with replier as (insert into management.review_replier (district, request, department, person)
      select district, request, department, ${WRITER} from management.review_registration_question
      where registration = '${world.world['registration']}')
    insert into management.review_reply (district, request, department, org, area, held, checked_in, checked_on,
      checked_people, signature, person, account, account_name, replied_on, at, way, registration)
    select g.district, ${request}, g.department, g.org, g.area, g.held, 'x', '2026-11-09', 1, gen_random_uuid(),
      ${WRITER}, gen_random_uuid(), 'x', '2026-11-23', now(), ${way}, ${registration}
    from management.review_registration g
    join management.review_registration_question q on q.district = g.district and q.registration = g.id
    where g.id = '${world.world['registration']}'`
}
const answers = ({ registration = 'registration', answer = 'answer' }: Written = {}): string =>
  `insert into management.review_answer (district, request, department, item, org, area, held, answer, basis, registration)
   select district, request, department, item, org, area, false, ${answer}, basis, ${registration}
   from management.review_registration_answer where registration = '${world.world['registration']}'`

describe('a registered reply', () => {
  it('is written with the word of a second person, which shows that the attacks could succeed', async () => {
    const head = await scopeOf('head')
    expect(await as(head, check(head), reply(), answers())).toBe(1)
  })

  it('is no reply before it', async () => {
    const head = await scopeOf('head')
    expect(await as(head, reply())).toBe('review_reply_confirmed')
    expect(await as(head, check({ ...head, outcome: 'rejected' }), reply())).toBe('review_reply_confirmed')
  })

  it('is not confirmed by the one who registered it, under whatever name', async () => {
    const registrar = await scopeOf('registrar')
    const head = await scopeOf('head')
    expect(await as(registrar, check(registrar))).toBe('review_check_two_persons')
    expect(await as(registrar, check({ ...registrar, first: `'${head.person}'` }))).toBe('review_check_of')
    expect(await as(registrar, check(head))).toMatch(/row-level security policy "own_name"/)
  })

  it('is not registered in another one’s name, which would leave the own one free to confirm', async () => {
    const officer = await scopeOf('officer')
    const head = await scopeOf('head')
    const again = (person: string | undefined) =>
      `insert into management.review_registration (district, id, dispatch, department, org, area, held, seq, way, file, checked_in,
         checked_on, checked_people, person, person_name, account, registered_on, at)
       select d.district, gen_random_uuid(), d.id, d.department, d.org, d.area, false, 1, 'letter', g.file, 'x', '2026-11-09', 1,
         '${person}', 'x', gen_random_uuid(), '2026-11-23', now()
       from management.review_dispatch d, management.review_registration g
       where d.id = '${world.world['dispatch']}' and g.id = '${world.world['registration']}'`
    expect(await as(officer, again(officer.person))).toBe(1)
    expect(await as(officer, again(head.person))).toMatch(/row-level security policy "own_name"/)
    const twice = again(officer.person).replace('false, 1,', 'false, 2,')
    expect(await as(officer, again(officer.person), twice)).toBe('review_registration_follows')
  })

  it('says what was registered, about whom it was registered', async () => {
    const head = await scopeOf('head')
    const changed = answers({ answer: `'not-ours'` })
    expect(await as(head, check(head), reply(), changed)).toBe('review_answer_registered')
    expect(await as(head, check(head), reply(), answers({ registration: 'null' }))).toMatch(/policy "registered"/)
    const another = `(select id from management.review_registration where id <> g.id limit 1)`
    expect(await as(head, check(head), reply({ registration: another }))).toBe('review_reply_confirmed')
    expect(await as(head, check(head), reply({ request: 'gen_random_uuid()' }))).toMatch(/fkey|review_reply_registered/)
  })

  it('is never the staff’s own', async () => {
    const head = await scopeOf('head')
    for (const way of ['page', 'excel']) {
      const bare = reply({ registration: 'null', way: `'${way}'` })
      expect(await as(head, bare)).toMatch(/row-level security policy "registered"/)
    }
    expect(await as(head, check(head), reply({ way: `'page'` }))).toBe('review_reply_way')
    expect(await as(head, check(head), reply({ way: `'excel'` }))).toBe('review_reply_confirmed')
  })

  it('is not registered by a department, nor claimed as a letter', async () => {
    const jr17 = await scopeOf('jr17')
    expect(await as(jr17, 'select 1 from management.review_registration')).toMatch(/permission denied/)
    const own = `with replier as (insert into management.review_replier (district, request, department, person)
        select district, request, department, ${WRITER} from management.review_question)
      insert into management.review_reply (district, request, department, org, area, held, checked_in, checked_on,
        checked_people, signature, person, account, account_name, replied_on, at, way)
      select district, request, department, org, area, false, 'x', '2026-11-09', 1, gen_random_uuid(), ${WRITER}, gen_random_uuid(), 'x',
        '2026-11-23', now(), 'WAY' from management.review_question`
    expect(await as(jr17, own.replace('WAY', 'excel'))).toBe(1)
    expect(await as(jr17, own.replace('WAY', 'letter'))).toBe('review_reply_way')
  })
})

describe('what is sensitive', () => {
  const seen = `select 1 from management.review_registration where id = 'ID'`

  it('is seen by the two named persons, and by nobody else', async () => {
    const rows = async (login: string) => as(await scopeOf(login), seen.replace('ID', sealed))
    expect([await rows('head'), await rows('discipline'), await rows('officer')]).toEqual([1, 1, 0])
    for (const table of ['question', 'answer']) {
      const of = `select 1 from management.review_registration_${table} where registration = '${sealed}'`
      expect(await as(await scopeOf('officer'), of)).toBe(0)
      expect(await as(await scopeOf('head'), of)).toBeGreaterThan(0)
    }
  })

  it('is confirmed by the other of them, and by nobody who does not see it', async () => {
    const discipline = await scopeOf('discipline')
    expect(await as(discipline, check({ ...discipline, of: sealed }))).toBe(1)
    const officer = await scopeOf('officer')
    const columns = `district, registration, dispatch, department, org, area, way, held, seq, first_person, person, outcome,
      reason, person_name, account, checked_on, at`
    const blind = `insert into management.review_check (${columns})
      select district, '${sealed}', id, department, org, area, 'letter', true, 1, gen_random_uuid(), '${officer.person}',
        'rejected', 'x', 'x', gen_random_uuid(), '2026-11-23', now() from management.review_dispatch where department = 'JR-01'`
    expect(await as(officer, blind)).toMatch(/row-level security policy "visible"/)
  })

  it('is registered for no other readers than those that were named', async () => {
    const head = await scopeOf('head')
    const officer = await scopeOf('officer')
    const held = (second: string | undefined) =>
      `insert into management.review_registration (district, id, dispatch, department, org, area, held, seq, way, file, checked_in,
         checked_on, checked_people, reader_one, reader_two, person, person_name, account, registered_on, at)
       select d.district, gen_random_uuid(), d.id, d.department, d.org, d.area, true, 1, 'letter', g.file, 'x', '2026-11-09', 1,
         '${head.person}', '${second}', '${head.person}', 'x', gen_random_uuid(), '2026-11-23', now()
       from management.review_dispatch d, management.review_registration g
       where d.id = '${world.world['dispatch']}' and g.id = '${world.world['registration']}'`
    const discipline = await scopeOf('discipline')
    expect(await as(head, held(discipline.person))).toBe(1)
    expect(await as(head, held(officer.person))).toMatch(/row-level security policy "named"/)
    expect(await as(head, held(head.person))).toMatch(/check|named/)
  })
})

it('no conclusion leaves out what was registered', async () => {
  const prepared = await prepare('replied')
  const client = new Client({ connectionString: inDatabase(inject('runtimeUrl'), prepared.database) })
  await client.connect()
  const [head] = [await findActorByLogin(prepared.services.database, prepared.clock, 'head')]
  const conclusion = `insert into management.review_conclusion (district, request, filing, area, concluded_on, valid_until, account, at)
    select district, id, filing, area, '2026-11-10', '2027-05-10', gen_random_uuid(), now() from management.review_request`
  const added = `insert into management.review_registration_answer (district, registration, request, department, org, item, area, answer, basis)
    select district, registration, request, department, org, 'NQ-99', area, 'found', 'x' from management.review_registration_question`
  const run = async (...statements: string[]) => {
    if (!head) throw new Error('no head')
    try {
      await client.query(openingOf(head.scope))
      for (const statement of statements) await client.query(statement)
      return 'done'
    } catch (error) {
      return (error as Error).message
    } finally {
      await client.query('rollback')
    }
  }
  const word = check({ person: head?.scope.person }).replaceAll(
    world.world['registration'] ?? '',
    prepared.world['registration'] ?? '',
  )
  expect(await run(word, conclusion)).toBe('done')
  expect(await run(added, word, conclusion)).toMatch(/row-level security policy "registered"/)
  await client.end()
  await prepared.close()
})

it('nothing written is changed or removed', async () => {
  const head = await scopeOf('head')
  for (const table of [
    'dispatch',
    'dispatch_question',
    'workbook',
    'registration',
    'registration_question',
    'registration_answer',
    'check',
  ]) {
    expect(await as(head, `delete from management.review_${table}`)).toMatch(/permission denied/)
    expect(await as(head, `update management.review_${table} set district = district`)).toMatch(/permission denied/)
  }
})
