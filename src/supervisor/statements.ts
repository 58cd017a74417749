// Cuts a SQL file into its statements, by the same rules as psql: a semicolon ends a statement unless it stands in quotes,
// a dollar-quoted body, a comment, parentheses, or a `begin atomic … end` function body.
import { refuse } from './refusals.ts'

export type Statement = {
  /** Without the closing semicolon and surrounding space; comments inside are kept. */
  readonly text: string
  /** 1-based line of its first word. */
  readonly line: number
}

type Piece = { readonly kind: 'space' | 'quoted' | 'word' | 'mark'; readonly end: number }

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy
const NUMBER = /[\p{N}.]+/uy
const SPACE = /\s+/y
const LINE_COMMENT = /--[^\n]*/y
const DOLLAR = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy

function match(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(sql)?.[0]
}

const WHAT = {
  quote: { what_zh: '引号', what_en: 'quotation' },
  dollar: { what_zh: '美元引号', what_en: 'dollar quotation' },
  comment: { what_zh: '注释', what_en: 'comment' },
} as const

function lineAt(sql: string, at: number): number {
  let line = 1
  for (let i = sql.indexOf('\n'); i >= 0 && i < at; i = sql.indexOf('\n', i + 1)) line++
  return line
}

function unfinished(sql: string, at: number, what: keyof typeof WHAT): never {
  return refuse('statement_unfinished', { line: lineAt(sql, at), ...WHAT[what] })
}

/** The place after a quotation that starts at `at`; a doubled quote mark stays inside, as does a backslashed one in E''. */
function endOfQuote(sql: string, at: number, escapes: boolean): number {
  const mark = sql[at] as string
  for (let i = at + 1; i < sql.length; i++) {
    if (escapes && sql[i] === '\\') i++
    else if (sql[i] === mark && sql[i + 1] === mark) i++
    else if (sql[i] === mark) return i + 1
  }
  return unfinished(sql, at, 'quote')
}

/** The place after a block comment; in SQL they nest. */
function endOfComment(sql: string, at: number): number {
  let depth = 0
  for (let i = at; i < sql.length; i++) {
    const two = sql.slice(i, i + 2)
    if (two === '/*') depth++
    else if (two === '*/') depth--
    else continue
    i++
    if (depth === 0) return i + 1
  }
  return unfinished(sql, at, 'comment')
}

function endOfDollar(sql: string, at: number, tag: string): number {
  const end = sql.indexOf(tag, at + tag.length)
  return end < 0 ? unfinished(sql, at, 'dollar') : end + tag.length
}

function wordPiece(sql: string, at: number, word: string): Piece {
  const end = at + word.length
  const escaped = /^e$/i.test(word) && sql[end] === "'"
  return escaped ? { kind: 'quoted', end: endOfQuote(sql, end, true) } : { kind: 'word', end }
}

function nextPiece(sql: string, at: number): Piece {
  const space = match(SPACE, sql, at) ?? match(LINE_COMMENT, sql, at)
  if (space) return { kind: 'space', end: at + space.length }
  if (sql.startsWith('/*', at)) return { kind: 'space', end: endOfComment(sql, at) }
  if (sql[at] === "'" || sql[at] === '"') return { kind: 'quoted', end: endOfQuote(sql, at, false) }
  const tag = match(DOLLAR, sql, at)
  if (tag) return { kind: 'quoted', end: endOfDollar(sql, at, tag) }
  const word = match(WORD, sql, at)
  if (word) return wordPiece(sql, at, word)
  const number = match(NUMBER, sql, at)
  return { kind: 'mark', end: at + (number?.length ?? 1) }
}

const ROUTINE = /^create (or replace )?(function|procedure)\b/

type Depth = { readonly words: string[]; parentheses: number; bodies: number }

/** Keeps count of parentheses and of `begin`/`case` … `end` inside a routine's body. */
function follow(depth: Depth, piece: string, kind: Piece['kind']): void {
  if (piece === '(') depth.parentheses++
  if (piece === ')') depth.parentheses = Math.max(0, depth.parentheses - 1)
  if (kind !== 'word') return
  const word = piece.toLowerCase()
  if (depth.words.length < 4) depth.words.push(word)
  if (depth.parentheses > 0 || !ROUTINE.test(depth.words.join(' '))) return
  if (word === 'begin' || (word === 'case' && depth.bodies > 0)) depth.bodies++
  if (word === 'end' && depth.bodies > 0) depth.bodies--
}

/** The statements of a file, in order. Refuses a quotation or comment that does not end. */
export function splitStatements(sql: string): readonly Statement[] {
  const found: Statement[] = []
  let depth: Depth = { words: [], parentheses: 0, bodies: 0 }
  let start = -1
  let last = -1
  const close = () => {
    if (start >= 0) found.push({ text: sql.slice(start, last), line: lineAt(sql, start) })
    start = -1
    depth = { words: [], parentheses: 0, bodies: 0 }
  }
  for (let at = 0; at < sql.length;) {
    const { kind, end } = nextPiece(sql, at)
    const piece = sql.slice(at, end)
    if (piece === ';' && depth.parentheses === 0 && depth.bodies === 0) {
      close()
    } else if (kind !== 'space') {
      if (start < 0) start = at
      last = end
      follow(depth, piece, kind)
    }
    at = end
  }
  close()
  return found
}
