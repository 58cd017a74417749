// The inside of the worker thread: one job, one answer; rows that are read go ahead of it. exceljs takes a while to load, and reading does without it.
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '#kernel/refusal.ts'
import type { SheetRow } from './read.ts'
import type { Answer, Job, Message, Result } from './worker.ts'

/** Rows of one message. */
const TOGETHER = 500

const say = (message: Message): void => parentPort?.postMessage(message, [])

/** Structured clone makes plain bytes of a Buffer. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

async function work(job: Job): Promise<Result> {
  if (job.task === 'read') {
    return read(job.args)
  }
  if (job.task === 'mark') {
    const [list, bytes, problems, options] = job.args
    return (await import('./mark.ts')).markWorkbook(list, bufferOf(bytes), problems, options)
  }
  if (job.task === 'write') return (await import('./write.ts')).writeWorkbook(...job.args)
  return (await import('./table.ts')).writeTable(...job.args)
}

async function read([list, bytes, options]: (Job & { task: 'read' })['args']): Promise<Result> {
  const { readRows } = await import('./read.ts')
  let rows: SheetRow[] = []
  const end = readRows(list, bufferOf(bytes), options, (row) => {
    if (rows.push(row) < TOGETHER) return
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
