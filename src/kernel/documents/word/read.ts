// From the parts of a .docx to its layout. What Word can and this cannot is named by check.ts.
import { posix } from 'node:path'
import type { Package } from '#kernel/sheets/guard.ts'
import type { Block, Layout, Paragraph, Run, Section } from './layout.ts'
import { lookOf, shapeOf, sizeOf, type Styles, stylesOf } from './styles.ts'
import { readTable } from './table.ts'
import { all, amount, child, children, type Element, parseXml, twips } from './xml.ts'

const DOCUMENT = 'word/document.xml'

export function readWord(parts: Package): Layout {
  const part = (name: string): Element | undefined => {
    const found = parts.get(name)
    return found && parseXml(found.toString('utf8'))
  }
  const body = child(part(DOCUMENT), 'w:body')
  const pictures = new Map([...parts].filter(([name]) => /^word\/media\/.+\.(png|jpe?g)$/i.test(name)))
  const reader = (name: string, styles: Styles) => blockReader(styles, targetsOf(part(relationsOf(name)), name))
  const sections = sectionsOf(body).map(({ blocks, properties }): Section => {
    const styles = stylesOf(part('word/styles.xml'), gridOf(properties))
    const related = targetsOf(part(relationsOf(DOCUMENT)), DOCUMENT)
    const edge = (name: 'header' | 'footer', type: string): readonly Block[] | null => {
      const found = children(properties, `w:${name}Reference`).find((one) => one.getAttribute('w:type') === type)
      const target = related.get(found?.getAttribute('r:id') ?? '')
      const root = target === undefined ? undefined : part(target)
      return target !== undefined && root ? reader(target, styles)(children(root)) : null
    }
    const isEvenOdd = child(part('word/settings.xml'), 'w:evenAndOddHeaders') !== undefined
    return {
      ...pageOf(properties),
      header: edge('header', 'default') ?? [],
      footer: edge('footer', 'default') ?? [],
      evenFooter: isEvenOdd ? edge('footer', 'even') : null,
      blocks: reader(DOCUMENT, styles)(blocks),
    }
  })
  return { sections, pictures }
}

const relationsOf = (name: string): string => posix.join(posix.dirname(name), '_rels', `${posix.basename(name)}.rels`)

/** Parts that a part refers to, by the id of the relation. */
function targetsOf(relations: Element | undefined, from: string): ReadonlyMap<string, string> {
  return new Map(
    children(relations, 'Relationship').map((one) => {
      const target = one.getAttribute('Target') ?? ''
      const path = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(from), target)
      return [one.getAttribute('Id') ?? '', path]
    }),
  )
}

/** A section ends with the paragraph that holds its properties, the last one with the body. */
function sectionsOf(body: Element | undefined): { blocks: Element[]; properties: Element | undefined }[] {
  const sections: { blocks: Element[]; properties: Element | undefined }[] = []
  let blocks: Element[] = []
  for (const element of children(body)) {
    if (element.nodeName === 'w:sectPr') continue
    blocks.push(element)
    const properties = child(element, 'w:pPr', 'w:sectPr')
    if (properties) {
      sections.push({ blocks, properties })
      blocks = []
    }
  }
  return [...sections, { blocks, properties: child(body, 'w:sectPr') }]
}

/** What the grid of a page adds to each character, in 4096ths of a point. */
function gridOf(properties: Element | undefined): number {
  const grid = child(properties, 'w:docGrid')
  return grid?.getAttribute('w:type') === 'linesAndChars' ? (amount(grid, 'w:charSpace') ?? 0) / 4096 : 0
}

/** A4, where a document says nothing. */
function pageOf(properties: Element | undefined) {
  const size = child(properties, 'w:pgSz')
  const margin = child(properties, 'w:pgMar')
  const edge = (name: string) => Math.abs(twips(margin, `w:${name}`) ?? 72)
  return {
    width: twips(size, 'w:w') ?? 595.3,
    height: twips(size, 'w:h') ?? 841.9,
    margin: { top: edge('top'), right: edge('right'), bottom: edge('bottom'), left: edge('left') },
    headerAt: twips(margin, 'w:header') ?? 36,
    footerAt: twips(margin, 'w:footer') ?? 36,
  }
}

