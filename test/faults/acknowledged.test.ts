// Promise P8: kill the server in the middle of anything; what was acknowledged is there, once. Several people save scores
// at the same time while the staff server, the database and both are killed with -9; whoever gets no answer sends the same
// again with the same key. PostgreSQL runs as in production, with fsync.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, runCommand, type Running, signIn, startRunning, until } from '../support/running.ts'

const PERIOD = '2026H2'
/** The departments whose sheets the demo leaves open; each has a window on its last row and one on the row before. */
const RATERS = ['sr05', 'sr08', 'sr11']
const ROWS = [-1, -2]
/** Answered writes between two kills: every window is at work when the next comes. */
const BETWEEN_KILLS = 60

type Cell = { readonly indicator: string; readonly version: number }
type Row = { readonly community: string; readonly cells: readonly Cell[] }
type Saved = { readonly cells: readonly Cell[] }
type Write = { readonly key: string; readonly input: unknown; readonly answer: Saved }
type Act = { readonly id: string; readonly seq: number | null }

/** One person's window: one cell, saved again and again, each time from the version answered before. */
type Window = {
  readonly client: Client
  readonly login: string
  readonly row: number
  readonly first: Cell
  readonly writes: Write[]
}

let house: Running
let folder = ''
beforeAll(async () => {
  house = await startRunning()
  folder = await mkdtemp(join(tmpdir(), 'yanzhen-acknowledged-'))
})
afterAll(async () => {
  await house.close()
  await rm(folder, { recursive: true, force: true })
})

const sheetOf = (login: string) => ({ period: PERIOD, department: login.toUpperCase().replace('SR', 'SR-') })

async function rowOf({ client, login, row }: Pick<Window, 'client' | 'login' | 'row'>): Promise<Row & { first: Cell }> {
  const { rows } = await client.read<{ rows: Row[] }>('scoring.getGrid', sheetOf(login))
  const found = rows.at(row)
  const first = found?.cells[0]
  if (!found || !first) throw new Error(`${login} has no row ${row}`)
  return { ...found, first }
}

async function openWindow(login: string, row: number): Promise<Window> {
  const client = await signIn(house, login)
  const { first } = await rowOf({ client, login, row })
  return { client, login, row, first, writes: [] }
}

async function saveUntil(window: Window, stopped: () => boolean): Promise<void> {
  const { client, login, writes } = window
  const { community, first } = await rowOf(window)
  for (let version = first.version; !stopped(); version++) {
    const score = { points: '0', reason: '未按期', document: '〔2026〕1号' }
    const input = { ...sheetOf(login), cells: [{ community, indicator: first.indicator, version, ...score }] }
    const key = randomUUID()
    writes.push({ key, input, answer: await client.write<Saved>('scoring.saveCells', input, key) })
  }
}

/** All saves on record; settles when the sequencer has appended every one to the tree. */
async function savesOnRecord(auditor: Client): Promise<readonly Act[]> {
  return until(async () => {
    const acts: Act[] = []
    let after: string | undefined
    do {
      const query = { action: 'scoring.saveCells', result: 'done', limit: 500, ...(after ? { after } : {}) }
      const page: { acts: Act[]; next: string | null } = await auditor.read('audit.listActs', query)
      acts.push(...page.acts)
      after = page.next ?? undefined
    } while (after)
    return acts.every(({ seq }) => seq !== null) ? acts : undefined
  })
}

async function killUnderLoad(windows: readonly Window[]): Promise<void> {
  let stopped = false
  const answered = () => windows.reduce((sum, { writes }) => sum + writes.length, 0)
  const untilMore = (since: number) => until(() => answered() >= since + BETWEEN_KILLS)
  const saving = Promise.all(windows.map((window) => saveUntil(window, () => stopped)))
  const kill = async () => {
    for (const one of [
      house.killStaff,
      house.killDatabase,
      () => Promise.all([house.killStaff(), house.killDatabase()]),
    ]) {
      await untilMore(answered())
      await one()
    }
    await untilMore(answered())
  }
  await Promise.race([kill(), saving])
  stopped = true
  await saving
}

it('keeps what was acknowledged, once, through kills of server and database', async () => {
  const auditor = await signIn(house, 'audit')
  const before = new Set((await savesOnRecord(auditor)).map(({ id }) => id))
  const windows = await Promise.all(RATERS.flatMap((login) => ROWS.map((row) => openWindow(login, row))))
  await killUnderLoad(windows)
  for (const window of windows) {
    expect(window.client.retries(), 'the kills met requests under way').toBeGreaterThan(0)
    // Each save raised the version by one, so as many were done as were answered.
    expect((await rowOf(window)).first.version).toBe(window.first.version + window.writes.length)
  }
  const writes = windows.flatMap((window) => window.writes)
  const added = (await savesOnRecord(auditor)).filter(({ id }) => !before.has(id))
  expect(added).toHaveLength(writes.length)

  // Asked once more with its key, the first save of each window is answered as before and not done again; without, refused.
  for (const window of windows) {
    const [write] = window.writes
    expect(await window.client.write('scoring.saveCells', write?.input, write?.key)).toEqual(write?.answer)
    await expect(window.client.write('scoring.saveCells', write?.input)).rejects.toThrow(/: 409 /)
  }
  expect(await savesOnRecord(auditor)).toHaveLength(before.size + writes.length)
})

it('has a record afterwards that verifies offline, and not if one digit of it were another', async () => {
  const auditor = await signIn(house, 'audit')
  await auditor.write('audit.getCheckpoint', {})
  const bundle = (await auditor.download('audit.exportBundle')).toString('utf8')
  const verify = async (text: string) => {
    const file = join(folder, 'bundle')
    await writeFile(file, text)
    return runCommand('audit', 'verify', file, '--json')
  }
  expect(await verify(bundle)).toMatchObject({ code: 0, output: expect.stringContaining('"ok": true') })
  const changed = bundle.replace(/scoring\.saveCells/, 'scoring.savedCells')
  expect(changed).not.toBe(bundle)
  expect(await verify(changed)).toMatchObject({ code: 4, output: expect.stringContaining('"ok": false') })
})
