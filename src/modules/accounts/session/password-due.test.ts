import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHttp, type Request, send } from '../../../../test/support/http.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import { setUp } from '../account/contract.ts'

// A password that an administrator has set opens one door: to an own one. Every other door is tried, first with that
// password still due, then, as the positive control, by the same session after the change.

const FIRST = 'First-passphrase-1'
const OWN = 'Own-passphrase-22'

let world: Prepared
let app: FastifyInstance
let packVersion: string
beforeAll(async () => {
  world = await prepare('empty')
  app = await openHttp(world)
  await world.as(undefined, 'account.setUp', setUp.sample.input(world.world))
  packVersion = ((await world.as('head', 'pack.adoptShippedPack')) as { id: string }).id
})
afterAll(async () => {
  await app.close()
  await world.close()
})

const OFFICE = { orgZh: '区委组织部', orgEn: 'Organization department' }

async function create(login: string): Promise<string> {
  const grants = ['organization-head', 'organization-officer'].map((role) => ({ role, ...OFFICE }))
  const { id } = (await world.as('security', 'account.createAccount', {
    login,
    name: '某某',
    password: FIRST,
    grants,
  })) as { id: string }
  return id
}

type Me = { passwordDue: boolean; roles: { id: string; role: string }[] }

async function signIn(login: string, password: string): Promise<{ bearer: string; me: Me }> {
  const headers = { 'yanzhen-client': 'command-line' }
  const answer = await send(app, { id: 'session.signIn', kind: 'write', input: { login, password }, headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

const codeOf = async (request: Request) => {
  const answer = await send(app, request)
  return answer.statusCode === 200 ? 'done' : answer.json().error.code
}
const change = (bearer: string, password: string, next: string) =>
  codeOf({ id: 'session.changePassword', kind: 'write', input: { password, next }, bearer })

describe('while a password is due', () => {
  it('nothing but the own account is answered, and everything is after the change', async () => {
    await create('new.comer')
    const { bearer, me } = await signIn('new.comer', FIRST)
    expect(me.passwordDue).toBe(true)
    const officer = me.roles.find(({ role }) => role === 'organization-officer')?.id
    const doors: readonly Request[] = [
      { id: 'pack.listPackVersions', kind: 'read', bearer },
      { id: 'pack.downloadPack', kind: 'read', input: { id: packVersion }, bearer },
      { id: 'pack.adoptShippedPack', kind: 'write', bearer },
      { id: 'work.getQueue', kind: 'read', bearer },
      { id: 'session.listSessions', kind: 'read', bearer },
      { id: 'session.confirmPassword', kind: 'write', input: { password: OWN }, bearer },
      { id: 'session.switchRole', kind: 'write', input: { grant: officer }, bearer },
    ]
    for (const door of doors) expect(await codeOf(door), door.id).toBe('accounts.password-due')
    expect(await codeOf({ id: 'session.getMe', kind: 'read', bearer })).toBe('done')
    expect(await change(bearer, FIRST, OWN)).toBe('done')
    for (const door of doors) expect(await codeOf(door), door.id).toBe('done')
  })

  it('no endpoint of the role is answered', async () => {
    await create('second.comer')
    const { bearer } = await signIn('second.comer', FIRST)
    const own = ['session.getMe', 'session.changePassword', 'session.signOut']
    const shut = world.endpoints
      .map(({ endpoint }) => endpoint)
      .filter(({ id, who }) => who !== 'anonymous' && !own.includes(id))
    expect(shut.length).toBeGreaterThan(30)
    for (const { id, kind, upload } of shut) {
      const file = upload && { name: 'any', bytes: Buffer.from('any') }
      expect(await codeOf({ id, kind, bearer, ...(file ? { file } : {}) }), id).toBe('accounts.password-due')
    }
  })

  it('one may leave', async () => {
    await create('third.comer')
    const { bearer } = await signIn('third.comer', FIRST)
    expect(await codeOf({ id: 'session.signOut', kind: 'write', bearer })).toBe('done')
    expect(await codeOf({ id: 'session.getMe', kind: 'read', bearer })).toBe('server.sign-in-needed')
  })
})

describe('the own password', () => {
  it('is another one, also when the present one is typed in full width, and as good as the rules ask', async () => {
    await create('fourth.comer')
    const { bearer } = await signIn('fourth.comer', FIRST)
    expect(await change(bearer, FIRST, FIRST)).toBe('accounts.same-password')
    expect(await change(bearer, FIRST, FIRST.replace('F', 'Ｆ'))).toBe('accounts.same-password')
    expect(await change(bearer, FIRST, 'short')).toBe('accounts.weak-password')
    expect(await change(bearer, FIRST, 'yanzhen-demo-2026')).toBe('accounts.demo-password')
    expect(await change(bearer, FIRST, 'yanzhen-demo-２０２６')).toBe('accounts.demo-password')
    expect(await change(bearer, 'Wrong-passphrase-1', OWN)).toBe('accounts.wrong-password')
    expect(await codeOf({ id: 'work.getQueue', kind: 'read', bearer })).toBe('accounts.password-due')
    expect(await change(bearer, FIRST, OWN)).toBe('done')
  })

  it('is due again after a reset, which ends the sessions', async () => {
    const id = await create('fifth.comer')
    const { bearer } = await signIn('fifth.comer', FIRST)
    await change(bearer, FIRST, OWN)
    expect((await signIn('fifth.comer', OWN)).me.passwordDue).toBe(false)
    await world.as('security', 'account.resetPassword', { id, password: FIRST, reason: '本人忘记密码' })
    expect(await codeOf({ id: 'session.getMe', kind: 'read', bearer })).toBe('server.sign-in-needed')
    expect((await signIn('fifth.comer', FIRST)).me.passwordDue).toBe(true)
  })

  it('is seen by the security administrator as due, until it is set', async () => {
    const id = await create('seventh.comer')
    const isDue = async () => {
      const { accounts } = (await world.as('security', 'account.listAccounts')) as {
        accounts: { id: string; passwordDue: boolean }[]
      }
      return accounts.find((one) => one.id === id)?.passwordDue
    }
    expect(await isDue()).toBe(true)
    await change((await signIn('seventh.comer', FIRST)).bearer, FIRST, OWN)
    expect(await isDue()).toBe(false)
  })

  it('is on record when it is set, and so is what was tried before', async () => {
    const id = await create('sixth.comer')
    const { bearer } = await signIn('sixth.comer', FIRST)
    await codeOf({ id: 'pack.listPackVersions', kind: 'read', bearer })
    await change(bearer, FIRST, OWN)
    const { acts } = (await world.as('audit', 'audit.listActs', { account: id })) as {
      acts: { header: { action: string; result: string } }[]
    }
    expect(acts.map(({ header: { action, result } }) => `${action} ${result}`)).toEqual([
      'session.changePassword done',
      'pack.listPackVersions denied',
    ])
  })
})

describe('exempt', () => {
  it('are the accounts of the set-up, whose owners typed the passwords', async () => {
    const { me, bearer } = await signIn('head', 'A-long-passphrase-1')
    expect(me.passwordDue).toBe(false)
    expect(await codeOf({ id: 'work.getQueue', kind: 'read', bearer })).toBe('done')
  })

  it('are the accounts of a demo, whose password stands on the sign-in page, also after a reset', async () => {
    const demo = await prepare('founded')
    const { otherAccount: id } = demo.world
    await demo.as('security', 'account.resetPassword', { id, password: FIRST, reason: '本人忘记密码' })
    await expect(demo.as('nanguan', 'work.getQueue')).resolves.toBeDefined()
    await demo.close()
  })
})