function blockReader(styles: Styles, related: ReadonlyMap<string, string>) {
  const read = (elements: readonly Element[]): Block[] =>
    elements.flatMap((element): Block[] => {
      if (element.nodeName === 'w:p') return [readParagraph(element, styles, related)]
      if (element.nodeName === 'w:tbl') return [readTable(element, styles, (parent) => read(children(parent)))]
      if (element.nodeName === 'w:sdt') return read(children(child(element, 'w:sdtContent')))
      return []
    })
  return read
}

function readParagraph(paragraph: Element, styles: Styles, related: ReadonlyMap<string, string>): Paragraph {
  const runs = runsOf(paragraph, styles, related)
  const size = Math.max(...runs.map((run) => ('size' in run ? run.size : 0)))
  const own = size > 0 ? size : sizeOf(styles.ofRun(undefined, paragraph)) / 2
  return { kind: 'paragraph', size: own, runs, ...shapeOf(styles.ofParagraph(paragraph), own) }
}

const DELETED = new Set(['w:del', 'w:moveFrom'])

function runsOf(paragraph: Element, styles: Styles, related: ReadonlyMap<string, string>): Run[] {
  // Of a field its instruction counts (the page number) and not what it said when it was last counted.
  let field: { instruction: string; shown: boolean } | undefined
  const runs: Run[] = []
  const visit = (element: Element): void => {
    if (element.nodeName === 'w:fldSimple') {
      const number = numberOf(element.getAttribute('w:instr') ?? '')
      if (number) runs.push({ kind: 'number', of: number, ...faceAndSize(child(element, 'w:r')) })
      else children(element).forEach(visit)
    } else if (element.nodeName === 'w:r') readRun(element)
    else if (!DELETED.has(element.nodeName)) children(element).forEach(visit)
  }
  const faceAndSize = (run: Element | undefined) => {
    const { face, size } = lookOf(styles.ofRun(run, paragraph), styles)
    return { face, size }
  }
  const readRun = (run: Element): void => {
    const look = lookOf(styles.ofRun(run, paragraph), styles)
    for (const part of children(run)) {
      const mark = part.getAttribute('w:fldCharType')
      if (mark === 'begin') field = { instruction: '', shown: false }
      else if (mark === 'separate' || mark === 'end') {
        const number = field && !field.shown ? numberOf(field.instruction) : undefined
        if (number) runs.push({ kind: 'number', of: number, face: look.face, size: look.size })
        field = mark === 'end' ? undefined : { instruction: field?.instruction ?? '', shown: number !== undefined }
      } else if (part.nodeName === 'w:instrText' && field) field.instruction += part.textContent ?? ''
      else if (!field?.shown) runs.push(...pieceOf(part, look, related))
    }
  }
  children(paragraph).forEach(visit)
  return runs
}

function numberOf(instruction: string): 'page' | 'pages' | undefined {
  if (/\bNUMPAGES\b|\bSECTIONPAGES\b/i.test(instruction)) return 'pages'
  return /\bPAGE\b/i.test(instruction) ? 'page' : undefined
}

/** A tab reads as two characters: papers that align by tabs align by tables here. */
const TAB = '\u3000\u3000'

function pieceOf(part: Element, look: ReturnType<typeof lookOf>, related: ReadonlyMap<string, string>): Run[] {
  const text = (words: string): Run[] => (words === '' ? [] : [{ kind: 'text', text: words, ...look }])
  switch (part.nodeName) {
    case 'w:t':
      return text(part.textContent ?? '')
    case 'w:tab':
      return text(TAB)
    case 'w:br':
      return [{ kind: part.getAttribute('w:type') === 'page' ? 'page' : 'line' }]
    case 'w:cr':
      return [{ kind: 'line' }]
    case 'w:drawing':
      return pictureOf(part, related)
    default:
      return []
  }
}

/** English metric units in a point. */
const EMU = 12_700

function pictureOf(drawing: Element, related: ReadonlyMap<string, string>): Run[] {
  const [extent] = all(drawing, 'wp:extent')
  const [blip] = all(drawing, 'a:blip')
  const part = related.get(blip?.getAttribute('r:embed') ?? '')
  const [width, height] = [amount(extent, 'cx'), amount(extent, 'cy')]
  if (part === undefined || width === undefined || height === undefined) return []
  return [{ kind: 'picture', part, width: width / EMU, height: height / EMU }]
}
