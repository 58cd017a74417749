import type { FastifyInstance } from 'fastify'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openHttp, send } from '../../../../test/support/http.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import { DEMO_PASSWORD } from './queries.ts'

let world: Prepared
let app: FastifyInstance
beforeAll(async () => {
  world = await prepare('founded')
  app = await openHttp(world)
})
afterAll(async () => {
  await app.close()
  await world.close()
})

async function sql(text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: inDatabase(inject('superuserUrl'), world.database) })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

type Headers = Readonly<Record<string, string>>
type Signed = {
  readonly bearer: string
  readonly me: { active: { id: string }; roles: { id: string; role: string }[] }
}

async function signIn(login: string): Promise<Signed> {
  const { bearer, me } = (await world.as(undefined, 'session.signIn', { login, password: DEMO_PASSWORD })) as Signed
  return { bearer, me }
}

async function read(bearer: string, id = 'session.getMe', headers: Headers = {}) {
  const answer = await send(app, { id, kind: 'read', bearer, headers })
  return { status: answer.statusCode, body: answer.json() }
}

async function write(bearer: string, id: string, input: object = {}) {
  const answer = await send(app, { id, kind: 'write', bearer, input })
  return answer.statusCode === 200 ? 'done' : (answer.json().error.code as string)
}

const ofLogin = (login: string) => `account = (select id from control.account where login = '${login}')`

describe('time-outs', () => {
  it('what a page asks by itself does not keep a session alive; what a person asks does', async () => {
    const seen = `select seen_at < now() - interval '5 minutes' as idle from control.session where ${ofLogin('head')}`
    await sql(`update control.session set seen_at = now() - interval '10 minutes'`)
    const bearer = world.world['bearer.head'] ?? ''
    expect(await read(bearer, 'session.getMe', { 'x-yanzhen-background': '1' })).toMatchObject({ status: 200 })
    expect(await sql(seen)).toEqual([{ idle: true }])
    await read(bearer)
    expect(await sql(seen)).toEqual([{ idle: false }])
  })

  it.each([
    ['idle', '14 minutes', '14 minutes', 200],
    ['idle', '16 minutes', '16 minutes', 401],
    ['old but busy', '0 minutes', '479 minutes', 200],
    ['old but busy', '0 minutes', '481 minutes', 401],
  ])('%s: last seen %s ago, begun %s ago: %i', async (_name, seen, begun, status) => {
    const { bearer } = await signIn('officer')
    await sql(`update control.session set seen_at = now() - interval '${seen}', created_at = now() - interval '${begun}'
      where ${ofLogin('officer')}`)
    expect(await read(bearer)).toMatchObject({ status })
  })
})

describe('the own sessions', () => {
  it('are listed and ended one by one, with the bearer; those of others are not', async () => {
    const [here, there] = [await signIn('discipline'), await signIn('discipline')]
    const { sessions } = (await read(here.bearer, 'session.listSessions')).body as {
      sessions: { id: string; current: boolean }[]
    }
    const other = sessions.find(({ current }) => !current)?.id
    const stranger = await signIn('qingyang')
    expect(await write(stranger.bearer, 'session.revokeSession', { id: other })).toBe('accounts.not-your-session')
    expect(await read(there.bearer)).toMatchObject({ status: 200 })
    expect(await write(here.bearer, 'session.revokeSession', { id: other })).toBe('done')
    expect(await read(there.bearer)).toMatchObject({ status: 401 })
    expect(await read(here.bearer)).toMatchObject({ status: 200 })
    expect(await write(here.bearer, 'session.revokeSession', { id: other })).toBe('accounts.not-your-session')
  })

  it('end with a new password, all but the one that set it', async () => {
    const [here, there] = [await signIn('qingyang'), await signIn('qingyang')]
    const input = { password: DEMO_PASSWORD, next: 'Own-passphrase-22' }
    expect(await write(here.bearer, 'session.changePassword', input)).toBe('done')
    expect(await read(there.bearer)).toMatchObject({ status: 401 })
    expect(await read(here.bearer)).toMatchObject({ status: 200 })
  })

  it('are gone from the server after signing out, whoever kept the bearer', async () => {
    const { bearer } = await signIn('yantai')
    expect(await write(bearer, 'session.signOut')).toBe('done')
    expect(await read(bearer)).toMatchObject({ status: 401 })
  })
})

