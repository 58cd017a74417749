// Excel's own checks while people type. They help; only the reader decides.
import type { DataValidation, Worksheet } from 'exceljs'
import { type Language, say, type Text } from '#kernel/language.ts'
import type { SheetColumn } from './list.ts'

/** Excel refuses a workbook with longer texts. */
const TITLE_LIMIT = 32
const TEXT_LIMIT = 220

type Rule = Omit<DataValidation, 'type'> & { readonly type: DataValidation['type'] | 'any' }
/** exceljs takes whole ranges here, but does not declare it. */
type ValidationTable = { readonly dataValidations: { readonly model: Record<string, unknown> } }

const RULES = {
  choice: { zh: '请从下拉列表中选择。', en: 'Choose from the list.' },
  range: { zh: '请填 {min} 到 {max} 之间的数。', en: 'Enter a number between {min} and {max}.' },
  number: { zh: '请填数字。', en: 'Enter a number.' },
  whole: { zh: '只能是整数。', en: 'Whole numbers only.' },
  decimals: { zh: '最多 {decimals} 位小数。', en: 'At most {decimals} decimals.' },
  step: { zh: '以 {step} 为一档。', en: 'In steps of {step}.' },
  date: { zh: '请按 1985-06-01 填写。', en: 'Write it as 1985-06-01.' },
  month: { zh: '请按 1985-06 填写。', en: 'Write it as 1985-06.' },
  required: { zh: '必填。', en: 'Required.' },
} as const satisfies Readonly<Record<string, Text>>

/** The rule of a column in a few words, shown while one of its cells is selected. */
function ruleText(column: SheetColumn, language: Language): string {
  const { min, max, decimals, step } = column
  const isNumber = column.kind === 'decimal' || column.kind === 'integer'
  const rules: Text[] = []
  if (column.required) rules.push(RULES.required)
  if (column.kind === 'choice' || column.kind === 'date' || column.kind === 'month') rules.push(RULES[column.kind])
  if (isNumber) rules.push(min !== undefined && max !== undefined ? RULES.range : RULES.number)
  if (column.kind === 'integer') rules.push(RULES.whole)
  if (decimals !== undefined) rules.push(RULES.decimals)
  if (step !== undefined) rules.push(RULES.step)
  const words = rules.map((rule) => say(rule, language, { min, max, decimals, step }))
  return [...(column.help ? [say(column.help, language)] : []), ...words].join(language === 'zh' ? '' : ' ')
}

/** Adds the column's check to a range such as 'C5:C1004'. `source`: the name of the area that holds the choices. */
export function addValidation(
  sheet: Worksheet,
  range: string,
  column: SheetColumn,
  language: Language,
  source: string,
): void {
  const text = ruleText(column, language).slice(0, TEXT_LIMIT)
  const title = column.header[language].slice(0, TITLE_LIMIT)
  setValidation(sheet, range, {
    ...ruleOf(column, source),
    allowBlank: true,
    showInputMessage: text !== '',
    promptTitle: title,
    prompt: text,
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: title,
    error: text,
  })
}

/** Sets one rule for a whole range without expanding it into cells. */
export function setValidation(sheet: Worksheet, range: string, rule: Rule): void {
  ;(sheet as Worksheet & ValidationTable).dataValidations.model[range] = rule
}

function ruleOf(column: SheetColumn, source: string): Rule {
  if (column.kind === 'choice') return { type: 'list', formulae: [source] }
  if (column.kind !== 'decimal' && column.kind !== 'integer') return { type: 'any', formulae: [] }
  const type = column.kind === 'integer' ? 'whole' : 'decimal'
  const { min, max } = column
  if (min !== undefined && max !== undefined) return { type, operator: 'between', formulae: [min, max] }
  if (min !== undefined) return { type, operator: 'greaterThanOrEqual', formulae: [min] }
  // A rule needs a limit to refuse text; no score comes near this one.
  return { type, operator: 'lessThanOrEqual', formulae: [max ?? '1000000000000000'] }
}
