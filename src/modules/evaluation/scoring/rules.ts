import { compare, rational } from '#kernel/policy/rational.ts'

// What makes a cell of a department's sheet right, without I/O; server, workbook reader and page ask the same question.

/** A cell as typed: null points are not yet confirmed. */
export type CellEntry = {
  readonly points: string | null
  readonly reason: string | null
  readonly document: string | null
}

export type CellProblem = 'not-a-number' | 'out-of-range' | 'reason-missing' | 'document-missing' | 'unconfirmed'

/**
 * What stands in the way of a cell. Saving a draft accepts a deduction that is still without reason or document;
 * submitting does not (R-BR-2: deductions only from confirmed facts with a document).
 */
export function cellProblem(
  { points, reason, document }: CellEntry,
  most: string,
  final: boolean,
): CellProblem | undefined {
  if (points === null) return final ? 'unconfirmed' : undefined
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(points)) return 'not-a-number'
  const order = compare(rational(points), rational(most))
  if (order > 0) return 'out-of-range'
  if (order === 0 || !final) return undefined
  if (!reason) return 'reason-missing'
  return document ? undefined : 'document-missing'
}
