// What the supervisor prints: finished steps with a mark and their time, one live line below them on a terminal.
import { Refusal } from '#kernel/refusal.ts'
import { fill, type Text, type TextFacts } from '#kernel/language.ts'

/** Where the lines go: `process.stdout`, or a collector in tests. */
export type Output = {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly write: (text: string) => unknown
}

export type Screen = {
  /** Runs one step, prints it with its time when done; the live line shows it meanwhile. */
  readonly step: <T>(text: Text, work: () => Promise<T>) => Promise<T>
  /** Prints the text in both languages, Chinese first, each on its own line. */
  readonly say: (text: Text, facts?: TextFacts) => void
  readonly lines: (lines: readonly string[]) => void
  /** Shows how far a long work behind is: a bar on a terminal, a line per tenth elsewhere. */
  readonly progress: (done: number, total: number, label: string) => void
  readonly endProgress: () => void
}

const FRAME_MS = 120
const FRAMES = ['⠋', '⠙', '⠸', '⠴', '⠦', '⠇']
const BAR = 24

/** Columns on a terminal: Chinese letters and full-width marks take two. */
function widthOf(text: string): number {
  let width = 0
  for (const letter of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(letter) ? 2 : 1
  return width
}

/** Cuts a live line to the terminal's width, since a wrapped line could not be overwritten. */
function cut(text: string, columns: number): string {
  let kept = ''
  for (const letter of text) {
    if (widthOf(kept + letter) >= columns) return kept
    kept += letter
  }
  return kept
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}

function barOf(done: number, total: number): string {
  const share = total > 0 ? Math.min(1, done / total) : 0
  const full = Math.round(share * BAR)
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${String(Math.floor(share * 100)).padStart(3)} %`
}

/** The two halves of a finished step's line, the English one in its own column as far as the Chinese lets it. */
function stepLine(text: Text, time: string): string {
  const pad = ' '.repeat(Math.max(2, 14 - widthOf(text.zh)))
  return `  ✓ ${text.zh}${pad}${text.en} ${'·'.repeat(Math.max(2, 24 - text.en.length))} ${time}`
}

type Running = { readonly text: Text; readonly since: number }

/** The line below the finished ones that is drawn over and over: the steps under way, else the progress of a long work. */
function openLiveLine(output: Output) {
  const running = new Set<Running>()
  let bar = ''
  let shown = false
  let frame = 0
  let timer: NodeJS.Timeout | undefined
  const line = () => {
    const steps = [...running].map(({ text, since }) => `${text.zh} ${text.en} ${seconds(since)}`)
    return steps.length > 0 ? `${FRAMES[frame % FRAMES.length]} ${steps.join(' · ')}` : bar
  }
  const draw = () => {
    const now = line()
    if (output.isTTY && (now !== '' || shown)) output.write(`\r\x1b[2K${cut(now, output.columns ?? 80)}`)
    shown = now !== ''
    frame++
  }
  const update = () => {
    if (running.size > 0) timer ??= setInterval(draw, FRAME_MS).unref()
    else clearInterval(timer)
    if (running.size === 0) timer = undefined
    draw()
  }
  const print = (lines: readonly string[]) => {
    if (output.isTTY && shown) output.write('\r\x1b[2K')
    shown = false
    for (const text of lines) output.write(`${text}\n`)
    draw()
  }
  const setBar = (text: string) => {
    bar = text
    draw()
  }
  return { running, update, print, setBar }
}

export function openScreen(output: Output): Screen {
  const live = openLiveLine(output)
  let lastTenth = -1
  const step = async <T>(text: Text, work: () => Promise<T>): Promise<T> => {
    const mine: Running = { text, since: performance.now() }
    live.running.add(mine)
    live.update()
    try {
      const result = await work()
      live.running.delete(mine)
      live.print([stepLine(text, seconds(mine.since))])
      return result
    } finally {
      live.running.delete(mine)
      live.update()
    }
  }
  return {
    step,
    say: (text, facts) => live.print([`  ${fill(text.zh, facts)}`, `  ${fill(text.en, facts)}`]),
    lines: live.print,
    progress: (done, total, label) => {
      const bar = `  ${barOf(done, total)}  ${label}`
      const tenth = total > 0 ? Math.floor((10 * done) / total) : 0
      if (output.isTTY) live.setBar(bar)
      else if (tenth > lastTenth) live.print([bar])
      lastTenth = Math.max(tenth, lastTenth)
    },
    endProgress: () => {
      live.setBar('')
      lastTenth = -1
    },
  }
}

/** A refusal's two sentences; any other error is none of the reader's business beyond its one line. */
export function sentencesOf(error: unknown): Text {
  if (error instanceof Refusal) return { zh: error.sentence('zh'), en: error.sentence('en') }
  const message = error instanceof Error ? error.message : String(error)
  return { zh: `出了意料之外的错误：${message}`, en: `An unexpected error: ${message}` }
}
