import { describe, expect, it } from 'vitest'
import { openPackage } from '#kernel/sheets/guard.ts'
import { readDrawing } from '../../../../test/support/drawing.ts'
import { paragraph, relationsPart, run, says, stylesPart, wordOf } from '../../../../test/support/word.ts'
import { drawPapers } from '../document.ts'
import type { Paragraph } from './layout.ts'
import { paper } from './paper.ts'
import { readWord } from './read.ts'

// What a document means: styles, page numbers, pictures, changes that were accepted or not.

const layoutOf = (docx: Buffer) => readWord(openPackage(docx, undefined, 'document'))
const paragraphsOf = (docx: Buffer) => layoutOf(docx).sections.flatMap(({ blocks }) => blocks as Paragraph[])
const textsOf = (docx: Buffer) =>
  paragraphsOf(docx).map(({ runs }) => runs.map((one) => ('text' in one ? one.text : `<${one.kind}>`)).join(''))

const STYLES = stylesPart(`
  <w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/><w:rFonts w:eastAsia="宋体"/></w:rPr></w:rPrDefault>
    <w:pPrDefault><w:pPr><w:spacing w:after="200"/></w:pPr></w:pPrDefault></w:docDefaults>
  <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:jc w:val="both"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="b"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b w:val="0"/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>
  <w:style w:type="character" w:styleId="red"><w:rPr><w:color w:val="C00000"/></w:rPr></w:style>`)

describe('styles', () => {
  const look = (inside: string) => {
    const [found] = paragraphsOf(wordOf(inside, STYLES))
    const [first] = found?.runs ?? []
    return { ...found, ...(first?.kind === 'text' ? first : {}) }
  }

  it('come from the defaults, what a style is based on, and the place itself, the nearest first', () => {
    expect(look(paragraph(run('一')))).toMatchObject({ size: 12, bold: false, align: 'justify', after: 10 })
    expect(look(paragraph(run('一'), '<w:pStyle w:val="b"/>'))).toMatchObject({
      size: 16,
      bold: true,
      align: 'justify',
    })
    expect(look(paragraph(run('一'), '<w:pStyle w:val="c"/>'))).toMatchObject({
      size: 16,
      bold: false,
      align: 'center',
    })
    const own = paragraph(run('一', '<w:sz w:val="44"/><w:b/>'), '<w:pStyle w:val="c"/><w:jc w:val="right"/>')
    expect(look(own)).toMatchObject({ size: 22, bold: true, align: 'right' })
    expect(look(paragraph(run('一', '<w:rStyle w:val="red"/>')))).toMatchObject({ color: '#C00000', size: 12 })
  })

  it('that are based on themselves or do not exist end all the same', () => {
    expect(look(paragraph(run('一'), '<w:pStyle w:val="loop"/>'))).toMatchObject({ size: 10 })
    expect(look(paragraph(run('一'), '<w:pStyle w:val="nowhere"/>'))).toMatchObject({ size: 12 })
  })

  it('set 黑体 in the sans and everything else in the serif', () => {
    const face = (font: string) => look(paragraph(run('一', `<w:rFonts w:eastAsia="${font}"/>`)))
    expect(face('黑体')).toMatchObject({ face: 'sans' })
    for (const font of ['宋体', '仿宋_GB2312', '楷体', '方正小标宋简体'])
      expect(face(font)).toMatchObject({ face: 'serif' })
  })

  it('indent in characters of the size that is there', () => {
    const indent = '<w:ind w:firstLineChars="200" w:firstLine="420"/>'
    expect(look(paragraph(run('一', '<w:sz w:val="32"/>'), indent))).toMatchObject({ first: 32 })
  })
})

