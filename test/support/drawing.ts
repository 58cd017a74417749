import type { Element } from '@xmldom/xmldom'
import { all, children, parseXml } from '#kernel/documents/word/xml.ts'

// What stands where on a drawn paper: read from the SVG, which is set by the same rules as the PDF. All in points, from the
// upper left corner of the page.

type Place = { readonly page: number; readonly x: number; readonly y: number }
/** A piece of text in one line: where it begins, its baseline, and how many signs it has. */
export type Piece = Place & {
  readonly signs: number
  readonly end: number
  readonly color: string
  readonly glyphs: string
}
/** A straight stroke of a border or a rule. */
type Stroke = Place & { readonly wide: number; readonly high: number; readonly width: number; readonly color: string }
type Picture = Place & { readonly wide: number; readonly high: number }
export type Drawing = {
  readonly pages: number
  readonly pieces: readonly Piece[]
  readonly strokes: readonly Stroke[]
  readonly pictures: readonly Picture[]
}

export function readDrawing({ bytes, pages }: { readonly bytes: Uint8Array; readonly pages: number }): Drawing {
  const found = { pieces: [] as Piece[], strokes: [] as Stroke[], pictures: [] as Picture[] }
  const groups = children(parseXml(Buffer.from(bytes).toString('utf8')), 'g')
  for (const [page, group] of groups.entries()) walk(group, { page, x: 0, y: -moved(group).y }, found)
  return { pages, ...found }
}

type Found = { readonly pieces: Piece[]; readonly strokes: Stroke[]; readonly pictures: Picture[] }

function walk(element: Element, from: Place, found: Found): void {
  const by = moved(element)
  const at = { page: from.page, x: from.x + by.x, y: from.y + by.y }
  if (element.getAttribute('class') === 'typst-text') found.pieces.push({ ...at, ...signsOf(element, at.x) })
  else if (element.nodeName === 'path') found.strokes.push({ ...at, ...strokeOf(element, at) })
  else if (element.nodeName === 'image') {
    found.pictures.push({ ...at, wide: number(element, 'width'), high: number(element, 'height') })
  } else for (const inner of children(element)) walk(inner, at, found)
}

const number = (element: Element, name: string): number => Number(element.getAttribute(name) ?? 0)

function moved(element: Element): { readonly x: number; readonly y: number } {
  const [, , , , x = 0, y = 0] =
    (element.getAttribute('transform') ?? '').match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? []
  return { x, y }
}

function signsOf(text: Element, x: number) {
  const uses = all(text, 'use')
  const last = uses.at(-1)
  return {
    signs: uses.length,
    end: x + (last ? number(last, 'x') : 0),
    color: uses[0]?.getAttribute('fill') ?? '',
    glyphs: uses.map((use) => use.getAttribute('xlink:href')).join(),
  }
}

/** `M 0 0v 30` or `M 0 0h 30`; of one side of a box a narrow area: `M 0 0m 442 28 v 1.5 h -442 v -1.5 Z`. */
function strokeOf(path: Element, { x, y }: Place) {
  const drawn = path.getAttribute('d') ?? ''
  const along = (way: 'h' | 'v') => Number(new RegExp(`${way} (-?[\\d.]+)`).exec(drawn)?.[1] ?? 0)
  const [, from = 0, below = 0] = (/m (-?[\d.]+) (-?[\d.]+)/.exec(drawn) ?? []).map(Number)
  const [wide, high] = [along('h'), along('v')]
  const isArea = drawn.endsWith('Z ')
  return {
    x: x + from + Math.min(wide, 0),
    y: y + below,
    wide: Math.abs(wide),
    high: Math.abs(high),
    width: isArea ? Math.min(Math.abs(wide), Math.abs(high)) : number(path, 'stroke-width'),
    color: path.getAttribute(isArea ? 'fill' : 'stroke') ?? '',
  }
}
