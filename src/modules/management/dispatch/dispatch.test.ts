import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Refusal } from '#kernel/refusal.ts'
import { decrypt, encrypt, type Fill, fillWorkbook, lookedUp } from '../../../../test/support/letters.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'

// Workbooks go out encrypted, come back filled in, and are taken as a whole or not at all.

const code = (expected: string) => expect.objectContaining({ code: expected })
type Item = { id: string; what: { zh: string }; reminder: { zh: string } }
type Checked = { problems: { code: string; row: number; column: string; sentence: string }[]; empty: number }

let world: Prepared
let password: string
let sent: Buffer
let plain: Buffer
beforeAll(async () => {
  world = await prepare('filing')
  const { ownDispatch: dispatch } = world.world
  password = world.world['ownPassword'] ?? ''
  sent = await download(world, 'jr18', dispatch)
  plain = await decrypt(sent, password)
})
afterAll(() => world.close())

async function download(one: Prepared, login: string, dispatch: string | undefined): Promise<Buffer> {
  const { bytes } = (await one.as(login, 'dispatch.downloadWorkbook', { dispatch })) as { bytes: Uint8Array }
  return Buffer.from(bytes)
}
const fileOf = (bytes: Buffer) => ({ name: 'back.xlsx', bytes })
const filledIn = (fill: Fill) => fillWorkbook(plain, fill)
const upload = (id: string, bytes: Buffer, dispatch: string | null = null, login = 'jr18', one = world) =>
  one.as(login, `dispatch.${id}`, { dispatch }, fileOf(bytes))
const problemsOf = async (fill: Fill) =>
  ((await upload('checkWorkbook', await filledIn(fill))) as Checked).problems.map(({ code: which, row, column }) => [
    which,
    `${column}${row}`,
  ])

describe('the workbook that goes out', () => {
  it('opens with its password and with no other', async () => {
    await expect(decrypt(sent, 'ABCD-EFGH-JKMN')).rejects.toThrow('incorrect')
    expect(plain.subarray(0, 2).toString()).toBe('PK')
    expect(sent.includes(Buffer.from('周明远'))).toBe(false)
  })

  it('holds the name, the ID number as text, and a column for each item', async () => {
    const seen: unknown[] = []
    await filledIn((cell) => {
      seen.push(cell(1, '姓名').value, cell(1, '身份证号').value, cell(1, '身份证号').numFmt, cell(0, 'NQ-15').text)
    })
    expect(seen).toEqual([
      '周明远',
      expect.stringMatching(/^37061119800101001[\dX]$/),
      '@',
      expect.stringContaining('NQ-15'),
    ])
  })

  it('has a password that is nowhere in clear', async () => {
    const kept = await world.services.database.tx(
      { class: 'staff', districts: [370611, 370611], areas: [370611000000, 370611999999] },
      (tx) => tx.run<{ row: string }>('select w::text as row from management.review_workbook w'),
    )
    expect(kept.length).toBeGreaterThan(0)
    expect(JSON.stringify(kept)).not.toContain(password)
    expect(JSON.stringify(kept)).not.toContain(Buffer.from(password).toString('hex'))
  })

  it('is not given to another department', async () => {
    await expect(download(world, 'jr17', world.world['ownDispatch'])).rejects.toEqual(code('dispatch.unknown'))
  })
})

