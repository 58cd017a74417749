import ExcelJS from 'exceljs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { type Table, writeCsv, writeTable } from './table.ts'

const ATTACKS = ['=1+1', '+86', '-2+3', '@SUM(A1)', '\t=1', '＝cmd', ' =HYPERLINK("http://x")', 'a"b,c\nd']
const TABLE: Table = {
  name: { zh: '社区/名单', en: 'Communities' },
  columns: [
    { key: 'name', header: { zh: '名称', en: 'Name' }, kind: 'text' },
    { key: 'id', header: { zh: '代码', en: 'Code' }, kind: 'code' },
    { key: 'score', header: { zh: '得分', en: 'Score' }, kind: 'decimal' },
    { key: 'on', header: { zh: '日期', en: 'Date' }, kind: 'date' },
  ],
  rows: ATTACKS.map((name) => ({ name, id: '370611198506012345', score: '-5.5', on: '2024-06-30' })),
  watermark: { user: '=王红', at: '2025-06-30 14:03', purpose: '汇报' },
}

describe('an exported table', () => {
  it('stores texts as text, numbers as numbers, dates as dates', async () => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await writeTable(TABLE, 'zh')) as unknown as ExcelJS.Buffer)
    const sheet = workbook.worksheets[0]!
    expect(sheet.getCell('A2').value).toBe('导出人：=王红  时间：2025-06-30 14:03  用途：汇报')
    ATTACKS.forEach((attack, at) => {
      const cell = sheet.getCell(4 + at, 1)
      expect([cell.type, cell.value, cell.numFmt]).toEqual([ExcelJS.ValueType.String, attack, '@'])
    })
    expect(sheet.getRow(4).values).toEqual([
      undefined,
      '=1+1',
      '370611198506012345',
      -5.5,
      new Date('2024-06-30T00:00:00Z'),
    ])
    expect(sheet.headerFooter.oddFooter).toContain('王红')
  })
  it('as CSV has a byte-order mark, disarmed texts, and its watermark', () => {
    const bytes = writeCsv(TABLE, 'en')
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from('efbbbf', 'hex'))
    const lines = parse(bytes, { bom: true, relax_column_count: true })
    expect(lines[0]).toEqual(['Name', 'Code', 'Score', 'Date'])
    const names = lines.slice(1, -1).map(([name]) => name)
    expect(names).toEqual(ATTACKS.map((attack) => (attack.startsWith('a') ? attack : `'${attack}`)))
    expect(lines[1]).toEqual(["'=1+1", '370611198506012345', '-5.5', '2024-06-30'])
    expect(lines.at(-1)).toEqual(['Exported by =王红, 2025-06-30 14:03, for: 汇报'])
  })
})
