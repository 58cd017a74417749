import { connect, type Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorAnswer } from '../src/server/errors.ts'
import { holdings } from './support/holdings.ts'
import { openHttp } from './support/http.ts'
import { type Prepared, prepare } from './support/world.ts'

// What no page would ever send, over a real port: a clear sentence in both languages, nothing changed, and the server goes
// on answering. What is wrong inside a file or a form is in bad-input.test.ts.

let house: Prepared
let app: FastifyInstance
let address: string
beforeAll(async () => {
  house = await prepare('open')
  app = await openHttp(house)
  address = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  await house.close()
})

type Sent = {
  readonly as?: string
  readonly id: string
  readonly method?: string
  readonly body?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

async function send({ as = 'sr01', id, method = 'POST', body, headers = {} }: Sent, language = 'zh') {
  const response = await fetch(`${address}/api/${id}`, {
    method,
    headers: { authorization: `Bearer ${house.world[`bearer.${as}`]}`, 'accept-language': language, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  })
  return { status: response.status, answer: (await response.json()) as Partial<ErrorAnswer> }
}

/** Fails unless the request is refused with that code, in each language, and nothing has changed. */
async function expectRefused(sent: Sent, code: string): Promise<void> {
  const before = await holdings(house)
  for (const [language, words] of [
    ['zh', /\p{Script=Han}/u],
    ['en', /[a-z] [a-z]/],
  ] as const) {
    const { status, answer } = await send(sent, language)
    expect(answer.error?.code).toBe(code)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    for (const one of [answer.error, ...(answer.error?.problems ?? [])]) {
      expect(one?.sentence).toMatch(words)
      expect(one?.sentence).not.toMatch(/\{[a-z]\w*\}/i)
    }
  }
  expect(await holdings(house)).toEqual(before)
}

const JSON_TYPE = { 'content-type': 'application/json' }
const json = (id: string, body: unknown): Sent => ({
  id,
  headers: JSON_TYPE,
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

function cells(over: object = {}) {
  const { period, department, community, indicator } = house.world
  const cell = { community, indicator, points: '4', reason: '未按期', document: '〔2026〕1号', version: 0 }
  return { period, department, cells: [{ ...cell, ...over }] }
}

const BOUNDARY = 'yanzhen-test'
const FORM = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }
const END = `--${BOUNDARY}--\r\n`

function part(name: string, content: string | Buffer, file?: string): Buffer {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}`
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), Buffer.from(content), Buffer.from('\r\n')])
}

function upload(...parts: readonly (string | Buffer)[]): Sent {
  const body = Buffer.concat([...parts, END].map((one) => Buffer.from(one)))
  return { id: 'scoring.uploadSheet', headers: FORM, body }
}

/** The parts of an upload that is read to its end: its file is a text and no workbook. */
const asked = () => JSON.stringify({ period: house.world.period, department: house.world.department, apply: true })
const FILE = () => part('file', '社区,得分\r\n', 'sheet.xlsx')

describe('a body', () => {
  const SAVE = 'scoring.saveCells'
  const bodies: Readonly<Record<string, readonly [code: string, body: (() => unknown) | string]>> = {
    'that is no JSON': ['server.malformed', '{"period":'],
    'of nothing': ['server.malformed', ''],
    'that is a list': ['server.invalid-input', '[]'],
    'that is null': ['server.invalid-input', 'null'],
    'nested four hundred thousand times': ['server.invalid-input', `${'{"a":'.repeat(400_000)}1${'}'.repeat(400_000)}`],
    'of 5 MB': ['server.body-too-large', () => ({ period: 'x'.repeat(5_000_000) })],
    'with a key that objects inherit': ['server.malformed', '{"__proto__":{"period":"2026H2"}}'],
    'with a prototype to put in': ['server.malformed', '{"constructor":{"prototype":{"period":"2026H2"}}}'],
    'with a NUL in a text': ['server.invalid-input', () => cells({ reason: 'a\0b' })],
    'with an escape in a text': ['server.invalid-input', () => cells({ reason: 'a\u001b[31mb' })],
    'with a turned direction in a text': ['server.invalid-input', () => cells({ reason: 'a\u202eb' })],
    'with half a character in a text': ['server.invalid-input', () => cells({ reason: 'a\ud842b' })],
    'with a version beyond all numbers': [
      'server.invalid-input',
      () => JSON.stringify(cells()).replace('"version":0', '"version":1e400'),
    ],
    'with a path for a period': ['server.invalid-input', () => ({ ...cells(), period: '../../etc/passwd' })],
    'with five thousand and one cells': [
      'server.invalid-input',
      () => ({ ...cells(), cells: Array(5001).fill(cells().cells[0]) }),
    ],
    'with one cell twice': ['scoring.cell-twice', () => ({ ...cells(), cells: [...cells().cells, ...cells().cells] })],
  }
  it.each(Object.entries(bodies))('%s is refused', async (_name, [code, body]) => {
    await expectRefused(json(SAVE, typeof body === 'string' ? body : body()), code)
  })

  it('is the positive control: as a page sends it, it is taken', async () => {
    expect(await send(json(SAVE, cells()))).toMatchObject({ status: 200 })
  })

  it.each([
    ['of a type nobody reads', 'server.malformed', { 'content-type': 'application/xml' }],
    ['of a type that is none', 'server.malformed', { 'content-type': ';;;' }],
    ['that is no UTF-8', 'server.malformed', JSON_TYPE],
    ['under a key that is none', 'server.malformed-key', { ...JSON_TYPE, 'idempotency-key': 'again' }],
  ])('%s is refused', async (name, code, headers) => {
    const body = name.includes('UTF-8') ? Buffer.from([0x7b, 0xff, 0x7d]) : JSON.stringify(cells())
    await expectRefused({ id: SAVE, headers, body }, code)
  })

  it.each([
    ['an endpoint that is not there', 'server.not-found', { id: 'scoring.dropSheets', headers: JSON_TYPE, body: '{}' }],
    ['a write that is asked for', 'server.not-found', { id: SAVE, method: 'GET' }],
    ['an address that is none', 'server.malformed', { id: '%E0%A4%A', method: 'GET' }],
    ['a question that is no JSON', 'server.malformed', { id: 'scoring.getGrid?input=%7B', method: 'GET' }],
    ['a question asked twice', 'server.malformed', { id: 'scoring.getGrid?input={}&input={}', method: 'GET' }],
    [
      'a question nested too deeply',
      'server.malformed',
      { id: `scoring.getGrid?input=${'['.repeat(8000)}`, method: 'GET' },
    ],
  ])('%s is refused', async (_name, code, sent: Sent) => {
    await expectRefused(sent, code)
  })
})

describe('an upload', () => {
  const forms: Readonly<Record<string, readonly [code: string, sent: () => Sent]>> = {
    'without a file': ['server.file-missing', () => upload(part('input', asked()))],
    'of nothing': ['server.file-missing', () => upload()],
    'without its input': ['server.invalid-input', () => upload(FILE())],
    'with an input that is no JSON': ['server.malformed', () => upload(part('input', '{'), FILE())],
    'with an input of 2 MB': ['server.malformed', () => upload(part('input', 'x'.repeat(2_000_000)), FILE())],
    'with a field that objects inherit': [
      'server.malformed',
      () => upload(part('input', asked()), part('__proto__', 'x', 'sheet.xlsx')),
    ],
    'with ten thousand fields': ['server.malformed', () => upload(...Array<Buffer>(10_000).fill(part('a', '')))],
    'with two files': ['server.malformed', () => upload(part('input', asked()), FILE(), FILE())],
    'that is cut off': ['server.malformed', () => ({ ...upload(), body: part('input', asked()) })],
    'that is cut off in a name': ['server.malformed', () => ({ ...upload(), body: `--${BOUNDARY}\r\ncontent-dispo` })],
    'that is no form': ['server.malformed', () => ({ ...upload(), body: 'A'.repeat(1000) })],
    'that says no boundary': [
      'server.malformed',
      () => ({ ...upload(), headers: { 'content-type': 'multipart/form-data' } }),
    ],
    'that is JSON': ['server.file-missing', () => json('scoring.uploadSheet', asked())],
    'that is the bare file': [
      'server.malformed',
      () => ({ id: 'scoring.uploadSheet', headers: { 'content-type': 'application/octet-stream' }, body: 'x' }),
    ],
    'of 64 MB': ['server.too-large', () => upload(part('input', asked()), part('file', Buffer.alloc(64_000_000), 'a'))],
    'of a file with a path for a name': [
      'sheets.csv',
      () => upload(part('input', asked()), part('file', 'a,b', '../../../../etc/passwd')),
    ],
    'of a file with a name of sixty thousand letters': [
      'sheets.csv',
      () => upload(part('input', asked()), part('file', 'a,b', 'n'.repeat(60_000))),
    ],
  }
  it.each(Object.entries(forms))('%s is refused', async (_name, [code, sent]) => {
    await expectRefused(sent(), code)
  })

  it('of 50 MB, ten at a time, is refused ten times', async () => {
    const file = part('file', Buffer.alloc(50_000_000), 'sheet.xlsx')
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(upload(part('input', asked()), file))))
    const known = ['server.too-large', 'server.busy']
    expect(answers.filter(({ answer }) => !known.includes(answer.error?.code ?? ''))).toEqual([])
  })

  it('that breaks off leaves nothing, and the next one is answered', async () => {
    const before = await holdings(house)
    const sockets = await Promise.all(Array.from({ length: 20 }, () => halfSent()))
    await expectRefused(upload(part('input', asked()), FILE()), 'sheets.csv')
    for (const socket of sockets) socket.destroy()
    await expectRefused(upload(part('input', asked()), FILE()), 'sheets.csv')
    expect(await holdings(house)).toEqual(before)
  })
})

/** A connection on which an upload has begun, and goes no further. */
function halfSent(): Promise<Socket> {
  const { port } = new URL(address)
  const head = [
    'POST /api/scoring.uploadSheet HTTP/1.1',
    'host: localhost',
    `authorization: Bearer ${house.world['bearer.sr01']}`,
    `content-type: ${FORM['content-type']}`,
    'content-length: 9000000',
  ].join('\r\n')
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(Buffer.concat([Buffer.from(`${head}\r\n\r\n`), part('input', asked())]), () => resolve(socket))
    })
    socket.on('error', reject)
  })
}

describe('at the same moment', () => {
  const outcomes = async (...sent: readonly Sent[]) => {
    const answers = await Promise.all(sent.map((one) => send(one)))
    const told = answers.map(({ status, answer }) => (status === 200 ? 'done' : (answer.error?.code ?? '')))
    return told.toSorted((a, b) => a.localeCompare(b))
  }

  it('two saves of one cell: one is done, the other is told', async () => {
    const { otherCommunity: community } = house.world
    const save = (points: string) => json('scoring.saveCells', cells({ community, points }))
    expect(await outcomes(save('1'), save('2'))).toEqual(['done', 'scoring.stale-cells'])
  })

  it('two submissions of one sheet: one is done, the other is told', async () => {
    const { period, filledDepartment: department } = house.world
    const submit = { ...json('scoring.submitSheet', { period, department }), as: 'sr02' }
    expect(await outcomes(submit, submit)).toEqual(['done', 'scoring.already-submitted'])
    const sheets = await entriesOf('SR-02')
    expect(sheets).toEqual([{ version: 1, entries: 152 }])
  })

  it('a submission and the close: the sheet is in before, or not at all', async () => {
    const { period, returnedDepartment: department } = house.world
    const submit = { ...json('scoring.submitSheet', { period, department }), as: 'sr03' }
    const { cycles } = (await house.as('officer', 'cycle.listCycles')) as { cycles: { version: number }[] }
    const close = { ...json('cycle.closeCycle', { period, version: cycles[0]?.version }), as: 'officer' }
    const found = await outcomes(submit, close)
    const sheets = await entriesOf('SR-03')
    if (found.every((one) => one === 'done')) expect(sheets.map(({ version }) => version)).toEqual([1, 2])
    else expect([found, sheets.map(({ version }) => version)]).toEqual([['done', 'scoring.not-open'], [1]])
  })
})

/** The versions of a department's sheet with the number of their entries. */
function entriesOf(department: string): Promise<{ version: number; entries: number }[]> {
  const scope = { class: 'staff', districts: [370611, 370611], areas: [370611000000, 370611999999] } as const
  return house.services.database.tx(scope, (tx) =>
    tx.run(
      `select s.version, count(e.*) as entries from evaluation.star_sheet s left join evaluation.star_entry e
         using (district, period, department, version)
       where department = $1 group by s.version order by s.version`,
      [department],
    ),
  )
}
