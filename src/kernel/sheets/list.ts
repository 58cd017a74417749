// One declaration per list: the template, the reader, the marked copy and the drop-downs all follow from it.
import type { Language, Text } from '#kernel/language.ts'

export type ColumnKind = 'text' | 'code' | 'decimal' | 'integer' | 'date' | 'month' | 'choice'

/** One entry of a drop-down. The cell shows the label; what is read is `value`. */
export type SheetChoice = Text & { readonly value: string }

export type SheetColumn = {
  readonly key: string
  /** Unique within the list in both languages: a column is found by its header, never by its position. */
  readonly header: Text
  readonly kind: ColumnKind
  /** The cell must not be empty. */
  readonly required?: boolean
  /** The whole column may be left out of the file; its key is then absent from the values (absent is not "empty"). */
  readonly optional?: boolean
  /** The value comes from us and must come back unchanged (grey, protected). Only checked when the file carries our stamp. */
  readonly locked?: boolean
  /** The value is personal (ID number, phone): problems never repeat it. */
  readonly sensitive?: boolean
  /** In half-width characters; a Chinese character takes two. */
  readonly width?: number
  /** The rule in one sentence; shown when the cell is selected and when `pattern` refuses a value. */
  readonly help?: Text
  readonly choices?: readonly SheetChoice[]
  /** For `code`: a regular expression for the whole value. */
  readonly pattern?: string
  /** For `decimal` and `integer`: inclusive limits as decimal strings. For `date` and `month`: 'YYYY-MM-DD', 'YYYY-MM'. */
  readonly min?: string
  readonly max?: string
  /** For `decimal`: most digits after the point. */
  readonly decimals?: number
  /** For `decimal` and `integer`: the value is a whole number of steps away from `min` (or 0), e.g. '0.5'. */
  readonly step?: string
  /** For `text` and `code`: most characters; 500 unless told. */
  readonly maxLength?: number
}

/** Plain data on purpose: it travels to the worker thread by structured clone. */
export type SheetList = {
  /** Stable name, e.g. 'registry.roster'. It is stamped into every file. */
  readonly id: string
  /** Raise it when columns change meaning: older files are then recognised and refused. */
  readonly version: number
  /** Also the name of the sheet. */
  readonly name: Text
  readonly columns: readonly SheetColumn[]
  /** Columns that together identify a row; two rows with the same identity are both refused. */
  readonly keys: readonly string[]
  /** All rows come from us (a grid): nobody adds, removes or re-keys one. Key columns are then locked. */
  readonly fixedRows?: boolean
  readonly instructions?: readonly Text[]
  /** Columns that people's own files carry and this list does not take, each with the sentence that says where it goes. */
  readonly unread?: readonly { readonly header: Text; readonly why: Text }[]
}

/**
 * What one row holds: text as typed, decimals as exact decimal strings, dates 'YYYY-MM-DD', months 'YYYY-MM', choices as
 * their value; null for an empty cell.
 */
export type SheetValues = Readonly<Record<string, string | null>>

/** Which file this is. It protects against mix-ups, not against forgery: whoever holds the file can change it. */
export type SheetStamp = {
  readonly list: string
  readonly version: number
  /** E.g. {period: '2024H1', department: 'mzj'}. */
  readonly facts: Readonly<Record<string, string>>
}

/** Sheets that people do not see, and the two places where problems are written back. */
export const STAMP_SHEET = '_yanzhen'
export const ROWS_SHEET = '_yanzhen_rows'
export const CHOICES_SHEET = '_yanzhen_choices'
export const SUMMARY_SHEET: Text = { zh: '检查结果', en: 'Check result' }
export const PROBLEM_HEADER: Text = { zh: '检查发现的问题', en: 'Problems found' }

export const DEFAULT_MAX_LENGTH = 500

/** The same list with the columns that a policy pack contributes (a grid's indicators) after the declared ones. */
export function withColumns(list: SheetList, columns: readonly SheetColumn[]): SheetList {
  return { ...list, columns: [...list.columns, ...columns] }
}

/** Whether people must leave this column as it is. */
export function isLocked(list: SheetList, column: SheetColumn): boolean {
  return column.locked === true || (list.fixedRows === true && list.keys.includes(column.key))
}

/** What identifies a row, or undefined while a part of it is missing. */
export function identityOf(list: SheetList, values: SheetValues): string | undefined {
  const parts = list.keys.map((key) => values[key])
  if (parts.length === 0 || parts.some((part) => part === null || part === undefined)) return undefined
  return JSON.stringify(parts)
}

/**
 * What two headers or labels have in common when they mean the same: width (（ and ( ), case, blanks, line breaks and the
 * star of a required column do not count. Safe because it only ever picks from a known set, whose members are checked to stay apart.
 */
export function sameWords(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]/g, '')
    .replace(/\*+$/, '')
    .toLowerCase()
}

/** 1 → 'A', 27 → 'AA'. */
export function columnLetter(column: number): string {
  const rest = Math.floor((column - 1) / 26)
  return (rest > 0 ? columnLetter(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26))
}

/** 'A' → 1, 'AA' → 27. */
export function columnNumber(letters: string): number {
  let sum = 0
  // The last five bits of a letter, small or capital, are its place in the alphabet.
  for (let at = 0; at < letters.length; at++) sum = sum * 26 + (letters.charCodeAt(at) & 31)
  return sum
}

/** A sheet's name as Excel allows it: at most 31 characters, none of : \ / ? * [ ] */
export function sheetName(name: Text, language: Language): string {
  return name[language]
    .replace(/[:\\/?*[\]']/g, ' ')
    .slice(0, 31)
    .trim()
}

function checkUnique(list: SheetList, what: string, words: readonly string[]): void {
  const twice = words.find((word, at) => words.indexOf(word) !== at)
  if (twice !== undefined) throw new Error(`Sheet list ${list.id}: ${what} "${twice}" is declared twice`)
}

/** Throws when a declaration contradicts itself: a mistake of the program, not of the user. */
export function checkList(list: SheetList): void {
  const known = list.columns.map((column) => column.key)
  checkUnique(list, 'key', known)
  // A zh header equal to another column's en header would be as ambiguous as two equal ones.
  const headers = [...list.columns, ...(list.unread ?? [])].flatMap(({ header }) => [
    ...new Set([header.zh, header.en].map(sameWords)),
  ])
  checkUnique(list, 'header', headers)
  for (const key of list.keys) {
    if (!known.includes(key)) throw new Error(`Sheet list ${list.id}: key column "${key}" is not declared`)
  }
  for (const column of list.columns.filter((column) => column.kind === 'choice')) {
    if (!column.choices?.length) throw new Error(`Sheet list ${list.id}: column "${column.key}" has no choices`)
    const labels = column.choices.flatMap((choice) => [...new Set([choice.value, choice.zh, choice.en].map(sameWords))])
    checkUnique(list, `choice of ${column.key}`, labels)
  }
}
