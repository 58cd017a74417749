import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { packParts } from '#kernel/sheets/pack.ts'
import { problemSentence } from '#kernel/refusal.ts'
import { paragraph, relationsPart, run, says, wordOf } from '../../../../test/support/word.ts'
import { tryTemplate } from '../document.ts'
import { officialPaper } from './official.ts'
import { paper } from './paper.ts'

// Templates as staff bring them back, and as somebody who means harm would.

const sheet = paper({
  id: 'test.sheet',
  zh: '表',
  en: 'Sheet',
  fields: {
    name: { zh: '姓名', en: 'Name' },
    date: { zh: '日期', en: 'Date' },
    rows: { zh: '名单', en: 'List', kind: 'list', fields: { post: { zh: '职务', en: 'Post' } } },
  },
  sample: { name: '周明远', date: '', rows: [{ post: '书记' }] },
  original: () => officialPaper([]),
})
const USES = says('{姓名}{日期}{#名单}{职务}{/名单}')

type Report = {
  readonly wrong: readonly string[]
  readonly notes: readonly string[]
  readonly codes: readonly string[]
  readonly pages: number
}
async function check(bytes: Buffer): Promise<Report> {
  const { wrong, notes, drawn } = await tryTemplate(sheet, bytes, new Date())
  expect(drawn === null).toBe(wrong.length > 0)
  for (const problem of [...wrong, ...notes]) {
    const sentences = [problemSentence(problem, 'zh'), problemSentence(problem, 'en')]
    // One sentence each, with nothing left to fill in.
    for (const sentence of sentences) expect(sentence).toMatch(/^\S.*[。.]$/)
    for (const sentence of sentences) expect(sentence).not.toMatch(/\{(?:tag|name|names|known|text|size|limit|part)\}/)
  }
  const said = (problem: Parameters<typeof problemSentence>[0]) => problemSentence(problem, 'zh')
  return {
    wrong: wrong.map(said),
    notes: notes.map(said),
    codes: wrong.map(({ code }) => code),
    pages: drawn?.pages ?? 0,
  }
}
const body = (inside: string) => check(wordOf(USES + inside))

it('a template that uses its fields well is taken as it is', async () => {
  const { wrong, notes } = await body('')
  expect([wrong, notes]).toEqual([[], []])
})

describe('tags', () => {
  it('that the paper does not have are named, with those that it has', async () => {
    const { wrong } = await body(says('{性名}') + says('{职务}'))
    expect(wrong).toHaveLength(2)
    expect(wrong[0]).toBe('没有“{性名}”这个字段。这里可以用：{姓名}、{日期}、{名单}。')
    // A field of a list is one within it alone.
    expect(wrong[1]).toContain('没有“{职务}”')
  })

  it('that nobody declared are not found on what every object has', async () => {
    const { wrong } = await body(
      ['constructor', '__proto__', 'toString', 'length'].map((tag) => says(`{${tag}}`)).join(''),
    )
    expect(wrong).toHaveLength(4)
  })

  it.each([
    ['{姓名', 'paper.brace-open', '{姓名'],
    ['姓名}', 'paper.brace-close', '姓名}'],
    ['{#名单}{职务}', 'paper.list-open', '{/名单}'],
    ['{姓名}{/名单}', 'paper.list-close', '{#名单}'],
  ])('%s is refused by its name', async (text, code, named) => {
    const { wrong, codes } = await check(wordOf(says(text)))
    expect(codes).toEqual([code])
    expect(wrong[0]).toContain(named)
  })

  it('that cross are named', async () => {
    const { codes, wrong } = await check(wordOf(says('{#名单}{#日期}一{/名单}{/日期}')))
    expect(codes).toContain('paper.crossed')
    expect(wrong.join()).toContain('应写 {/日期}')
  })

  it('that are not used are said, and keep nobody from using the template', async () => {
    const { wrong, notes } = await check(wordOf(says('{姓名}')))
    expect(wrong).toEqual([])
    expect(notes).toEqual(['模板没有用到：{日期}、{名单}。打印件上不会有这些内容。'])
  })
})

