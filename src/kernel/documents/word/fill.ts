// Puts values into a template.
import { MimeType, type TemplateData, TemplateHandler } from 'easy-template-x'
import { openPackage, type Package } from '#kernel/sheets/guard.ts'
import { packParts } from '#kernel/sheets/pack.ts'
import { drawable } from '../glyphs.ts'
import type { FilledPicture, Filling, FillingValues } from './paper.ts'
import { all, type Element, MOST_DEPTH, parseXml, textOf, writeXml } from './xml.ts'

const DOCUMENT = 'word/document.xml'
/** Points → pixels, the library's measure of pictures. */
const PIXELS = 96 / 72

/** The library goes 20 elements deep, a table within a table within a content control has as many. */
export const templateHandler = (): TemplateHandler => new TemplateHandler({ maxXmlDepth: MOST_DEPTH + 20 })

/** The parts of the filled .docx. */
export async function fillWord(template: Package, { values, sizes }: Filling): Promise<Package> {
  const sized = Object.keys(sizes).length === 0 ? template : withSizes(template, sizes)
  return openPackage(await templateHandler().process(packParts(sized), contentOf(values)), undefined, 'document')
}

/** Sets the size of all that stands in the innermost cell with a tag (of a list: the innermost cell or row that holds all of it). */
function withSizes(template: Package, sizes: Filling['sizes']): Package {
  const root = parseXml(template.get(DOCUMENT)?.toString('utf8') ?? '')
  for (const [tag, points] of Object.entries(sizes)) {
    const holds = (element: Element): boolean => {
      const text = textOf(element)
      return text.includes(`{${tag}}`) || (text.includes(`{#${tag}}`) && text.includes(`{/${tag}}`))
    }
    const cells = [...all(root, 'w:tc'), ...all(root, 'w:tr')].filter(holds)
    const innermost = cells.filter((cell) => ![...all(cell, 'w:tc'), ...all(cell, 'w:tr')].some(holds))
    for (const place of innermost.length > 0 ? innermost : all(root, 'w:p').filter(holds)) setSize(place, points)
  }
  return new Map([...template, [DOCUMENT, Buffer.from(writeXml(root))]])
}

function setSize(place: Element, points: number): void {
  for (const run of all(place, 'w:r')) {
    const [known] = all(run, 'w:rPr')
    const properties = known ?? made(run, 'w:rPr')
    if (!known) run.insertBefore(properties, run.firstChild)
    for (const name of ['w:sz', 'w:szCs']) {
      for (const old of all(properties, name)) properties.removeChild(old)
      const size = made(run, name)
      size.setAttribute('w:val', String(points * 2))
      properties.appendChild(size)
    }
  }
}

function made({ ownerDocument }: Element, name: string): Element {
  if (!ownerDocument) throw new TypeError('an element without a document')
  return ownerDocument.createElement(name)
}

/** XML cannot hold every sign; a file with one that it cannot does not open in Word. U+FFFD says that one was lost already. */
const isXml = (codePoint: number): boolean =>
  (codePoint >= 0x20 && codePoint < 0xd800) || (codePoint > 0xdfff && codePoint < 0xfffd) || codePoint > 0xffff

function contentOf(values: FillingValues): TemplateData {
  return Object.fromEntries(
    Object.entries(values).map(([tag, value]) => {
      if (typeof value === 'string') return [tag, drawable(value.replaceAll(/\r\n?/g, '\n'), isXml)]
      if (Array.isArray(value)) return [tag, value.map((row: FillingValues) => contentOf(row))]
      const { png, width, height } = value as FilledPicture
      const size = { width: Math.round(width * PIXELS), height: Math.round(height * PIXELS) }
      return [tag, { _type: 'image', source: Buffer.from(png), format: MimeType.Png, altText: tag, ...size }]
    }),
  )
}
