import { inflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { Refusal } from '#kernel/refusal.ts'
import { readBook, readSheet, SHEET_LIMITS } from './book.ts'
import { checkUpload, openPackage, PACKAGE_LIMITS } from './guard.ts'
import { packParts } from './pack.ts'
import { readWorkbook } from './read.ts'
import { SHEET_REFUSALS } from './refusals.ts'
import { bombContent, lyingZip, ROSTER, rosterFile, rosterParts, rosterRow, text } from './samples.ts'

/** The code a file is refused with; its sentence is checked in both languages. */
function refusalOf(bytes: Buffer, open: (bytes: Buffer) => unknown = openPackage): string {
  try {
    open(bytes)
    return 'accepted'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    for (const language of ['zh', 'en'] as const)
      expect(error.sentence(language)).toMatch(/^(?!.*\{(limit|size|part|sheet|count)\}).{15,}$/s)
    expect(error.entry).toBe(SHEET_REFUSALS[error.code as keyof typeof SHEET_REFUSALS])
    return error.code
  }
}

function withPart(name: string, content: string | Buffer): Buffer {
  return packParts([...rosterParts([rosterRow()]), [name, Buffer.from(content)]])
}

const read = (bytes: Buffer) => readWorkbook(ROSTER, bytes)
const at = (row: number, cells: string) => `</row><row r="${row}">${cells}`
const relation = (type: string) =>
  `<Relationships><Relationship Id="a" Type="t/${type}" Target="http://x" TargetMode="External"/></Relationships>`

describe('what is no workbook', () => {
  it('accepts an honest one', () => {
    expect(refusalOf(rosterFile([rosterRow()]))).toBe('accepted')
    expect(refusalOf(withPart('xl/media/image1.png', 'picture'))).toBe('accepted')
  })
  it.each([
    ['sheets.empty', Buffer.alloc(0)],
    ['sheets.csv', Buffer.from('\ufeff姓名,性别\r\n王红,女\r\n')],
    ['sheets.html', Buffer.from('\ufeff  <html><table></table></html>')],
    ['sheets.old-xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)])],
    [
      'sheets.encrypted',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
    ['sheets.not-a-workbook', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['sheets.not-a-workbook', packParts([['content.xml', Buffer.from('<office/>')]])],
    ['sheets.not-a-workbook', packParts([['xl/workbook.bin', Buffer.from('xlsb')]])],
    ['sheets.damaged', Buffer.from('504b0304', 'hex')],
  ])('says %s', (code, bytes) => expect(refusalOf(bytes)).toBe(code))
  it('refuses 50 MB before looking inside', () => {
    const start = performance.now()
    expect(refusalOf(Buffer.alloc(50_000_000), checkUpload)).toBe('sheets.too-large')
    expect(performance.now() - start).toBeLessThan(1000)
  })
  it('refuses every file that was cut off', () => {
    const whole = rosterFile([rosterRow()])
    for (let length = 1; length < whole.length; length += 7) {
      expect(refusalOf(whole.subarray(0, length))).toMatch(/damaged|csv/)
    }
  })
  it('refuses every file with one broken byte, or reads the same as before', () => {
    const whole = rosterFile([rosterRow()])
    const before = openPackage(whole)
    for (let at = 0; at < whole.length; at += 3) {
      const broken = Buffer.from(whole)
      broken.writeUInt8(broken.readUInt8(at) ^ 0x55, at)
      // Bytes that carry no content (dates, versions) may differ.
      if (refusalOf(broken) === 'accepted') expect(openPackage(broken)).toEqual(before)
    }
  })
})

describe('a file that grows', () => {
  it('is refused by what it declares, before anything is unpacked', () => {
    const bomb = withPart('xl/media/image1.bin', Buffer.alloc(250_000_000))
    expect(bomb.length).toBeLessThan(PACKAGE_LIMITS.compressed)
    expect(refusalOf(bomb)).toBe('sheets.bomb')
  })
  it('is refused by its ratio below the limit', () => {
    expect(refusalOf(withPart('xl/media/image1.bin', Buffer.alloc(30_000_000)))).toBe('sheets.bomb')
    expect(refusalOf(withPart('xl/media/image1.bin', Buffer.alloc(15_000_000)))).toBe('accepted')
  })
  it('is refused when its directory lies, long before all of it is unpacked', () => {
    const bomb = lyingZip('xl/worksheets/sheet2.xml', Buffer.alloc(250_000_000, 0x20), 1000)
    const start = performance.now()
    expect(refusalOf(bomb)).toBe('sheets.damaged')
    const refused = performance.now() - start
    // What the guard prevents: without its limit the same few bytes become 250 MB.
    const packed = bombContent(250)
    expect(packed.length).toBeLessThan(300_000)
    const unguarded = performance.now()
    expect(inflateRawSync(packed).length).toBeGreaterThan(PACKAGE_LIMITS.uncompressed)
    expect(refused).toBeLessThan((performance.now() - unguarded) / 2)
    expect(refusalOf(lyingZip('xl/media/a.bin', Buffer.alloc(5000), 6000))).toBe('sheets.damaged')
  })
  it('may not have thousands of parts', () => {
    const many = Array.from({ length: 2001 }, (_, at) => [`xl/media/${at}.png`, Buffer.from('x')] as const)
    expect(refusalOf(packParts([...rosterParts([]), ...many]))).toBe('sheets.too-many-parts')
  })
})

describe('what a workbook must not carry', () => {
  it.each(['../../etc/passwd', '/etc/passwd', 'xl\\..\\a.xml', 'c:/a.xml', 'xl/./a.xml', 'XL/Workbook.xml'])(
    'refuses the path %s',
    (name) => expect(refusalOf(withPart(name, 'x'))).toBe('sheets.unsafe-path'),
  )
  it('refuses two parts of one name, which a second reader could tell apart', () => {
    expect(refusalOf(withPart('xl/workbook.xml', '<workbook/>'))).toBe('sheets.unsafe-path')
  })
  it('refuses macros, external links and things to fetch', () => {
    expect(refusalOf(withPart('xl/vbaProject.bin', 'x'))).toBe('sheets.macros')
    expect(refusalOf(withPart('xl/macrosheets/sheet1.xml', 'x'))).toBe('sheets.macros')
    expect(refusalOf(withPart('xl/externalLinks/externalLink1.xml', '<x/>'))).toBe('sheets.external-link')
    expect(refusalOf(withPart('xl/_rels/a.rels', relation('image')))).toBe('sheets.external-link')
    expect(refusalOf(withPart('xl/_rels/a.rels', relation('hyperlink')))).toBe('accepted')
  })
  it('refuses encrypted entries', () => {
    const bytes = rosterFile([])
    const directory = bytes.lastIndexOf(Buffer.from('504b0102', 'hex'))
    bytes.writeUInt16LE(bytes.readUInt16LE(directory + 8) | 1, directory + 8)
    expect(refusalOf(bytes)).toBe('sheets.encrypted')
  })
  it('refuses entity declarations, which the parser alone would let pass', () => {
    const parts = rosterParts([rosterRow()])
    const evil = '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa">]><sst/>'
    parts.set('xl/sharedStrings.xml', Buffer.from(evil))
    expect(refusalOf(packParts(parts))).toBe('sheets.document-type')
    expect(readBook(parts).strings).toEqual([])
  })
  it('refuses broken XML and other encodings', () => {
    for (const xml of ['<sst><si>', '<?xml version="1.0" encoding="GBK"?><sst/>', '<sst>&unknown;</sst>']) {
      const parts = rosterParts([])
      parts.set('xl/sharedStrings.xml', Buffer.from(xml))
      expect(refusalOf(packParts(parts), read)).toBe('sheets.damaged')
    }
    const parts = rosterParts([])
    parts.set('xl/sharedStrings.xml', Buffer.from([0x3c, 0x73, 0x73, 0x74, 0x3e, 0xff, 0xfe]))
    expect(refusalOf(packParts(parts), read)).toBe('sheets.damaged')
  })
})

describe('the size of a sheet', () => {
  it('stops at too many rows and columns, counting only cells with content', () => {
    const { rows, columns } = SHEET_LIMITS
    expect(refusalOf(rosterFile([at(rows + 1, text('x'))]), read)).toBe('sheets.too-many-rows')
    expect(refusalOf(rosterFile([at(1_048_576, '<c s="1"/>')]), read)).toBe('accepted')
    expect(refusalOf(rosterFile([`<c r="XFD2"><v>1</v></c>`]), read)).toBe('sheets.too-many-columns')
    expect(refusalOf(rosterFile(['<c r="XFD2" s="1"/>']), read)).toBe('accepted')
    expect(columns).toBe(200)
  })
  it('would otherwise have handed them on', () => {
    const parts = rosterParts([text('x').repeat(200)])
    const book = readBook(parts)
    const widths: number[] = []
    readSheet(
      book,
      book.sheets[0] ?? { name: '', hidden: false, part: '' },
      (_, cells) => void widths.push(cells.length),
    )
    expect(widths).toEqual([6, 200])
  })
  it('does not repeat one long text into more than can be handed over', () => {
    const long = '字'.repeat(30_000)
    const parts = rosterParts(Array.from({ length: 4000 }, () => `<c r="A2" t="s"><v>0</v></c>`))
    parts.set('xl/sharedStrings.xml', Buffer.from(`<sst><si><t>${long}</t></si></sst>`))
    const wide = { ...ROSTER, keys: [], columns: [{ ...ROSTER.columns[0]!, maxLength: 32_000 }] }
    expect(refusalOf(packParts(parts), (bytes) => readWorkbook(wide, bytes))).toBe('sheets.too-much-text')
  })
})
