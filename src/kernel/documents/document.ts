// Printed documents: a Typst template beside the slice that prints it, and data. Set in a thread of its own, which keeps fonts
// and compiler while documents are asked for (decision 13).
import { Piscina } from 'piscina'
import type { DocumentTask } from './thread.ts'

/** One thread sets some hundred pages in a second; more would take the cores from the pages. */
const AT_ONCE = 1
const MOST_WAITING = 20
const IDLE_MS = 60_000
const MOST_MS = 60_000

let threads: Piscina<DocumentTask, Uint8Array> | undefined

/**
 * Sets a document as PDF/A-2u: fonts embedded, text that can be selected and searched.
 * @param template a Typst source below `src/`; it reads what it prints by `json("/data.json")`, so that nothing typed by people
 * is ever read as Typst. Font: Noto Sans SC, 400 and 700.
 * @param data plain values; signs that no font draws are replaced by their code points.
 * @param at when it was made; stands in the file, so that the same data at the same time are the same bytes.
 * @throws when the template is wrong: a mistake of the program, not of the user.
 */
export async function writeDocument(template: URL, data: unknown, at: Date): Promise<Buffer> {
  threads ??= new Piscina<DocumentTask, Uint8Array>({
    filename: new URL('./thread.ts', import.meta.url).href,
    name: 'setDocument',
    minThreads: 0,
    maxThreads: AT_ONCE,
    maxQueue: MOST_WAITING,
    idleTimeout: IDLE_MS,
    // What sets foreign texts knows neither the environment nor the server's options.
    env: {},
    execArgv: [],
  })
  const bytes = await threads.run({ template: template.href, data, at }, { signal: AbortSignal.timeout(MOST_MS) })
  return Buffer.from(bytes)
}
