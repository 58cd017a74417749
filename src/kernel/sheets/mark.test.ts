import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { openPackage } from './guard.ts'
import { markWorkbook } from './mark.ts'
import { packParts } from './pack.ts'
import { readWorkbook } from './read.ts'
import { COMMUNITIES, ROSTER, rosterFile, rosterRow, SCORES, text } from './samples.ts'
import { writeWorkbook } from './write.ts'

async function load(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer)
  return workbook
}

const RED = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CF' } }

async function wrongScores(): Promise<Buffer> {
  const workbook = await load(await writeWorkbook(SCORES, COMMUNITIES, { language: 'zh' }))
  const sheet = workbook.getWorksheet('赋分表')!
  sheet.getCell('C7').value = 11
  sheet.getCell('D7').value = '三'
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

describe('a marked workbook', () => {
  it.each(['zh', 'en'] as const)(
    'has red cells, comments, a problem column and a summary in front (%s)',
    async (language) => {
      const file = await wrongScores()
      const { problems } = readWorkbook(SCORES, file)
      const workbook = await load(await markWorkbook(SCORES, file, problems, { language }))
      const [summary, sheet] = workbook.worksheets
      expect(summary?.name).toBe(language === 'zh' ? '检查结果' : 'Check result')
      expect(summary?.getRow(5).values).toEqual([undefined, 1, '赋分表', 7, 'C', expect.stringContaining('11')])
      expect(sheet?.getCell('C7').fill).toMatchObject(RED)
      expect(JSON.stringify(sheet?.getCell('C7').note)).toContain('C7')
      expect(sheet?.getCell('F7').text.split('\n')).toHaveLength(2)
      expect(sheet?.getCell('C8').fill).not.toMatchObject(RED)
    },
  )
  it('keeps drop-downs, protection and stamp, and can be corrected and uploaded as it is', async () => {
    const file = await wrongScores()
    const marked = await markWorkbook(SCORES, file, readWorkbook(SCORES, file).problems, { language: 'zh' })
    expect(readWorkbook(SCORES, marked).problems.map(({ code }) => code)).toEqual([
      'sheets.range',
      'sheets.not-a-number',
    ])
    const workbook = await load(marked)
    const sheet = workbook.getWorksheet('赋分表')!
    expect(sheet.getCell('C8').dataValidation).toMatchObject({ type: 'decimal', formulae: [0, 10] })
    expect((sheet as unknown as { sheetProtection: object }).sheetProtection).toMatchObject({ sheet: true })
    sheet.getCell('C7').value = 9.5
    sheet.getCell('D7').value = 0
    const corrected = Buffer.from(await workbook.xlsx.writeBuffer())
    const reading = readWorkbook(SCORES, corrected)
    expect(reading.problems).toEqual([])
    expect(reading.rows.map(({ values }) => values)).toEqual(COMMUNITIES)
    const clean = await load(await markWorkbook(SCORES, corrected, [], { language: 'zh' }))
    expect(clean.getWorksheet('赋分表')?.getCell('C7').fill).not.toMatchObject(RED)
    expect(clean.getWorksheet('赋分表')?.getCell('C7').note).toBeUndefined()
    expect(clean.getWorksheet('赋分表')?.getCell('F7').value).toBeNull()
    expect(clean.worksheets.map(({ name }) => name).slice(0, 2)).toEqual(['检查结果', '赋分表'])
  })
  it('of a file that exceljs cannot rewrite keeps the cells, and formulas stay refused', async () => {
    const cells = { 3: '<c s="1"><v>31199</v></c>', 4: '<c t="e"><v>#REF!</v></c>', 5: '<c><f>1+1</f><v>2</v></c>' }
    const file = rosterFile([rosterRow(cells), rosterRow({ 0: text('=1+1') }, 1)])
    await expect(load(file)).rejects.toThrow('Invalid row number')
    const { problems } = readWorkbook(ROSTER, file)
    expect(problems.map(({ code }) => code)).toEqual(['sheets.error-value', 'sheets.formula'])
    const marked = await markWorkbook(ROSTER, file, problems, { language: 'zh' })
    expect(readWorkbook(ROSTER, marked).problems).toEqual(problems)
    expect(readWorkbook(ROSTER, marked).rows).toEqual(readWorkbook(ROSTER, file).rows)
  })
  it('of a file that is merged all over keeps the cells', async () => {
    const file = rosterFile([rosterRow()], '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>')
    const { problems } = readWorkbook(ROSTER, file)
    expect(problems.map(({ code }) => code)).toEqual(['sheets.merged'])
    const marked = await markWorkbook(ROSTER, file, problems, { language: 'zh' })
    expect(readWorkbook(ROSTER, marked).rows).toHaveLength(1)
  })
  it('keeps a drop-down of a whole column as a range', async () => {
    const parts = new Map(openPackage(await writeWorkbook(ROSTER, [], { language: 'zh' })))
    const sheet = parts.get('xl/worksheets/sheet1.xml')?.toString() ?? ''
    const whole = sheet.replace(/(type="list"[^>]*sqref=)"[^"]*"/, '$1"C6:C1048576"')
    expect(whole).not.toBe(sheet)
    parts.set('xl/worksheets/sheet1.xml', Buffer.from(whole))
    const marked = openPackage(await markWorkbook(ROSTER, packParts(parts), [], { language: 'zh' }))
    expect(marked.get('xl/worksheets/sheet1.xml')?.toString()).toMatch(/type="list"[^>]*sqref="C6:C1048576"/)
  })
})
