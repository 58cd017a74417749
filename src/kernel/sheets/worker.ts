// Workbooks are read and written in a thread of their own, with limits on memory and time: a hostile file ends its
// thread, not the server, and a large one does not keep everybody else waiting.
import { Worker } from 'node:worker_threads'
import type { Language } from '#kernel/language.ts'
import { type Problem, Refusal } from '#kernel/refusal.ts'
import { checkUpload } from './guard.ts'
import type { SheetList, SheetValues } from './list.ts'
import type { MarkOptions, markWorkbook } from './mark.ts'
import { readingOf, type ReadOptions, type SheetEnd, type SheetReading, type SheetRow } from './read.ts'
import { refuse, SHEET_REFUSALS, type SheetRefusalCode } from './refusals.ts'
import type { Table, writeTable } from './table.ts'
import type { WriteOptions, writeWorkbook } from './write.ts'

export type ThreadLimits = {
  /** MB of JavaScript objects. Unpacked parts lie outside of it and are bounded by guard.ts (200 MB). */
  readonly heap: number
  readonly seconds: number
}

/** 100,000 rows × 15 columns take 3 s here and fit easily. */
const READ_LIMITS: ThreadLimits = { heap: 384, seconds: 60 }
/** exceljs holds a whole workbook as objects: 1 GB is enough for about 40,000 rows × 15 columns. */
const WRITE_LIMITS: ThreadLimits = { heap: 1024, seconds: 120 }

/** MB of young objects: rows pass through and are gone. */
const YOUNG_HEAP = 32

/** Two at a time leave the machine's other cores and its memory to everybody else. */
const AT_ONCE = 2
const MOST_WAITING = 20

type Tasks = {
  read: (list: SheetList, bytes: Buffer, options: ReadOptions) => SheetEnd
  mark: typeof markWorkbook
  write: typeof writeWorkbook
  table: typeof writeTable
}
type Task = { [K in keyof Tasks]: { readonly task: K; readonly args: Parameters<Tasks[K]> } }[keyof Tasks]
/** `taken`: how many messages of rows have been worked on here, in memory that both threads see. */
export type Job = Task & { readonly taken: Int32Array }
export type Result = Awaited<ReturnType<Tasks[keyof Tasks]>>
export type Answer = { readonly result: Result } | { readonly refusal: Pick<Refusal, 'code' | 'facts' | 'problems'> }

/** What a thread says: rows ahead of the answer, in their order, then the answer. */
export type Message = { readonly rows: readonly SheetRow[] } | Answer

/** `readWorkbook` in a worker thread. Refuses in addition: 'sheets.too-slow', 'sheets.too-big-to-read', 'sheets.busy'. */
export async function readInWorker(
  list: SheetList,
  bytes: Buffer,
  options: ReadOptions = {},
  limits: ThreadLimits = READ_LIMITS,
): Promise<SheetReading> {
  const rows: SheetRow[] = []
  const end = await readRowsInWorker(list, bytes, (read) => rows.push(...read), options, limits)
  return readingOf(end, rows)
}

/** `readRows` in a worker thread: rows are worked on here while the thread reads the next ones. Refuses as `readInWorker`. */
export async function readRowsInWorker(
  list: SheetList,
  bytes: Buffer,
  onRows: OnRows,
  options: ReadOptions = {},
  limits: ThreadLimits = READ_LIMITS,
): Promise<SheetEnd> {
  checkUpload(bytes, options.limits)
  return run('read', [list, bytes, options], limits, onRows)
}

/** `markWorkbook` in a worker thread. What is too large to be marked comes back as the list of problems alone. */
export async function markInWorker(
  list: SheetList,
  bytes: Buffer,
  problems: readonly Problem[],
  options: MarkOptions,
  limits: ThreadLimits = WRITE_LIMITS,
): Promise<Buffer> {
  checkUpload(bytes, options.limits)
  try {
    return Buffer.from(await run('mark', [list, bytes, problems, options], limits))
  } catch (error) {
    const isTooLarge = error instanceof Refusal && /too-(slow|big)/.test(error.code)
    if (!isTooLarge) throw error
    return Buffer.from(await run('mark', [list, bytes, problems, { ...options, summaryOnly: true }], WRITE_LIMITS))
  }
}

/** `writeWorkbook` in a worker thread. */
export async function writeInWorker(
  list: SheetList,
  rows: readonly SheetValues[],
  options: WriteOptions,
  limits: ThreadLimits = WRITE_LIMITS,
): Promise<Buffer> {
  return Buffer.from(await run('write', [list, rows, options], limits))
}

/** `writeTable` in a worker thread. */
export async function writeTableInWorker(
  table: Table,
  language: Language,
  limits: ThreadLimits = WRITE_LIMITS,
): Promise<Buffer> {
  return Buffer.from(await run('table', [table, language], limits))
}

type OnRows = (rows: readonly SheetRow[]) => void

let running = 0
const waiting: (() => void)[] = []

async function run<K extends keyof Tasks>(
  task: K,
  args: Parameters<Tasks[K]>,
  limits: ThreadLimits,
  onRows: OnRows = () => undefined,
): Promise<Awaited<ReturnType<Tasks[K]>>> {
  if (waiting.length >= MOST_WAITING) refuse('sheets.busy')
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    const answer = await runThread({ task, args } as unknown as Task, limits, onRows)
    // Errors lose their class on the way between threads.
    if ('refusal' in answer) return refuse(answer.refusal.code as SheetRefusalCode, answer.refusal.facts)
    return answer.result as Awaited<ReturnType<Tasks[K]>>
  } finally {
    // The place passes on to the next in line without being free in between.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

function runThread(task: Task, limits: ThreadLimits, onRows: OnRows): Promise<Answer> {
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: { ...task, taken } satisfies Job,
      resourceLimits: { maxOldGenerationSizeMb: limits.heap, maxYoungGenerationSizeMb: YOUNG_HEAP },
      // The thread that touches foreign bytes knows neither the environment nor the server's options.
      env: {},
      execArgv: [],
    })
    const end = (settle: () => void) => {
      clearTimeout(clock)
      void worker.terminate()
      settle()
    }
    const stop = (code: SheetRefusalCode, limit: number) =>
      end(() => reject(new Refusal(code, SHEET_REFUSALS[code], { limit })))
    const clock = setTimeout(() => stop('sheets.too-slow', limits.seconds), limits.seconds * 1000)
    worker.on('message', (message: Message) => {
      if (!('rows' in message)) return end(() => resolve(message))
      try {
        onRows(message.rows)
        Atomics.add(taken, 0, 1)
        Atomics.notify(taken, 0)
      } catch (error) {
        end(() => reject(error))
      }
    })
    worker.on('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') stop('sheets.too-big-to-read', limits.heap)
      else end(() => reject(error))
    })
    worker.on('exit', (code) => end(() => reject(new Error(`The sheet thread ended with code ${code}`))))
  })
}
