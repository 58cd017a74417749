import type { ProblemPlace } from '#web/failure.ts'

// The lines of a file around a problem, so that it can be seen without an editor.

export type ExcerptLine = { readonly number: number; readonly text: string }
export type Excerpt = {
  readonly problem: ProblemPlace
  readonly lines: readonly ExcerptLine[]
  /** The part of the line that the problem begins at, and what stands before it. */
  readonly mark: { readonly row: number; readonly before: string; readonly rest: string } | undefined
}

const AROUND = 1
/** A line of a pack may be long; what is seen of it lies around the column. */
const WIDEST = 96
const BEFORE = 40

export function excerptOf(text: string, problem: ProblemPlace): Excerpt {
  const { row, column } = problem
  const all = text.split(/\r?\n/)
  if (row === undefined || row < 1 || row > all.length) return { problem, lines: [], mark: undefined }
  const from = Math.max(1, row - AROUND)
  const lines = all
    .slice(from - 1, row + AROUND)
    .map((line, index) => ({ number: from + index, text: shortened(line, 0) }))
  const line = all[row - 1] ?? ''
  const at = typeof column === 'number' ? Math.min(column - 1, line.length) : 0
  const start = line.length > WIDEST && at > BEFORE ? at - BEFORE : 0
  const before = `${start > 0 ? '…' : ''}${line.slice(start, at)}`
  return { problem, lines, mark: { row, before, rest: shortened(line, at).slice(0, WIDEST) } }
}

function shortened(line: string, from: number): string {
  const rest = line.slice(from)
  return rest.length > WIDEST ? `${rest.slice(0, WIDEST - 1)}…` : rest
}