describe('the workbook that comes back', () => {
  const all = lookedUp(1)
  const and =
    (fill: Fill): Fill =>
    (cell) => {
      all(cell)
      fill(cell)
    }

  it.each<[string, Fill, readonly (readonly [string, string])[]]>([
    [
      'without how people were looked up',
      () => undefined,
      [
        ['dispatch.looked-missing', 'G9'],
        ['dispatch.looked-missing', 'H9'],
        ['dispatch.looked-missing', 'I9'],
      ],
    ],
    ['an answer that is none', and((cell) => (cell(1, 'NQ-15').value = '大概没有')), [['sheets.choice', 'E9']]],
    [
      'a finding without its document',
      and((cell) => (cell(1, 'NQ-15').value = '发现（写明依据）')),
      [['dispatch.basis-missing', 'F9']],
    ],
    [
      'a document and no finding',
      and((cell) => (cell(1, '依据文号').value = '税〔2026〕1号')),
      [['dispatch.basis-alone', 'F9']],
    ],
    [
      'somebody who was not asked about',
      and((cell) => (cell(2, '序号').value = '2')),
      [['sheets.row-unknown', 'null10']],
    ],
    ['another name', and((cell) => (cell(1, '姓名').value = '周明')), [['sheets.locked-changed', 'B9']]],
    [
      'another ID number',
      and((cell) => (cell(1, '身份证号').value = '370611198001010027')),
      [['sheets.locked-changed', 'C9']],
    ],
    [
      'fewer looked up than asked about',
      and((cell) => (cell(1, '核查日期').value = new Date('2026-12-24T00:00:00Z'))),
      [['dispatch.looked-later', 'I9']],
    ],
  ])('names the cell of %s, and nothing is saved', async (_name, fill, places) => {
    expect(await problemsOf(fill)).toEqual(places)
    const refused = await upload('reply', await filledIn(fill)).catch((error: unknown) => error as Refusal)
    expect(refused).toMatchObject({ code: 'dispatch.problems', problems: places.map(([which]) => ({ code: which })) })
    const { questions } = (await world.as('jr18', 'review.listQuestions')) as { questions: { reply: unknown }[] }
    expect(questions.map(({ reply }) => reply)).toEqual([null])
  })

  it('is given back with its problems, encrypted as it came', async () => {
    const bad = encrypt(await filledIn((cell) => (cell(1, 'NQ-15').value = '大概没有')), password)
    const { bytes } = (await upload('downloadMarked', bad)) as { bytes: Uint8Array }
    const seen: string[] = []
    await fillWorkbook(await decrypt(Buffer.from(bytes), password), (cell) =>
      seen.push(cell(0, '检查发现的问题').text),
    ).catch((error: Error) => seen.push(error.message))
    expect(seen).toHaveLength(1)
  })

  it('is told by its password or its stamp whose it is', async () => {
    const back = await filledIn(all)
    await expect(upload('checkWorkbook', encrypt(back, 'ABCD-EFGH-JKMN'))).rejects.toEqual(
      code('dispatch.other-workbook'),
    )
    await expect(upload('checkWorkbook', back, null, 'jr17')).rejects.toEqual(code('dispatch.other-workbook'))
    const other = { number: world.world['dispatchNumber'], department: 'JR-16', sensitive: false }
    const register = (bytes: Buffer) => world.as('officer', 'registration.registerWorkbook', other, fileOf(bytes))
    await expect(register(encrypt(back, password))).rejects.toEqual(code('dispatch.wrong-password'))
    await expect(register(back)).rejects.toEqual(code('dispatch.other-letter'))
    const damaged = encrypt(back, password)
    damaged.fill(7, 2000)
    await expect(upload('checkWorkbook', damaged)).rejects.toThrow()
    await expect(upload('checkWorkbook', Buffer.from('序号,姓名'))).rejects.toEqual(code('sheets.csv'))
  })

  it('is the department’s own signed reply, once', async () => {
    const one = await prepare('filing')
    const good = encrypt(await filledIn(all), password)
    expect(await upload('checkWorkbook', good, null, 'jr18', one)).toMatchObject({ problems: [], people: 1, empty: 1 })
    expect(await upload('reply', good, null, 'jr18', one)).toEqual({ replied: 1 })
    await expect(upload('reply', good, null, 'jr18', one)).rejects.toEqual(code('dispatch.nothing-left'))
    const { questions } = (await one.as('jr18', 'review.listQuestions')) as { questions: { reply: object }[] }
    expect(questions[0]?.reply).toMatchObject({ by: expect.any(String), answers: { 'NQ-15': 'none-found' } })
    await one.close()
  })
})

