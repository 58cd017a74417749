import ExcelJS from 'exceljs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemSentence } from '#kernel/refusal.ts'
import type { SheetList, SheetValues } from './list.ts'
import { checkList, withColumns } from './list.ts'
import { packParts } from './pack.ts'
import { readWorkbook, type SheetReading } from './read.ts'
import { SHEET_PROBLEMS, type SheetProblemCode } from './refusals.ts'
import { COMMUNITIES, ROSTER, ROSTER_HEADERS, rosterFile, rosterParts, rosterRow, SCORES, text } from './samples.ts'
import { writeWorkbook } from './write.ts'

/** Problems as 'code place', with the sentence of each checked in both languages. */
function placesOf(reading: SheetReading): string[] {
  return reading.problems.map((problem) => {
    for (const language of ['zh', 'en'] as const) {
      expect(problemSentence(problem, language)).toMatch(/^[^{}]{8,}$/)
    }
    return `${problem.code.replace('sheets.', '')} ${problem.column ?? ''}${problem.row ?? ''}`.trim()
  })
}

function readRoster(rows: readonly string[], after = '', header = ROSTER_HEADERS): SheetReading {
  return readWorkbook(ROSTER, rosterFile(rows, after, header))
}

/** A written workbook after somebody changed it in Excel. */
async function changed(list: SheetList, rows: readonly SheetValues[], change: (sheet: ExcelJS.Worksheet) => unknown) {
  const file = await writeWorkbook(list, rows, { language: 'zh', facts: { period: '2024H1' } })
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(file as unknown as ExcelJS.Buffer)
  change(workbook.worksheets[0]!)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

const wrong = (count: number) => Array.from({ length: count }, (_, at) => rosterRow({ 5: text('x') }, at))
const merges = (range: string) => `<mergeCells><mergeCell ref="${range}"/></mergeCells>`
/** The names between braces, whatever their language. */
const blanks = (words: string) =>
  [...new Set(words.match(/\{\w+\}/g) ?? [])].map((blank) => blank.replace(/^\{(zh|en)(?=[A-Z])/, '{')).sort()

const visible = fc
  .string({ unit: 'grapheme', maxLength: 30 })
  .map((value) => value.replace(/[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/gu, '').trim())
const cellText = fc.oneof(visible, fc.constantFrom('=1+1', '@x', '_x0041_', '<&>"', '8．5', '𠮷野家', 'a\nb'))
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 5 })
const emptyIsNull = (value: string | null) => (value === '' ? null : value)
const rosterValues = fc.record({
  name: cellText.filter((value) => value !== ''),
  sex: optional(fc.constantFrom('m', 'f')),
  born: optional(fc.tuple(fc.integer({ min: 1930, max: 2020 }), fc.integer({ min: 1, max: 12 }))).map(
    (at) => at && `${at[0]}-${String(at[1]).padStart(2, '0')}`,
  ),
  since: optional(fc.date({ min: new Date('1850-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })).map(
    (date) => date && date.toISOString().slice(0, 10),
  ),
  pay: optional(fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }))).map(
    (value) =>
      value &&
      Number(value.toFixed(6))
        .toString()
        .replace(/^-0$/, '0')
        .replace(/^.*e.*$/, '0'),
  ),
})

describe('a written workbook', () => {
  it('is read back as the same rows, in both languages', async () => {
    const rows = fc.array(rosterValues, { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom('zh' as const, 'en' as const), async (people, language) => {
        const values = people.map((person, at) => ({
          ...person,
          name: person.name,
          pay: emptyIsNull(String(person.pay ?? '')),
          id: `3706111985060${String(10_000 + at)}`,
        }))
        const reading = readWorkbook(ROSTER, await writeWorkbook(ROSTER, values, { language }))
        expect(placesOf(reading)).toEqual([])
        expect(reading.rows.map((row) => row.values)).toEqual(values)
      }),
      { numRuns: 40 },
    )
  })
  it('keeps decimals that no double holds', async () => {
    const pay = '0.123456789012345678901'
    const values = { name: '王红', id: '370611198506012345', sex: null, born: null, since: null, pay }
    const reading = readWorkbook(ROSTER, await writeWorkbook(ROSTER, [values], { language: 'zh' }))
    expect(reading.rows[0]?.values['pay']).toBe(pay)
  })
  it('carries its stamp, and is refused for another period or another list', async () => {
    const file = await writeWorkbook(SCORES, COMMUNITIES, { language: 'zh', facts: { period: '2024H1' } })
    expect(readWorkbook(SCORES, file).stamp).toEqual({ list: 'test.scores', version: 2, facts: { period: '2024H1' } })
    expect(readWorkbook(SCORES, file, { expected: { period: '2024H1' } }).rows).toHaveLength(2)
    expect(placesOf(readWorkbook(SCORES, file, { expected: { period: '2024H2' } }))).toEqual(['wrong-stamp'])
    expect(placesOf(readWorkbook({ ...SCORES, version: 3 }, file))).toEqual(['wrong-template'])
    expect(placesOf(readWorkbook(ROSTER, file))).toEqual(['wrong-template'])
    expect(placesOf(readWorkbook(SCORES, rosterFile([])))).toEqual(['no-stamp'])
  })
  it('has frozen panes, protection, drop-downs, text formats and A4 landscape', async () => {
    const workbook = new ExcelJS.Workbook()
    const scores = await writeWorkbook(SCORES, COMMUNITIES, { language: 'zh', note: '民政局' })
    await workbook.xlsx.load(scores as unknown as ExcelJS.Buffer)
    const sheet = workbook.worksheets[0]!
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 6 })
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', printTitlesRow: '6:6' })
    expect(sheet.getCell('A7')).toMatchObject({ numFmt: '@', value: '370611001001' })
    expect(sheet.getCell('C7').protection).toMatchObject({ locked: false })
    expect(sheet.getCell('C8').dataValidation).toMatchObject({ type: 'decimal', formulae: [0, 10] })
    expect(workbook.worksheets.slice(1).map((sheet) => sheet.state)).toEqual(Array(3).fill('veryHidden'))
    await workbook.xlsx.load((await writeWorkbook(ROSTER, [], { language: 'en' })) as unknown as ExcelJS.Buffer)
    expect(workbook.worksheets[0]?.getCell('C700').dataValidation).toMatchObject({ type: 'list' })
    expect(workbook.definedNames.getRanges('yanzhen_3').ranges).toEqual(["'_yanzhen_choices'!$C$1:$C$2"])
  })
  it('takes indicator columns that come from a policy pack', async () => {
    const list = withColumns(SCORES, [
      { key: 'x1', header: { zh: '党建', en: 'Party' }, kind: 'decimal', min: '-5', max: '0' },
    ])
    const rows = COMMUNITIES.map((row) => ({ ...row, x1: '-0.3' }))
    const reading = readWorkbook(list, await writeWorkbook(list, rows, { language: 'zh' }))
    expect(reading.rows.map((row) => row.values['x1'])).toEqual(['-0.3', '-0.3'])
    expect(() =>
      checkList(withColumns(SCORES, [{ key: 'score', header: { zh: '新', en: 'New' }, kind: 'text' }])),
    ).toThrow('twice')
  })
})

