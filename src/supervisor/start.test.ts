// The front door as people use it: a process of its own, with small stand-ins for the servers and the demo loader.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { isAlive } from './processes.ts'

const SERVER = `
import { createServer } from 'node:http'
const { YANZHEN_HOST: host, YANZHEN_PORT: port, ...rest } = process.env
createServer((request, response) => {
  if (request.url === '/die') process.exit(3)
  response.end(JSON.stringify({ ...rest, pid: process.pid }))
}).listen(Number(port), host, () => process.send?.({ ready: { address: 'http://' + host + ':' + port } }))
process.on('disconnect', () => process.exit(0))
process.on('SIGTERM', () => process.exit(0))
`
const LOADER = `
process.send?.({ accounts: [{ login: 'demo-login', password: 'demo-password', zh: '演示', en: 'demo' }] })
process.send?.({ progress: { done: 1, total: 1, label: { zh: '评分', en: 'scores' } } })
process.disconnect?.()
`

type Started = { readonly child: ChildProcess; readonly said: () => string; readonly ended: Promise<number | null> }

let root = ''
const started: Started[] = []

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'yanzhen 雁阵-'))
  await chmod(root, 0o755)
  await mkdir(join(root, 'src', 'demo'), { recursive: true })
  await mkdir(join(root, 'migrations'))
  await writeFile(join(root, 'src', 'main.ts'), SERVER)
  await writeFile(join(root, 'src', 'demo', 'load.ts'), LOADER)
  await writeFile(join(root, 'migrations', '0001_a.sql'), 'create schema a')
})
afterEach(async () => {
  for (const { child } of started) child.kill('SIGTERM')
  await Promise.all(started.splice(0).map(({ ended }) => ended))
})
afterAll(() => rm(root, { recursive: true, force: true }))

