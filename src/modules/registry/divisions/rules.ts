import { CsvError, parse } from 'csv-parse/sync'
import type { Problem } from '#kernel/refusal.ts'
import { LEVELS, type Level } from './contract.ts'

// Reading the division file: columns code,name,level,parent; codes nest by prefix (province 2 digits, city 4, district 6,
// street 9, community 12).

export type Division = {
  readonly code: number
  readonly name: string
  readonly level: Level
  readonly parent: number | null
}

const DIGITS: Readonly<Record<Level, number>> = { province: 2, city: 4, district: 6, street: 9, community: 12 }
const COLUMNS = ['code', 'name', 'level', 'parent']
const LONGEST_NAME = 60
/** Longer than anything that is allowed, and short enough to be repeated in a sentence. */
const LONGEST_SHOWN = 100
// Enough to mend a file by; a wrong file would otherwise answer with one line per row.
const MOST_PROBLEMS = 100

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

/** A community whose Party organisation is rated: the name holds 居 or 社区 (the others are villages). */
export function isCommunity(division: Division): boolean {
  return division.level === 'community' && /居|社区/.test(division.name)
}

/** 城市社区 when the name says 社区, else 村改居; a first guess that people may correct (rulings A1). */
export function guessKind(name: string): 'urban' | 'converted' {
  return name.includes('社区') ? 'urban' : 'converted'
}

/** 南关社区居民委员会 → 南关社区, 曾家庄居委会 → 曾家庄. */
export function shortNameOf(name: string): string {
  return name.replace(/(居民委员会|居委会|居委)$/, '') || name
}

function divisionOf({ cells }: Row): Division {
  const [code, name, level, parent] = cells as [string, string, Level, string]
  return { code: Number(code), name, level, parent: parent === '' ? null : Number(parent) }
}

/** A code as it is known: its latest name, and the days of it. */
export type KnownDivision = {
  readonly code: number
  readonly name: string
  readonly from: string
  readonly until: string | null
}

/** What a file would do to what is known. `since`: the latest day that a change has to come after. */
export type ImportPlan = {
  readonly added: readonly Division[]
  /** Codes that had ended and are in force again. */
  readonly revived: readonly Division[]
  readonly renamed: readonly { readonly division: Division; readonly known: KnownDivision }[]
  readonly unchanged: number
  readonly absent: readonly KnownDivision[]
  readonly since: string | undefined
}

/** Compares a file with what is known of the district and the levels above it. */
export function planImport(
  divisions: readonly Division[],
  known: readonly KnownDivision[],
  district: number,
  endAbsent: boolean,
): ImportPlan {
  const byCode = new Map(known.map((one) => [one.code, one]))
  const named = divisions.map((division) => ({ division, known: byCode.get(division.code) }))
  const inFile = new Set(divisions.map(({ code }) => code))
  const revived = named.flatMap(({ division, known: old }) => (old?.until ? [{ division, known: old }] : []))
  const renamed = named.flatMap(({ division, known: old }) =>
    old && !old.until && old.name !== division.name ? [{ division, known: old }] : [],
  )
  const absent = known.filter(
    ({ code, until }) => until === null && !inFile.has(code) && String(code).startsWith(String(district)),
  )
  const days = [
    ...revived.map((one) => one.known.until ?? ''),
    ...renamed.map((one) => one.known.from),
    ...(endAbsent ? absent.map(({ from }) => from) : []),
  ]
  return {
    added: named.filter((one) => !one.known).map(({ division }) => division),
    revived: revived.map(({ division }) => division),
    renamed,
    unchanged: named.filter(({ division, known: old }) => old && !old.until && old.name === division.name).length,
    absent,
    since: days.toSorted().at(-1),
  }
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
  if (name.length > LONGEST_NAME || /\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u.test(name)) {
    const [zh, en] = [
      `名称超过 ${LONGEST_NAME} 个字，或含有控制字符`,
      `the name is longer than ${LONGEST_NAME}, or holds control characters`,
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
