import { CsvError, parse } from 'csv-parse/sync'
import type { Problem } from '#kernel/refusal.ts'
import { hasUnseen } from '#kernel/text.ts'
import { LEVELS, type Level } from './contract.ts'
import { refuse } from './refusals.ts'
import type { Division } from './rules.ts'

// Reading the division file: columns code,name,level,parent; codes nest by prefix (province 2 digits, city 4, district 6,
// street 9, community 12).

const DIGITS: Readonly<Record<Level, number>> = { province: 2, city: 4, district: 6, street: 9, community: 12 }
const COLUMNS = ['code', 'name', 'level', 'parent']
const LONGEST_NAME = 60
/** Longer than anything that is allowed, and short enough to be repeated in a sentence. */
const LONGEST_SHOWN = 100
// Enough to mend a file by; a wrong file would otherwise answer with one line per row.
export const MOST_PROBLEMS = 100

/** A file's text. @throws Refusal with the line of the first byte that is no UTF-8. */
export function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const line = firstBadLine(bytes)
    return refuse('registry.csv-encoding', { line })
  }
}

/** 1-based line of the first byte that is no UTF-8; the byte of a line break is never part of another character. */
function firstBadLine(bytes: Buffer): number {
  const lines = bytes.toString('latin1').split('\n')
  const bad = lines.findIndex((line) => {
    const own = Buffer.from(line, 'latin1')
    return !Buffer.from(own.toString('utf8')).equals(own)
  })
  return bad + 1
}

type Row = { readonly line: number; readonly cells: readonly string[] }

/**
 * Reads the divisions of one district and of the levels above it.
 * @returns the divisions in file order, or the problems by line and column; never both.
 */
export function readDivisions(text: string, district: number): { divisions: Division[]; problems: Problem[] } {
  const rows = readRows(text)
  if (!Array.isArray(rows)) return { divisions: [], problems: [rows] }
  const [header, ...body] = rows
  if (header?.cells.join() !== COLUMNS.join()) return { divisions: [], problems: [wrongHeader(header)] }
  const problems: Problem[] = []
  const divisions: Division[] = []
  for (const row of body) {
    const found = problemsOf(row, district)
    problems.push(...found)
    if (found.length === 0) divisions.push(divisionOf(row))
  }
  problems.push(...duplicates(body), ...namesakes(body), ...orphans(body, divisions))
  // Without it the district itself would be what the file no longer holds.
  if (!body.some(({ cells }) => cells[0] === String(district))) problems.push(withoutDistrict(district))
  return problems.length > 0 ? { divisions: [], problems: problems.slice(0, MOST_PROBLEMS) } : { divisions, problems }
}

/** The rows with their lines, or where the text stops being CSV. */
function readRows(text: string): Row[] | Problem {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true, info: true }).map((entry) => {
      const { record, info } = entry as unknown as { record: string[]; info: { lines: number } }
      return { line: info.lines, cells: record.map((cell) => cell.trim().slice(0, LONGEST_SHOWN)) }
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines, column } = error as unknown as { lines?: number; column?: number }
    return place(
      { line: lines ?? 1, cells: [] },
      (column ?? 0) + 1,
      'quotes',
      '引号没有成对，此处以后无法读取',
      'a quotation mark has no partner; from here on nothing can be read',
    )
  }
}

function divisionOf({ cells }: Row): Division {
  const [code, name, level, parent] = cells as [string, string, Level, string]
  return { code: Number(code), name, level, parent: parent === '' ? null : Number(parent) }
}