describe('a grid that came back changed', () => {
  it.each<[string, (sheet: ExcelJS.Worksheet) => unknown, string[]]>([
    ['a formula', (sheet) => (sheet.getCell('C7').value = { formula: '1+1', result: 2 }), ['formula C7']],
    ['an error', (sheet) => (sheet.getCell('C7').value = { error: '#REF!' }), ['error-value C7']],
    ['a word', (sheet) => (sheet.getCell('C7').value = '优秀'), ['not-a-number C7']],
    ['too much', (sheet) => (sheet.getCell('C8').value = 10.5), ['range C8']],
    ['too fine', (sheet) => (sheet.getCell('C8').value = 9.25), ['decimals C8']],
    ['another name', (sheet) => (sheet.getCell('B8').value = '别的社区'), ['locked-changed B8']],
    ['another code', (sheet) => (sheet.getCell('A8').value = '370611009999'), ['row-unknown 8', 'row-missing']],
    [
      'one row twice',
      (sheet) => (sheet.getCell('A8').value = '370611001001'),
      ['duplicate A8', 'locked-changed B8', 'row-missing'],
    ],
    ['a row gone', (sheet) => sheet.spliceRows(8, 1), ['row-missing']],
    ['a column renamed', (sheet) => (sheet.getCell('C6').value = '分数'), ['column-missing 6', 'column-unknown C6']],
    ['a column gone', (sheet) => sheet.spliceColumns(4, 1), ['column-missing 6']],
    ['a column twice', (sheet) => (sheet.getCell('E6').value = '得分'), ['column-twice E6', 'column-missing 6']],
    ['merged cells', (sheet) => sheet.mergeCells('C7:C8'), ['merged C7']],
    ['a merged header', (sheet) => sheet.mergeCells('C6:D6'), ['column-missing 6']],
    ['a stray cell', (sheet) => (sheet.getCell('H8').value = '备忘'), ['outside H8']],
    ['no header', (sheet) => sheet.spliceRows(6, 1), ['header-missing']],
  ])('names %s', async (_, change, expected) => {
    const reading = readWorkbook(SCORES, await changed(SCORES, COMMUNITIES, change))
    expect(placesOf(reading)).toEqual(expected)
    const bad = reading.problems.map((problem) => problem.row)
    expect(reading.rows.filter(({ row }) => bad.includes(row) && !expected[0]?.startsWith('outside'))).toEqual([])
  })
  it('finds moved columns, an extra line on top, trailing blanks and hidden rows', async () => {
    const file = await changed(SCORES, COMMUNITIES, (sheet) => {
      sheet.insertRow(1, ['通知'])
      sheet.getRow(8).hidden = true
      for (const row of [7, 8, 9]) {
        const [c, d] = [sheet.getCell(row, 3).value, sheet.getCell(row, 4).value]
        sheet.getCell(row, 3).value = d
        sheet.getCell(row, 4).value = c
      }
      sheet.getCell('E8').value = ' 未报材料 '
    })
    const reading = readWorkbook(SCORES, file)
    expect(placesOf(reading)).toEqual([])
    expect(reading.rows[0]).toEqual({ row: 8, values: { ...COMMUNITIES[0], reason: '未报材料' } })
    expect(reading.columns).toMatchObject({ score: 'D', count: 'C' })
  })
})

