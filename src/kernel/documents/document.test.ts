import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { create, type Font } from 'fontkitten'
import { describe, expect, it } from 'vitest'
import { signsIn } from '../../../test/support/pdf.ts'
import { writeDocument } from './document.ts'

const SAMPLE = new URL('./sample.typ', import.meta.url)
const AT = new Date('2026-11-23T01:00:00Z')

const fonts = ['400Regular', '700Bold'].map((weight) => {
  const path = import.meta.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`)
  return create(readFileSync(fileURLToPath(path))) as Font
})

describe('a document', () => {
  it('is PDF/A with text to copy, rare signs of names included, and the same bytes at the same time', async () => {
    const pdf = await writeDocument(SAMPLE, { title: '㛃䶮镕' }, AT)
    expect(pdf.toString('latin1')).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>U</)
    for (const sign of '㛃䶮镕') expect(signsIn(pdf)).toContain(sign)
    expect((await writeDocument(SAMPLE, { title: '㛃䶮镕' }, AT)).equals(pdf)).toBe(true)
  })

  it('names the code point of a sign that no font draws', async () => {
    const text = signsIn(await writeDocument(SAMPLE, { title: '𠮷野' }, AT))
    expect(text).not.toContain('𠮷')
    for (const sign of '〔U+207〕野') expect(text).toContain(sign)
  })

  it('is not made with an empty box where a template brings such a sign itself', async () => {
    await expect(writeDocument(SAMPLE, { title: '好', sign: '好'.codePointAt(0) }, AT)).resolves.toBeDefined()
    await expect(writeDocument(SAMPLE, { title: '好', sign: 0x20bb7 }, AT)).rejects.toThrow('could not be displayed')
  })

  it('takes what people typed as text, and reads no file outside the product', async () => {
    const typed = signsIn(await writeDocument(SAMPLE, { title: '#read("x") $a$ *b*' }, AT))
    for (const sign of '#$*"') expect(typed).toContain(sign)
    await expect(
      writeDocument(SAMPLE, { title: '好', file: '/kernel/documents/sample.typ' }, AT),
    ).resolves.toBeDefined()
    for (const file of ['/../package.json', '/etc/hostname', '../../../package.json']) {
      await expect(writeDocument(SAMPLE, { title: '好', file }, AT)).rejects.toThrow()
    }
  })
})

it('both weights draw the same signs', () => {
  const [regular, bold] = fonts.map(({ characterSet }) => characterSet)
  expect(regular?.length).toBeGreaterThan(30_000)
  expect(bold).toEqual(regular)
})
