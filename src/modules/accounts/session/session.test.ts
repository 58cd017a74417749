import type { FastifyInstance } from 'fastify'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openHttp, send } from '../../../../test/support/http.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'

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

const seen = `select s.seen_at < now() - interval '5 minutes' as idle from control.session s
  join control.account a on a.id = s.account where a.login = 'head'`
const ask = (headers: Record<string, string>) =>
  send(app, { id: 'session.getMe', kind: 'read', bearer: world.world['bearer.head'], headers })

it('what a page asks by itself does not keep a session alive; what a person asks does', async () => {
  await sql(`update control.session set seen_at = now() - interval '10 minutes'`)
  const background = await ask({ 'x-yanzhen-background': '1' })
  expect(background.statusCode).toBe(200)
  expect(await sql(seen)).toEqual([{ idle: true }])
  await ask({})
  expect(await sql(seen)).toEqual([{ idle: false }])
})
