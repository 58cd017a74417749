// The inside of the worker thread: one job, one answer; rows that are read go ahead of it. exceljs takes a while to load,
// and reading does without it.
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '#kernel/refusal.ts'
import type { SheetRow } from './read.ts'
import type { Answer, Job, Message, Result } from './worker.ts'

/** Rows of one message. */
const TOGETHER = 500
/** Messages that may wait to be worked on: a reader far ahead of its caller would fill the memory with them. */
const MOST_AHEAD = 20

const say = (message: Message): void => parentPort?.postMessage(message, [])

/** Structured clone makes plain bytes of a Buffer. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

async function work(job: Job): Promise<Result> {
  if (job.task === 'read') return read(job)
  if (job.task === 'mark') {
    const [list, bytes, problems, options] = job.args
    return (await import('./mark.ts')).markWorkbook(list, bufferOf(bytes), problems, options)
  }
  if (job.task === 'write') return (await import('./write.ts')).writeWorkbook(...job.args)
  return (await import('./table.ts')).writeTable(...job.args)
}

/** Waits until the caller has worked on enough of what it was told. */
function waitFor(taken: Int32Array, said: number): void {
  for (let seen = Atomics.load(taken, 0); said - seen > MOST_AHEAD; seen = Atomics.load(taken, 0)) {
    Atomics.wait(taken, 0, seen)
  }
}

async function read({ args: [list, bytes, options], taken }: Job & { task: 'read' }): Promise<Result> {
  const { readRows } = await import('./read.ts')
  let rows: SheetRow[] = []
  let said = 0
  const end = readRows(list, bufferOf(bytes), options, (row) => {
    if (rows.push(row) < TOGETHER) return
    waitFor(taken, said++)
    say({ rows })
    rows = []
  })
  say({ rows })
  return end
}

async function answer(job: Job): Promise<Answer> {
  try {
    return { result: await work(job) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { refusal: { code: error.code, facts: error.facts, problems: error.problems } }
  }
}

say(await answer(workerData as Job))
