import { describe, expect, it } from 'vitest'
import { type Drawing, readDrawing } from '../../../../test/support/drawing.ts'
import { signsIn } from '../../../../test/support/pdf.ts'
import { drawPapers, printPapers } from '../document.ts'
import { line, mark, officialPaper, signature, title } from './official.ts'
import { paper } from './paper.ts'

// GB/T 9704-2012 measured on what is drawn. A millimetre is 2.8346 points.

const MM = 72 / 25.4
const AT = new Date('2026-11-26T01:00:00Z')

type Children = Parameters<typeof officialPaper>[0]
const letter = (children: Children) =>
  paper({ id: 'test.letter', zh: '函', en: 'Letter', fields: {}, sample: {}, original: () => officialPaper(children) })

async function drawn(children: Children): Promise<Drawing> {
  const made = letter(children)
  return readDrawing(await drawPapers(made, { template: await made.original(), data: [{}], at: AT }))
}

async function printed(children: Children, watermark?: string) {
  const made = letter(children)
  const across = watermark === undefined ? {} : { watermark }
  return printPapers(made, { template: await made.original(), data: [{}], at: AT, ...across })
}

const lines = (count: number) => Array.from({ length: count }, () => line('文'))
const onPage = ({ pieces }: Drawing, page: number) => pieces.filter((piece) => piece.page === page)
/** The page's number is the lowest text. */
const numberOf = (drawing: Drawing, page: number) => {
  const lowest = Math.max(...onPage(drawing, page).map(({ y }) => y))
  const pieces = onPage(drawing, page).filter(({ y }) => y === lowest)
  return { from: Math.min(...pieces.map(({ x }) => x)), to: Math.max(...pieces.map(({ end }) => end)), y: lowest }
}

describe('an official paper', () => {
  it('is A4', async () => {
    const { bytes } = await printed(lines(1))
    const [, width, height] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(Buffer.from(bytes).toString('latin1')) ?? []
    expect(Number(width) / MM).toBeCloseTo(210, 0)
    expect(Number(height) / MM).toBeCloseTo(297, 0)
  })

  it('has 22 lines on a page and no more', async () => {
    expect((await drawn(lines(22))).pages).toBe(1)
    const two = await drawn(lines(23))
    expect(two.pages).toBe(2)
    // The last on the second page, beside the number.
    expect(onPage(two, 1).filter(({ y }) => y < 200)).toHaveLength(1)
  })

  it('has 28 characters in a line and no more', async () => {
    const signs = async (count: number) =>
      (await drawn([line('文'.repeat(count))])).pieces.filter(({ y }) => y < 400).map((piece) => piece.signs)
    expect(await signs(28)).toEqual([28])
    expect(await signs(29)).toEqual([28, 1])
  })

  it('begins 37 mm below the edge and 28 mm from it, and its text is 156 mm wide and 225 mm high', async () => {
    const { pieces } = await drawn([line('文'.repeat(28)), ...lines(21)])
    const [first] = pieces
    expect((first?.x ?? 0) / MM).toBeCloseTo(28, 0)
    // A character stands in the middle of its line: 6.5 points above it, and its line is 0.88 of it below its top.
    expect(((first?.y ?? 0) - 0.88 * 16 - 6.5) / MM).toBeCloseTo(37, 0)
    expect(((first?.end ?? 0) + 16 - (first?.x ?? 0)) / MM).toBeCloseTo(156, 0)
    const text = pieces.filter(({ y }) => y < (37 + 225) * MM)
    expect(((text.at(-1)?.y ?? 0) + 0.12 * 16 + 6.5) / MM).toBeCloseTo(37 + 225, 0)
  })

  it('carries its number 7 mm below the text, at the right on odd pages and at the left on even ones', async () => {
    const three = await drawn(lines(50))
    expect(three.pages).toBe(3)
    const [first, second, third] = [0, 1, 2].map((page) => numberOf(three, page))
    // One character of 14 points is kept free outside; the dash that ends the number is some 10 points wide.
    for (const odd of [first, third]) expect(((odd?.to ?? 0) + 10 + 14) / MM).toBeCloseTo(28 + 156, 0)
    expect(((second?.from ?? 0) - 14) / MM).toBeCloseTo(28, 0)
    for (const one of [first, second, third]) {
      const top = (one?.y ?? 0) - 0.88 * 14
      expect(top / MM - (37 + 225)).toBeGreaterThan(5)
      expect(top / MM - (37 + 225)).toBeLessThan(9)
    }
  })

  it('has its mark in red over a red rule as wide as the text', async () => {
    const { pieces, strokes } = await drawn([mark('福山区'), line('福组〔2026〕1号', { align: 'center', ruled: true })])
    expect(pieces[0]?.color.toUpperCase()).toBe('#C00000')
    const [rule] = strokes
    expect(rule?.color.toUpperCase()).toBe('#C00000')
    expect((rule?.wide ?? 0) / MM).toBeCloseTo(156, 0)
    expect((rule?.x ?? 0) / MM).toBeCloseTo(28, 0)
  })

  it('indents two characters, centres its title, and keeps four free at the right of the signature', async () => {
    const { pieces } = await drawn([
      title('关于的函', 0),
      line('文', { indented: true }),
      ...signature('中共区委', '三'),
    ])
    const [heading, first, name, date] = pieces
    expect(((heading?.x ?? 0) + (heading?.end ?? 0) + 22) / 2 / MM).toBeCloseTo(28 + 156 / 2, 0)
    expect((first?.x ?? 0) - 28 * MM).toBeCloseTo(32, 0)
    for (const one of [name, date]) expect((one?.end ?? 0) + 16 + 64).toBeCloseTo((28 + 156) * MM, -1)
  })
})

it('a drawing covers no page with the ground of the next', async () => {
  const { strokes } = await drawn(lines(50))
  expect(strokes).toEqual([])
  const made = letter(lines(50))
  const { bytes } = await drawPapers(made, { template: await made.original(), data: [{}], at: AT })
  const grounds =
    Buffer.from(bytes)
      .toString('utf8')
      .match(/fill="#ffffff"/g) ?? []
  // That of the whole, which lies below everything.
  expect(grounds.length).toBeLessThanOrEqual(1)
})

describe('a printed paper', () => {
  it('is PDF/A-2u with text to copy, the same bytes at the same time', async () => {
    const { bytes } = await printed([line('㛃䶮镕')], '李芳 2026-11-26')
    const pdf = Buffer.from(bytes)
    expect(pdf.toString('latin1')).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>U</)
    for (const sign of '㛃䶮镕李芳') expect(signsIn(pdf)).toContain(sign)
    expect(Buffer.from((await printed([line('㛃䶮镕')], '李芳 2026-11-26')).bytes).equals(pdf)).toBe(true)
  })

  it('counts the pages of each of several papers anew', async () => {
    const made = letter(lines(30))
    const two = readDrawing(await drawPapers(made, { template: await made.original(), data: [{}, {}], at: AT }))
    expect(two.pages).toBe(4)
    const glyphs = (page: number) => {
      const { y } = numberOf(two, page)
      return onPage(two, page)
        .filter((piece) => piece.y === y)
        .map((piece) => piece.glyphs)
    }
    expect(glyphs(2)).toEqual(glyphs(0))
    expect(glyphs(3)).toEqual(glyphs(1))
    expect(glyphs(1)).not.toEqual(glyphs(0))
  })
})
