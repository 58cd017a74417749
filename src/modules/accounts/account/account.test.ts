import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { HeldRole } from './contract.ts'

// Roles for a period, taken back and given; passwords set anew.

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

type Listed = { id: string; login: string; roles: HeldRole[] }
const asSecurity = (id: string, input: object) => world.as('security', id, input)
const list = async () => ((await asSecurity('account.listAccounts', {})) as { accounts: Listed[] }).accounts
async function find(login: string): Promise<Listed> {
  const account = (await list()).find((one) => one.login === login)
  if (!account) throw new Error(`no account ${login}`)
  return account
}
const signIn = (login: string, password: string) => world.as(undefined, 'session.signIn', { login, password })

const PASSWORD = 'A-long-passphrase-1'
const OFFICE = { orgZh: '区委组织部', orgEn: 'Organization department' }
const create = (login: string, grant: object) =>
  asSecurity('account.createAccount', { login, name: '某某', password: PASSWORD, grants: [{ ...OFFICE, ...grant }] })

describe('a role for a period', () => {
  it('of a department names its organisation, by which the registry knows it', async () => {
    const { organisations } = (await asSecurity('organisation.listOrganisations', {})) as {
      organisations: { id: string; duties: string[] }[]
    }
    const holder = organisations.find(({ duties }) => duties.includes('SR-01'))
    expect((await find('sr01')).roles).toMatchObject([{ role: 'department-rater', org: holder?.id }])
    expect((await find('head')).roles).toMatchObject([{ org: null }])
  })

  it('holds from its first to its last day, both included', async () => {
    await create('for.a.while', { role: 'organization-officer', from: '2026-11-23', until: '2026-11-24' })
    const { roles } = await find('for.a.while')
    expect(roles).toMatchObject([{ from: '2026-11-23', until: '2026-11-24', isHeldToday: true }])
    world.clock.set('2026-11-24')
    await expect(signIn('for.a.while', PASSWORD)).resolves.toBeDefined()
    world.clock.set('2026-11-25')
    await expect(signIn('for.a.while', PASSWORD)).rejects.toMatchObject({ code: 'accounts.no-role' })
    world.clock.set('2026-11-23')
  })

  it('does not run backwards, and has no last day for an administrator', async () => {
    const backwards = create('back.wards', { role: 'organization-officer', from: '2026-11-24', until: '2026-11-23' })
    await expect(backwards).rejects.toMatchObject({ code: 'accounts.period-backwards' })
    const administrator = create('until.then', { role: 'audit-admin', until: '2027-01-01' })
    await expect(administrator).rejects.toMatchObject({ code: 'accounts.administrators-open' })
  })

  it('is given to an account that is there and taken back; an administrator holds no other role', async () => {
    const { id } = await find('nanguan')
    const grant = { role: 'organization-officer', ...OFFICE }
    const { grant: given } = (await asSecurity('account.giveRole', { id, grant })) as { grant: string }
    expect((await find('nanguan')).roles.map(({ id: one }) => one)).toContain(given)
    await asSecurity('account.endRole', { grant: given, reason: '岗位调整' })
    expect((await find('nanguan')).roles.find(({ id: one }) => one === given)?.isHeldToday).toBe(false)
    const again = asSecurity('account.endRole', { grant: given, reason: '岗位调整' })
    await expect(again).rejects.toMatchObject({ code: 'accounts.unknown-grant' })
    const { id: auditor } = await find('audit')
    const second = asSecurity('account.giveRole', { id: auditor, grant })
    await expect(second).rejects.toMatchObject({ code: 'accounts.administrators-apart' })
  })

  it('is not taken from the last administrator of a kind', async () => {
    const { roles } = await find('audit')
    const end = { grant: roles[0]?.id, reason: '调离' }
    await expect(asSecurity('account.endRole', end)).rejects.toMatchObject({ code: 'accounts.last-administrator' })
    await create('audit.two', { role: 'audit-admin' })
    await expect(asSecurity('account.endRole', end)).resolves.toBeDefined()
  })
})

it('a password set anew ends the sessions of the account and works', async () => {
  const { id } = await find('nanguan')
  await asSecurity('account.resetPassword', { id, password: 'Another-passphrase-2', reason: '本人忘记密码' })
  await expect(signIn('nanguan', 'yanzhen-demo-2026')).rejects.toMatchObject({ code: 'accounts.sign-in-failed' })
  await expect(signIn('nanguan', 'Another-passphrase-2')).resolves.toBeDefined()
  const weak = asSecurity('account.resetPassword', { id, password: 'short', reason: '本人忘记密码' })
  await expect(weak).rejects.toMatchObject({ code: 'accounts.weak-password' })
})
