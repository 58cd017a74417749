// Printed documents: a Typst template beside the slice that prints it, and data. Set in a thread of its own, which keeps fonts
// and compiler while documents are asked for (decision 13).
import { Piscina } from 'piscina'
import { UNSETTABLE } from './word/check.ts'
import { fillingOf, type Paper, type PaperData, type PaperFields, tagsOf } from './word/paper.ts'
import type { FillTask, PaperTask, SetPaper, TriedPaper, TryTask } from './thread.ts'

/** One thread sets some hundred pages in a second; more would take the cores from the pages. */
const AT_ONCE = 1
const MOST_WAITING = 20
const IDLE_MS = 60_000
const MOST_MS = 60_000

let threads: Piscina<unknown, unknown> | undefined

/** Runs a task by its name in the document thread. */
async function inThread<T>(name: string, task: unknown): Promise<T> {
  threads ??= new Piscina<unknown, unknown>({
    filename: new URL('./thread.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: AT_ONCE,
    maxQueue: MOST_WAITING,
    idleTimeout: IDLE_MS,
    // What sets foreign texts knows neither the environment nor the server's options.
    env: {},
    execArgv: [],
  })
  return (await threads.run(task, { name, signal: AbortSignal.timeout(MOST_MS) })) as T
}

/**
 * Sets a document as PDF/A-2u: fonts embedded, text that can be selected and searched.
 * @param template a Typst source below `src/`; it reads what it prints by `json("/data.json")`, so that nothing typed by people
 * is ever read as Typst. Font: Noto Sans SC, 400 and 700.
 * @param data plain values; signs that no font draws are replaced by their code points.
 * @param at when it was made; stands in the file, so that the same data at the same time are the same bytes.
 * @throws when the template is wrong: a mistake of the program, not of the user.
 */
export async function writeDocument(template: URL, data: unknown, at: Date): Promise<Buffer> {
  return Buffer.from(await inThread<Uint8Array>('setDocument', { template: template.href, data, at }))
}

export type Printing<F extends PaperFields> = {
  /** A .docx that passed `checkTemplate`. */
  readonly template: Uint8Array
  /** One paper each, printed one after the other. */
  readonly data: readonly PaperData<F>[]
  /** Written across each page: who prints it, and when. */
  readonly watermark?: string
  readonly at: Date
}

/** Papers as one PDF/A-2u, and how many pages it has. */
export const printPapers = <F extends PaperFields>(paper: Paper<F>, printing: Printing<F>): Promise<SetPaper> =>
  setPapers(paper, printing, 'pdf')

/** The same as one SVG, all pages below each other: for the screen. */
export const drawPapers = <F extends PaperFields>(paper: Paper<F>, printing: Printing<F>): Promise<SetPaper> =>
  setPapers(paper, printing, 'svg')

function setPapers<F extends PaperFields>(
  paper: Paper<F>,
  { template, data, watermark = null, at }: Omit<Printing<F>, 'watermark'> & { readonly watermark?: string | null },
  format: PaperTask['format'],
): Promise<SetPaper> {
  const fillings = data.map((one) => fillingOf(paper, one))
  return inThread('setPaper', { template, fillings, title: paper.zh, watermark, format, at } satisfies PaperTask)
}

/** One filled paper as .docx with a watermark on each page, to be finished in Word or WPS. */
export async function fillTemplate<F extends PaperFields>(
  paper: Paper<F>,
  template: Uint8Array,
  data: PaperData<F>,
  watermark: string,
): Promise<Buffer> {
  const task: FillTask = { template, filling: fillingOf(paper, data), watermark }
  return Buffer.from(await inThread<Uint8Array>('fillPaper', task))
}

/**
 * What is wrong with a template that staff edited, what will print differently, and what it looks like filled with the sample (SVG).
 * What is wrong must not be kept.
 */
export async function tryTemplate(paper: Paper, template: Uint8Array, at: Date): Promise<TriedPaper> {
  const task: TryTask = { template, tags: tagsOf(paper.fields), sample: fillingOf(paper, paper.sample), at }
  try {
    return await inThread('tryPaper', task)
  } catch (error) {
    // One that takes longer than a minute is none to print with.
    if (error instanceof Error && error.name === 'AbortError') return { wrong: [UNSETTABLE], notes: [], drawn: null }
    throw error
  }
}
