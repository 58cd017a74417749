import { describe, expect, it } from 'vitest'
import { Refusal } from '#kernel/refusal.ts'
import { readWorkbook } from './read.ts'
import { COMMUNITIES, ROSTER, rosterFile, rosterRow, SCORES, text } from './samples.ts'
import { markInWorker, readInWorker, writeInWorker, writeTableInWorker } from './worker.ts'

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(() => undefined, (error: unknown) => error) // prettier-ignore
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).code
}

/** Passes the guard, and needs about 100 MB of objects. */
const heavy = rosterFile(Array.from({ length: 60_000 }, (_, at) => rosterRow({ 0: text(`王${at}`) }, at)))

describe('the worker', () => {
  it('gives the same answers as the functions themselves', async () => {
    const file = rosterFile([rosterRow(), rosterRow({ 5: text('x') }, 1)])
    expect(await readInWorker(ROSTER, file)).toEqual(readWorkbook(ROSTER, file))
    expect(file.length).toBeGreaterThan(0)
    const scores = await writeInWorker(SCORES, COMMUNITIES, { language: 'zh' })
    expect((await readInWorker(SCORES, scores)).rows.map(({ values }) => values)).toEqual(COMMUNITIES)
    expect((await markInWorker(SCORES, scores, [], { language: 'en' })).subarray(0, 2).toString()).toBe('PK')
    const watermark = { user: '王红', at: '2025-06-30', purpose: '汇报' }
    const table = { name: SCORES.name, columns: [], rows: [], watermark }
    expect((await writeTableInWorker(table, 'zh')).subarray(0, 2).toString()).toBe('PK')
  })
  it('passes refusals on', async () => {
    expect(await refusalOf(readInWorker(ROSTER, Buffer.from('a,b')))).toBe('sheets.csv')
    expect(await refusalOf(readInWorker(ROSTER, Buffer.from('PK\u0003\u0004')))).toBe('sheets.damaged')
    expect(await refusalOf(readInWorker(ROSTER, Buffer.alloc(50_000_000)))).toBe('sheets.too-large')
  })
  it('ends a file that needs too much memory, and the next one is read', async () => {
    expect(await refusalOf(readInWorker(ROSTER, heavy, {}, { heap: 24, seconds: 60 }))).toBe('sheets.too-big-to-read')
    expect((await readInWorker(ROSTER, heavy)).rows).toHaveLength(60_000)
  })
  it('ends a file that takes too long, while the server goes on', async () => {
    let ticks = 0
    const clock = setInterval(() => (ticks += 1), 5)
    expect(await refusalOf(readInWorker(ROSTER, heavy, {}, { heap: 512, seconds: 0.3 }))).toBe('sheets.too-slow')
    clearInterval(clock)
    expect(ticks).toBeGreaterThan(3)
  })
  it('lists the problems alone when the workbook is too large to be marked', async () => {
    const problems = [{ code: 'a', zh: '甲', en: 'a', source: '花名册', row: 2, column: 'A' }]
    const marked = await markInWorker(ROSTER, heavy, problems, { language: 'zh' }, { heap: 512, seconds: 0.3 })
    expect(marked.length).toBeLessThan(20_000)
  })
  it('takes files in turn and refuses an endless queue', async () => {
    const file = rosterFile([rosterRow()])
    const all = await Promise.allSettled(Array.from({ length: 25 }, () => readInWorker(ROSTER, file)))
    const refused = all.filter((result) => result.status === 'rejected')
    expect(refused.map(({ reason }) => (reason as Refusal).code)).toEqual(Array(3).fill('sheets.busy'))
  })
})
