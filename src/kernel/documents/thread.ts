// The inside of the document thread.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { create } from 'fontkitten'
import { drawableData, type HasGlyph } from './glyphs.ts'

export type DocumentTask = { readonly template: string; readonly data: unknown; readonly at: Date }

const FONTS = [
  import.meta.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
].map((font) => readFileSync(fileURLToPath(font)))

/** Both weights hold the same signs (tested). */
const glyphs = create(FONTS[0] as Buffer)
if (glyphs.isCollection) throw new TypeError('a font is one font, not a collection of several')
const hasGlyph: HasGlyph = glyphs.hasGlyphForCodePoint.bind(glyphs)

/** Templates read below `src/` and nowhere else. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const DATA = `${ROOT}data.json`
const compiler = NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontBlobs: FONTS }] })

export function setDocument({ template, data, at }: DocumentTask): Uint8Array {
  compiler.mapShadow(DATA, Buffer.from(JSON.stringify(drawableData(data, hasGlyph))))
  try {
    const set = compiler.compile({ mainFilePath: fileURLToPath(template) })
    const error = set.takeError()
    if (error) throw new Error(JSON.stringify(error.shortDiagnostics))
    // A sign without a glyph breaks this standard: none passes as an empty box, even one that the template itself holds.
    const options = { pdfStandard: 'a-2u', creationTimestamp: Math.floor(at.getTime() / 1000) }
    return compiler.pdf(set.result as NodeTypstDocument, options)
  } finally {
    // What a document said is not kept for the next one: it may have been passwords.
    compiler.resetShadow()
    compiler.evictCache(0)
  }
}
