import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import { from } from 'pg-copy-streams'
import { PROJECT } from '#config'
import { districtScope } from '#kernel/access.ts'
import type { Actor } from '#kernel/call.ts'
import { settableClock } from '#kernel/clock.ts'
import { openKeyring } from '#kernel/crypto/keys.ts'
import { softwareProvider } from '#kernel/crypto/software.ts'
import { newId, openDatabase } from '#kernel/database.ts'
import { endpoints, openServices } from '../src/main.ts'
import { keysOf } from '../src/modules/registry/people/names.ts'
import { invoker } from '../src/server/invoke.ts'
import { migrate } from '../src/supervisor/migrate.ts'
import { startThrowaway } from '../src/supervisor/postgres.ts'
import { type Figure, median } from './figure.ts'
import { randomFrom } from './national.ts'

const PEOPLE = 600_000
const DISTRICT = 370_611
const PAGE = 60
/** Page 10,000 of 60 is the last of 600,000. */
const DEEP = 9_999 * PAGE
const ROUNDS = 200

const SURNAMES = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧')
const GIVEN = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉红兰建国文志海燕春梅雪峰辉鹏宇浩然子轩')

type Page = { readonly people: readonly { readonly id: string }[]; readonly next: unknown }
type Read = (input: object) => Promise<Page>

/** 600,000 people in one list: its last page against its first, and finding somebody against the bare statement. */
export async function measurePeople(): Promise<Figure> {
  const server = await startThrowaway({ fsync: false })
  const data = await mkdtemp(join(tmpdir(), 'yanzhen-bench-'))
  const client = new Client({ connectionString: server.url('superuser') })
  try {
    await migrate(server.url('owner'), join(PROJECT, 'migrations'))
    await client.connect()
    await fill(client)
    await makeKeys(server.url('runtime'), data)
    const services = openServices({ databaseUrl: server.url('runtime'), data }, settableClock('2026-12-01'), 2)
    const invoke = invoker(() => undefined)
    const ask = (id: string, input: object): Promise<unknown> => {
      const bound = endpoints.find(({ endpoint }) => endpoint.id === id)
      if (!bound) throw new Error(`no endpoint ${id}`)
      const call = { bound, actor: HEAD, district: DISTRICT, language: 'zh', client: 'bench' } as const
      return invoke(services, { ...call, input })
    }
    const read: Read = async (input) => (await ask('people.listPeople', { limit: PAGE, ...input })) as Page
    const pairs = async () => ((await ask('duplicate.listDuplicates', {})) as { count: number }).count
    const figure = await compare(client, read, await searched(pairs))
    await services.database.close()
    return figure
  } finally {
    await client.end()
    await server.stop()
    await rm(data, { recursive: true, force: true })
  }
}

const NOBODY = '00000000-0000-7000-8000-000000000001'
const HEAD: Actor = {
  account: NOBODY,
  person: NOBODY,
  name: 'bench',
  session: NOBODY,
  grant: NOBODY,
  district: DISTRICT,
  role: 'organization-head',
  org: undefined,
  scope: districtScope('staff', DISTRICT),
  confirmedAt: new Date(),
  passwordDue: false,
}

async function fill(client: Client): Promise<void> {
  const next = randomFrom(600)
  const pick = (from: readonly string[]): string => from[Math.floor(next() * from.length)] ?? ''
  const rows = function* (): Generator<string> {
    for (let at = 0; at < PEOPLE; at++) {
      const name = pick(SURNAMES) + pick(GIVEN) + (next() < 0.8 ? pick(GIVEN) : '')
      const { name_key, given_key, pinyin, initials, strokes } = keysOf(name)
      const last4 = String(at % 10_000).padStart(4, '0')
      const cells = [
        DISTRICT,
        newId(),
        DISTRICT * 1e6,
        name,
        name_key,
        given_key,
        pinyin,
        initials,
        strokes,
        '1',
        `${1960 + Math.floor(next() * 40)}-${String(1 + Math.floor(next() * 12)).padStart(2, '0')}`,
        last4,
      ]
      yield `${[...cells, NOBODY, '2026-01-01'].join('\t')}\n`
    }
  }
  const columns =
    'district, id, area, name, name_key, given_key, pinyin, initials, strokes, sex, birth, id_last4, changed_by, changed_at'
  await pipeline(Readable.from(rows()), client.query(from(`copy registry.person (${columns}) from stdin`)))
  await client.query('vacuum analyze registry.person')
}

