// The server processes: started, waited for, started again when they die, stopped.
import { type ChildProcess, fork } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Text } from '#kernel/language.ts'
import { turnLog } from './logs.ts'
import { refuse } from './refusals.ts'

/** One server process: what to run, with which environment, and what people call it. */
export type ZoneSpec = {
  readonly name: string
  readonly title: Text
  readonly program: string
  readonly environment: NodeJS.ProcessEnv
  readonly log: string
}

export type ZoneEvents = {
  /** It died and will be started again after `delay` milliseconds. */
  readonly onRestart: (spec: ZoneSpec, delay: number) => void
  /** It keeps dying: given up. */
  readonly onGiveUp: (spec: ZoneSpec) => void
  readonly onMessage?: (message: unknown) => void
}

export type Zone = {
  readonly address: string
  /** Asks it to end, kills it after a while; settles when it is gone. */
  readonly stop: () => Promise<void>
  readonly kill: () => void
}

const READY_MS = 60_000
const CLOSING_MS = 10_000
/** Waits before each new try; a process that then lives for STEADY_MS has its failures forgiven. */
const DELAYS = [500, 1_000, 2_000, 4_000, 8_000]
const STEADY_MS = 60_000

/** Starts a program of ours with an IPC channel, its output going to a log file. */
export function forkLogged(program: string, environment: NodeJS.ProcessEnv, log: string): ChildProcess {
  const file = openSync(log, 'a', 0o600)
  // A session of its own: Ctrl-C in the terminal is for us, who stop the parts in the right order. Should we be killed
  // instead, the closing of the IPC channel tells them.
  const child = fork(program, [], {
    env: environment,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', file, file, 'ipc'],
    detached: process.platform !== 'win32',
  })
  closeSync(file)
  return child
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

export function endOf(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
}

/** Ends a child: asked first, killed when it does not listen. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const ended = endOf(child)
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), CLOSING_MS)
  await ended
  clearTimeout(timer)
}

/** Why a program of ours ended: the last line of its log that names an error, else the last one. */
function reasonIn(said: string): string {
  const lines = said.trim().split('\n')
  return (lines.findLast((line) => /Error\b.*: /.test(line)) ?? lines.at(-1) ?? '').trim().slice(0, 400)
}

function addressIn(message: unknown): string | undefined {
  const ready = (message as { ready?: { address?: unknown } } | null)?.ready
  return typeof ready?.address === 'string' ? ready.address : undefined
}

/** The address from the child's `ready` message, or undefined when it ended or took too long. */
function waitForReady(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), READY_MS)
    const settle = (address: string | undefined) => {
      clearTimeout(timer)
      resolve(address)
    }
    child.on('message', (message) => {
      const address = addressIn(message)
      if (address) settle(address)
    })
    child.once('exit', () => settle(undefined))
    child.once('error', () => settle(undefined))
  })
}

type Life = { child: ChildProcess; stopping: boolean; failures: number }

/** Starts a zone and keeps it running. Refuses when it does not come up the first time, or when `signal` calls it off. */
export async function startZone(spec: ZoneSpec, events: ZoneEvents, signal: AbortSignal): Promise<Zone> {
  const from = await turnLog(spec.log)
  const life: Life = { child: launch(spec, events), stopping: false, failures: 0 }
  const callOff = () => void endChild(life.child)
  signal.addEventListener('abort', callOff)
  const address = await waitForReady(life.child)
  signal.removeEventListener('abort', callOff)
  if (!address) {
    await endChild(life.child)
    const said = (await readFile(spec.log)).subarray(from).toString('utf8')
    const facts = { zone_zh: spec.title.zh, zone_en: spec.title.en, log: spec.log }
    return refuse('zone_failed', { ...facts, reason: reasonIn(said) || '-' })
  }
  void keepAlive(spec, events, life)
  return {
    address,
    stop: () => {
      life.stopping = true
      return endChild(life.child)
    },
    kill: () => {
      life.stopping = true
      life.child.kill('SIGKILL')
    },
  }
}

function launch(spec: ZoneSpec, events: ZoneEvents): ChildProcess {
  const child = forkLogged(spec.program, spec.environment, spec.log)
  child.on('message', (message) => events.onMessage?.(message))
  return child
}

async function keepAlive(spec: ZoneSpec, events: ZoneEvents, life: Life): Promise<void> {
  for (;;) {
    const since = Date.now()
    await endOf(life.child)
    if (life.stopping) return
    if (Date.now() - since > STEADY_MS) life.failures = 0
    const delay = DELAYS[life.failures]
    if (delay === undefined) return events.onGiveUp(spec)
    life.failures++
    events.onRestart(spec, delay)
    await sleep(delay)
    if (life.stopping) return
    life.child = launch(spec, events)
  }
}

/** The environment that src/config.ts of a zone reads. */
export type ZoneEnvironment = {
  readonly YANZHEN_ZONE: 'staff' | 'resident'
  readonly YANZHEN_HOST: string
  readonly YANZHEN_PORT: string
  readonly YANZHEN_DATA: string
  readonly YANZHEN_DATABASE_URL: string
  readonly YANZHEN_MODE: 'demo' | 'empty'
  readonly YANZHEN_CLOCK: 'demo' | 'real'
}

/** What of our own names a child may inherit; the owner's URL above all is not among it. */
const INHERITED = ['YANZHEN_LOG']

/** A child's environment: the caller's without our own names, then exactly these. */
export function childEnvironment(inherited: NodeJS.ProcessEnv, own: ZoneEnvironment): NodeJS.ProcessEnv {
  const rest = Object.entries(inherited).filter(([name]) => INHERITED.includes(name) || !name.startsWith('YANZHEN_'))
  return { ...Object.fromEntries(rest), ...own }
}
