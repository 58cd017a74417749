import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '#accounts'
import { openHttp } from '../../test/support/http.ts'
import { type Prepared, prepare } from '../../test/support/world.ts'

// What the HTTP layer itself keeps out: foreign pages, stolen and planted cookies, guessing in bulk.

let world: Prepared
let app: Awaited<ReturnType<typeof openHttp>>
beforeAll(async () => {
  world = await prepare('founded')
  app = await openHttp(world)
})
afterAll(async () => {
  await app.close()
  await world.close()
})

const CREDENTIALS = { login: 'head', password: DEMO_PASSWORD }
type Headers = Readonly<Record<string, string>>

const signIn = (headers: Headers = {}, options: InjectOptions = {}) =>
  app.inject({ method: 'POST', url: '/api/session.signIn', payload: CREDENTIALS, headers, ...options })

describe('the cookie', () => {
  it('holds the bearer where no script reads it, for this site alone, and the body does not', async () => {
    const answer = await signIn()
    const [cookie] = answer.cookies
    expect(cookie).toMatchObject({ name: 'yanzhen', httpOnly: true, sameSite: 'Strict', path: '/' })
    expect(cookie).not.toHaveProperty('domain')
    expect(cookie).not.toHaveProperty('secure')
    expect(answer.body).not.toContain(cookie?.value)
  })

  it('is for TLS alone when a gateway on this machine says that the page came so, and only then', async () => {
    const https = { 'x-forwarded-proto': 'https' }
    expect((await signIn(https)).cookies[0]).toMatchObject({ secure: true })
    expect((await signIn(https, { remoteAddress: '10.0.0.9' })).cookies[0]).not.toHaveProperty('secure')
  })

  it('is a new one at each sign-in: one planted before opens nothing afterwards', async () => {
    const planted = 'planted-by-somebody-else'
    const [cookie] = (await signIn({ cookie: `yanzhen=${planted}` })).cookies
    expect(cookie?.value).not.toBe(planted)
    const ask = (value = '') =>
      app.inject({ method: 'GET', url: '/api/session.getMe', headers: { cookie: `yanzhen=${value}` } })
    expect((await ask(planted)).statusCode).toBe(401)
    expect((await ask(cookie?.value)).statusCode).toBe(200)
  })
})

describe('a write from a foreign page', () => {
  const sendWith = async (headers: Headers) => {
    const [cookie] = (await signIn()).cookies
    const own = { cookie: `yanzhen=${cookie?.value}`, host: 'yanzhen.example:8080' }
    const answer = await app.inject({
      method: 'POST',
      url: '/api/session.signOut',
      payload: {},
      headers: { ...own, ...headers },
    })
    return answer.statusCode === 200 ? 'done' : (answer.json().error.code as string)
  }

  it.each<Headers>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://elsewhere.example' },
    { origin: 'http://yanzhen.example:9000' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://yanzhen.example:8080' },
  ])('is refused: %o', async (headers) => {
    expect(await sendWith(headers)).toBe('server.foreign-origin')
  })

  it.each<Headers>([
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'http://yanzhen.example:8080' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://gateway.example' },
    {},
  ])('is none, and done: %o', async (headers) => {
    expect(await sendWith(headers)).toBe('done')
  })
})

describe('in bulk', () => {
  const guess = (remoteAddress: string, headers: Headers = {}, id = 'session.signIn') =>
    app.inject({ method: 'POST', url: `/api/${id}`, payload: {}, headers, remoteAddress })

  it('guessing is stopped per address, and an address cannot be made up', async () => {
    const made = (time: number) => ({ 'x-forwarded-for': `192.0.2.${time}` })
    for (let time = 0; time < 30; time++) expect((await guess('10.0.0.1', made(time))).statusCode).toBe(422)
    expect((await guess('10.0.0.1', made(31))).statusCode).toBe(429)
    expect((await guess('10.0.0.2')).statusCode).toBe(422)
  })

  it('it is stopped for one caller behind a gateway on this machine, not for all', async () => {
    const from = (address: string) => guess('127.0.0.1', { 'x-forwarded-for': address })
    for (let time = 0; time < 30; time++) expect((await from(`made.up, 10.0.0.3`)).statusCode).toBe(422)
    expect((await from('10.0.0.3')).statusCode).toBe(429)
    expect((await from('10.0.0.4')).statusCode).toBe(422)
  })

  it('nobody fills the record: a set-up is limited too, and other writes of nobody leave nothing', async () => {
    for (let time = 0; time < 30; time++) await guess('10.0.0.5', {}, 'account.setUp')
    expect((await guess('10.0.0.5', {}, 'account.setUp')).statusCode).toBe(429)
    const latest = async () => {
      const { acts } = (await world.as('audit', 'audit.listActs', { limit: 1 })) as { acts: { id: string }[] }
      return acts[0]?.id
    }
    const before = await latest()
    expect((await guess('10.0.0.5', {}, 'account.createAccount')).statusCode).toBe(401)
    expect(await latest()).toBe(before)
    await guess('10.0.0.6')
    expect(await latest()).not.toBe(before)
  })
})
