import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LETTER, LOOKED } from '../../../../test/support/letters.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'

// A stamped letter becomes a reply by two persons, and by nothing less.

const code = (expected: string) => expect.objectContaining({ code: expected })
type Registered = { readonly registration: string }
type Full = {
  readonly state: string
  readonly questions: readonly { readonly request: string; readonly replied: boolean }[]
  readonly rejected: { readonly reason: string } | null
}

let world: Prepared
beforeAll(async () => {
  world = await prepare('filing')
})
afterAll(() => world.close())

const JR16 = () => ({ number: world.world['dispatchNumber'], department: 'JR-16', sensitive: false, ...LOOKED })
const register = (login: string, change: object = {}, one = world, file = LETTER) =>
  one.as(login, 'registration.registerLetter', { ...JR16(), answers: [], ...change }, file) as Promise<Registered>
const dispatchOf = async (login = 'officer', one = world, dispatch = one.world['dispatch']) =>
  (await one.as(login, 'dispatch.get', { dispatch })) as Full
const requestOf = async () => (await dispatchOf()).questions[0]?.request
const cellOf = async (one: Prepared, login: string, department: string) => {
  const { rows } = (await one.as(login, 'review.getMatrix')) as {
    rows: { cells: { department: string; state: string }[] }[]
  }
  return rows[0]?.cells.find((cell) => cell.department === department)?.state
}

describe('registering', () => {
  it.each([
    ['an unknown number', { number: '联审函〔2026〕99号' }, 'dispatch.unknown-number'],
    ['a number of another department', { department: 'JR-10' }, 'registration.other-department'],
    ['a day to come', { checkedOn: '2026-12-01' }, 'review.checked-later'],
    ['a department that may not seal', { sensitive: true }, 'review.not-sensitive', 'head'],
    ['a sensitive letter by somebody who was not named', { sensitive: true }, 'registration.readers-only'],
    [
      'a letter that waits for its second person',
      { number: '联审函〔2026〕2号', department: 'JR-17' },
      'registration.waiting',
    ],
  ] as const)('refuses %s', async (_name, change, expected, login: string = 'officer') => {
    await expect(register(login, change)).rejects.toEqual(code(expected))
    expect((await dispatchOf()).state).toBe('waiting')
  })

  it.each([
    ['a text that calls itself PDF', Buffer.from('hello')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s as a scan', async (_name, bytes) => {
    await expect(register('officer', {}, world, { name: 'letter.pdf', bytes })).rejects.toEqual(
      code('registration.not-a-scan'),
    )
  })

  it('refuses a scan above 10 MB, and takes one by its content whatever its name says', async () => {
    const large = Buffer.concat([LETTER.bytes, Buffer.alloc(10_000_000)])
    await expect(register('officer', {}, world, { name: 'x.pdf', bytes: large })).rejects.toEqual(
      code('registration.scan-too-large'),
    )
    const one = await prepare('filing')
    const jpeg = { name: 'scan.pdf', bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) }
    const { registration } = await register('officer', {}, one, jpeg)
    expect(await one.as('head', 'registration.get', { registration })).toMatchObject({ mediaType: 'image/jpeg' })
    await one.close()
  })

  it('names the place of what may not be answered', async () => {
    const request = await requestOf()
    const found = { request, item: 'NQ-12', answer: 'found', basis: null }
    await expect(register('officer', { answers: [found] })).rejects.toEqual(code('review.basis-needed'))
    await expect(register('officer', { answers: [{ ...found, item: 'NQ-01', basis: 'x' }] })).rejects.toEqual(
      code('review.unknown-item'),
    )
    const stranger = { ...found, request: '00000000-0000-7000-8000-000000000000', basis: 'x' }
    await expect(register('officer', { answers: [stranger] })).rejects.toEqual(code('registration.not-in-letter'))
  })

  it('finds a letter by its number however it is typed', async () => {
    const one = await prepare('filing')
    const number = ' 联审函(２０２６) 1号 '
    expect(await register('officer', { number }, one)).toEqual({ registration: expect.any(String) })
    await one.close()
  })
})