async function makeKeys(url: string, data: string): Promise<void> {
  const database = openDatabase(url, 1)
  const keyring = openKeyring(join(data, 'keys'), softwareProvider)
  await database.tx(districtScope('jobs', DISTRICT), (tx) => keyring.prepare(tx, DISTRICT))
  await database.close()
}

type Pairs = { readonly ms: number; readonly count: number }

/** People who may be registered twice: the whole register against itself. */
async function searched(pairs: () => Promise<number>): Promise<Pairs> {
  const times: number[] = []
  let count = 0
  for (let round = 0; round < 5; round++) {
    const start = performance.now()
    count = await pairs()
    times.push(performance.now() - start)
  }
  return { ms: median(times), count }
}

/** The median of a reader in ms; every answer has to hold somebody. */
async function timed(read: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    const rows = await read()
    times.push(performance.now() - start)
    if (rows === 0) throw new Error('an empty page: who finds nobody is the fastest')
  }
  return median(times)
}

const SEARCHES = { name: '王建', pinyin: 'wangj', initials: 'wjg', given: '建国' } as const
const WHERE = {
  name: 'name_key ^@ $2',
  pinyin: 'pinyin ^@ $2',
  initials: 'initials ^@ $2',
  given: 'given_key ^@ $2',
} as const

async function compare(client: Client, read: Read, pairs: Pairs): Promise<Figure> {
  const { rows } = await client.query<{ key: string; id: string }>(
    'select pinyin as key, id from registry.person where district = $1 order by pinyin, id offset $2 limit 1',
    [DISTRICT, DEEP - 1],
  )
  const [after] = rows
  const first = await timed(async () => (await read({})).people.length)
  const deep = await timed(async () => (await read({ after })).people.length)
  const found: { kind: string; product: number; bare: number }[] = []
  for (const [kind, search] of Object.entries(SEARCHES) as [keyof typeof SEARCHES, string][]) {
    const product = await timed(async () => (await read({ search })).people.length)
    const text = `select id, name, pinyin from registry.person where district = $1 and ${WHERE[kind]} order by pinyin, id limit 61`
    const bare = await timed(
      async () => (await client.query({ name: kind, text, values: [DISTRICT, search] })).rows.length,
    )
    found.push({ kind, product, bare })
  }
  const ms = (value: number) => `${value.toFixed(1)} ms`
  const names: Readonly<Record<string, string>> = { name: '王建…', pinyin: 'wangj…', initials: 'wjg…', given: '…建国' }
  return {
    title: 'People',
    what: `a list of ${PEOPLE.toLocaleString('en')} people in one district, ${PAGE} to a page, through the endpoint: permission, role and settings, row-level security, posts of everybody on the page; medians of ${ROUNDS}`,
    programs: [
      { name: 'page 1', value: ms(first) },
      { name: 'page 10,000 by cursor', value: ms(deep) },
      ...found.map(({ kind, product, bare }) => ({
        name: `search ${names[kind] ?? kind}`,
        value: `${ms(product)}; bare statement as superuser ${ms(bare)}`,
      })),
      { name: `${pairs.count.toLocaleString('en')} possible duplicates`, value: `${(pairs.ms / 1000).toFixed(1)} s` },
    ],
    ratios: [
      { name: 'page 10,000 / page 1', value: deep / first, must: '≤ 2', holds: (ratio) => ratio <= 2 },
      { name: 'page 1 / page 10,000', value: first / deep, must: '≤ 2', holds: (ratio) => ratio <= 2 },
      ...found.map(({ kind, product, bare }) => ({
        name: `search ${names[kind] ?? kind} / bare statement`,
        value: product / bare,
      })),
    ],
  }
}
