import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import { from } from 'pg-copy-streams'
import { PROJECT } from '#config'
import { districtScope } from '#kernel/access.ts'
import { openKeyring } from '#kernel/crypto/keys.ts'
import { softwareProvider } from '#kernel/crypto/software.ts'
import { newId, openDatabase } from '#kernel/database.ts'
import { migrate } from '../src/supervisor/migrate.ts'
import { startThrowaway } from '../src/supervisor/postgres.ts'
import { type Country, districtOf, type Place } from './national.ts'
import { indicatorsOf, sheetMaker, shippedPack } from './sheets.ts'

// A database that holds one half-year of the whole country, submitted and ready to be closed.

export const PERIOD = '2026H2'
const DAY = '2026-12-01'
const AT = '2026-12-01T08:00:00Z'
/** Rosters carry ids of accounts and signatures that no benchmark reads. */
const SOMEBODY = '00000000-0000-7000-8000-000000000001'

export type Nation = {
  readonly districts: readonly number[]
  readonly runtimeUrl: string
  readonly superuserUrl: string
  /** Folder of the keys. */
  readonly data: string
  /** The superuser, for bare statements and for setting back. */
  readonly client: Client
  readonly stop: () => Promise<void>
}

export async function openNation(country: Country): Promise<Nation> {
  const server = await startThrowaway({ fsync: true })
  const data = await mkdtemp(join(tmpdir(), 'yanzhen-bench-'))
  await migrate(server.url('owner'), join(PROJECT, 'migrations'))
  const districts = [...new Set(country.places.map(districtOf))]
  const runtimeUrl = server.url('runtime')
  await makeKeys(runtimeUrl, data, districts)
  const superuserUrl = server.url('superuser')
  const client = new Client({ connectionString: superuserUrl })
  await client.connect()
  await fillHalfYear(client, country, districts)
  return {
    districts,
    runtimeUrl,
    superuserUrl,
    data,
    client,
    stop: async () => {
      await client.end()
      await server.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

async function makeKeys(url: string, data: string, districts: readonly number[]): Promise<void> {
  const keyring = openKeyring(join(data, 'keys'), softwareProvider)
  const database = openDatabase(url, 2)
  for (const district of districts) {
    await database.tx(districtScope('jobs', district), (tx) => keyring.prepare(tx, district))
  }
  await database.close()
}

async function fillHalfYear(client: Client, country: Country, districts: readonly number[]): Promise<void> {
  const loaded = await shippedPack()
  const indicators = indicatorsOf(loaded)
  const departments = [...new Set(indicators.map(({ department }) => department))]
  const packs = new Map(districts.map((district) => [district, newId()]))
  const places = country.places.map((place) => ({ ...place, id: newId(), district: districtOf(place) }))
  // The rows agree with each other; checking 2.9 million references to rows made here would only take time.
  await client.query('set session_replication_role = replica')
  const { version, code } = loaded.pack.meta
  for (const [district, id] of packs) {
    await client.query(
      `insert into policy.pack_version (district, id, pack, version, digest, source, account, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [district, id, code, version, Buffer.from(loaded.digest, 'hex'), loaded.source, SOMEBODY, AT],
    )
  }
  const cycles = districts.map((one) => [one, PERIOD, 'closing', packs.get(one), DAY, DAY, SOMEBODY])
  await copy(
    client,
    'evaluation.cycle (district, period, state, pack_version, sheets_due, opened_on, opened_by)',
    cycles,
  )
  await copy(client, 'evaluation.roster', places.map(rosterRow))
  await copy(client, 'evaluation.star_sheet', sheetRows(districts, departments))
  const next = sheetMaker(indicators)
  await copy(client, 'evaluation.star_entry', entryRows(places, indicators, next))
  await client.query('set session_replication_role = origin')
  await client.query('vacuum analyze')
}

type Community = Place & { readonly id: string; readonly district: number }
type Cells = readonly (string | number | undefined)[]

const rosterRow = ({ id, district, code, name }: Community): Cells => [
  district,
  PERIOD,
  id,
  code,
  code,
  name,
  name,
  Math.floor(code / 1000),
  '',
  'urban',
]

function* sheetRows(districts: readonly number[], departments: readonly string[]): Generator<Cells> {
  const digest = `\\\\x${'00'.repeat(32)}`
  for (const district of districts) {
    for (const department of departments) {
      yield [district, PERIOD, department, 1, SOMEBODY, digest, SOMEBODY, SOMEBODY, '', DAY, AT]
    }
  }
}

function* entryRows(
  places: readonly Community[],
  indicators: ReturnType<typeof indicatorsOf>,
  next: ReturnType<typeof sheetMaker>,
): Generator<Cells> {
  for (const { district, id, code } of places) {
    const { points } = next()
    for (const [index, { code: indicator, department }] of indicators.entries()) {
      const given = ((points[index] ?? 0) / 100).toFixed(2)
      yield [district, PERIOD, id, indicator, department, 1, SOMEBODY, code, given, undefined, undefined]
    }
  }
}

/** Loads rows of texts without tabs and line ends. */
async function copy(client: Client, table: string, rows: Iterable<Cells>): Promise<void> {
  await pipeline(Readable.from(blocksOf(rows)), client.query(from(`copy ${table} from stdin`)))
}

function* blocksOf(rows: Iterable<Cells>): Generator<string> {
  let block = ''
  for (const row of rows) {
    block += `${row.map((cell) => cell ?? '\\N').join('\t')}\n`
    if (block.length > 65_536) {
      yield block
      block = ''
    }
  }
  if (block) yield block
}
