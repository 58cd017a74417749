import type { Call } from '#kernel/call.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import { fill } from '#kernel/language.ts'
import { periodTitle } from '#kernel/period.ts'
import { compare, rational } from '#kernel/policy/rational.ts'
import type { Problem } from '#kernel/refusal.ts'
import { WORKBOOK } from '#kernel/sheets/export.ts'
import type { SheetColumn, SheetList, SheetValues } from '#kernel/sheets/list.ts'
import type { SheetReading, SheetRow } from '#kernel/sheets/read.ts'
import { markInWorker, readInWorker, writeInWorker } from '#kernel/sheets/worker.ts'
import type { Grid, UploadReport } from './contract.ts'
import { type CellInput, openSheet, writeCells } from './operations.ts'
import { getSheetGrid } from './queries.ts'
import { CELL_PROBLEMS, refuse } from './refusals.ts'
import { cellProblem } from './rules.ts'

// A department's sheet through Excel and back: the same rows and rules as on screen (product.md §5, Excel contract).

type Address = { readonly period: string; readonly department: string }

/** The list of one sheet: three locked columns, and four for each indicator of the policy. */
function listOf({ indicators, name }: Grid): SheetList {
  const locked = (key: string, zh: string, en: string, width: number): SheetColumn => ({
    key,
    header: { zh, en },
    kind: 'text',
    locked: true,
    width,
  })
  return {
    id: 'evaluation.scoring',
    version: 1,
    name: { zh: `${name.zh}赋分表`, en: 'Scores' },
    keys: ['code'],
    fixedRows: true,
    instructions: [
      {
        zh: '满分也请填上分数；空着的单元格表示尚未确认，不会清除已经保存的分数。',
        en: 'Enter full marks too; an empty cell is not confirmed yet and does not clear a saved score.',
      },
      {
        zh: '低于满分的，请同时填写扣分原因和依据文号，否则不能提交。',
        en: 'Below full marks, fill in the reason and the document as well; the sheet cannot be submitted without.',
      },
    ],
    columns: [
      { key: 'code', header: { zh: '社区代码', en: 'Code' }, kind: 'code', locked: true, required: true, width: 15 },
      locked('name', '社区', 'Community', 18),
      locked('street', '街道', 'Street', 14),
      ...indicators.flatMap(indicatorColumns),
    ],
  }
}

function indicatorColumns({ code, zh, en, points }: Grid['indicators'][number]): SheetColumn[] {
  return [
    {
      key: `${code}.previous`,
      header: { zh: `${code} 上期得分`, en: `${code} last period` },
      kind: 'text',
      locked: true,
      width: 9,
    },
    {
      key: code,
      header: { zh: `${code} 得分（满分 ${points}）`, en: `${code} score (of ${points})` },
      help: { zh, en },
      kind: 'decimal',
      decimals: 2,
      min: '0',
      max: points,
      width: 12,
    },
    { key: `${code}.reason`, header: { zh: `${code} 扣分原因`, en: `${code} reason` }, kind: 'text', width: 24 },
    {
      key: `${code}.document`,
      header: { zh: `${code} 依据文号`, en: `${code} document` },
      kind: 'text',
      maxLength: 120,
      width: 18,
    },
  ]
}

function stampOf({ period, department }: Address): Record<string, string> {
  return { period, department }
}

/** The sheet with what is saved so far, ready to be filled in and to come back. */
export async function downloadSheet(call: Call, address: Address): Promise<FileAnswer> {
  const grid = await getSheetGrid(call, address)
  const { language } = call
  const title = `${periodTitle(address.period)[language]} ${grid.name[language]}`
  const rows = grid.rows.map(valuesOf)
  const bytes = await writeInWorker(listOf(grid), rows, { language, title, facts: stampOf(address) })
  return { name: `${address.period}-${address.department}-${grid.name.zh}.xlsx`, mediaType: WORKBOOK, bytes }
}

function valuesOf({ code, name, street, cells }: Grid['rows'][number]): SheetValues {
  const values: Record<string, string | null> = { code: String(code), name, street }
  for (const { indicator, points, reason, document, previous } of cells) {
    values[`${indicator}.previous`] = previous
    values[indicator] = points
    values[`${indicator}.reason`] = reason
    values[`${indicator}.document`] = document
  }
  return values
}

