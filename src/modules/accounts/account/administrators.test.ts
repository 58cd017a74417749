import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openHttp, send } from '../../../../test/support/http.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'

// The three administrators (R-SEC-4): kept apart, never without one of each, also when two act at the same moment.

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

const PASSWORD = 'A-long-passphrase-1'
const OFFICE = { orgZh: '区委', orgEn: 'District committee' }

async function create(login: string, ...grants: readonly object[]): Promise<string> {
  const input = { login, name: '某某', password: PASSWORD, grants: grants.map((grant) => ({ ...OFFICE, ...grant })) }
  return ((await world.as('security', 'account.createAccount', input)) as { id: string }).id
}

async function idOf(login: string): Promise<string> {
  const { accounts } = (await world.as('security', 'account.listAccounts')) as {
    accounts: { id: string; login: string }[]
  }
  return accounts.find((one) => one.login === login)?.id ?? ''
}

const disable = (by: string, id: string) => world.as(by, 'account.disableAccount', { id, reason: '调离' })
const enable = (by: string, id: string) => world.as(by, 'account.enableAccount', { id, reason: '返岗' })
const signIn = (login: string, password = PASSWORD) => world.as(undefined, 'session.signIn', { login, password })
const LAST = { code: 'accounts.last-administrator' }
const APART = { code: 'accounts.administrators-apart' }

/**
 * How many of several acts at the same moment were done; the others were refused with the code. None can be put on record,
 * and so end, before all of them wait: for the record, or for each other.
 */
async function doneOf(acts: readonly (() => Promise<unknown>)[], { code }: { readonly code: string }): Promise<number> {
  const client = new Client({ connectionString: inDatabase(inject('superuserUrl'), world.database) })
  await client.connect()
  await client.query('begin; lock table kernel.audit_row in share row exclusive mode')
  const ends = Promise.allSettled(acts.map((act) => act()))
  const waiting = `select 1 from pg_locks where not granted
    and database = (select oid from pg_database where datname = current_database())`
  let count = 0
  while (count < acts.length) count = (await client.query(waiting)).rows.length
  await client.query('commit')
  await client.end()
  const refused = (await ends).filter((end) => end.status === 'rejected')
  for (const { reason } of refused) expect(reason).toMatchObject({ code })
  return acts.length - refused.length
}

describe('one of each kind stays', () => {
  it.each(['security', 'audit', 'system'])('the last one is not disabled: %s', async (login) => {
    await expect(disable('security', await idOf(login))).rejects.toMatchObject(LAST)
  })

  it('one whose role begins tomorrow, or who is disabled, does not count', async () => {
    await create('audit.later', { role: 'audit-admin', from: '2026-11-24' })
    const away = await create('audit.away', { role: 'audit-admin' })
    await disable('security', away)
    await expect(disable('security', await idOf('audit'))).rejects.toMatchObject(LAST)
    await enable('security', away)
    await expect(disable('security', await idOf('audit'))).resolves.toBeDefined()
  })
})

describe('nobody is two of them', () => {
  it('not from the beginning, not beside another role', async () => {
    const both = create('two.hats', { role: 'audit-admin' }, { role: 'system-admin' })
    await expect(both).rejects.toMatchObject(APART)
    const beside = create('two.hats', { role: 'audit-admin' }, { role: 'secretary', division: 370611001001 })
    await expect(beside).rejects.toMatchObject(APART)
  })

  it('not by two gifts at the same moment', async () => {
    const id = await create('was.officer', { role: 'organization-officer', from: '2026-01-01', until: '2026-11-22' })
    const give = (role: string) => () => world.as('security', 'account.giveRole', { id, grant: { role, ...OFFICE } })
    expect(await doneOf([give('audit-admin'), give('system-admin'), give('organization-head')], APART)).toBe(1)
  })
})

it('a disabled account is out at once and stays out; enabled again it signs in anew, and old sessions stay ended', async () => {
  const app = await openHttp(world)
  const id = await create('on.leave', { role: 'organization-officer' })
  const { bearer } = (await signIn('on.leave')) as { bearer: string }
  const ask = async () => (await send(app, { id: 'session.getMe', kind: 'read', bearer })).statusCode
  expect(await ask()).toBe(200)
  await disable('security', id)
  expect(await ask()).toBe(401)
  await expect(signIn('on.leave')).rejects.toMatchObject({ code: 'accounts.sign-in-failed' })
  await enable('security', id)
  expect(await ask()).toBe(401)
  await expect(signIn('on.leave')).resolves.toBeDefined()
  await app.close()
})

it('two who disable each other at the same moment do not both succeed', async () => {
  const second = await create('security.two', { role: 'security-admin' })
  const first = await idOf('security')
  const acts = [() => disable('security', second), () => disable('security.two', first)]
  expect(await doneOf(acts, LAST)).toBe(1)
})