describe('step-up', () => {
  const reset = () => ({ id: world.world.otherAccount, password: 'Another-passphrase-2', reason: '本人忘记密码' })
  const age = (minutes: number) =>
    sql(`update control.session set confirmed_at = now() - interval '${minutes} minutes' where ${ofLogin('security')}`)

  it('asks for a password given within five minutes, in this very session', async () => {
    const [here, there] = [await signIn('security'), await signIn('security')]
    await age(4)
    expect(await write(here.bearer, 'account.resetPassword', reset())).toBe('done')
    await age(6)
    expect(await write(here.bearer, 'account.resetPassword', reset())).toBe('accounts.step-up-needed')
    expect(await write(there.bearer, 'session.confirmPassword', { password: DEMO_PASSWORD })).toBe('done')
    expect(await write(here.bearer, 'account.resetPassword', reset())).toBe('accounts.step-up-needed')
    expect(await write(there.bearer, 'account.resetPassword', reset())).toBe('done')
  })

  it('counts wrong passwords like the sign-in page, and whoever mistypes stays signed in', async () => {
    const { bearer } = await signIn('audit')
    for (let time = 0; time < 5; time++) {
      expect(await write(bearer, 'session.confirmPassword', { password: 'wrong' })).toBe('accounts.wrong-password')
    }
    expect(await read(bearer)).toMatchObject({ status: 200 })
    expect(await write(bearer, 'session.confirmPassword', { password: DEMO_PASSWORD })).toBe('accounts.locked')
    await expect(signIn('audit')).rejects.toMatchObject({ code: 'accounts.sign-in-failed' })
  })
})

describe('roles of a session', () => {
  const OFFICE = { orgZh: '区委组织部', orgEn: 'Organization department' }
  const give = async (login: string, grant: object) => {
    const { accounts } = (await world.as('security', 'account.listAccounts')) as {
      accounts: { id: string; login: string }[]
    }
    const id = accounts.find((one) => one.login === login)?.id
    const given = await world.as('security', 'account.giveRole', { id, grant: { ...OFFICE, ...grant } })
    return (given as { grant: string }).grant
  }
  const day = (date: string) => world.clock.set(date)

  it('switch without a new sign-in, and take the rights along', async () => {
    const grant = await give('sr01', { role: 'organization-officer' })
    const { bearer, me } = await signIn('sr01')
    expect(await read(bearer, 'cycle.listCycles')).toMatchObject({ status: 200 })
    expect(await write(bearer, 'pack.adoptShippedPack')).toBe('server.not-permitted')
    expect(await write(bearer, 'session.switchRole', { grant })).toBe('done')
    expect(await write(bearer, 'pack.adoptShippedPack')).not.toBe('server.not-permitted')
    expect(await write(bearer, 'session.switchRole', { grant: me.active.id })).toBe('done')
    expect(await write(bearer, 'pack.adoptShippedPack')).toBe('server.not-permitted')
  })

  it('are those of the account: not another’s, not one that begins tomorrow', async () => {
    const grant = await give('sr02', { role: 'organization-officer', from: '2026-11-24' })
    const { bearer, me } = await signIn('sr02')
    expect(me.roles.map(({ role }) => role)).toEqual(['department-rater'])
    const { me: other } = await signIn('sr03')
    for (const foreign of [grant, other.active.id]) {
      expect(await write(bearer, 'session.switchRole', { grant: foreign })).toBe('accounts.not-your-role')
    }
    day('2026-11-24')
    expect(await write(bearer, 'session.switchRole', { grant })).toBe('done')
    day('2026-11-23')
    expect(await read(bearer)).toMatchObject({ status: 401 })
  })

  it('end under an open session: by the calendar or by the administrator', async () => {
    const grant = await give('sr04', { role: 'organization-officer', until: '2026-11-23' })
    const { bearer } = await signIn('sr04')
    await write(bearer, 'session.switchRole', { grant })
    expect(await read(bearer)).toMatchObject({ status: 200 })
    day('2026-11-24')
    expect(await read(bearer)).toMatchObject({ status: 401 })
    day('2026-11-23')
    const { bearer: again, me } = await signIn('sr04')
    const held = me.roles.find(({ role }) => role === 'department-rater')?.id
    await world.as('security', 'account.endRole', { grant: held, reason: '岗位调整' })
    expect(await read(again)).toMatchObject({ status: 401 })
    await world.as('security', 'account.endRole', { grant, reason: '岗位调整' })
    await expect(signIn('sr04')).rejects.toMatchObject({ code: 'accounts.no-role' })
  })
})
