// Where the arrows lead in the table of answers. Pure.

export type At = { readonly row: number; readonly column: number }
type Extent = {
  readonly rows: number
  readonly columns: number
  /** Whether there is something to answer: not every person is asked about every item. */
  readonly has: (at: At) => boolean
}

const PAGE = 10
const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-PAGE, 0],
  PageDown: [PAGE, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
}

const within = (value: number, size: number): number => Math.min(Math.max(value, 0), size - 1)

/** The cell that a key leads to: the next one that can be answered; undefined where there is none, or the key leads nowhere. */
export function moved(key: string, { row, column }: At, { rows, columns, has }: Extent): At | undefined {
  const step = STEPS[key]
  if (!step) return undefined
  const [down, right] = step
  let next = { row: within(row + down, rows), column: within(column + right, columns) }
  // The ends of a line are looked for from outside inwards, everything else onwards.
  const inwards = Number.isFinite(right) ? 1 : -1
  const [rowStep, columnStep] = [Math.sign(down), Math.sign(right) * inwards]
  while (!has(next)) {
    next = { row: next.row + rowStep, column: next.column + columnStep }
    const isOutside = next.row < 0 || next.row >= rows || next.column < 0 || next.column >= columns
    if (isOutside) return undefined
  }
  return next.row === row && next.column === column ? undefined : next
}
