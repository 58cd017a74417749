// Puts a watermark across each page of a .docx, as Word does it: a drawing in the header of every kind of page.
import { posix } from 'node:path'
import type { Package } from '#kernel/sheets/guard.ts'
import { all, child, children, type Element, on, parseXml, writeXml } from './xml.ts'

const DOCUMENT = 'word/document.xml'
const RELATIONS = 'word/_rels/document.xml.rels'
const TYPES = '[Content_Types].xml'
const SETTINGS = 'word/settings.xml'
const HEADER = 'word/header-mark.xml'
const HEADER_ID = 'headerMark'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const HEADER_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml'

/** Points; Word stretches the words over them. A sign is half as wide as in the PDF, which repeats the line three times. */
const SIGN = 22
const HEIGHT = 30

/** The package with `words` on each page. */
export function markWord(parts: Package, words: string): Package {
  const document = parseOf(parts, DOCUMENT)
  const relations = parts.has(RELATIONS)
    ? parseOf(parts, RELATIONS)
    : parseXml('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>')
  const headers = children(relations, 'Relationship')
    .filter((one) => one.getAttribute('Type') === `${OFFICE}/header`)
    .map((one) => posix.resolve('/word', one.getAttribute('Target') ?? '').slice(1))
  const marked = new Map(parts)
  for (const [at, name] of [...new Set(headers)].entries()) {
    const header = parseOf(parts, name)
    const [first] = all(header, 'w:p')
    if (first) take(first, runOf(words, at + 1))
    marked.set(name, Buffer.from(writeXml(header)))
  }
  if (refer(document, kindsOf(parts, document))) {
    const types = parseOf(parts, TYPES)
    relate(relations)
    take(types, `<Override xmlns="${types.namespaceURI}" PartName="/${HEADER}" ContentType="${HEADER_TYPE}"/>`)
    marked.set(TYPES, Buffer.from(writeXml(types))).set(RELATIONS, Buffer.from(writeXml(relations)))
    marked.set(HEADER, Buffer.from(`<w:hdr xmlns:w="${W}"><w:p>${runOf(words, headers.length + 1)}</w:p></w:hdr>`))
    marked.set(DOCUMENT, Buffer.from(writeXml(document)))
  }
  return marked
}

const parseOf = (parts: Package, name: string): Element => parseXml(parts.get(name)?.toString('utf8') ?? '')

/** Adds an element from its XML. */
function take(parent: Element, xml: string): void {
  const made = parent.ownerDocument?.importNode(parseXml(xml), true)
  if (made) parent.appendChild(made)
}

/** The kinds of pages that have a header of their own in this document. */
function kindsOf(parts: Package, document: Element): readonly string[] {
  const hasFirst = all(document, 'w:sectPr').some((section) => on(section, 'w:titlePg'))
  const hasEven = parts.has(SETTINGS) && on(parseOf(parts, SETTINGS), 'w:evenAndOddHeaders')
  return ['default', ...(hasFirst ? ['first'] : []), ...(hasEven ? ['even'] : [])]
}

/** Gives the first section a header for each kind that has none; later ones inherit it. Returns whether any was missing. */
function refer(document: Element, kinds: readonly string[]): boolean {
  const [known] = all(document, 'w:sectPr')
  const section = known ?? newSection(document)
  const has = new Set(children(section, 'w:headerReference').map((one) => one.getAttribute('w:type')))
  const missing = kinds.filter((kind) => !has.has(kind))
  for (const kind of missing) {
    const reference = section.ownerDocument?.createElementNS(W, 'w:headerReference')
    if (!reference) continue
    reference.setAttributeNS(W, 'w:type', kind)
    reference.setAttributeNS(OFFICE, 'r:id', HEADER_ID)
    section.insertBefore(reference, section.firstChild)
  }
  return missing.length > 0
}

function newSection(document: Element): Element {
  const body = child(document, 'w:body') ?? document
  take(body, `<w:sectPr xmlns:w="${W}"/>`)
  return all(body, 'w:sectPr').at(-1) ?? body
}

function relate(relations: Element): void {
  const target = posix.basename(HEADER)
  const space = relations.namespaceURI ?? ''
  take(relations, `<Relationship xmlns="${space}" Id="${HEADER_ID}" Type="${OFFICE}/header" Target="${target}"/>`)
}

/** By its name Word and WPS know the drawing as a watermark, which their menu takes off a paper that is to be sent. */
function runOf(words: string, number: number): string {
  const text = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const place = ['horizontal', 'vertical']
    .map((axis) => `mso-position-${axis}:center;mso-position-${axis}-relative:margin`)
    .join(';')
  const size = `width:${Array.from(words).length * SIGN}pt;height:${HEIGHT}pt`
  const style = `position:absolute;margin-left:0;margin-top:0;${size};rotation:330;z-index:-251658752;${place}`
  return `<w:r xmlns:w="${W}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>
<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject${number}" o:spid="_x0000_s${2048 + number}" type="#_x0000_t136" style="${style}" o:allowincell="f" fillcolor="silver" stroked="f">
<v:fill opacity=".5"/><v:textpath style="font-family:&quot;SimHei&quot;;font-size:1pt" string="${text}"/></v:shape></w:pict></w:r>`
}
