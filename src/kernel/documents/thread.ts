// The inside of the document thread.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { create } from 'fontkitten'
import { openPackage } from '#kernel/sheets/guard.ts'
import { packParts } from '#kernel/sheets/pack.ts'
import { drawableData, type HasGlyph } from './glyphs.ts'
import { checkTemplate, type TemplateCheck, UNSETTABLE } from './word/check.ts'
import { fillWord } from './word/fill.ts'
import { markWord } from './word/mark.ts'
import type { Filling, Tags } from './word/paper.ts'
import { readWord } from './word/read.ts'

export type DocumentTask = { readonly template: string; readonly data: unknown; readonly at: Date }
export type PaperTask = {
  /** A .docx. */
  readonly template: Uint8Array
  /** One paper each; they are set one after the other, pages counted anew. */
  readonly fillings: readonly Filling[]
  readonly title: string
  readonly watermark: string | null
  readonly format: 'pdf' | 'svg'
  readonly at: Date
}
export type SetPaper = { readonly bytes: Uint8Array; readonly pages: number }

const FONTS = [
  import.meta.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
  import.meta.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
].map((font) => readFileSync(fileURLToPath(font)))

/** What every family draws; the weights of one hold the same signs (tested). */
const hasGlyph: HasGlyph = (codePoint) => families.every((family) => family.hasGlyphForCodePoint(codePoint))
const families = [FONTS[0], FONTS[2]].map((bytes) => {
  const family = create(bytes as Buffer)
  if (family.isCollection) throw new TypeError('a font is one font, not a collection of several')
  return family
})

/** Templates read below `src/` and nowhere else. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const DATA = `${ROOT}data.json`
const WORD = fileURLToPath(new URL('./word/word.typ', import.meta.url))
const compiler = NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontBlobs: FONTS }] })

export function setDocument({ template, data, at }: DocumentTask): Uint8Array {
  return compiled(fileURLToPath(template), data, new Map(), (set) => pdfOf(set, at))
}

/** Fills a template and sets it. */
export async function setPaper({ template, fillings, title, watermark, format, at }: PaperTask): Promise<SetPaper> {
  const parts = openPackage(Buffer.from(template), undefined, 'document')
  const pictures: Record<string, string> = {}
  const files = new Map<string, Buffer>()
  const documents = []
  for (const [index, filling] of fillings.entries()) {
    const layout = readWord(await fillWord(parts, filling))
    for (const [part, bytes] of layout.pictures) {
      const name = `${index}-${part}`
      pictures[name] = `/pictures/${name}`
      files.set(`${ROOT}pictures/${name}`, bytes)
    }
    documents.push(naming(layout.sections, index))
  }
  return compiled(WORD, { documents, pictures, title, watermark }, files, (set) => ({
    bytes: format === 'pdf' ? pdfOf(set, at) : Buffer.from(compiler.plainSvg(set)),
    pages: set.numOfPages,
  }))
}

/** Each paper brings pictures of its own under the same names. */
const naming = (sections: unknown, index: number): unknown =>
  JSON.parse(JSON.stringify(sections), (key, value: unknown) => (key === 'part' ? `${index}-${String(value)}` : value))

export type FillTask = { readonly template: Uint8Array; readonly filling: Filling; readonly watermark: string }

/** A filled .docx, to go on with in Word or WPS. */
export async function fillPaper({ template, filling, watermark }: FillTask): Promise<Uint8Array> {
  const parts = openPackage(Buffer.from(template), undefined, 'document')
  return packParts(markWord(await fillWord(parts, filling), watermark))
}

export type TryTask = {
  readonly template: Uint8Array
  readonly tags: Tags
  readonly sample: Filling
  readonly at: Date
}
export type TriedPaper = TemplateCheck & {
  /** The pages filled with the sample; null while anything is wrong. */
  readonly drawn: SetPaper | null
}

/** Whether an edited template can be filled and set, found by doing it: Word writes more than any check foresees. */
export async function tryPaper({ template, tags, sample, at }: TryTask): Promise<TriedPaper> {
  const found = await checkTemplate(Buffer.from(template), tags)
  if (found.wrong.length > 0) return { ...found, drawn: null }
  const task = { template, fillings: [sample], title: '', watermark: null, at }
  try {
    // As PDF too: it takes no sign without a glyph, and a drawing takes any.
    await setPaper({ ...task, format: 'pdf' })
    return { ...found, drawn: await setPaper({ ...task, format: 'svg' }) }
  } catch {
    return { ...found, wrong: [UNSETTABLE], drawn: null }
  }
}

function compiled<T>(
  mainFilePath: string,
  data: unknown,
  files: ReadonlyMap<string, Buffer>,
  use: (set: NodeTypstDocument) => T,
): T {
  compiler.mapShadow(DATA, Buffer.from(JSON.stringify(drawableData(data, hasGlyph))))
  for (const [path, bytes] of files) compiler.mapShadow(path, bytes)
  try {
    const set = compiler.compile({ mainFilePath })
    const error = set.takeError()
    if (error) throw new Error(JSON.stringify(error.shortDiagnostics))
    return use(set.result as NodeTypstDocument)
  } finally {
    // What a document said is not kept for the next one: it may have been passwords.
    compiler.resetShadow()
    compiler.evictCache(0)
  }
}

/** A sign without a glyph breaks this standard: none passes as an empty box, even one that the template itself holds. */
function pdfOf(set: NodeTypstDocument, at: Date): Buffer {
  return compiler.pdf(set, { pdfStandard: 'a-2u', creationTimestamp: Math.floor(at.getTime() / 1000) })
}
