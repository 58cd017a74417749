// The embedded PostgreSQL as a running server: start, addresses, stop. Its files are made in cluster.ts.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { asRunRefusal, type ClusterFiles, DATABASE, reasonIn, settleCluster, SUPERUSER } from './cluster.ts'
import { settleDatabase } from './database.ts'
import { prepareFolder } from './folders.ts'
import { turnLog } from './logs.ts'
import { freePort } from './ports.ts'
import { clearLeftovers, isReady } from './postmaster.ts'
import { inFolder, refuse } from './refusals.ts'
import { give } from './user.ts'

export type Login = 'superuser' | 'owner' | 'runtime' | 'resident'

/** A running embedded server. */
export type Server = {
  readonly pid: number
  readonly port: number
  readonly files: ClusterFiles
  /** The connection URL of a login: by the Unix socket, over loopback TCP for residents (and on Windows for all). */
  readonly url: (login: Login, database?: string) => string
  /** Settles when the process has ended, asked or not. */
  readonly ended: Promise<void>
  /** `fast` ends sessions and writes a checkpoint; `immediate` just ends, the next start replays the log. */
  readonly stop: (how?: 'fast' | 'immediate') => Promise<void>
}

export type ServerOptions = {
  /** Only for throw-away clusters: commits survive neither power loss nor a crash of the machine. */
  readonly fsync: boolean
  /** The port of an earlier life, when the server is started again under clients that know it. */
  readonly port?: number
}

const HOST = '127.0.0.1'
/** Replaying the log after a crash, at max_wal_size, takes tens of seconds on a slow disk. */
const READY_MS = 180_000
/** Orphaned back ends of a killed server notice its death within moments and let its shared memory go. */
const ORPHANS_MS = 15_000
const CLOSING_MS = 30_000

const LOGINS: Readonly<Record<Login, string>> = {
  superuser: SUPERUSER,
  owner: 'yanzhen_owner',
  runtime: 'yanzhen_runtime',
  resident: 'yanzhen_resident',
}

/** The form that `pg` understands for any path: the folder percent-encoded in `host`, the port naming the socket file. */
function urlOf(files: ClusterFiles, port: number, login: Login, database: string): string {
  const overTcp = login === 'resident' || process.platform === 'win32'
  const where = overTcp ? `${HOST}:${port}/${database}` : `localhost:${port}/${database}`
  const socket = overTcp ? '' : `?host=${encodeURIComponent(files.sockets)}`
  return `postgres://${LOGINS[login]}:${files.passwords[login]}@${where}${socket}`
}

function settings(files: ClusterFiles, port: number, options: ServerOptions): string[] {
  const unix = process.platform === 'win32' ? '' : files.sockets
  const values: Record<string, string> = {
    listen_addresses: HOST,
    port: String(port),
    unix_socket_directories: unix,
    unix_socket_permissions: '0700',
    // Measured in performance.md, H.1: the default of 128 MB and 1 GB costs on bulk loads and closes.
    shared_buffers: '256MB',
    max_wal_size: '4GB',
    fsync: options.fsync ? 'on' : 'off',
    full_page_writes: options.fsync ? 'on' : 'off',
    synchronous_commit: options.fsync ? 'on' : 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    cluster_name: 'yanzhen',
    // Never the text of a failed statement: it may hold a person's data.
    log_min_error_statement: 'panic',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

type Started = { readonly child: ChildProcess; readonly ended: Promise<void>; readonly said: () => Promise<string> }

async function spawnServer(files: ClusterFiles, port: number, options: ServerOptions): Promise<Started> {
  const from = await turnLog(files.log)
  const log = openSync(files.log, 'a', 0o600)
  await give(files.log, files.user, 0o600)
  // A session of its own, so that Ctrl-C in the terminal reaches us and not it: it must outlive the servers it serves.
  const child = spawn(files.binaries.postgres, ['-D', files.cluster, ...settings(files, port, options)], {
    ...files.user,
    cwd: files.cluster,
    env: { LC_ALL: 'C' },
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  closeSync(log)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (error) => reject(asRunRefusal(error, files.user)))
  })
  const said = async () => (await readFile(files.log)).subarray(from).toString('utf8')
  return { child, ended, said }
}

/** Waits until the server takes connections; `false` with its own words when it ended instead. */
async function waitUntilReady(files: ClusterFiles, started: Started): Promise<{ ready: boolean; said: string }> {
  const end = Date.now() + READY_MS
  while (started.child.exitCode === null && started.child.signalCode === null) {
    if (await isReady(files.cluster, started.child.pid)) return { ready: true, said: '' }
    if (Date.now() > end) {
      started.child.kill('SIGQUIT')
      break
    }
    await sleep(10)
  }
  await started.ended
  return { ready: false, said: await started.said() }
}

/** Starts the server on files that are ready. Call it only while holding the data folder's lock. */
export async function startServer(files: ClusterFiles, options: ServerOptions): Promise<Server> {
  await clearLeftovers(files.cluster)
  const end = Date.now() + ORPHANS_MS
  for (;;) {
    const port = options.port ?? (await freePort(HOST))
    const started = await inFolder(files.cluster, () => spawnServer(files, port, options))
    const { ready, said } = await waitUntilReady(files, started)
    if (ready) return describe(files, port, started)
    if (/No space left on device/.test(said)) refuse('disk_full', { folder: files.cluster })
    // A port that somebody took in between, or shared memory that orphans still hold: both pass.
    const passing = /pre-existing shared memory block|could not bind|could not create any TCP/.test(said)
    if (!passing || Date.now() > end) refuse('database_failed', { reason: reasonIn(said), log: files.log })
    await sleep(100)
  }
}

function describe(files: ClusterFiles, port: number, { child, ended }: Started): Server {
  // Whatever ends this process, short of kill -9, must not leave the server behind.
  const lastResort = () => child.kill('SIGINT')
  process.once('exit', lastResort)
  void ended.then(() => process.off('exit', lastResort))
  return {
    pid: child.pid ?? 0,
    port,
    files,
    url: (login, database = DATABASE) => urlOf(files, port, login, database),
    ended,
    stop: (how = 'fast') => stopServer(files, child, ended, how),
  }
}

async function stopServer(
  files: ClusterFiles,
  child: ChildProcess,
  ended: Promise<void>,
  how: 'fast' | 'immediate',
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  if (process.platform === 'win32') {
    // Windows has no signals; pg_ctl speaks to the server by a named pipe.
    await promisify(execFile)(files.binaries.pgCtl, ['stop', '-D', files.cluster, '-m', how, '-w'])
    return ended
  }
  child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
  const timer = setTimeout(() => child.kill('SIGQUIT'), CLOSING_MS)
  await ended
  clearTimeout(timer)
}

/** A throw-away cluster with the roles and an empty database, for tests and benchmarks; `stop` removes it all. */
export async function startThrowaway(options: ServerOptions): Promise<Server> {
  const data = await mkdtemp(join(tmpdir(), 'yanzhen-test-'))
  await prepareFolder(data)
  const files = await settleCluster(data, { durable: false })
  const server = await startServer(files, options)
  await settleDatabase(server.url('superuser', 'postgres'), files.passwords)
  return {
    ...server,
    stop: async () => {
      await server.stop('immediate')
      await rm(data, { recursive: true, force: true })
    },
  }
}
