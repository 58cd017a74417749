import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findRunning, takeLock } from './lock.ts'

let data = ''
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'yanzhen-lock-'))
})
afterEach(() => rm(data, { recursive: true, force: true }))

it('is held by one, tells the second where the first is, and leaves nothing behind', async () => {
  const first = await takeLock(data)
  if (!('lock' in first)) throw new Error('not taken')
  expect(await takeLock(data)).toMatchObject({ holder: { pid: process.pid, address: null } })
  await first.lock.announce('http://127.0.0.1:1')
  expect(await findRunning(data)).toMatchObject({ address: 'http://127.0.0.1:1' })
  await first.lock.release()
  expect(await readdir(data)).toEqual([])
})

it('is taken over from a dead process, from another life of a living id, and from half a file', async () => {
  const stale = [
    JSON.stringify({ pid: 4_194_999, life: null, address: null }),
    JSON.stringify({ pid: process.ppid, life: 'another boot/1', address: null }),
    '{"pid":',
  ]
  for (const text of stale) {
    await writeFile(join(data, 'lock.json'), text)
    expect(await findRunning(data)).toBeUndefined()
    expect(await takeLock(data)).toHaveProperty('lock')
    expect(JSON.parse(await readFile(join(data, 'lock.json'), 'utf8'))).toMatchObject({ pid: process.pid })
  }
})

it('is given to one of many that find the same stale lock', async () => {
  await writeFile(join(data, 'lock.json'), JSON.stringify({ pid: 4_194_999, life: null, address: null }))
  const all = await Promise.all(Array.from({ length: 8 }, () => takeLock(data)))
  expect(all.filter((taken) => 'lock' in taken)).toHaveLength(1)
})

it('gets past a takeover that crashed half-way', async () => {
  await writeFile(join(data, 'lock.json'), '')
  await writeFile(join(data, 'lock.takeover'), '')
  const longAgo = new Date(Date.now() - 60_000)
  await utimes(join(data, 'lock.takeover'), longAgo, longAgo)
  expect(await takeLock(data)).toHaveProperty('lock')
})
