// Templates of official papers in the geometry of GB/T 9704-2012 (domain.md §3.7), written as .docx. Offices own the fonts
// named here; the printed PDF is set in open ones (decision 19).
import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  type FileChild,
  Footer,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'

/** Twentieths of a point in a millimetre. */
const MM = 56.6929
const mm = (length: number): number => Math.round(length * MM)

/** A4; 天头 37, 订口 28, 版心 156 × 225 mm: what is left is the right and the lower margin. */
const PAGE = { width: mm(210), height: mm(297) }
const MARGIN = { top: mm(37), left: mm(28), right: mm(210 - 28 - 156), bottom: mm(297 - 37 - 225) }
const LINES = 22
const CHARACTERS = 28
/** 三号 is 16 points, 二号 22, 四号 14. */
export const SIZE = { three: 16, two: 22, four: 14, smallFour: 12, five: 10.5 } as const
/** The 版心 divided by its lines, in twentieths of a point. */
const LINE = mm(225) / LINES
/** What a line of 28 characters takes from each, in 4096ths of a point. */
const CHARACTER = ((156 * MM) / 20 / CHARACTERS - SIZE.three) * 4096

export const FONT = {
  body: '仿宋_GB2312',
  title: '方正小标宋简体',
  heading: '黑体',
  second: '楷体_GB2312',
  song: '宋体',
} as const
const RED = 'C00000'

type Piece = Pick<IRunOptions, 'bold' | 'color'> & { readonly font?: string; readonly size?: number }

/** A run: the body's type unless told; `size` in points. */
export function piece(text: string, { font = FONT.body, size = SIZE.three, ...look }: Piece = {}): TextRun {
  // Texts of several lines are one run with breaks.
  const [first = '', ...more] = text.split('\n')
  const options = { ...look, size: size * 2, font: { eastAsia: font, ascii: font, hAnsi: font } }
  return new TextRun({
    ...options,
    children: [first, ...more.flatMap((line) => [new TextRun({ break: 1 }), line])] as string[],
  })
}

type Shape = {
  readonly align?: 'left' | 'center' | 'right' | 'both'
  /** Two characters, as paragraphs of a text begin. */
  readonly indented?: boolean
  /** Lines before and after. */
  readonly before?: number
  readonly after?: number
  /** Characters kept free at the right. */
  readonly fromRight?: number
  /** A red rule below, as under a letter's mark. */
  readonly ruled?: boolean
  readonly size?: number
}

/** A paragraph of an official paper on its grid of 22 lines. */
export function line(content: string | readonly TextRun[], shape: Shape = {}): Paragraph {
  const { align = 'both', indented = false, before = 0, after = 0, fromRight = 0, ruled = false, size } = shape
  return new Paragraph({
    alignment: AlignmentType[align.toUpperCase() as 'LEFT' | 'CENTER' | 'RIGHT' | 'BOTH'],
    spacing: { line: Math.floor(LINE), lineRule: LineRuleType.EXACT, before: before * LINE, after: after * LINE },
    indent: { ...(indented ? { firstLineChars: 200 } : {}), right: fromRight * SIZE.three * 20 },
    ...(ruled ? { border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: RED, space: 1 } } } : {}),
    children: typeof content === 'string' ? [piece(content, size === undefined ? {} : { size })] : content,
  })
}

/** 发文机关标志, red, over its rule. */
export const mark = (text: string): Paragraph =>
  line([piece(text, { font: FONT.title, size: 30, color: RED })], { align: 'center', after: 0.5 })

/** 标题: 二号小标宋, two lines below what stands above. */
export const title = (text: string, before = 2): Paragraph =>
  line([piece(text, { font: FONT.title, size: SIZE.two })], { align: 'center', before, after: 1 })

/** 署名 and 成文日期, at the right as GB/T 9704 places them under a paper without a seal in it. */
export const signature = (name: string, date: string): Paragraph[] => [
  line(name, { align: 'right', fromRight: 4, before: 2 }),
  line(date, { align: 'right', fromRight: 4 }),
]

/** — 1 —, outside: at the right on odd pages, at the left on even ones. */
function numbering(align: 'left' | 'right'): Footer {
  const number = new TextRun({
    children: ['— ', PageNumber.CURRENT, ' —'],
    size: SIZE.four * 2,
    font: { eastAsia: FONT.song, ascii: FONT.song, hAnsi: FONT.song },
  })
  const indent = { [align]: SIZE.four * 20 }
  return new Footer({
    children: [
      new Paragraph({ alignment: AlignmentType[align === 'left' ? 'LEFT' : 'RIGHT'], indent, children: [number] }),
    ],
  })
}

/** 7 mm below the text, counted from the edge of the paper; the number itself is 14 points high. */
const NUMBER_AT = MARGIN.bottom - mm(7) - SIZE.four * 20

/** @returns a .docx of these paragraphs and tables. */
export function officialPaper(children: readonly FileChild[], { numbered = true } = {}): Promise<Buffer> {
  return wordPaper(children, {
    size: PAGE,
    margin: { ...MARGIN, footer: NUMBER_AT },
    grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: Math.floor(LINE), charSpace: Math.round(CHARACTER) },
    ...(numbered ? { footers: { default: numbering('right'), even: numbering('left') } } : {}),
  })
}

type Setup = {
  readonly size: { readonly width: number; readonly height: number; readonly orientation?: 'landscape' }
  readonly margin: Readonly<Record<string, number>>
  readonly grid?: {
    readonly type: typeof DocumentGridType.LINES_AND_CHARS
    readonly linePitch: number
    readonly charSpace: number
  }
  readonly footers?: { readonly default: Footer; readonly even: Footer }
}

/** A form with margins of its own, in millimetres. @returns a .docx */
export const formPaper = (
  children: readonly FileChild[],
  {
    top,
    right,
    bottom,
    left,
    landscape = false,
  }: Readonly<Record<'top' | 'right' | 'bottom' | 'left', number>> & { readonly landscape?: boolean },
): Promise<Buffer> =>
  wordPaper(children, {
    // The library turns the sheet itself.
    size: { ...PAGE, ...(landscape ? { orientation: 'landscape' } : {}) },
    margin: { top: mm(top), right: mm(right), bottom: mm(bottom), left: mm(left), footer: mm(8), header: mm(8) },
  })

async function wordPaper(children: readonly FileChild[], { size, margin, grid, footers }: Setup): Promise<Buffer> {
  const properties = { page: { size, margin }, ...(grid ? { grid } : {}) }
  const document = new Document({
    evenAndOddHeaderAndFooters: footers !== undefined,
    styles: {
      default: { document: { run: { size: SIZE.three * 2, font: { eastAsia: FONT.body, ascii: FONT.body } } } },
    },
    sections: [{ properties, children, ...(footers ? { footers } : {}) }],
  })
  return Packer.toBuffer(document)
}
