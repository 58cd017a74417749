// The database's files: made once by initdb, checked at every start, ready for a server.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lstat, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Binaries, findBinaries } from './binaries.ts'
import { makeFolder, type Passwords, settlePasswords } from './folders.ts'
import { codeOf, inFolder, messageOf, refuse } from './refusals.ts'
import { blockedOnTheWay, databaseUser, databaseUserOf, give, type SystemUser } from './user.ts'

export const DATABASE = 'yanzhen'
export const SUPERUSER = 'postgres'

/** Everything a server needs to know of its files. */
export type ClusterFiles = {
  readonly binaries: Binaries
  readonly user: SystemUser
  /** PGDATA. */
  readonly cluster: string
  readonly sockets: string
  readonly log: string
  readonly passwords: Passwords
  /** Whether initdb ran just now. */
  readonly fresh: boolean
}

/** Whether the data folder holds an embedded database already. */
export async function hasCluster(data: string): Promise<boolean> {
  return (await pgVersion(join(data, 'postgres', 'cluster'))) !== undefined
}

async function pgVersion(cluster: string): Promise<string | undefined> {
  try {
    return (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined
    throw error
  }
}

// sockaddr_un holds 104 bytes on macOS (108 on Linux), the last of them zero; the file is called ".s.PGSQL.65535".
const LONGEST_SOCKET_FOLDER = 103 - '/.s.PGSQL.65535'.length

/**
 * Where the Unix socket lies: in the data folder, or when that path is too long for the system or holds a character that
 * PostgreSQL's list of folders gives a meaning to, in a short private folder named after the data path.
 */
export function socketFolder(data: string, temporary = tmpdir()): string {
  const inside = join(data, 'postgres', 'run')
  const fits = Buffer.byteLength(inside) <= LONGEST_SOCKET_FOLDER && !/[,"'\\\n\r]/.test(inside)
  if (fits) return inside
  const name = `yanzhen-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`
  const outside = join(temporary, name)
  return Buffer.byteLength(outside) <= LONGEST_SOCKET_FOLDER ? outside : join('/tmp', name)
}

async function settleSockets(folder: string, user: SystemUser): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    const found = await lstat(folder)
    const ours = process.getuid === undefined || found.uid === process.getuid() || found.uid === user?.uid
    if (!found.isDirectory() || !ours) refuse('socket_folder', { folder })
  }
  await give(folder, user, 0o700)
}

/** Refuses, before anything is written, a path that the database's user cannot follow. */
export async function checkReach(folder: string, user = databaseUser()): Promise<void> {
  const blocked = await inFolder(folder, () => blockedOnTheWay(folder, user))
  if (user && blocked) refuse('unreachable', { uid: user.uid, blocked })
}

/** Makes or checks the files of the embedded database below `data`. `durable: false` only for throw-away clusters. */
export async function settleCluster(data: string, options: { durable: boolean }): Promise<ClusterFiles> {
  const folder = join(data, 'postgres')
  const cluster = join(folder, 'cluster')
  const user = await databaseUserOf(cluster)
  await checkReach(data, user)
  const version = await inFolder(data, () => pgVersion(cluster))
  const passwords = await settlePasswords(data, version !== undefined)
  await inFolder(data, () => settleOwner(folder, user))
  const binaries = await findBinaries(folder, user)
  if (version !== undefined && version !== binaries.major) {
    refuse('database_version', { folder: data, found: version, expected: binaries.major })
  }
  const sockets = socketFolder(data)
  await inFolder(sockets, () => settleSockets(sockets, user))
  const files = { binaries, user, cluster, sockets, log: join(folder, 'postgres.log'), passwords }
  if (version === undefined) await inFolder(data, () => initialise(data, files, options.durable))
  // A `chmod -R` by a well-meaning hand, after which PostgreSQL would not start.
  else await inFolder(data, () => give(cluster, user, 0o700))
  return { ...files, fresh: version === undefined }
}

async function settleOwner(folder: string, user: SystemUser): Promise<void> {
  await makeFolder(folder)
  try {
    await give(folder, user, 0o700)
  } catch (error) {
    // Containers with a single mapped user cannot give files away, nor run anything as somebody else.
    if (user && ['EPERM', 'EINVAL'].includes(codeOf(error))) refuse('no_user_switch', { uid: user.uid })
    throw error
  }
}

