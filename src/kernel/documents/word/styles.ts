// Styles of a Word document: defaults, what a style is based on, what stands in the place itself.
import { amount, child, children, type Element, on, twips, value } from './xml.ts'
import type { Face, Paragraph } from './layout.ts'

export type Styles = {
  /** Properties that hold for a paragraph, from the weakest to the strongest. */
  readonly ofParagraph: (paragraph: Element) => readonly Element[]
  /** The same for a run within a paragraph. */
  readonly ofRun: (run: Element | undefined, paragraph: Element) => readonly Element[]
  /** Properties of a table's style. */
  readonly ofTable: (table: Element) => readonly Element[]
  /** Added to every character by the grid of the section. */
  readonly grid: number
}

export function stylesOf(root: Element | undefined, grid: number): Styles {
  const known = new Map(children(root, 'w:style').map((style) => [style.getAttribute('w:styleId') ?? '', style]))
  const normal = [...known].find(([, style]) => isDefault(style))?.[0]
  const chain = (id: string | undefined): Element[] => {
    const styles: Element[] = []
    // A style may be based on itself by mistake.
    for (let style = known.get(id ?? ''); style && !styles.includes(style);) {
      styles.unshift(style)
      style = known.get(value(style, 'w:basedOn') ?? '')
    }
    return styles
  }
  const pick = (styles: readonly (Element | undefined)[], name: string): Element[] =>
    styles.flatMap((style) => child(style, name) ?? [])
  const defaults = child(root, 'w:docDefaults')
  const styleOf = (paragraph: Element) => chain(value(child(paragraph, 'w:pPr'), 'w:pStyle') ?? normal)
  return {
    ofParagraph: (paragraph) => [
      ...pick([child(defaults, 'w:pPrDefault')], 'w:pPr'),
      ...pick([...styleOf(paragraph), paragraph], 'w:pPr'),
    ],
    ofRun: (run, paragraph) => [
      ...pick([child(defaults, 'w:rPrDefault')], 'w:rPr'),
      ...pick(styleOf(paragraph), 'w:rPr'),
      ...pick(chain(value(child(run, 'w:rPr'), 'w:rStyle')), 'w:rPr'),
      // An empty paragraph is as high as the sign that ends it.
      ...pick([run ?? child(paragraph, 'w:pPr')], 'w:rPr'),
    ],
    ofTable: (table) => [
      ...pick(chain(value(child(table, 'w:tblPr'), 'w:tblStyle')), 'w:tblPr'),
      ...pick([table], 'w:tblPr'),
    ],
    grid,
  }
}

const isDefault = (style: Element): boolean =>
  style.getAttribute('w:type') === 'paragraph' && ['1', 'true', 'on'].includes(style.getAttribute('w:default') ?? '')

/** The strongest that says something. */
export function last<T>(properties: readonly Element[], read: (one: Element) => T | undefined): T | undefined {
  return properties.reduce<T | undefined>((found, one) => read(one) ?? found, undefined)
}

/** 10 pt is what a document means that says nothing. */
const DEFAULT_SIZE = 10

export function sizeOf(properties: readonly Element[]): number {
  return last(properties, (one) => amount(child(one, 'w:sz'), 'w:val')) ?? DEFAULT_SIZE * 2
}

/** Look of the characters of a run. */
export function lookOf(properties: readonly Element[], { grid }: Styles) {
  const color = last(properties, (one) => value(one, 'w:color'))
  return {
    face: faceOf(last(properties, (one) => namedFont(child(one, 'w:rFonts'))) ?? ''),
    size: sizeOf(properties) / 2,
    bold: last(properties, (one) => on(one, 'w:b')) ?? false,
    italic: last(properties, (one) => on(one, 'w:i')) ?? false,
    underline: last(properties, (one) => on(one, 'w:u')) ?? false,
    color: color && /^[0-9a-f]{6}$/i.test(color) ? `#${color}` : '#000000',
    spacing: (last(properties, (one) => twips(child(one, 'w:spacing'), 'w:val')) ?? 0) + grid,
  }
}

const namedFont = (fonts: Element | undefined): string | undefined =>
  fonts?.getAttribute('w:eastAsia') ?? fonts?.getAttribute('w:ascii') ?? undefined

const faceOf = (font: string): Face =>
  /黑|sans|arial|calibri|yahei|hei$|gothic|helvetica/i.test(font) ? 'sans' : 'serif'

const ALIGN: Readonly<Record<string, Paragraph['align']>> = {
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
  distribute: 'justify',
}

/** Height of a line of Chinese type, times its size, where a document asks for single spacing. */
const SINGLE = 1.3
/** In twentieths of a point, one line of `w:beforeLines` and the like. */
const LINE = 12

/** Shape of a paragraph whose characters have this size. */
export function shapeOf(properties: readonly Element[], size: number): Omit<Paragraph, 'kind' | 'runs' | 'size'> {
  const number = (element: string, attribute: string) =>
    last(properties, (one) => amount(child(one, element), attribute))
  const length = (element: string, attribute: string) => (number(element, attribute) ?? 0) / 20
  // Chinese documents indent in characters; the twips beside them were right for the size of another day.
  const inCharacters = (name: string) => {
    const count = number('w:ind', `w:${name}Chars`)
    return count ? (count / 100) * size : length('w:ind', `w:${name}`)
  }
  const inLines = (name: string) => {
    const count = number('w:spacing', `w:${name}Lines`)
    return count ? (count / 100) * LINE : length('w:spacing', `w:${name}`)
  }
  const rule = last(properties, (one) => value(one, 'w:spacing', 'w:lineRule')) ?? 'auto'
  const line = number('w:spacing', 'w:line') ?? 240
  const below = last(properties, (one) => child(one, 'w:pBdr', 'w:bottom'))
  return {
    align: ALIGN[last(properties, (one) => value(one, 'w:jc')) ?? ''] ?? 'left',
    left: inCharacters('left') || length('w:ind', 'w:start'),
    right: inCharacters('right') || length('w:ind', 'w:end'),
    first: inCharacters('firstLine') - inCharacters('hanging'),
    before: inLines('before'),
    after: inLines('after'),
    line: rule === 'auto' ? { exact: false, value: (line / 240) * SINGLE } : { exact: true, value: line / 20 },
    below: strokeOf(below),
    pageBefore: last(properties, (one) => on(one, 'w:pageBreakBefore')) ?? false,
  }
}

/** A border: eighths of a point. */
export function strokeOf(border: Element | undefined): Paragraph['below'] {
  const kind = border?.getAttribute('w:val')
  if (!border || !kind || kind === 'nil' || kind === 'none') return null
  const color = border.getAttribute('w:color') ?? ''
  return { width: (amount(border, 'w:sz') ?? 4) / 8, color: /^[0-9a-f]{6}$/i.test(color) ? `#${color}` : '#000000' }
}