describe('a letter', () => {
  it('names everybody once, and numbers go up', async () => {
    const one = await prepare('filing')
    const open = () => one.as('officer', 'dispatch.open', { department: 'JR-12' })
    expect(await open()).toMatchObject({ number: '联审函〔2026〕3号' })
    await expect(open()).rejects.toEqual(code('dispatch.nothing-open'))
    await one.as('officer', 'review.ask', { filings: [one.world['accepted']] })
    expect(await open()).toMatchObject({ number: '联审函〔2026〕4号' })
    await one.close()
  })

  it('sent after the day of its questions asks for a day that still comes, and urges nobody before', async () => {
    const one = await prepare('filing')
    one.clock.set('2026-12-10')
    const { id } = (await one.as('officer', 'dispatch.open', { department: 'JR-12' })) as { id: string }
    expect(await one.as('officer', 'dispatch.get', { dispatch: id })).toMatchObject({ dueOn: '2026-12-17' })
    const { items } = (await one.as('officer', 'work.getQueue')) as { items: Item[] }
    const urge = items.find((item) => item.id === 'review.urge')
    expect(urge).toMatchObject({ list: 'todo', link: '/review', due: expect.stringMatching(/^2026-11-/) })
    expect(urge?.reminder.zh).toContain('区自然资源局：待答复 1 人')
    expect(urge?.reminder.zh).not.toContain('周明远')
    expect(items.find((item) => item.id === `filing.review/${one.world['filing']}`)?.what.zh).toBe(
      '听取说明，对联审发现作出结论',
    )
    const ofStreet = (await one.as('qingyang', 'work.getQueue')) as { items: Item[] }
    expect(ofStreet.items.filter((item) => /review/.test(item.id))).toEqual([])
    await one.close()
  })

  it('holds what is printed: number, addressee, day, people with ID number and post, items', async () => {
    const full = await world.as('officer', 'dispatch.get', { dispatch: world.world['dispatch'] })
    expect(full).toMatchObject({
      number: '联审函〔2026〕1号',
      departmentName: { zh: '区综合行政执法局' },
      dueOn: expect.stringMatching(/^2026-11-/),
      questions: [
        {
          personName: '周明远',
          idNumber: expect.stringMatching(/^\d{17}[\dX]$/),
          post: '南关社区党组织书记',
          items: ['NQ-12'],
        },
      ],
      items: [{ code: 'NQ-12' }],
    })
  })
})

it('a workbook is registered as a letter is: read by the machine, confirmed one by one by another person', async () => {
  const one = await prepare('filing')
  const { dispatch, dispatchNumber: number } = one.world
  const made = (await one.as('officer', 'dispatch.makeWorkbook', { dispatch })) as { password: string }
  const empty = await decrypt(await download(one, 'officer', dispatch), made.password)
  const back = await fillWorkbook(empty, (cell) => {
    lookedUp(1)(cell)
    cell(1, 'NQ-12').value = '发现（写明依据）'
    cell(1, '依据文号').value = '福综执〔2026〕8号'
  })
  const file = fileOf(encrypt(back, made.password))
  const returned = { number, department: 'JR-16', sensitive: false }
  const { registration } = (await one.as('officer', 'registration.registerWorkbook', returned, file)) as {
    registration: string
  }
  const { answers } = (await one.as('head', 'registration.get', { registration })) as { answers: object[] }
  expect(answers).toMatchObject([{ item: 'NQ-12', answer: 'found', basis: '福综执〔2026〕8号' }])
  const looked = { registration, checkedPeople: 1, checkedOn: '2026-11-20' }
  await expect(one.as('head', 'registration.confirm', { ...looked, answers: [] })).rejects.toEqual(
    code('registration.differs'),
  )
  expect(await one.as('head', 'registration.confirm', { ...looked, answers })).toEqual({ replied: 1 })
  await one.close()
})
