import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { districtScope } from '#kernel/access.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { ListedPerson, Person } from './contract.ts'

// One person, one record; found as people look for somebody; what is encrypted stays so.

let world: Prepared
beforeAll(async () => {
  world = await prepare('founded')
})
afterAll(() => world.close())

const ID = '370611198501011018'
type Page = { people: ListedPerson[]; next: { key: string; id: string } | null }
const list = (input: object = {}, login = 'head') => world.as(login, 'people.listPeople', input) as Promise<Page>
const count = async () => ((await world.as('head', 'people.countPeople')) as { count: number }).count
const names = async (search: string) => (await list({ search })).people.map(({ name }) => name)
const get = (id: string | undefined, login = 'head') => world.as(login, 'people.getPerson', { id }) as Promise<Person>
const add = async (input: object, login = 'officer') =>
  ((await world.as(login, 'people.addPerson', input)) as { id: string }).id
const change = (id: string, version: number, changes: object, login = 'officer') =>
  world.as(login, 'people.changePerson', { id, version, changes })

describe('a record', () => {
  it('takes birth and sex from the ID number, in any spelling of it', async () => {
    const id = await add({ name: '张　伟', idNumber: ' ３７０６１１１９８５０１０１１０１８ ', phone: '138-0000-0002' })
    expect(await get(id)).toMatchObject({
      name: '张伟',
      sex: '1',
      birth: '1985-01-01',
      idNumberMasked: '••••••••••••••1018',
      phoneMasked: '•••••••0002',
      version: 1,
    })
  })

  it.each([
    ['370611850101101', 'people.id-number', 'zhProblem', '15 位'],
    ['370611198501011019', 'people.id-number', 'zhProblem', '校验码'],
    ['370611198513011018', 'people.id-number', 'zhProblem', '出生日期'],
    ['3.7E+17', 'people.id-number', 'zhProblem', '科学计数'],
    ['37061119850101', 'people.id-number', 'zhProblem', '17 位数字'],
  ])('with the ID number %s is refused, and nothing is written', async (idNumber, code, fact, words) => {
    const before = await count()
    await expect(add({ name: '某人', idNumber })).rejects.toMatchObject({
      code,
      facts: { [fact]: expect.stringContaining(words) },
    })
    expect(await count()).toBe(before)
  })

  it('that contradicts its ID number, or itself, is refused', async () => {
    const contradicting = [
      [{ birth: '1985-02' }, 'people.id-contradicts'],
      [{ sex: '2' }, 'people.id-contradicts'],
      [{ workStarted: '1984-12' }, 'people.date-order'],
      [{ partyJoined: '2026-12' }, 'people.future'],
    ] as const
    for (const [fields, code] of contradicting) {
      await expect(add({ name: '某人', idNumber: ID, ...fields }), code).rejects.toMatchObject({ code })
    }
  })

  it('is one per ID number, in the whole district', async () => {
    await expect(add({ name: '张巍', idNumber: ID })).rejects.toMatchObject({
      code: 'people.id-taken',
      facts: { name: '张伟' },
    })
    // Another street does not see the record, and is told no name.
    await expect(add({ name: '张巍', idNumber: ID }, 'qingyang')).rejects.toMatchObject({
      code: 'people.id-taken-elsewhere',
    })
  })

  it('says how it came to be so, and who wrote each version', async () => {
    const id = await add({ name: '赵敏', birth: '1979-04', phone: '13800000003' })
    await change(id, 1, { phone: '13800000004' }, 'head')
    const { versions } = (await world.as('discipline', 'people.listVersions', { id })) as { versions: object[] }
    expect(versions).toMatchObject([
      { version: 2, by: '陈明远', changes: [{ field: 'phone', before: '•••••••0003', after: '•••••••0004' }] },
      { version: 1, by: '王海宁', changes: [] },
    ])
  })

  it('of the same name and month of birth has to be confirmed', async () => {
    const twin = { name: '李 秀英', birth: '1980-03-09' }
    await expect(add(twin)).rejects.toMatchObject({ code: 'people.same-name' })
    await add({ ...twin, sameNameConfirmed: true })
  })

  it('changes once per version, and the version before is kept', async () => {
    const id = await add({ name: '赵一', birth: '1990-01' })
    await change(id, 1, { political: '01', partyJoined: '2012-07', phone: '13800000003' })
    expect(await get(id)).toMatchObject({ version: 2, partyJoined: '2012-07', phoneMasked: '•••••••0003' })
    await expect(change(id, 1, { grade: '三级' })).rejects.toMatchObject({ code: 'people.changed' })
    const past = await world.services.database.tx(districtScope('staff', 370611), (tx) =>
      tx.run<{ fields: { political: string | null } }>('select fields from registry.person_past where person = $1', [
        id,
      ]),
    )
    expect(past.map(({ fields }) => fields.political)).toEqual([null])
  })

  it('keeps a former name findable; a corrected one goes', async () => {
    const id = await add({ name: '孙小二', birth: '1991-01' })
    const rename = (version: number, name: string, how: string) =>
      world.as('officer', 'people.changeName', { id, version, name, how, on: '2026-11-01', reason: '更名' })
    await rename(1, '孙晓尔', 'corrected')
    await rename(2, '孙文', 'changed')
    expect((await get(id)).formerNames).toMatchObject([{ name: '孙晓尔', until: '2026-11-01' }])
    expect(await names('孙晓尔')).toEqual(['孙文'])
    expect(await names('孙小二')).toEqual([])
  })

  it('entered in error is withdrawn, its data are destroyed and its ID number is free again', async () => {
    const idNumber = '370611198812302226'
    const id = await add({ name: '误登', idNumber })
    await world.as('head', 'people.withdrawPerson', { id, version: 1, reason: '误登' })
    await expect(get(id)).rejects.toMatchObject({ code: 'people.unknown' })
    expect(await names('误登')).toEqual([])
    const keys = await world.services.database.tx(districtScope('staff', 370611), (tx) =>
      tx.run('select 1 from kernel.wrapped_key where person = $1', [id]),
    )
    expect(keys).toEqual([])
    await add({ name: '新人', idNumber })
  })
})