describe('a roster from elsewhere', () => {
  it('is read without shared strings, addresses or dimensions, as WPS and small programs write it', () => {
    const reading = readRoster([rosterRow()])
    expect(placesOf(reading)).toEqual([])
    expect(reading.rows).toEqual([
      {
        row: 2,
        values: { name: '王红', id: '370611198506012345', sex: 'f', born: '1985-06', since: '2021-03-01', pay: '1.2' },
      },
    ])
  })
  it('reads rich text, links, phonetic guides, prefixes and skips empty rows', () => {
    const rich =
      '<c t="inlineStr"><is><r><t>王</t></r><r><t xml:space="preserve">红 </t></r><rPh><t>ワン</t></rPh></is></c>'
    const parts = rosterParts([rosterRow({ 0: '<c t="s"><v>0</v></c>' }), '<c s="1"/>', rosterRow({ 0: rich }, 1)])
    parts.set(
      'xl/sharedStrings.xml',
      Buffer.from('<x:sst xmlns:x="x"><x:si><x:r><x:t>李_x0041_</x:t></x:r></x:si></x:sst>'),
    )
    const reading = readWorkbook(ROSTER, packParts(parts))
    expect(reading.rows.map(({ row, values }) => [row, values['name']])).toEqual([[2, '李A'], [4, '王红']]) // prettier-ignore
  })
  it('reads dates by their format, also the Chinese ones, and no quoted words', () => {
    const row = rosterRow({
      3: '<c s="3"><v>31199</v></c>',
      4: '<c s="1"><v>44256</v></c>',
      5: '<c s="4"><v>1.5</v></c>',
    })
    expect(readRoster([row]).rows[0]?.values).toMatchObject({ born: '1985-06', since: '2021-03-01', pay: '1.5' })
    expect(placesOf(readRoster([rosterRow({ 5: '<c s="2"><v>0.5</v></c>' })]))).toEqual(['percent F2'])
  })
  it.each([
    ['scientific B2', 1, text('3.7E+17')],
    ['scientific B2', 1, '<c><v>3.7E+17</v></c>'],
    ['digits-lost B2', 1, '<c><v>370611198506012000</v></c>'],
    ['code-form B2', 1, text('370611850601234')],
    ['required A2', 0, text(' ')],
    ['boolean C2', 2, '<c t="b"><v>1</v></c>'],
    ['choice C2', 2, text('未知')],
    ['month-ambiguous D2', 3, '<c><v>1972.5</v></c>'],
    ['month-ambiguous D2', 3, text('1972.5')],
    ['range D2', 3, text('1900-01')],
    ['date-impossible E2', 4, text('2021-02-29')],
    ['date-form E2', 4, text('去年三月')],
    ['date-time E2', 4, '<c s="1"><v>44256.5</v></c>'],
    ['date-for-number F2', 5, '<c s="1"><v>44256</v></c>'],
    ['error-value F2', 5, '<c t="e"><v>#N/A</v></c>'],
    ['formula F2', 5, '<c><f>A1</f></c>'],
  ])('says %s', (expected, place, xml) => {
    const reading = readRoster([rosterRow({ [place]: xml }), rosterRow({}, 1)])
    expect(placesOf(reading)).toEqual([expected])
    expect(reading.rows.map(({ row }) => row)).toEqual([3])
    expect(reading.rejected.map(({ row }) => row)).toEqual([2])
    expect(Object.keys(SHEET_PROBLEMS)).toContain(expected.split(' ')[0] as SheetProblemCode)
  })
  it('keeps both of two people with one ID out, and never repeats an ID', () => {
    const reading = readRoster([rosterRow(), rosterRow(), rosterRow({ 1: text('37061119850601') }, 2)])
    expect(placesOf(reading)).toEqual(['code-form B4', 'duplicate B3'])
    expect(reading.rows).toEqual([])
    expect(JSON.stringify(reading.problems)).not.toContain('370611198')
  })
  it('names each of 1,000 wrong rows, and stops at 10,000 problems', () => {
    expect(placesOf(readRoster(wrong(1000)))).toHaveLength(1000)
    const many = readRoster(wrong(10_500))
    expect(many.problems).toHaveLength(10_000)
    expect(many.problems.at(-1)?.code).toBe('sheets.too-many-problems')
    expect(many.rows).toEqual([])
  })
  it('refuses a merged header and merged data', () => {
    expect(placesOf(readRoster([rosterRow()], merges('A1:B1')))).toEqual(['merged-header A1'])
    expect(readRoster([rosterRow()], merges('A1:B1')).rows).toEqual([])
    const data = readRoster([rosterRow(), rosterRow({}, 1), rosterRow({}, 2)], merges('A2:A3'))
    expect(placesOf(data)).toEqual(['merged A2'])
    expect(data.rows.map(({ row }) => row)).toEqual([4])
  })
  it('takes headers in either language, any width, with stars; leaves out optional columns', () => {
    const header = ['Name*', '身份 证号', 'ＳＥＸ', 'born', '任现职\n时间', '岗位系数＊']
    expect(placesOf(readRoster([rosterRow()], '', header))).toEqual([])
    const list = { ...ROSTER, columns: ROSTER.columns.map((column) => ({ ...column, optional: column.key === 'pay' })) }
    const reading = readWorkbook(list, rosterFile([rosterRow({ 5: '' })], '', ROSTER_HEADERS.slice(0, 5)))
    expect(placesOf(reading)).toEqual([])
    expect(reading.rows[0]?.values).not.toHaveProperty('pay')
  })
  it('asks which sheet it is when there are two', () => {
    const parts = rosterParts([rosterRow()])
    const xml =
      '<workbook xmlns:r="r"><sheets><sheet name="A" r:id="rId1"/><sheet name="B" r:id="rId1"/></sheets></workbook>'
    parts.set('xl/workbook.xml', Buffer.from(xml))
    expect(placesOf(readWorkbook(ROSTER, packParts(parts)))).toEqual(['sheet-missing'])
  })
  it('reads no sheet that nobody sees, and no place that is there twice', () => {
    const withSheets = (sheets: string) =>
      packParts([
        ...new Map([
          ...rosterParts([rosterRow()]),
          ['xl/workbook.xml', Buffer.from(`<workbook xmlns:r="r"><sheets>${sheets}</sheets></workbook>`)],
        ]),
      ])
    const [shown, other] = ['<sheet name="花名册" r:id="rId1"/>', '<sheet name="B" r:id="rId1"/>']
    const hidden = shown.replace('/>', ' state="hidden"/>')
    expect(readWorkbook(ROSTER, withSheets(shown + other)).sheet).toBe('花名册')
    expect(readWorkbook(ROSTER, withSheets(hidden + other)).sheet).toBe('B')
    expect(() => readWorkbook(ROSTER, withSheets(shown + shown))).toThrow('sheets.damaged')
    const [once, twice] = ['<c r="F2"><v>1</v></c>', '<c r="F2"><v>1</v></c><c r="F2"><v>2</v></c>']
    expect(placesOf(readRoster([rosterRow({ 5: once })]))).toEqual([])
    expect(() => readRoster([rosterRow({ 5: twice })])).toThrow('sheets.damaged')
  })
})

it('has every sentence in both languages with the same blanks', () => {
  for (const { zh, en } of Object.values(SHEET_PROBLEMS)) {
    expect(blanks(zh)).toEqual(blanks(en))
  }
})
