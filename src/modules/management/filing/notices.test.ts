import { Client, DatabaseError } from 'pg'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { districtScope, openingOf } from '#kernel/access.ts'
import { openDatabase } from '#kernel/database.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { createResidentApp } from '../../../resident/app.ts'
import { inDatabase } from '../../../../test/support/urls.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { getFiling } from './contract.ts'

// The public notice of a candidate in the residents' zone: it is there while the case is on notice, and says the least.

let world: Prepared
afterEach(() => world.close())

const read = async () =>
  (await world.as('head', 'filing.getFiling', { filing: world.world['filing'] })) as OutputOf<typeof getFiling>
const send = async (login: string, id: string, input: object = {}) => {
  const { version } = (await read()).filing
  return (await world.as(login, id, { filing: world.world['filing'], version, ...input })) as { id: string }
}
const vote = () =>
  send('qingyang', 'filing.recordVote', { members: 9, present: 8, favour: 8, recused: [], document: '纪要' })

/** What a resident reads, as the page says it. */
async function pages(): Promise<{ list: string; notice: string; status: number; id: string | undefined }> {
  const database = openDatabase(inDatabase(inject('residentUrl'), world.database), 1)
  const app = await createResidentApp({ database, clock: world.clock, log: 'silent' })
  const list = (await app.inject({ url: '/?lang=zh' })).body
  const known = (await read()).acts.findLast(({ details }) => details['notice'])?.details['notice']
  const { body: notice, statusCode: status, headers } = await app.inject({ url: `/notices/${String(known)}?lang=zh` })
  expect(headers['cache-control']).toBe('no-store')
  await app.close()
  await database.close()
  return { list, notice, status, id: typeof known === 'string' ? known : undefined }
}
const isUp = async () => {
  const { list, status, id } = await pages()
  const isListed = id !== undefined && list.includes(id)
  expect(status).toBe(isListed ? 200 : 404)
  return isListed
}

describe('the notice', () => {
  it('goes up with the decision, says the least there is, stands still for an objection, and ends by itself', async () => {
    world = await prepare('decision')
    const { person } = (await read()).filing
    const known = { id: person, version: 1, changes: { sex: '1', birth: '1980-01-01', phone: '13800000000' } }
    await world.as('head', 'people.changePerson', known)
    expect(await isUp()).toBe(false)
    world.clock.set('2026-11-12')
    await vote()
    const { list, notice } = await pages()
    expect(list).toContain('任前公示')
    expect(list).not.toContain('周明远')
    const terms = [...notice.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, title, value]) => [title, value])
    expect(terms.map(([title]) => title)).toEqual(['姓名', '性别', '出生年月', '拟任职务'])
    expect(Object.fromEntries(terms)).toMatchObject({ 姓名: '周明远', 性别: '男', 出生年月: '1980年1月' })
    expect(notice).toContain('公示期 2026-11-12 至 2026-11-19')
    expect(notice).not.toMatch(/[0-9]{7}|联审|考察|JR-|表决/)
    world.clock.set('2026-11-16')
    const objection = { receivedOn: '2026-11-16', channel: 'call', summary: '反映任职年限' }
    const { id } = await send('qingyang', 'filing.recordObjection', objection)
    expect((await pages()).notice).toContain('暂停计算')
    expect((await pages()).notice).not.toContain('任职年限')
    world.clock.set('2026-11-18')
    const answer = { objection: id, outcome: 'kept', finding: '任职年限符合规定' }
    await world.as('qingyang', 'filing.answerObjection', answer)
    expect((await pages()).notice).toContain('至 2026-11-24')
    world.clock.set('2026-11-24')
    expect(await isUp()).toBe(true)
    world.clock.set('2026-11-25')
    expect(await isUp()).toBe(false)
    await send('qingyang', 'filing.closeNotice')
    expect(await isUp()).toBe(false)
  })

  it.each([
    ['officer', 'filing.return', { to: 'decision', reason: '补充' }],
    ['officer', 'filing.reject', { clause: null, reason: '不符合条件' }],
    ['qingyang', 'filing.withdraw', { reason: '人选调整' }],
  ])('comes down at once: %s, %s', async (login, id, input) => {
    world = await prepare('decision')
    world.clock.set('2026-11-12')
    await vote()
    expect(await isUp()).toBe(true)
    world.clock.set('2026-11-13')
    await send(login, id, input)
    expect(await isUp()).toBe(false)
  })

  it('comes down while an objection keeps its clock standing, and goes up anew with another decision', async () => {
    world = await prepare('decision')
    world.clock.set('2026-11-12')
    await vote()
    const { id: first } = await pages()
    await send('qingyang', 'filing.recordObjection', { receivedOn: '2026-11-12', channel: 'call', summary: '反映学历' })
    await send('officer', 'filing.return', { to: 'decision', reason: '补充' })
    expect(await isUp()).toBe(false)
    world.clock.set('2026-11-13')
    await vote()
    const { id: second, list } = await pages()
    expect(second).not.toBe(first)
    expect(list).toContain(String(second))
    expect(list).not.toContain(String(first))
  })

  it('is written with the act or not at all', async () => {
    world = await prepare('decision')
    const stop = { filing: world.world['filing'], reason: '来信反映，需要核实' }
    await world.as('discipline', 'supervision.stop', stop)
    // The database refuses the act after the notice was written.
    await expect(vote()).rejects.toMatchObject({ code: 'filing.stopped' })
    expect((await pages()).list).toContain('现在没有公示')
  })
})

