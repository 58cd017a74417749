// From one cell to one value. Nothing is guessed: what has two readings is a problem that says what to do.
import type { TextFacts } from '#kernel/language.ts'
import type { Cell } from './book.ts'
import { type DateReading, dateOfSerial, dateOfText, monthOfText } from './dates.ts'
import { DEFAULT_MAX_LENGTH, sameWords, type SheetColumn } from './list.ts'
import { compareDecimals, decimal, decimalsOf, isOnStep, storedDecimal } from './numbers.ts'
import type { SheetProblemCode } from './refusals.ts'

export type Reading =
  | { readonly value: string | null }
  | { readonly code: SheetProblemCode; readonly facts?: TextFacts }

/** A number of more digits than Excel keeps. */
const EXCEL_DIGITS = 15
/** Marks that pages and address books leave around copied text; nobody sees or means them. */
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** Most cells: visible characters, neither a blank to trim nor anything to look at twice. */
const PLAIN = /^[!-~\u4e00-\u9fff]+$/

/** The value of one cell (undefined: empty) under its column's rule. `date1904`: how the workbook counts days. */
export function readValue(column: SheetColumn, cell: Cell | undefined, date1904: boolean): Reading {
  if (cell?.formula) return { code: 'formula' }
  if (cell?.type === 'error') return problem('error-value', cell.text)
  if (cell?.type === 'boolean') return problem('boolean', cell.text)
  const text = clean(cell?.text ?? '')
  if (!cell || text === '') return column.required ? { code: 'required' } : { value: null }
  if (!PLAIN.test(text) && /[^\P{Cc}\t\n]|\p{Cs}/u.test(text)) return { code: 'control-character' }
  const clearText = text === cell.text ? cell : { ...cell, text }
  if (column.kind === 'date' || column.kind === 'month') return readDate(column, clearText, date1904)
  if (cell.shows === 'percent') return problem('percent', cell.text)
  if (column.kind === 'decimal' || column.kind === 'integer') return readNumber(column, clearText, date1904)
  return readText(column, clearText, date1904)
}

/** Blanks around a text, Windows line ends and invisible marks are no content. Everything else stays as typed. */
function clean(text: string): string {
  if (PLAIN.test(text)) return text
  return text.replace(INVISIBLE, '').replace(/\r\n?/g, '\n').trim()
}

function problem(code: SheetProblemCode, value: string, facts: TextFacts = {}): Reading {
  return { code, facts: { value, ...facts } }
}

/**
 * Full-width letters, digits, point and signs as half-width ones. Only used where the value cannot contain anything else:
 * in a code, number or date "８" can mean nothing but 8. In free text it stays, since there it may be meant.
 */
function halfWidth(text: string): string {
  if (PLAIN.test(text)) return text
  return text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/−/g, '-')
}

function readText(column: SheetColumn, cell: Cell, date1904: boolean): Reading {
  if (cell.shows === 'date') return problem('date-in-text', dateOfSerial(Number(cell.text), date1904) ?? cell.text)
  const text = cell.type === 'number' ? storedDecimal(cell.text) : cell.text
  if (text === undefined) return problem('code-form', cell.text, helpOf(column))
  if (cell.type === 'number' && text.replace(/\D/g, '').length > EXCEL_DIGITS) {
    return problem(/e/i.test(cell.text) ? 'scientific' : 'digits-lost', cell.text)
  }
  if (column.kind === 'choice') return readChoice(column, text)
  const limit = column.maxLength ?? DEFAULT_MAX_LENGTH
  // Never more characters than UTF-16 units.
  const length = text.length <= limit ? text.length : Array.from(text).length
  if (length > limit) return { code: 'too-long', facts: { length, limit } }
  return column.kind === 'code' ? readCode(column, halfWidth(text)) : { value: text }
}

function readCode(column: SheetColumn, text: string): Reading {
  // Excel always writes the plus, so that a real code such as 12E5 is not taken for a number.
  if (/^\d(\.\d+)?E\+\d+$/i.test(text)) return problem('scientific', text)
  const fits = patternOf(column)?.test(text) ?? true
  return fits ? { value: text } : problem('code-form', text, helpOf(column))
}

const PATTERNS = new WeakMap<SheetColumn, RegExp>()

