// Workbooks for the tests: a list with every kind of column, and files as other programs or attackers write them.
import { crc32, deflateRawSync } from 'node:zlib'
import type { SheetList, SheetValues } from './list.ts'
import { packParts } from './pack.ts'

/** A grid with fixed rows and one column of every kind. */
export const SCORES: SheetList = {
  id: 'test.scores',
  version: 2,
  name: { zh: '赋分表', en: 'Scores' },
  keys: ['code'],
  fixedRows: true,
  columns: [
    { key: 'code', header: { zh: '社区代码', en: 'Community code' }, kind: 'code', pattern: '\\d{12}', required: true },
    { key: 'name', header: { zh: '社区', en: 'Community' }, kind: 'text', locked: true },
    {
      key: 'score',
      header: { zh: '得分', en: 'Score' },
      kind: 'decimal',
      min: '0',
      max: '10',
      decimals: 1,
      step: '0.5',
    },
    { key: 'count', header: { zh: '次数', en: 'Times' }, kind: 'integer', min: '0' },
    { key: 'reason', header: { zh: '扣分事由', en: 'Reason' }, kind: 'text', maxLength: 100 },
  ],
}

export const COMMUNITIES: readonly SheetValues[] = [
  { code: '370611001001', name: '河滨社区', score: '9.5', count: '0', reason: null },
  { code: '370611001002', name: '福海社区', score: null, count: null, reason: '=1+1 不是公式' },
]

/** A roster: people may add rows. */
export const ROSTER: SheetList = {
  id: 'test.roster',
  version: 1,
  name: { zh: '花名册', en: 'Roster' },
  keys: ['id'],
  instructions: [{ zh: '每人一行。', en: 'One row per person.' }],
  columns: [
    { key: 'name', header: { zh: '姓名', en: 'Name' }, kind: 'text', required: true, maxLength: 50 },
    {
      key: 'id',
      header: { zh: '身份证号', en: 'ID number' },
      kind: 'code',
      pattern: '\\d{17}[\\dX]',
      required: true,
      sensitive: true,
      help: { zh: '18 位身份证号。', en: 'ID number of 18 digits.' },
    },
    {
      key: 'sex',
      header: { zh: '性别', en: 'Sex' },
      kind: 'choice',
      choices: [
        { value: 'm', zh: '男', en: 'Male' },
        { value: 'f', zh: '女', en: 'Female' },
      ],
    },
    { key: 'born', header: { zh: '出生年月', en: 'Born' }, kind: 'month', min: '1930-01', max: '2020-12' },
    { key: 'since', header: { zh: '任现职时间', en: 'In post since' }, kind: 'date' },
    { key: 'pay', header: { zh: '岗位系数', en: 'Pay factor' }, kind: 'decimal' },
  ],
}

const WORKBOOK = `<?xml version="1.0" encoding="UTF-8"?>
<workbook xmlns="x" xmlns:r="r"><sheets><sheet name="花名册" sheetId="1" r:id="rId1"/></sheets></workbook>`
const RELATIONS = `<?xml version="1.0"?><Relationships xmlns="x">
<Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
/** Style 1 shows a date, 2 a percentage, 3 the Chinese month, 4 a number with a quoted word that looks like a date. */
const STYLES = `<?xml version="1.0"?><styleSheet xmlns="x"><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>
<numFmt numFmtId="171" formatCode="0.0&quot;day&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/>
<xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>`
export const ROSTER_HEADERS = ['姓名', '身份证号', '性别', '出生年月', '任现职时间', '岗位系数']

/** An inline text cell without an address, as small writers produce it. */
export function text(value: string): string {
  return `<c t="inlineStr"><is><t>${value}</t></is></c>`
}

/** The smallest parts of a workbook whose only sheet has these rows of cell XML, under the roster's header in row 1. */
export function rosterParts(rows: readonly string[], after = '', header = ROSTER_HEADERS): Map<string, Buffer> {
  const data = [header.map(text).join(''), ...rows].map((cells) => `<row>${cells}</row>`).join('')
  const sheet = `<?xml version="1.0"?><worksheet xmlns="x"><sheetData>${data}</sheetData>${after}</worksheet>`
  const parts = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': WORKBOOK,
    'xl/_rels/workbook.xml.rels': RELATIONS,
    'xl/styles.xml': STYLES,
    'xl/worksheets/sheet1.xml': sheet,
  }
  return new Map(Object.entries(parts).map(([name, content]) => [name, Buffer.from(content)]))
}

/** `rosterParts` as a file. */
export function rosterFile(rows: readonly string[], after = '', header = ROSTER_HEADERS): Buffer {
  return packParts(rosterParts(rows, after, header))
}

/** Cells of a good roster row; `cells` replaces some of them by their place (0-based). */
export function rosterRow(cells: Readonly<Record<number, string>> = {}, person = 0): string {
  const id = `3706111985060${String(12345 + person)}`
  const good = [text('王红'), text(id), text('女'), text('1985-06'), text('2021-03-01'), '<c><v>1.2</v></c>']
  return good.map((cell, place) => cells[place] ?? cell).join('')
}

/** A zip entry whose headers may lie. `declared`: the size that the headers claim. */
export function lyingZip(name: string, content: Buffer, declared: number): Buffer {
  const honest = packParts([...rosterParts([]), [name, content]])
  const size = Buffer.alloc(4)
  size.writeUInt32LE(content.length)
  const lie = Buffer.alloc(4)
  lie.writeUInt32LE(declared)
  const sum = Buffer.alloc(4)
  sum.writeUInt32LE(crc32(content))
  // Sizes stand 8 bytes behind the checksum, in the local header and in the directory.
  for (let at = honest.indexOf(sum); at >= 0; at = honest.indexOf(sum, at + 1)) {
    if (honest.subarray(at + 8, at + 12).equals(size)) lie.copy(honest, at + 8)
  }
  return honest
}

/** `megabytes` of one repeated byte, deflated: the content of a zip bomb. */
export function bombContent(megabytes: number): Buffer {
  return deflateRawSync(Buffer.alloc(megabytes * 1_000_000, 0x20), { level: 9 })
}
