import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDrawing } from '../../../../test/support/drawing.ts'
import { signsIn } from '../../../../test/support/pdf.ts'
import { paragraph, run, says, wordOf, wordsOf } from '../../../../test/support/word.ts'
import { drawPapers, fillTemplate, printPapers } from '../document.ts'
import { paper } from './paper.ts'

// What people typed comes out as they typed it, whatever a template, an XML part or a Typst source would make of it.

const AT = new Date('2026-11-26T01:00:00Z')
const sheet = paper({
  id: 'test.sheet',
  zh: '表',
  en: 'Sheet',
  fields: {
    name: { zh: '姓名', en: 'Name' },
    note: { zh: '备注', en: 'Note' },
    rows: { zh: '名单', en: 'List', kind: 'list', fields: { post: { zh: '职务', en: 'Post' } } },
  },
  sample: { name: '周明远', note: '', rows: [] },
  original: () => Promise.resolve(TEMPLATE),
})
const TEMPLATE = wordOf([says('{姓名}'), says('{#备注}附：{备注}{/备注}'), says('{#名单}{职务}；{/名单}')].join(''))
type Data = Parameters<typeof fillTemplate<typeof sheet.fields>>[2]

const said = async (data: Partial<Data>, template = TEMPLATE) =>
  wordsOf(await fillTemplate(sheet, template, { ...sheet.sample, ...data }, '某某 2026-11-26')).join('')
const drawn = async (data: Partial<Data>, template = TEMPLATE) =>
  readDrawing(await drawPapers(sheet, { template, data: [{ ...sheet.sample, ...data }], at: AT }))
const signs = async (data: Partial<Data>) => (await drawn(data)).pieces.reduce((sum, piece) => sum + piece.signs, 0)

describe('a value', () => {
  it.each([
    ['{姓名}'],
    ['{#名单}{职务}{/名单}'],
    ['{备注}'],
    ['#panic()'],
    ['#read("/etc/passwd")'],
    ['$a$ *b* _c_ `d` @e <f> \\u{41}'],
    ['"+panic()+"'],
  ])('%s is text', async (typed) => {
    expect(await said({ name: typed, note: typed, rows: [{ post: typed }] })).toBe(`${typed}附：${typed}${typed}；`)
    // Each sign is drawn: what would have been read as a tag or as a call would be fewer or none.
    expect(await signs({ name: typed })).toBe(typed.replaceAll(' ', '').length)
  })

  it.each([['</w:t>'], ['&'], ['&lt;'], [']]>'], ['<w:r><w:t>x</w:t></w:r>'], ['<!DOCTYPE a>']])(
    '%s is no XML',
    async (typed) => {
      expect(await said({ name: typed })).toBe(typed)
      expect(await signs({ name: typed })).toBe(typed.replaceAll(' ', '').length)
    },
  )

  it('stays one value where it names another that stands later', async () => {
    expect(await said({ name: '{备注}', note: '机密' })).toBe('{备注}附：机密')
  })

  it('breaks into lines where it has several', async () => {
    const heights = new Set((await drawn({ name: '一\n二\n三' })).pieces.map(({ y }) => y))
    expect(heights.size).toBe(3)
  })

  it('without text leaves out what stands around it', async () => {
    expect(await said({ note: '' })).toBe('周明远')
    expect(await said({ note: '一份' })).toBe('周明远附：一份')
  })

  it('fills a tag that Word has split over several runs', async () => {
    const split = paragraph(
      run('姓名：{') + run('姓', '<w:b/>') + '<w:proofErr w:type="gramStart"/>' + run('名') + run('}。'),
    )
    expect(await said({}, wordOf(split))).toBe('姓名：周明远。')
  })

  it('with signs that no font draws is printed with their code points', async () => {
    const data = [{ ...sheet.sample, name: '𠮷\u0007\uE000' }]
    const { bytes } = await printPapers(sheet, { template: TEMPLATE, data, at: AT })
    const copied = signsIn(Buffer.from(bytes))
    expect(copied).not.toContain('𠮷')
    for (const sign of '〔U+20BB7E〕') expect(copied).toContain(sign)
  })

  it('with signs that XML cannot hold opens in Word, with their code points', async () => {
    expect(await said({ name: 'a\u0000b\u0007\ud800\uffff' })).toBe('a〔U+0000〕b〔U+0007〕〔U+D800〕〔U+FFFF〕')
  })
})

it('any text of any length prints, or is replaced by code points', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom('{', '}', '#', '/', '<', '&', '姓名', '名单', '\n', '\r', '\t', '\0', '\\', '"', '\u2028'),
    }),
    fc.string({ unit: fc.constantFrom('一', '二', ' ', '，', '。'), maxLength: 3000, size: 'max' }),
    fc.string({ unit: fc.constantFrom('a', 'é', '\u202e', '\ufeff', '\ud800', '\uffff', '👩‍👩‍👧', 'ﷺ') }),
  )
  await fc.assert(
    fc.asyncProperty(text, text, fc.array(text, { maxLength: 4 }), async (name, note, posts) => {
      const data = [{ name, note, rows: posts.map((post) => ({ post })) }]
      const { pages, bytes } = await printPapers(sheet, { template: TEMPLATE, data, at: AT })
      expect(pages).toBeGreaterThan(0)
      expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
    }),
    { numRuns: 60 },
  )
})
