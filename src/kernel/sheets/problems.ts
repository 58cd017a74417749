// Collects what is wrong with a file, each with its place and its sentence in both languages.
import { fill, type Text, type TextFacts } from '#kernel/language.ts'
import type { Problem } from '#kernel/refusal.ts'
import { columnLetter, type SheetColumn, type SheetList } from './list.ts'
import { SHEET_PROBLEMS, type SheetProblemCode } from './refusals.ts'

/** Nobody reads more in one go, and a file of nothing but mistakes must not fill the memory. */
const MAX_PROBLEMS = 10_000
/** A sentence repeats at most this much of a cell. */
const SHOWN = 40

export type Report = {
  readonly problems: Problem[]
  /** Set once there is an answer to "which sheet is it". */
  sheet: string | undefined
  readonly add: (code: SheetProblemCode, facts?: TextFacts, place?: { row?: number; column?: number }) => void
  readonly isFull: () => boolean
}

function shorten(value: string): string {
  const characters = Array.from(value)
  return characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}…` : value
}

/** A new, empty report. */
export function startReport(): Report {
  const problems: Problem[] = []
  const report: Report = {
    problems,
    sheet: undefined,
    isFull: () => problems.length >= MAX_PROBLEMS,
    add(code, facts = {}, place = {}) {
      if (report.isFull()) return
      const cell = place.column && place.row ? columnLetter(place.column) + place.row : undefined
      const column = place.column === undefined ? undefined : columnLetter(place.column)
      const value = typeof facts['value'] === 'string' ? { value: shorten(facts['value']) } : {}
      const known = { sheet: report.sheet, row: place.row, cell, ...facts, ...value }
      const source = report.sheet
      problems.push({ code: `sheets.${code}`, ...SHEET_PROBLEMS[code], facts: known, source, row: place.row, column })
      if (problems.length === MAX_PROBLEMS - 1) report.add('too-many-problems', { limit: MAX_PROBLEMS })
    },
  }
  return report
}

/** The facts that name a column; a personal value is never repeated. */
export function columnFacts(column: SheetColumn, facts: TextFacts = {}): TextFacts {
  const hidden = column.sensitive && facts['value'] !== undefined ? { value: '***' } : {}
  return { ...facts, ...hidden, zhHeader: column.header.zh, enHeader: column.header.en }
}

/** The facts that name several columns, e.g. the key of a row. */
export function headersFacts(list: SheetList, keys: readonly string[]): TextFacts {
  const columns = list.columns.filter((column) => keys.includes(column.key))
  return {
    zhHeaders: columns.map((column) => `“${column.header.zh}”`).join('、'),
    enHeaders: columns.map((column) => `“${column.header.en}”`).join(', '),
  }
}

/** One thing that a list finds wrong with a row beyond its cells: where (row, column key) and what. */
export type RowProblem<Code extends string> = {
  readonly row: number
  readonly code: Code
  readonly column: string
  readonly facts?: TextFacts
}

type Place = { readonly sheet: string | undefined; readonly columns: Readonly<Record<string, string>> }

/** A list's own problem with its sentence and its place in the workbook as `{cell}`; the row where the file lacks the column. */
export function problemOf<Code extends string>(
  { sheet, columns }: Place,
  { slice, sentences }: { readonly slice: string; readonly sentences: Readonly<Record<Code, Text>> },
  { row, code, column, facts }: RowProblem<Code>,
): Problem {
  const letter = columns[column]
  const { zh, en } = sentences[code]
  const place = letter ? { zh: `${letter}${row}`, en: `${letter}${row}` } : { zh: `第 ${row} 行`, en: `Row ${row}` }
  return {
    code: `${slice}.${code}`,
    zh: fill(zh, { ...facts, cell: place.zh }),
    en: fill(en, { ...facts, cell: place.en }),
    source: sheet,
    row,
    ...(letter ? { column: letter } : {}),
  }
}