describe('text', () => {
  it('is read within links, content controls and accepted changes, and not where it was deleted', () => {
    const inside = [
      `<w:hyperlink>${run('链')}</w:hyperlink>`,
      `<w:sdt><w:sdtContent>${run('控')}</w:sdtContent></w:sdt>`,
      `<w:ins>${run('增')}</w:ins>`,
      '<w:del><w:r><w:delText>删</w:delText></w:r></w:del>',
      `<w:moveFrom>${run('移')}</w:moveFrom>`,
    ]
    expect(textsOf(wordOf(paragraph(inside.join(''))))).toEqual(['链控增'])
    expect(textsOf(wordOf(`<w:sdt><w:sdtContent>${says('段')}</w:sdtContent></w:sdt>`))).toEqual(['段'])
  })

  it('breaks where it says so', () => {
    const breaks = paragraph(`${run('一')}<w:r><w:br/></w:r>${run('二')}<w:r><w:br w:type="page"/></w:r>${run('三')}`)
    expect(textsOf(wordOf(breaks))).toEqual(['一<line>二<page>三'])
  })

  it('counts pages anew and does not repeat what a field said before', () => {
    const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
    const complex = `${mark('begin')}<w:r><w:instrText> PAGE </w:instrText></w:r>${mark('separate')}${run('7')}${mark('end')}`
    const simple = `<w:fldSimple w:instr=" NUMPAGES ">${run('9')}</w:fldSimple>`
    const other = `${mark('begin')}<w:r><w:instrText>DATE</w:instrText></w:r>${mark('separate')}${run('今天')}${mark('end')}`
    expect(textsOf(wordOf(paragraph(complex + run('/') + simple + other)))).toEqual(['<number>/<number>今天'])
  })
})

describe('a picture', () => {
  /** One black pixel. */
  const PIXEL = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
    'base64',
  )
  const pictured = (png: Buffer, around = 'inline') =>
    wordOf(
      paragraph(
        `<w:r><w:drawing><wp:${around}><wp:extent cx="1270000" cy="635000"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="r5"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:${around}></w:drawing></w:r>`,
      ),
      { ...relationsPart({ r5: ['image', 'media/image1.png'] }), 'word/media/image1.png': png },
    )
  const sheet = paper({
    id: 'test.sheet',
    zh: '表',
    en: 'Sheet',
    fields: { code: { zh: '条码', en: 'Code', kind: 'picture', width: 60, height: 20 } },
    sample: { code: PIXEL },
    original: async () => pictured(PIXEL),
  })
  const drawn = async (template: Buffer) =>
    readDrawing(await drawPapers(sheet, { template, data: [sheet.sample], at: new Date() }))

  it('of the template has its size', async () => {
    const { pictures } = await drawn(pictured(PIXEL))
    expect(pictures).toHaveLength(1)
    expect(pictures[0]?.wide).toBeCloseTo(100, 0)
    expect(pictures[0]?.high).toBeCloseTo(50, 0)
  })

  it('that is a field stands where its tag stood, as large as the paper declares', async () => {
    const { pictures, pieces } = await drawn(wordOf(says('前{条码}后')))
    expect(pictures).toHaveLength(1)
    expect(pictures[0]?.wide).toBeCloseTo(60, 0)
    expect(pictures[0]?.high).toBeCloseTo(20, 0)
    expect(pieces.map(({ signs }) => signs)).toEqual([1, 1])
  })

  it('of each of several papers is its own', async () => {
    const data = [sheet.sample, sheet.sample]
    const two = readDrawing(await drawPapers(sheet, { template: wordOf(says('{条码}')), data, at: new Date() }))
    expect(two.pictures.map(({ page }) => page)).toEqual([0, 1])
  })
})

describe('edges of a page', () => {
  it('repeat header and footer on each page', async () => {
    const part = (name: string, text: string) =>
      `<w:${name} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${says(text)}</w:${name}>`
    const references = '<w:headerReference w:type="default" r:id="h"/><w:footerReference w:type="default" r:id="f"/>'
    const docx = wordOf(`${says('正文').repeat(100)}<w:sectPr>${references}</w:sectPr>`, {
      ...relationsPart({ h: ['header', 'header1.xml'], f: ['footer', 'footer1.xml'] }),
      'word/header1.xml': part('hdr', '上上上'),
      'word/footer1.xml': part('ftr', '下下下下'),
    })
    const [section] = layoutOf(docx).sections
    expect([section?.header, section?.footer].map((edge) => edge?.length)).toEqual([1, 1])
    const none = paper({ id: 'test.none', zh: '空', en: 'None', fields: {}, sample: {}, original: async () => docx })
    const made = readDrawing(await drawPapers(none, { template: docx, data: [{}], at: new Date() }))
    expect(made.pages).toBeGreaterThan(1)
    for (let page = 0; page < made.pages; page++) {
      const signs = made.pieces.filter((piece) => piece.page === page).map((piece) => piece.signs)
      expect(signs.filter((count) => count > 2).toSorted((one, other) => one - other)).toEqual([3, 4])
    }
  })
})