// Text sorts by bytes (we sort by stored pinyin, never by locale), but letters must be known as letters: C for order, the
// first UTF-8 character type that the system has. Windows and macOS have no C.UTF-8 of old.
const CTYPES = process.platform === 'win32' ? ['C.UTF-8', 'en-US'] : ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'zh_CN.UTF-8']

type InitFiles = Pick<ClusterFiles, 'binaries' | 'user' | 'cluster' | 'passwords'>

/** initdb into a folder of another name, which becomes the cluster by one rename: a crash leaves no half cluster. */
async function initialise(data: string, files: InitFiles, durable: boolean): Promise<void> {
  const next = `${files.cluster}.new`
  const passwordFile = `${files.cluster}.password`
  await rm(next, { recursive: true, force: true })
  await writeFile(passwordFile, files.passwords.superuser, { mode: 0o600 })
  await give(passwordFile, files.user, 0o600)
  try {
    await runInitdb(data, next, passwordFile, files, durable)
  } finally {
    await rm(passwordFile, { force: true })
  }
  await writeFile(join(next, 'pg_hba.conf'), accessRules())
  await rename(next, files.cluster)
  if (durable && process.platform !== 'win32') await syncFolder(join(data, 'postgres'))
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}

/** Who may come in how: everybody with a password by the private socket; over TCP, from this machine, residents only. */
function accessRules(): string {
  const rules =
    process.platform === 'win32'
      ? ['host all all 127.0.0.1/32 scram-sha-256']
      : ['local all all scram-sha-256', `host ${DATABASE} yanzhen_resident 127.0.0.1/32 scram-sha-256`]
  return `# Written by Yanzhen when it made this database.\n${rules.join('\n')}\n`
}

async function runInitdb(
  data: string,
  next: string,
  passwordFile: string,
  files: InitFiles,
  durable: boolean,
): Promise<void> {
  let said = ''
  for (const ctype of CTYPES) {
    const args = ['-D', next, '-U', SUPERUSER, '-E', 'UTF8', '--locale=C', `--lc-ctype=${ctype}`, '--data-checksums']
    args.push('-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions', ...(durable ? [] : ['--no-sync']))
    const run = await runToEnd(files.binaries.initdb, args, data, files.user)
    if (run.code === 0) return
    said = run.said
    if (!/invalid locale name|locale .* (requires|not)|encoding mismatch/i.test(said)) break
  }
  explainInitdb(data, said, files.user)
}

function explainInitdb(data: string, said: string, user: SystemUser): never {
  const uid = user?.uid ?? process.getuid?.() ?? 0
  if (/could not look up effective user ID/.test(said)) refuse('no_passwd_entry', { uid })
  if (/No space left on device|Disk quota exceeded/.test(said)) refuse('disk_full', { folder: data })
  if (/error while loading shared libraries|cannot execute|not found/i.test(said) && !/initdb: error/.test(said)) {
    refuse('binaries_do_not_run', { reason: lastLine(said) })
  }
  return refuse('initdb_failed', { folder: data, reason: reasonIn(said) })
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

/** The line of a log that says why: the last FATAL, PANIC or error line, else the last line. */
export function reasonIn(text: string): string {
  const lines = text.trim().split('\n')
  const telling = lines.findLast((line) => /\b(FATAL|PANIC|error):/.test(line) && !/removing/.test(line))
  return (telling ?? lines.at(-1) ?? '').replace(/^.*?\b(FATAL|PANIC|error):\s*/, '')
}

type Run = { readonly code: number | null; readonly said: string }

function runToEnd(program: string, args: readonly string[], cwd: string, user: SystemUser): Promise<Run> {
  return new Promise((resolve, reject) => {
    let said = ''
    const child = spawn(program, args, { ...user, cwd, env: { LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.on('data', (data: Buffer) => (said += data.toString()))
    child.stderr.on('data', (data: Buffer) => (said += data.toString()))
    child.on('error', (error) => reject(asRunRefusal(error, user)))
    child.on('close', (code) => resolve({ code, said }))
  })
}

/** What a failed spawn means: no right to become that user, or a program that this system cannot run. */
export function asRunRefusal(error: Error, user: SystemUser): unknown {
  try {
    if (user && ['EPERM', 'EINVAL'].includes(codeOf(error))) refuse('no_user_switch', { uid: user.uid })
    return refuse('binaries_do_not_run', { reason: messageOf(error) })
  } catch (refusal) {
    return refusal
  }
}
