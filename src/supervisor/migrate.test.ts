import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { migrate } from './migrate.ts'
import { type Server, startThrowaway } from './postgres.ts'

let server: Server
let folder = ''
let database = 0
let url = ''

beforeAll(async () => {
  server = await startThrowaway({ fsync: false })
})
afterAll(() => server.stop())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yanzhen-migrate-'))
  const name = `m${++database}`
  await run(server.url('superuser', 'postgres'), `create database ${name} owner yanzhen_owner`)
  url = server.url('owner', name)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function run(at: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: at })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

function put(name: string, sql: string): Promise<void> {
  return writeFile(join(folder, name), sql)
}

it('applies what is new, in order, once, and says how far it is', async () => {
  await put('0002_b.sql', 'insert into a.t values (2);')
  await put('0001_a.sql', `create schema a; create table a.t (n int); -- a note;\ninsert into a.t values (1)`)
  const steps: string[] = []
  expect(await migrate(url, folder, ({ done, total, name }) => steps.push(`${done}/${total} ${name}`))).toEqual([
    '0001_a.sql',
    '0002_b.sql',
  ])
  expect(steps).toEqual(['0/2 0001_a.sql', '1/2 0002_b.sql'])
  expect(await migrate(url, folder)).toEqual([])
  expect(await run(url, 'select n from a.t order by n')).toEqual([{ n: 1 }, { n: 2 }])
})

it('rolls a failing file back whole, keeps the ones before it and names the line', async () => {
  await put('0001_a.sql', 'create schema a')
  await put('0002_b.sql', 'create table a.t (n int);\n\nselect 1/0;')
  await expect(migrate(url, folder)).rejects.toThrow(/line 3 of migration 0002_b.sql.*division by zero/)
  expect(await run(url, `select to_regclass('a.t') as t, array(select name from control.migration) as names`)).toEqual([
    { t: null, names: ['0001_a.sql'] },
  ])
})

it('refuses a changed file, a missing one, one that comes too late and one that leaves its transaction', async () => {
  await put('0002_a.sql', 'create schema a')
  await migrate(url, folder)
  await put('0002_a.sql', 'create  schema a')
  await expect(migrate(url, folder)).rejects.toThrow(/migration_changed/)
  await put('0002_a.sql', 'create schema a')
  await put('0001_z.sql', 'select 1')
  await expect(migrate(url, folder)).rejects.toThrow(/migration_order/)
  await rm(join(folder, '0001_z.sql'))
  await put('0003_c.sql', 'commit; select 1')
  await expect(migrate(url, folder)).rejects.toThrow(/one transaction/)
  await rm(join(folder, '0003_c.sql'))
  await rm(join(folder, '0002_a.sql'))
  await expect(migrate(url, folder)).rejects.toThrow(/migration_unknown/)
})

it('takes line ends of Windows for no change, and refuses names without a place in the order', async () => {
  await put('0001_a.sql', 'create schema a;\nselect 1;\n')
  await migrate(url, folder)
  await put('0001_a.sql', 'create schema a;\r\nselect 1;\r\n')
  expect(await migrate(url, folder)).toEqual([])
  await put('0001_b.sql', 'select 1')
  await expect(migrate(url, folder)).rejects.toThrow(/migration_name/)
  await rm(join(folder, '0001_b.sql'))
  await put('2_b.sql', 'select 1')
  await expect(migrate(url, folder)).rejects.toThrow(/migration_name/)
})

it('lets a second migrator wait for the first', async () => {
  await put('0001_a.sql', 'create schema a; create table a.t (n int); select pg_sleep(0.3); insert into a.t values (1)')
  const both = await Promise.all([migrate(url, folder), migrate(url, folder), migrate(url, folder)])
  expect(both.flat()).toEqual(['0001_a.sql'])
  expect(await run(url, 'select n from a.t')).toEqual([{ n: 1 }])
})