describe('the list', () => {
  it('finds by name, given name, pinyin, initials, last four, whole ID and telephone', async () => {
    const searches = [
      '王建国',
      '建国',
      '王 建',
      'wang jianguo',
      'wangj',
      'wjg',
      '0012',
      '370611197205120012',
      '13800000001',
    ]
    for (const search of searches) expect(await names(search), search).toContain('王建国')
    for (const search of ['国', 'jianguo', '0013', "'", '%'])
      expect(await names(search), search).not.toContain('王建国')
  })

  it('keeps rare characters and two-syllable readings', async () => {
    await add({ name: '𠮷田㛃', birth: '1988-08' })
    await add({ name: '单于·买买提', birth: '1988-08' })
    expect(await names('𠮷田㛃')).toEqual(['𠮷田㛃'])
    expect(await names('单于•买')).toEqual(['单于·买买提'])
  })

  it('goes by pages in the order of pinyin and of strokes, each person once', async () => {
    for (const order of ['pinyin', 'strokes']) {
      const all = (await list({ order, limit: 200 })).people.map(({ id }) => id)
      const seen: string[] = []
      let after: Page['next'] | undefined
      do {
        const page: Page = await list({ order, limit: 2, ...(after ? { after } : {}) })
        seen.push(...page.people.map(({ id }) => id))
        after = page.next
      } while (after)
      expect(seen).toEqual(all)
    }
    const byStrokes = (await list({ order: 'strokes', limit: 200 })).people.map(({ name }) => name[0])
    expect(byStrokes.indexOf('王')).toBeLessThan(byStrokes.indexOf('李'))
    expect(byStrokes.indexOf('李')).toBeLessThan(byStrokes.indexOf('赵'))
  })

  it('shows a street its own people only', async () => {
    const own = await list({ limit: 200 }, 'qingyang')
    expect(own.people.map(({ name }) => name)).toContain('王建国')
    expect(own.people.map(({ name }) => name)).not.toContain('张伟')
  })
})

describe('what is encrypted', () => {
  const unmask = (input: object, login = 'officer') =>
    world.as(login, 'people.unmask', { id: world.world.person, field: 'idNumber', reason: '核对证件', ...input })

  it('is shown in full with a reason, which is on record; the value is not', async () => {
    expect(await unmask({})).toEqual({ value: '370611197205120012' })
    await expect(unmask({ reason: '看' })).rejects.toBeDefined()
    const { acts } = (await world.as('audit', 'audit.listActs', { action: 'people.unmask', result: 'done' })) as {
      acts: { id: string }[]
    }
    const { body } = (await world.as('audit', 'audit.getAct', { id: acts[0]?.id })) as { body: string }
    expect(JSON.parse(body)).toEqual({ unmasked: 'idNumber', reason: '核对证件' })
  })

  it('lies nowhere in the database in plain text', async () => {
    const rows = await world.services.database.tx(districtScope('staff', 370611), (tx) =>
      tx.run<{ text: string; plain: boolean }>(
        `select p::text as text, position('王建国' in p::text) > 0 as plain from registry.person p where id = $1`,
        [world.world.person],
      ),
    )
    // The positive control: the name is there, the numbers are not, neither as text nor as bytes.
    expect(rows[0]?.plain).toBe(true)
    for (const secret of ['370611197205120012', '13800000001']) {
      expect(rows[0]?.text).not.toContain(secret)
      expect(rows[0]?.text).not.toContain(Buffer.from(secret).toString('hex'))
    }
  })
})
