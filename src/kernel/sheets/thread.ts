// The inside of the worker thread: one job, one answer. exceljs takes a while to load, and reading does without it.
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '#kernel/refusal.ts'
import type { Answer, Job, Result } from './worker.ts'

/** Structured clone makes plain bytes of a Buffer. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

async function work(job: Job): Promise<Result> {
  if (job.task === 'read') {
    const [list, bytes, options] = job.args
    return (await import('./read.ts')).readWorkbook(list, bufferOf(bytes), options)
  }
  if (job.task === 'mark') {
    const [list, bytes, problems, options] = job.args
    return (await import('./mark.ts')).markWorkbook(list, bufferOf(bytes), problems, options)
  }
  if (job.task === 'write') return (await import('./write.ts')).writeWorkbook(...job.args)
  return (await import('./table.ts')).writeTable(...job.args)
}

async function answer(job: Job): Promise<Answer> {
  try {
    return { result: await work(job) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { refusal: { code: error.code, facts: error.facts, problems: error.problems } }
  }
}

parentPort?.postMessage(await answer(workerData as Job), [])