describe('what the PDF does not draw is said', () => {
  it.each([
    ['自动编号', paragraph(run('一'), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')],
    [
      '文本框',
      paragraph(
        `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${says('框')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`,
      ),
    ],
    ['浮动的图片', paragraph('<w:r><w:drawing><wp:anchor/></w:drawing></w:r>')],
    ['脚注', paragraph('<w:r><w:footnoteReference w:id="1"/></w:r>')],
    ['分栏', '<w:sectPr><w:cols w:num="2"/></w:sectPr>'],
  ])('%s', async (what, inside) => {
    const { wrong, notes } = await body(inside)
    expect(wrong).toEqual([])
    expect(notes.join()).toContain(`PDF 上不会出现：${what}`)
  })
})

const nested = (depth: number, tag: string) => `<w:${tag}>`.repeat(depth) + `</w:${tag}>`.repeat(depth)

describe('what is no template is refused in one sentence', () => {
  it.each<readonly [what: string, code: string, make: () => Buffer | Promise<Buffer>]>([
    ['an empty file', 'sheets.empty', () => Buffer.alloc(0)],
    ['a text', 'sheets.csv', () => Buffer.from('姓名')],
    ['a web page', 'sheets.html', () => Buffer.from('<html></html>')],
    [
      'a workbook with another name',
      'sheets.not-a-workbook',
      () => packParts([['xl/workbook.xml', Buffer.from('<a/>')]]),
    ],
    [
      'an old document',
      'sheets.old-xls',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
    ],
    [
      'a document with a password',
      'sheets.encrypted',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
    ['a zip cut off', 'sheets.damaged', () => wordOf(USES).subarray(0, 400)],
    ['a zip with a bit turned', 'sheets.damaged', () => turned(wordOf(USES))],
    ['a document that is no XML', 'sheets.damaged', () => wordOf('<w:p>')],
    ['macros', 'sheets.macros', () => wordOf(USES, { 'word/vbaProject.bin': 'x' })],
    [
      'a template elsewhere',
      'sheets.external-link',
      () => wordOf(USES, relationsPart({ a: ['attachedTemplate', 'http://192.0.2.1/a.dotm'] })),
    ],
    [
      'a picture elsewhere',
      'sheets.external-link',
      () => wordOf(USES, relationsPart({ a: ['image', 'http://192.0.2.1/a.png'] })),
    ],
    [
      'entities',
      'sheets.document-type',
      () => wordOf('', { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' }),
    ],
    ['a path that leaves the file', 'sheets.unsafe-path', () => wordOf(USES, { '../a.xml': '<a/>' })],
    ['300 MB of nothing', 'sheets.bomb', bomb],
    ['more than 5 MB', 'sheets.too-large', () => Buffer.alloc(5_000_001)],
    ['elements 100,000 deep', 'paper.too-large', () => wordOf(USES + nested(100_000, 'smartTag'))],
    [
      'tables 3,000 deep',
      'paper.too-large',
      () => wordOf(USES + '<w:tbl><w:tr><w:tc>'.repeat(3000) + '</w:tc></w:tr></w:tbl>'.repeat(3000)),
    ],
  ])('%s', async (_, code, make) => {
    expect((await check(await make())).codes).toEqual([code])
  })

  it.each<readonly [string, string]>([
    ['a list that begins in one cell and ends in another row', table(['{#名单}{职务}'], ['{/名单}'])],
    [
      'a row far too high',
      '<w:tbl><w:tr><w:trPr><w:trHeight w:val="999999999"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>',
    ],
    [
      'a cell across 100,000,000 columns',
      '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
    ],
    ['type of a million points', paragraph(run('大', '<w:sz w:val="2000000"/>'))],
    ['a page of one point', says('好'.repeat(100)) + '<w:sectPr><w:pgSz w:w="20" w:h="20"/></w:sectPr>'],
  ])('%s is set or refused, and the next is set', async (_, inside) => {
    await body(inside)
    expect((await body('')).wrong).toEqual([])
  })

  it('a picture that is none', async () => {
    const drawing = '<w:drawing><wp:extent cx="127000" cy="127000"/><a:blip r:embed="a"/></w:drawing>'
    const parts = { ...relationsPart({ a: ['image', 'media/a.png'] }), 'word/media/a.png': 'not a picture' }
    expect((await check(wordOf(USES + paragraph(`<w:r>${drawing}</w:r>`), parts))).codes).toEqual(['paper.unsettable'])
  })

  it('100,000 tags within each other', async () => {
    const many = says('{#姓名}'.repeat(100_000) + '{/姓名}'.repeat(100_000))
    expect((await check(wordOf(many))).codes).toEqual(['paper.too-large'])
    // As many as are read.
    const pairs = says('{#姓名}'.repeat(450) + '{/姓名}'.repeat(450))
    expect((await body(pairs)).wrong).toEqual([])
  })

  it('a hyperlink is harmless, and so is what is deep as people make it', async () => {
    expect((await check(wordOf(USES, relationsPart({ a: ['hyperlink', 'http://192.0.2.1/'] })))).wrong).toEqual([])
    expect((await body(paragraph(nested(20, 'smartTag')))).wrong).toEqual([])
  })
})

it('what passes is set as it prints', async () => {
  const { wrong, pages } = await body(paragraph(nested(20, 'smartTag')) + says('好'.repeat(9000)))
  expect(wrong).toEqual([])
  expect(pages).toBeGreaterThan(1)
})

function table(...rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `<w:tc>${says(text)}</w:tc>`
  return `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`
}

function turned(bytes: Buffer): Buffer {
  const at = bytes.indexOf('word/document.xml') + 40
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  return bytes
}

/** One part that says it is small and is not would be cut off; this one says what it is. */
function bomb(): Buffer {
  const content = Buffer.alloc(300_000_000)
  expect(deflateRawSync(content.subarray(0, 1_000_000)).length).toBeLessThan(2000)
  return wordOf(USES, { 'word/media/a.xml': content })
}