/** With `shell`, as npm does it: below a shell that passes nothing on. */
function run(options: Record<string, unknown>, environment: NodeJS.ProcessEnv = {}, shell = false): Started {
  const module = JSON.stringify(join(import.meta.dirname, 'start.ts'))
  const code = `const { start } = await import(${module})
    process.exitCode = await start({ ...${JSON.stringify({ root, open: false, ...options })}, environment: process.env })`
  const command = [process.execPath, '--input-type=module', '-e', code]
  const [program = '', ...args] = shell ? ['/bin/sh', '-c', '"$0" "$@"; exit $?', ...command] : command
  const child = spawn(program, args, {
    env: { ...environment, PATH: '/usr/bin:/bin', YANZHEN_SECRET: 'not for children' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout.on('data', (data: Buffer) => (text += data.toString()))
  child.stderr.on('data', (data: Buffer) => (text += data.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', (status) => resolve(status)))
  const one = { child, said: () => text, ended }
  started.push(one)
  return one
}

async function until<T>(what: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(20)) {
    const found = await what()
    if (found) return found
  }
  throw new Error(`did not happen: ${what.toString()}\n${started.map(({ said }) => said()).join('\n')}`)
}

async function addressOf({ said }: Started): Promise<string> {
  await until(() => said().includes('Ctrl-C'))
  return /http:\/\/127\.0\.0\.1:\d+/.exec(said())?.[0] ?? ''
}

async function ask(address: string): Promise<Record<string, string> | undefined> {
  return fetch(address).then(
    (response) => response.json() as Promise<Record<string, string>>,
    () => undefined,
  )
}

it('brings everything up from nothing, serves one at a time, and takes everything down', async () => {
  const data = join(root, '数据 folder')
  const first = run({ data })
  const address = await addressOf(first)
  const staff = await ask(address)
  expect(staff).toMatchObject({
    YANZHEN_ZONE: 'staff',
    YANZHEN_MODE: 'demo',
    YANZHEN_CLOCK: 'demo',
    YANZHEN_DATA: data,
  })
  expect(staff).not.toHaveProperty('YANZHEN_SECRET')
  const resident = await ask(`http://127.0.0.1:${Number(new URL(address).port) + 1}`)
  expect(resident).toMatchObject({ YANZHEN_ZONE: 'resident' })
  expect(resident?.YANZHEN_DATABASE_URL).toMatch(/^postgres:\/\/yanzhen_resident:\w+@127\.0\.0\.1:\d+\/yanzhen$/)
  await until(() => first.said().includes('All demo data is loaded'))
  expect(first.said()).toMatch(/demo-login +demo-password/)

  const second = run({ data })
  expect(await second.ended).toBe(0)
  expect(second.said()).toContain(`Yanzhen is already running at ${address}`)

  const pid = Number((await readFile(join(data, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0])
  first.child.kill('SIGINT')
  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
  expect([pid, Number(staff?.pid), Number(resident?.pid)].map(isAlive)).toEqual([false, false, false])
  expect((await readdir(data)).sort()).toEqual(['cache', 'logs', 'postgres', 'secrets', 'state.json'])

  const empty = run({ data, empty: true })
  expect(await empty.ended).toBe(1)
  expect(empty.said()).toContain('was made with demo data and cannot be started without demo data')

  const again = run({ data })
  await addressOf(again)
  await until(() => again.said().includes('demo-login'))
  expect(again.said()).not.toContain('Demo data loads behind')
})

it('starts again what dies, and finds its way after being killed itself', async () => {
  const data = join(root, 'dying')
  const first = run({ data, empty: true })
  const address = await addressOf(first)
  expect(await ask(address)).toMatchObject({ YANZHEN_MODE: 'empty', YANZHEN_CLOCK: 'real' })
  expect(first.said()).not.toContain('demo-login')
  await ask(`${address}/die`)
  await until(() => ask(address))
  expect(first.said()).toContain('The Staff server ended unexpectedly')

  const pidFile = join(data, 'postgres', 'cluster', 'postmaster.pid')
  const pid = async () => Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0])
  const server = await pid()
  process.kill(server, 'SIGKILL')
  const next = await until(async () => {
    const found = await pid()
    return found !== server && isAlive(found) ? found : undefined
  })
  expect(first.said()).toContain('The database ended unexpectedly')

  first.child.kill('SIGKILL')
  await first.ended
  expect(isAlive(next)).toBe(true)
  expect(await addressOf(run({ data, empty: true }))).toMatch(/^http/)
  expect(isAlive(next)).toBe(false)
})

it.skipIf(process.platform === 'win32')('stops all it started when the npm that started it is gone', async () => {
  const one = run({ data: join(root, 'npm'), empty: true }, { npm_lifecycle_event: 'start' }, true)
  const address = await addressOf(one)
  const staff = await ask(address)
  const resident = await ask(`http://127.0.0.1:${Number(new URL(address).port) + 1}`)
  const server = (await readFile(join(root, 'npm', 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]
  const pids = [staff?.pid, resident?.pid, server].map(Number)
  expect(pids.map(isAlive)).toEqual([true, true, true])
  one.child.kill('SIGTERM')
  await until(() => !pids.some(isAlive))
  await until(async () => !(await readdir(join(root, 'npm'))).includes('lock.json'))
})

it('says in both languages what stands in the way, without a stack trace', async () => {
  const file = join(root, 'file')
  await writeFile(file, '')
  const busy = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => busy.once('listening', resolve))
  const { port } = busy.address() as { port: number }
  const url = 'postgres://nobody@127.0.0.1:1/none'
  const cases: [Started, RegExp][] = [
    [run({ data: file }), /不是文件夹.*\n.*is a file, not a folder/],
    [run({ data: join(file, 'below') }), /不是文件夹.*\n.*is a file, not a folder/],
    [run({ data: root }), /已有别的内容.*\n.*holds other things/],
    [run({ data: join(root, 'x'), port }), /已被占用.*\n.*is taken/],
    [run({ data: join(root, 'y') }, { YANZHEN_DATABASE_URL: url }), /都要写.*\n.*give both/],
    [
      run({ data: join(root, 'z') }, { YANZHEN_DATABASE_URL: url, YANZHEN_OWNER_URL: url }),
      /连不上.*\n.*cannot be reached/,
    ],
  ]
  if (process.platform === 'linux') cases.push([run({ data: '/proc/yanzhen' }), /找不到文件夹.*\n.*cannot be found/])
  for (const [one, sentences] of cases) {
    expect(await one.ended).toBe(1)
    expect(one.said()).toMatch(sentences)
    expect(one.said()).not.toMatch(/^ +at /m)
  }
  busy.close()
})

it('gives up on a server that does not come up, naming its last words and its log', async () => {
  const broken = join(root, 'broken')
  await mkdir(join(broken, 'src'), { recursive: true })
  await mkdir(join(broken, 'migrations'))
  await writeFile(join(broken, 'src', 'main.ts'), `throw new TypeError('no such thing')`)
  const one = run({ root: broken })
  expect(await one.ended).toBe(1)
  expect(one.said()).toMatch(/did not start: TypeError: no such thing\. Log: .*(staff|resident)\.log/)
})
