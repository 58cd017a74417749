import { sameWords } from '#kernel/sheets/list.ts'
import type { RowProblem } from '#kernel/sheets/problems.ts'
import type { TargetProblemCode } from './refusals.ts'

// When a list may be written, and which community and task a row of targets means. Pure.

/** KT-03. */
export const codeOf = (number: number): string => `KT-${String(number).padStart(2, '0')}`

/** This year's list and the next one's may be written. */
export function isWritable(year: number, today: string): boolean {
  const current = yearOf(today)
  return year === current || year === current + 1
}

/** The calendar year of a business date. */
export const yearOf = (date: string): number => Number(date.slice(0, 4))

/** After the free months of its year a task needs a document number (rulings A3). */
export const needsDocument = (year: number, today: string, freeUntil: number): boolean =>
  yearOf(today) >= year && (yearOf(today) > year || Number(today.slice(5, 7)) > freeUntil)

const NUMBER = /[〔[(（【]\s*\d{4}\s*[〕\])）】]\s*第?\s*\d+\s*号/u

/** Whether a document is named by its number: 福组发〔2026〕21号, with whatever brackets people type. */
export const hasNumber = (document: string): boolean => NUMBER.test(document)

export type KnownCommunity = {
  readonly id: string
  readonly code: number
  readonly name: string
  readonly shortName: string
}
export type KnownTask = {
  readonly id: string
  readonly year: number
  readonly code: string
  readonly zh: string
  readonly endedOn: string | null
}
type Row = { readonly row: number; readonly values: Readonly<Record<string, string | null>> }
export type TargetProblem = RowProblem<TargetProblemCode>
export type TargetRow = {
  readonly row: number
  readonly community: KnownCommunity
  readonly task: KnownTask
  /** Null: the cell is empty. */
  readonly target: string | null
}

/** Which community and which task rows mean, or what is wrong with them; the same twice is refused twice. */
export function readTargets(
  rows: readonly Row[],
  named: (words: string) => readonly KnownCommunity[],
  tasks: readonly KnownTask[],
): { readonly read: readonly TargetRow[]; readonly problems: readonly TargetProblem[] } {
  const problems: TargetProblem[] = []
  const read: TargetRow[] = []
  for (const { row, values } of rows) {
    const community = communityOf(row, values.community ?? '', named)
    const task = taskOf(row, values, tasks)
    for (const one of [community, task]) if ('column' in one) problems.push(one)
    if (!('column' in community) && !('column' in task)) {
      read.push({ row, community, task, target: values.target ?? null })
    }
  }
  const twice = [...Map.groupBy(read, ({ community, task }) => `${community.id}/${task.id}`).values()]
    .filter((same) => same.length > 1)
    .flatMap((same) =>
      same.map(({ row }, at): TargetProblem => {
        return { row, code: 'twice', column: 'community', facts: { other: same.at(at - 1)?.row ?? row } }
      }),
    )
  const bad = new Set(twice.map(({ row }) => row))
  return { read: read.filter(({ row }) => !bad.has(row)), problems: [...problems, ...twice] }
}

function communityOf(
  row: number,
  value: string,
  named: (words: string) => readonly KnownCommunity[],
): KnownCommunity | TargetProblem {
  const found = named(value)
  if (found.length === 1 && found[0]) return found[0]
  const code = found.length === 0 ? 'community-unknown' : 'community-ambiguous'
  return { row, code, column: 'community', facts: { value } }
}

function taskOf(row: number, values: Row['values'], tasks: readonly KnownTask[]): KnownTask | TargetProblem {
  const { year = '', code: value = '', measure } = values
  const facts = { year: String(year), value: value ?? '' }
  const task = tasks.find((one) => String(one.year) === year && sameWords(one.code) === sameWords(value ?? ''))
  if (!task) return { row, code: 'task-unknown', column: 'code', facts }
  if (task.endedOn) return { row, code: 'task-ended', column: 'code', facts }
  if (measure && sameWords(measure) !== sameWords(task.zh)) {
    const named = { code: task.code, measure: task.zh, value: measure }
    return { row, code: 'task-differs', column: 'measure', facts: named }
  }
  return task
}