describe('the second person', () => {
  let one: Prepared
  let registration: string
  const found = { item: 'NQ-12', answer: 'found', basis: '福综执〔2026〕8号' }
  let answers: readonly object[]
  beforeAll(async () => {
    one = await prepare('filing')
    answers = [{ request: await requestOf(), ...found }]
    ;({ registration } = await register('officer', { answers }, one))
  })
  afterAll(() => one.close())
  const confirm = (login: string, change: object = {}) =>
    one.as(login, 'registration.confirm', {
      registration,
      checkedPeople: 1,
      checkedOn: '2026-11-09',
      answers,
      ...change,
    })

  it('is another one: until then there is no reply', async () => {
    expect(await cellOf(one, 'officer', 'JR-16')).toBe('late')
    expect((await dispatchOf('officer', one)).state).toBe('second')
    await expect(confirm('officer')).rejects.toEqual(code('registration.same-person'))
    await expect(one.as('officer', 'registration.reject', { registration, reason: 'x' })).rejects.toEqual(
      code('registration.same-person'),
    )
  })

  it('is told of the work, and the first one is not', async () => {
    const itemsOf = async (login: string) => {
      const { items } = (await one.as(login, 'work.getQueue')) as { items: { id: string; what: { zh: string } }[] }
      return items.find(({ id }) => id === 'registration.confirm')?.what.zh
    }
    expect(await itemsOf('discipline')).toBe('核对登记的回函，2 份')
    expect(await itemsOf('officer')).toBe('核对登记的回函，1 份')
  })

  it('is not shown what the first one read in a letter', async () => {
    expect(await one.as('head', 'registration.get', { registration })).toMatchObject({ answers: null, mine: false })
    const { bytes } = (await one.as('head', 'registration.downloadScan', { registration })) as { bytes: Uint8Array }
    expect(Buffer.from(bytes)).toEqual(LETTER.bytes)
  })

  it.each([
    ['an answer left out', () => ({ answers: [] }), 1],
    ['another document', () => ({ answers: [{ ...answers[0], basis: '福综执〔2026〕9号' }] }), 1],
    ['another count and another day', () => ({ checkedPeople: 2, checkedOn: '2026-11-08' }), 2],
  ])('who reads %s makes no reply', async (_name, change, places) => {
    const refused = expect.objectContaining({ code: 'registration.differs', problems: expect.any(Array) })
    const error = await confirm('head', change()).catch((thrown: unknown) => thrown)
    expect(error).toEqual(refused)
    expect((error as { problems: object[] }).problems).toHaveLength(places)
    expect(JSON.stringify(error)).not.toContain('8号')
    expect(await cellOf(one, 'officer', 'JR-16')).toBe('late')
  })

  it('sends it back with a reason, to be registered again', async () => {
    await one.as('head', 'registration.reject', { registration, reason: '扫描件缺少公章' })
    expect(await dispatchOf('officer', one)).toMatchObject({ state: 'waiting', rejected: { reason: '扫描件缺少公章' } })
    await expect(confirm('head')).rejects.toEqual(code('registration.checked'))
    ;({ registration } = await register('officer', { answers }, one))
  })

  it('who reads the same makes it a reply that counts as any other', async () => {
    expect(await confirm('discipline', { answers: [{ ...answers[0], basis: '福综执（2026） 8号' }] })).toEqual({
      replied: 1,
    })
    expect(await cellOf(one, 'officer', 'JR-16')).toBe('stops')
    expect((await dispatchOf('officer', one)).state).toBe('answered')
    await expect(register('officer', {}, one)).rejects.toEqual(code('registration.answered'))
    const row = await one.as('officer', 'review.getReview', { request: await requestOf() })
    expect(row).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ basis: '福综执〔2026〕8号' })]),
    })
  })
})

describe('a sensitive letter', () => {
  let one: Prepared
  let dispatch: { id: string; number: string }
  let registration: string
  beforeAll(async () => {
    one = await prepare('filing')
    dispatch = (await one.as('officer', 'dispatch.open', { department: 'JR-01' })) as typeof dispatch
    const answers = [{ request: await requestOf(), item: 'NQ-05', answer: 'found', basis: '福纪〔2026〕1号' }]
    const letter = { number: dispatch.number, department: 'JR-01', sensitive: true, answers }
    ;({ registration } = await register('head', letter, one))
  })
  afterAll(() => one.close())
  const confirm = async (login: string) => {
    const answers = [{ request: await requestOf(), item: 'NQ-05', answer: 'defer', basis: '福纪〔2026〕1号' }]
    const input = { registration, checkedPeople: 1, checkedOn: '2026-11-09', answers }
    return one.as(login, 'registration.confirm', input)
  }

  it('waits, to everybody but the two named persons', async () => {
    expect((await dispatchOf('officer', one, dispatch.id)).state).toBe('waiting')
    expect((await dispatchOf('discipline', one, dispatch.id)).state).toBe('second')
    for (const id of ['registration.get', 'registration.downloadScan']) {
      await expect(one.as('officer', id, { registration })).rejects.toEqual(code('registration.unknown'))
    }
    await expect(confirm('officer')).rejects.toEqual(code('registration.unknown'))
  })

  it('becomes a sealed reply by the other of the two', async () => {
    expect(await confirm('discipline')).toEqual({ replied: 1 })
    const states = await Promise.all(['head', 'discipline', 'officer'].map((login) => cellOf(one, login, 'JR-01')))
    expect(states).toEqual(['sealed', 'sealed', 'late'])
    expect((await dispatchOf('officer', one, dispatch.id)).state).toBe('waiting')
    expect(JSON.stringify(await one.as('officer', 'dispatch.list'))).not.toContain(registration)
  })
})
