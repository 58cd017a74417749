import { all, parseXml } from '#kernel/documents/word/xml.ts'
import { openPackage } from '#kernel/sheets/guard.ts'
import { packParts } from '#kernel/sheets/pack.ts'

// Word documents as Word writes them, from their XML: what the docx library does not write, and what nobody should.

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const SPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
].join(' ')
const TYPES = `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>`
const relations = (within: string) =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${within}</Relationships>`
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

type Parts = Readonly<Record<string, string | Buffer>>

/** A .docx with this body; more parts by their path, in place of those that stand here where they have the same. */
export function wordOf(body: string, parts: Parts = {}): Buffer {
  const inside: Parts = {
    '[Content_Types].xml': TYPES,
    '_rels/.rels': relations(`<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>`),
    'word/document.xml': `${HEAD}<w:document ${SPACES}><w:body>${body}</w:body></w:document>`,
    ...parts,
  }
  return packParts(Object.entries(inside).map(([name, content]) => [name, Buffer.from(content)] as const))
}

/** `word/styles.xml` with these styles. */
export const stylesPart = (styles: string): Parts => ({
  'word/styles.xml': `${HEAD}<w:styles ${SPACES}>${styles}</w:styles>`,
})

/** The relations of the document: of each the kind, as image, and where it leads. */
export const relationsPart = (targets: Readonly<Record<string, readonly [kind: string, target: string]>>): Parts => ({
  'word/_rels/document.xml.rels': relations(
    Object.entries(targets)
      .map(([id, [kind, target]]) => {
        const isOutside = target.startsWith('http') ? ' TargetMode="External"' : ''
        return `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"${isOutside}/>`
      })
      .join(''),
  ),
})

export const paragraph = (inside: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr>${inside}</w:p>`
export const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
export const says = (text: string): string => paragraph(run(text))

/** A .docx with one part changed, as by an office that edits it. */
export function edited(docx: Buffer, change: (xml: string) => string, part = 'word/document.xml'): Buffer {
  const parts = new Map(openPackage(docx, undefined, 'document'))
  return packParts(parts.set(part, Buffer.from(change(parts.get(part)?.toString('utf8') ?? ''))))
}

/** The texts of a .docx, each run of words for itself. */
export function wordsOf(docx: Buffer): string[] {
  const part = openPackage(docx, undefined, 'document').get('word/document.xml')?.toString('utf8') ?? ''
  return all(parseXml(part), 'w:t').map((text) => text.textContent ?? '')
}