/** Dry run, or into the draft: all cells or, when a single one is wrong, none. */
export async function uploadSheet(
  call: Call,
  { apply, ...address }: Address & { apply: boolean },
): Promise<UploadReport> {
  const context = await openSheet(call, address)
  const grid = await getSheetGrid(call, address)
  const { reading, cells, problems, blank } = await readCells(call, grid, address)
  const changed = changedCells(grid, cells)
  if (apply && problems.length > 0) refuse('scoring.invalid-workbook', { count: problems.length }, problems)
  if (apply && changed.length > 0) await writeCells(call, context, changed)
  const report = {
    rows: reading.rows.length + reading.rejected.length,
    changed: changed.length,
    unchanged: cells.length - changed.length,
    blank,
    applied: apply,
  }
  const object = { type: 'star-draft', id: `${address.period}/${address.department}` }
  await call.audit({ object, body: { file: call.upload?.name, ...report, problems: problems.length } })
  return { ...report, problems: problems.map(travelling) }
}

/** The same workbook back with its problems marked. */
export async function markSheet(call: Call, address: Address): Promise<FileAnswer> {
  await openSheet(call, address)
  const grid = await getSheetGrid(call, address)
  const { bytes, name } = call.upload ?? refuse('scoring.file-missing')
  const { problems } = await readCells(call, grid, address)
  const marked = await markInWorker(listOf(grid), bytes, problems, { language: call.language })
  const object = { type: 'star-draft', id: `${address.period}/${address.department}` }
  await call.audit({ object, body: { file: name, marked: problems.length } })
  return { name: name.replace(/(\.xlsx)?$/i, '-检查结果.xlsx'), mediaType: WORKBOOK, bytes: marked }
}

async function readCells(call: Call, grid: Grid, address: Address) {
  const { bytes } = call.upload ?? refuse('scoring.file-missing')
  const reading = await readInWorker(listOf(grid), bytes, { expected: stampOf(address) })
  const rows = new Map(grid.rows.map((row) => [String(row.code), row]))
  const cells: CellInput[] = []
  const problems: Problem[] = [...reading.problems]
  let blank = 0
  for (const row of reading.rows) {
    const target = rows.get(row.values.code ?? '')
    if (!target) continue
    for (const { code, points: most } of grid.indicators) {
      const typed = cellOf(row, code)
      if (typed.points === null) blank++
      const problem = problemOf(reading, row, target.name, code, most, typed)
      if (problem) problems.push(problem)
      else if (typed.points !== null) cells.push({ ...typed, community: target.community, indicator: code, version: 0 })
    }
  }
  return { reading, cells, problems, blank }
}

function cellOf({ values }: SheetRow, indicator: string) {
  return {
    points: values[indicator] ?? null,
    reason: values[`${indicator}.reason`] ?? null,
    document: values[`${indicator}.document`] ?? null,
  }
}

/** In a workbook a deduction is complete or wrong: there is no later moment at which its reason could be typed. */
function problemOf(
  { sheet, columns }: SheetReading,
  { row }: SheetRow,
  community: string,
  indicator: string,
  most: string,
  cell: ReturnType<typeof cellOf>,
): Problem | undefined {
  const code = cell.points === null ? undefined : cellProblem(cell, most, true)
  if (!code) return undefined
  const field = code === 'reason-missing' ? '.reason' : code === 'document-missing' ? '.document' : ''
  const column = columns[`${indicator}${field}`]
  const facts = { community, indicator, most, points: cell.points, row, column }
  const { zh, en } = CELL_PROBLEMS[code]
  return {
    code: `scoring.${code}`,
    zh: `{column}{row} ${zh}`,
    en: `{column}{row} ${en}`,
    facts,
    source: sheet,
    row,
    column,
  }
}

/** Cells that differ from the draft, with the version that they replace. */
function changedCells(grid: Grid, cells: readonly CellInput[]): CellInput[] {
  const now = new Map(
    grid.rows.flatMap((row) => row.cells.map((cell) => [`${row.community}/${cell.indicator}`, cell] as const)),
  )
  return cells.flatMap((cell) => {
    const before = now.get(`${cell.community}/${cell.indicator}`)
    if (!before) return []
    const same =
      before.points !== null &&
      cell.points !== null &&
      compare(rational(before.points), rational(cell.points)) === 0 &&
      (before.reason ?? '') === (cell.reason ?? '') &&
      (before.document ?? '') === (cell.document ?? '')
    return same ? [] : [{ ...cell, version: before.version }]
  })
}

function travelling({ row, column, code, zh, en, facts }: Problem): UploadReport['problems'][number] {
  return {
    row: row ?? null,
    column: column === undefined ? null : String(column),
    code,
    zh: fill(zh, facts),
    en: fill(en, facts),
  }
}
