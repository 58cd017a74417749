import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { relationsPart, says, wordOf } from '../../../../test/support/word.ts'
import { openPackage, type Package } from '#kernel/sheets/guard.ts'
import { markWord } from './mark.ts'
import { readWord } from './read.ts'
import { all, children, parseXml } from './xml.ts'

const WORDS = '周明远 2026-11-26'
const SPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const open = (docx: Buffer) => openPackage(docx, undefined, 'document')
const xmlOf = (parts: Package, name: string) => parseXml(parts.get(name)?.toString('utf8') ?? '')

/** The headers of the first section, by kind of page: their part, and the words drawn across it. */
function headersOf(parts: Package): Record<string, { readonly part: string; readonly words: readonly string[] }> {
  const relations = children(xmlOf(parts, 'word/_rels/document.xml.rels'), 'Relationship')
  const [section] = all(xmlOf(parts, 'word/document.xml'), 'w:sectPr')
  return Object.fromEntries(
    children(section, 'w:headerReference').map((reference) => {
      const kind = reference.getAttribute('w:type') ?? ''
      const to = relations.find((one) => one.getAttribute('Id') === reference.getAttribute('r:id'))
      const part = posix.join('word', to?.getAttribute('Target') ?? '')
      const drawn = all(xmlOf(parts, part), 'v:textpath').map((path) => path.getAttribute('string'))
      return [kind, { part, words: drawn.filter((words) => words !== null) }]
    }),
  )
}

describe('the watermark of a .docx', () => {
  it('makes a header where there is none, and says what it is', () => {
    const marked = markWord(open(wordOf(says('正文'))), WORDS)
    const { default: header } = headersOf(marked)
    expect(header?.words).toEqual([WORDS])
    const types = children(xmlOf(marked, '[Content_Types].xml'), 'Override')
    expect(types.map((one) => one.getAttribute('PartName'))).toContain(`/${header?.part}`)
  })

  it('stands in a header that is there, and in one for each other kind of page', () => {
    const body = `${says('正文')}<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:pgSz w:w="11906" w:h="16838"/><w:titlePg/></w:sectPr>`
    const marked = markWord(
      open(
        wordOf(body, {
          ...relationsPart({ h: ['header', 'header1.xml'] }),
          'word/header1.xml': `<w:hdr ${SPACES}>${says('眉')}</w:hdr>`,
          'word/settings.xml': `<w:settings ${SPACES}><w:evenAndOddHeaders/></w:settings>`,
        }),
      ),
      WORDS,
    )
    const found = headersOf(marked)
    expect(Object.keys(found).toSorted()).toEqual(['default', 'even', 'first'])
    expect(Object.values(found).map(({ words }) => words)).toEqual([[WORDS], [WORDS], [WORDS]])
    expect(found['default']?.part).toBe('word/header1.xml')
    expect(all(xmlOf(marked, 'word/header1.xml'), 'w:t').map((one) => one.textContent)).toEqual(['眉'])
    // References come first in a section, or Word does not open the file.
    const [section] = all(xmlOf(marked, 'word/document.xml'), 'w:sectPr')
    expect(children(section).map(({ nodeName }) => nodeName)).toEqual([
      ...Array.from({ length: 3 }, () => 'w:headerReference'),
      'w:pgSz',
      'w:titlePg',
    ])
  })

  it.each([['a"b<c>&d']])('%s is text', (words) => {
    expect(headersOf(markWord(open(wordOf(says('正文'))), words))['default']?.words).toEqual([words])
  })

  it('changes nothing of what the page says', () => {
    const plain = open(wordOf(says('正文')))
    expect(readWord(markWord(plain, WORDS)).sections.map(({ blocks }) => blocks)).toEqual(
      readWord(plain).sections.map(({ blocks }) => blocks),
    )
  })
})