function patternOf(column: SheetColumn): RegExp | undefined {
  if (column.pattern === undefined) return undefined
  const pattern = PATTERNS.get(column) ?? new RegExp(`^(?:${column.pattern})$`, 'u')
  PATTERNS.set(column, pattern)
  return pattern
}

function helpOf(column: SheetColumn): TextFacts {
  return { zhHelp: column.help?.zh ?? '', enHelp: column.help?.en ?? '' }
}

function readChoice(column: SheetColumn, text: string): Reading {
  const values = valuesOf(column)
  const value = values.get(text) ?? values.get(sameWords(text))
  if (value !== undefined) return { value }
  const choices = column.choices ?? []
  return problem('choice', text, {
    zhChoices: listed(
      choices.map((choice) => choice.zh),
      '、',
    ),
    enChoices: listed(
      choices.map((choice) => choice.en),
      ', ',
    ),
  })
}

const VALUES = new WeakMap<SheetColumn, ReadonlyMap<string, string>>()

/** The values of a drop-down by everything that means one; kept, since a long list asks for each of its cells. */
function valuesOf(column: SheetColumn): ReadonlyMap<string, string> {
  const known = VALUES.get(column)
  if (known) return known
  const entries = (column.choices ?? []).flatMap(({ value, zh, en }) =>
    [value, zh, en].flatMap((label) => [[sameWords(label), value] as const, [label, value] as const]),
  )
  // Of two labels that mean the same the first counts.
  const values = new Map(entries.toReversed())
  VALUES.set(column, values)
  return values
}

/** Enough of the labels to see what is meant; a list of streets would fill the page. */
function listed(labels: readonly string[], mark: string): string {
  return labels.slice(0, 12).join(mark) + (labels.length > 12 ? '…' : '')
}

function readNumber(column: SheetColumn, cell: Cell, date1904: boolean): Reading {
  // Excel turns a typed "5-1" into a date by itself.
  if (cell.shows === 'date') return problem('date-for-number', dateOfSerial(Number(cell.text), date1904) ?? cell.text)
  const typed = halfWidth(cell.text)
  const isPlain = /^[+-]?\d{1,30}(\.\d{1,30})?$/.test(typed)
  const value = cell.type === 'number' ? storedDecimal(cell.text) : isPlain ? decimal(typed) : undefined
  if (value === undefined) return problem('not-a-number', cell.text)
  const limit = column.kind === 'integer' ? 0 : column.decimals
  if (limit !== undefined && decimalsOf(value) > limit) {
    return problem(column.kind === 'integer' ? 'not-whole' : 'decimals', value, { limit })
  }
  return checkNumber(column, value)
}

function checkNumber(column: SheetColumn, value: string): Reading {
  const { min, max, step } = column
  const tooSmall = min !== undefined && compareDecimals(value, min) < 0
  const tooLarge = max !== undefined && compareDecimals(value, max) > 0
  if (tooSmall || tooLarge) return problem('range', value, { min: min ?? '-∞', max: max ?? '+∞' })
  const from = min ?? '0'
  return step === undefined || isOnStep(value, from, step) ? { value } : problem('step', value, { from, step })
}

function readDate(column: SheetColumn, cell: Cell, date1904: boolean): Reading {
  const form = column.kind === 'date' ? '1985-06-01' : '1985-06'
  const value = dateText(cell, date1904)
  if (value === undefined) return problem('date-impossible', cell.text, { form })
  if (value === 'date-time') return problem('date-time', cell.text, { form })
  const reading: DateReading = column.kind === 'date' ? dateOfText(value) : monthOfText(value)
  if ('code' in reading) return problem(reading.code, value, { form })
  const { min, max } = column
  const outside = (min !== undefined && reading.value < min) || (max !== undefined && reading.value > max)
  return outside ? problem('range', reading.value, { min: min ?? '-∞', max: max ?? '+∞' }) : reading
}

/** A date cell as text; a plain number only as it was typed (19850601, 1972.05), never as a day count. */
function dateText(cell: Cell, date1904: boolean): string | undefined {
  if (cell.type !== 'number') return halfWidth(cell.text)
  if (cell.shows !== 'date') return storedDecimal(cell.text) ?? cell.text
  const serial = Number(cell.text)
  return Number.isInteger(serial) ? dateOfSerial(serial, date1904) : 'date-time'
}
