import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '#web/endpoint.ts'
import { openHttp, send } from '../../../../test/support/http.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { Me } from '../session/contract.ts'
import type { listDelegations } from './contract.ts'

// Acting for: lent for some days, seen on every act, gone with the role it was lent from.

let world: Prepared
let app: FastifyInstance
beforeAll(async () => {
  world = await prepare('filing')
  app = await openHttp(world)
})
afterAll(async () => {
  await app.close()
  await world.close()
})

const code = (expected: string) => expect.objectContaining({ code: expected })
const DAYS = { from: '2026-11-23', until: '2026-11-27', reason: '外出学习' }
const lend = (login: string, to: string, days: object = {}) =>
  world.as(login, 'delegation.delegate', { login: to, ...DAYS, ...days }) as Promise<{ id: string }>
const bearer = (login: string) => world.world[`bearer.${login}`]
const rolesOf = async (login: string) =>
  (await send(app, { id: 'session.getMe', kind: 'read', bearer: bearer(login) })).json<Me>().roles
const actIn = (login: string, grant: string) =>
  send(app, { id: 'session.switchRole', kind: 'write', bearer: bearer(login), input: { grant } })

describe('a lent role', () => {
  it('is used by the other side, whose acts bear both names, until it is taken back', async () => {
    const { id } = await lend('jr18', 'sr11')
    expect(await rolesOf('sr11')).toContainEqual(
      expect.objectContaining({ id, role: 'department-reviewer', for: expect.any(String) as string }),
    )
    expect((await actIn('sr11', id)).statusCode).toBe(200)
    const looked = { checkedPeople: 1, checkedIn: '税收征管系统', checkedOn: '2026-11-23' }
    const replies = [{ request: world.world['request'], department: 'JR-18', sensitive: false, answers: [] }]
    const input = { ...looked, replies }
    const answered = await send(app, { id: 'review.reply', kind: 'write', bearer: bearer('sr11'), input })
    expect(answered.statusCode, answered.body).toBe(200)
    const { questions } = (await world.as('jr18', 'review.listQuestions')) as {
      questions: { reply: { by: string } | null }[]
    }
    expect(questions[0]?.reply?.by).toMatch(/^.+（代.+）$/)
    await world.as('jr18', 'delegation.endDelegation', { id })
    const refused = await send(app, { id: 'review.listQuestions', kind: 'read', bearer: bearer('sr11') })
    expect(refused.statusCode).toBe(401)
    await expect(world.as('jr18', 'delegation.endDelegation', { id })).rejects.toEqual(code('delegation.not-yours'))
  })

  it('is shown to both sides', async () => {
    const { id } = await lend('jr17', 'sr09')
    const of = async (login: string) =>
      (await world.as(login, 'delegation.listDelegations')) as OutputOf<typeof listDelegations>
    expect((await of('jr17')).given).toMatchObject([{ id, state: 'running', until: '2026-11-27', reason: '外出学习' }])
    expect((await of('sr09')).received).toMatchObject([{ id, role: 'department-reviewer' }])
    expect((await of('sr08')).received).toEqual([])
  })

  it('ends with the role it was lent from', async () => {
    const { id } = await lend('jr16', 'sr08')
    expect((await rolesOf('sr08')).map((role) => role.id)).toContain(id)
    expect((await actIn('sr08', id)).statusCode).toBe(200)
    const { accounts } = (await world.as('security', 'account.listAccounts')) as {
      accounts: { id: string; login: string }[]
    }
    const lender = accounts.find(({ login }) => login === 'jr16')?.id
    await world.as('security', 'account.disableAccount', { id: lender, reason: '调离' })
    const refused = await send(app, { id: 'review.listQuestions', kind: 'read', bearer: bearer('sr08') })
    expect(refused.statusCode).toBe(401)
  })

  it('is none of the two who may be named for sealed replies', async () => {
    await lend('discipline', 'sr07')
    const { accounts } = (await world.as('head', 'review.listReaders')) as { accounts: { name: string }[] }
    expect(accounts).toHaveLength(2)
  })
})

describe('is refused', () => {
  it.each([
    ['to oneself', 'jr02', 'jr02', {}, 'delegation.oneself'],
    ['to nobody', 'jr02', 'nobody', {}, 'delegation.unknown-login'],
    ['to an administrator', 'jr02', 'security', {}, 'delegation.administrator'],
    ['for the past', 'jr02', 'sr06', { from: '2026-11-20' }, 'delegation.days'],
    ['backwards', 'jr02', 'sr06', { until: '2026-11-22' }, 'delegation.days'],
    ['for more than a month', 'jr02', 'sr06', { until: '2026-12-24' }, 'delegation.days'],
  ] as const)('%s', async (_what, login, to, days, expected) => {
    await expect(lend(login, to, days)).rejects.toEqual(code(expected))
  })

  it('twice over the same days', async () => {
    await lend('jr03', 'sr06')
    await expect(lend('jr03', 'sr05', { from: '2026-11-27', until: '2026-11-30' })).rejects.toEqual(
      code('delegation.twice'),
    )
    await lend('jr03', 'sr05', { from: '2026-11-28', until: '2026-11-30' })
  })

  it('to somebody else’s end, and by an administrator or a secretary', async () => {
    const { id } = await lend('jr04', 'sr05')
    await expect(world.as('jr05', 'delegation.endDelegation', { id })).rejects.toEqual(code('delegation.not-yours'))
    for (const login of ['security', 'nanguan']) {
      await expect(lend(login, 'sr05')).rejects.toEqual(code('server.not-permitted'))
    }
  })

  it('of a role that was lent itself', async () => {
    const { id } = await lend('jr06', 'sr04')
    await actIn('sr04', id)
    const input = { login: 'sr03', ...DAYS }
    const passed = await send(app, { id: 'delegation.delegate', kind: 'write', bearer: bearer('sr04'), input })
    expect(passed.json().error.code).toBe('delegation.lent')
  })
})