function problemsOf(row: Row, district: number): Problem[] {
  const [code = '', name = '', level = '', parent = ''] = row.cells
  if (row.cells.length !== COLUMNS.length) {
    return [
      place(
        row,
        1,
        'columns',
        `应有 4 列，实有 ${row.cells.length} 列`,
        `4 columns expected, ${row.cells.length} found`,
      ),
    ]
  }
  if (!LEVELS.includes(level as Level)) {
    return [
      place(
        row,
        3,
        'level',
        `级别“${level}”不是 ${LEVELS.join('、')} 之一`,
        `level “${level}” is none of ${LEVELS.join(', ')}`,
      ),
    ]
  }
  const problems = codeProblems(row, code, DIGITS[level as Level], district)
  if (name === '') problems.push(place(row, 2, 'name', '名称为空', 'the name is empty'))
  if (name.length > LONGEST_NAME || hasUnseen(name) || /[\t\n\r]/.test(name)) {
    const [zh, en] = [
      `名称超过 ${LONGEST_NAME} 个字，或含有不可见的字符`,
      `the name is longer than ${LONGEST_NAME}, or holds characters that nobody sees`,
    ]
    problems.push(place(row, 2, 'name-form', zh, en))
  }
  if (!nests(code, parent, level as Level)) {
    problems.push(
      place(
        row,
        4,
        'parent',
        `上级代码“${parent}”不是 ${code} 的前缀`,
        `parent “${parent}” is not the prefix of ${code}`,
      ),
    )
  }
  return problems
}

function codeProblems(row: Row, code: string, digits: number, district: number): Problem[] {
  if (!/^\d+$/.test(code) || code.length !== digits) {
    return [place(row, 1, 'code', `代码“${code}”应为 ${digits} 位数字`, `code “${code}” has to be ${digits} digits`)]
  }
  if (belongs(code, district)) return []
  const [zh, en] = [`代码 ${code} 不在本区 ${district} 之内`, `code ${code} is not inside district ${district}`]
  return [place(row, 1, 'outside', zh, en)]
}

/** Inside the district, or one of the divisions that the district lies in. */
function belongs(code: string, district: number): boolean {
  return code.startsWith(String(district)) || String(district).startsWith(code)
}

function nests(code: string, parent: string, level: Level): boolean {
  if (level === 'province') return parent === ''
  const above = LEVELS[LEVELS.indexOf(level) - 1] as Level
  return code.startsWith(parent) && parent.length === DIGITS[above]
}

function duplicates(rows: readonly Row[]): Problem[] {
  const seen = new Map<string, number>()
  return rows.flatMap((row) => {
    const code = row.cells[0] ?? ''
    const first = seen.get(code)
    if (first === undefined) {
      seen.set(code, row.line)
      return []
    }
    return [
      place(row, 1, 'duplicate', `代码 ${code} 与第 ${first} 行重复`, `code ${code} stands already in line ${first}`),
    ]
  })
}

/** A street is an organisation, and organisations go by their names. */
function namesakes(rows: readonly Row[]): Problem[] {
  const seen = new Map<string, number>()
  return rows.flatMap((row) => {
    const [, name = '', level] = row.cells
    if (level !== 'street' || name === '') return []
    const first = seen.get(name)
    if (first === undefined) seen.set(name, row.line)
    if (first === undefined) return []
    return [place(row, 2, 'namesake', `街道“${name}”与第 ${first} 行同名`, `line ${first} has a street “${name}” too`)]
  })
}

function orphans(rows: readonly Row[], divisions: readonly Division[]): Problem[] {
  const codes = new Set(divisions.map(({ code }) => code))
  return rows
    .filter(
      ({ cells: [, , level, parent] }) => (level === 'street' || level === 'community') && !codes.has(Number(parent)),
    )
    .map((row) =>
      place(row, 4, 'orphan', `上级 ${row.cells[3]} 不在文件中`, `parent ${row.cells[3]} is not in the file`),
    )
}

function withoutDistrict(district: number): Problem {
  const [zh, en] = [`文件中没有本区 ${district} 这一行`, `the file has no row for the district ${district}`]
  return place({ line: 1, cells: [] }, 1, 'district', zh, en)
}

function wrongHeader(header: Row | undefined): Problem {
  const found = (header?.cells.join(',') ?? '').slice(0, LONGEST_SHOWN)
  const row = { line: 1, cells: [] }
  return place(
    row,
    1,
    'header',
    `首行应为 code,name,level,parent，实为“${found}”`,
    `the first line has to be code,name,level,parent and is “${found}”`,
  )
}

function place({ line }: Row, column: number, code: string, zh: string, en: string): Problem {
  const name = COLUMNS[column - 1] ?? ''
  return {
    code: `registry.csv-${code}`,
    row: line,
    column,
    zh: `第 {line} 行第 {column} 列（{name}）：${zh}`,
    en: `Line {line}, column {column} ({name}): ${en}`,
    facts: { line, column, name },
  }
}