describe('whatever SQL wrote it', () => {
  const body = { name: '某某', sex: null, birth: '1980-01', present: [], intended: {}, street: '清洋街道' }
  const insert = (changed: object, title = '公示') =>
    `insert into kernel.public_notice (district, id, kind, title_zh, title_en, body, from_date, until_date)
     values (370611, gen_random_uuid(), 'filing', '${title}', '', '${JSON.stringify({ ...body, ...changed })}', '2026-11-12', '2026-11-19')`

  async function tried(url: string, opening: string, statement: string): Promise<string> {
    const client = new Client({ connectionString: inDatabase(url, world.database) })
    await client.connect()
    try {
      await client.query(opening)
      const { rowCount } = await client.query(statement)
      return `${rowCount} rows`
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      return error.constraint ?? error.message
    } finally {
      await client.query('rollback')
      await client.end()
    }
  }

  it('holds nothing but the least, no ID number and no telephone', async () => {
    world = await prepare('decision')
    const staff = (statement: string) =>
      tried(inject('runtimeUrl'), openingOf(districtScope('staff', 370611)), statement)
    expect(await staff(insert({}))).toBe('1 rows')
    for (const attack of [
      insert({ review: '联审意见' }),
      insert({ name: '某某 370611198001010018' }),
      insert({ present: [{ community: '13800000000', kind: 'worker' }] }),
      insert({}, '电话 6688123'),
    ]) {
      expect(await staff(attack)).toBe('public_notice_filing')
    }
    expect(await staff(`update kernel.public_notice set body = '{}'`)).toMatch(/permission denied/)
  })

  it('residents read it and nothing that it comes from', async () => {
    world = await prepare('decision')
    world.clock.set('2026-11-12')
    await vote()
    const { person } = (await read()).filing
    const scope = { class: 'resident', districts: [0, 999999], areas: [0, 0] } as const
    const resident = (statement: string) => tried(inject('residentUrl'), openingOf(scope), statement)
    expect(await resident(`select body from kernel.public_notice where kind = 'filing'`)).toBe('1 rows')
    for (const table of [
      'management.filing',
      'management.filing_act',
      'management.filing_objection',
      'management.review_answer',
      'registry.kin',
    ]) {
      expect(await resident(`select 1 from ${table}`)).toMatch(/permission denied/)
    }
    expect(await resident(`select 1 from registry.person where id = '${person}'`)).toMatch(/permission denied/)
    expect(await resident(insert({}))).toMatch(/permission denied/)
    expect(await resident(`update kernel.public_notice set until_date = '2030-01-01'`)).toMatch(/permission denied/)
  })
})
