import { describe, expect, it } from 'vitest'
import { type Drawing, readDrawing } from '../../../../test/support/drawing.ts'
import { paragraph, run, says, wordOf } from '../../../../test/support/word.ts'
import { drawPapers } from '../document.ts'
import { formTable } from './form.ts'
import { formPaper } from './official.ts'
import { paper } from './paper.ts'

// Tables measured on what is drawn: merged cells, heights, borders, rows that stand again on the next page.

async function drawn(template: Buffer): Promise<Drawing> {
  const form = paper({ id: 'test.form', zh: '表', en: 'Form', fields: {}, sample: {}, original: async () => template })
  return readDrawing(await drawPapers(form, { template, data: [{}], at: new Date() }))
}

const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="8" w:color="336699"/>`)
  .join('')
const grid = (...widths: readonly number[]) =>
  `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width * 20}"/>`).join('')}</w:tblGrid>`
/** Columns of 100 points unless told. */
const table = (rows: string, columns = grid(100, 100, 100), borders = BORDERS) =>
  wordOf(`<w:tbl><w:tblPr><w:tblBorders>${borders}</w:tblBorders></w:tblPr>${columns}${rows}</w:tbl>`)
const row = (cells: string, properties = '') => `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`
const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${says(text)}</w:tc>`
const high = (points: number, rule = 'atLeast') => `<w:trHeight w:val="${points * 20}" w:hRule="${rule}"/>`
/** Texts row by row; cells that reach down are drawn after their row. */
const inOrder = ({ pieces }: Drawing) =>
  pieces.toSorted((one, other) => one.page - other.page || Math.round(one.y - other.y) || one.x - other.x)
/** Where each text begins, from the first one on. */
const places = (made: Drawing, pieces = inOrder(made)) =>
  pieces.map(({ x, y }) => ({ x: Math.round(x - (pieces[0]?.x ?? 0)), y: Math.round(y - (pieces[0]?.y ?? 0)) }))
const upright = ({ strokes }: Drawing) => strokes.filter((stroke) => stroke.high > stroke.wide)
const level = ({ strokes }: Drawing) => strokes.filter((stroke) => stroke.wide > stroke.high)

describe('a table', () => {
  it('has columns as wide and rows as high as it says', async () => {
    const two =
      row(cell('一') + cell('二') + cell('三'), high(40)) + row(cell('四') + cell('五') + cell('六'), high(40))
    expect(places(await drawn(table(two)))).toEqual([
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 200, y: 0 },
      { x: 0, y: 40 },
      { x: 100, y: 40 },
      { x: 200, y: 40 },
    ])
  })

  it('merges cells across and down', async () => {
    const across = row(cell('一', '<w:gridSpan w:val="2"/>') + cell('二'), high(30))
    const down = row(cell('三', '<w:vMerge w:val="restart"/>') + cell('四') + cell('五'), high(30))
    const goesOn = row(cell('', '<w:vMerge/>') + cell('六') + cell('七'), high(30))
    const made = await drawn(table(across + down + goesOn))
    expect(places(made)).toEqual([
      { x: 0, y: 0 },
      { x: 200, y: 0 },
      { x: 0, y: 30 },
      { x: 100, y: 30 },
      { x: 200, y: 30 },
      { x: 100, y: 60 },
      { x: 200, y: 60 },
    ])
    // No stroke runs through the merged cell.
    const [first] = made.pieces
    const [x, y] = [first?.x ?? 0, first?.y ?? 0]
    const through = level(made).filter((stroke) => stroke.y > y + 35 && stroke.y < y + 55)
    expect(through.length).toBeGreaterThan(0)
    expect(through.every((stroke) => stroke.x > x + 80)).toBe(true)
  })

  it('keeps an exact height and lets a least one grow', async () => {
    const long = '好'.repeat(60)
    // The one text of one sign is that of the second row.
    const after = async (height: string) => {
      const made = await drawn(table(row(cell(long), height) + row(cell('后')), grid(100)))
      return Math.round((made.pieces.find(({ signs }) => signs === 1)?.y ?? 0) - (made.pieces[0]?.y ?? 0))
    }
    expect(await after(high(20, 'exact'))).toBe(20)
    expect(await after(high(20))).toBeGreaterThan(60)
    expect(await after(high(200))).toBe(200)
  })

  it('is bordered as it says, in width and colour, and not where it says none', async () => {
    const made = await drawn(table(row(cell('一') + cell('二'), high(30)), grid(100, 100)))
    expect(upright(made)).toHaveLength(3)
    for (const stroke of made.strokes) expect(stroke).toMatchObject({ width: 1, color: '#336699' })
    const open = '<w:tcBorders><w:right w:val="nil"/><w:left w:val="nil"/></w:tcBorders>'
    const without = await drawn(table(row(cell('一', open) + cell('二', open), high(30)), grid(100, 100)))
    expect(upright(without)).toHaveLength(0)
    expect((await drawn(table(row(cell('一')), grid(100), ''))).strokes).toEqual([])
  })

  it('stands in the middle or at the bottom of a cell', async () => {
    const at = async (align: string) => {
      const made = await drawn(table(row(cell('一', `<w:vAlign w:val="${align}"/>`), high(100)), grid(100)))
      return (made.pieces[0]?.y ?? 0) - Math.min(...made.strokes.map(({ y }) => y))
    }
    const [top, middle, bottom] = [await at('top'), await at('center'), await at('bottom')]
    expect(middle - top).toBeCloseTo(bottom - middle, 0)
    expect(bottom - top).toBeGreaterThan(70)
  })

  it('shows its heading again on the next page, and goes on there', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => row(cell(`行${at}`), high(30))).join('')
    const made = await drawn(table(row(cell('题题题题题'), `<w:tblHeader/>${high(30)}`) + rows, grid(200)))
    expect(made.pages).toBe(2)
    const first = (page: number) => made.pieces.find((piece) => piece.page === page)
    expect(first(1)?.glyphs).toBe(first(0)?.glyphs)
    expect(made.pieces.filter(({ glyphs }) => glyphs === first(0)?.glyphs)).toHaveLength(2)
  })

  it.each([
    ['no grid', ''],
    ['too few columns', grid(100)],
  ])('that says of its columns %s is drawn with those of its cells', async (_, columns) => {
    const width = '<w:tcW w:w="2000" w:type="dxa"/>'
    const made = await drawn(table(row(cell('一', width) + cell('二', width)), columns))
    expect(places(made)).toEqual([
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ])
  })

  it('holds tables within its cells', async () => {
    const inner = `<w:tbl>${grid(40, 40)}${row(cell('内') + cell('二'))}</w:tbl>`
    const made = await drawn(table(row(`<w:tc>${inner}${says('')}</w:tc>` + cell('外')), grid(200, 100)))
    const [inside, second, outside] = made.pieces
    expect((second?.x ?? 0) - (inside?.x ?? 0)).toBeCloseTo(40, 0)
    expect((outside?.x ?? 0) - (inside?.x ?? 0)).toBeGreaterThan(150)
  })

  it('of the house is drawn as it is declared, in points', async () => {
    const rows = [
      { height: 30, cells: [{ text: '一', down: 2 }, '二'] },
      { height: 30, cells: ['三'] },
    ]
    const form = formTable([100, 200], rows, { size: 10 })
    const made = await drawn(await formPaper([form], { top: 20, right: 20, bottom: 20, left: 20 }))
    const [left, , right] = upright(made)
      .map(({ x }) => x)
      .toSorted((one, other) => one - other)
    expect((right ?? 0) - (left ?? 0)).toBeCloseTo(300, 0)
    // In the middle of both rows.
    const [second, first, third] = inOrder(made)
    expect(first?.y).toBeCloseTo(((second?.y ?? 0) + (third?.y ?? 0)) / 2, 0)
  })
})

it('a sheet across is as wide as a sheet is high', async () => {
  const made = await drawn(await formPaper([], { top: 20, right: 20, bottom: 20, left: 20, landscape: true }))
  expect(made.pages).toBe(1)
  const text = wordOf(
    paragraph(run('好'.repeat(200))) + '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>',
  )
  expect((await drawn(text)).pieces[0]?.signs).toBeGreaterThan(60)
})
