import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { districtScope } from '#kernel/access.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { edited, wordsOf } from '../../../../test/support/word.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import type { checkTemplate, listTemplates, previewTemplate } from './contract.ts'

// A district's own template through the endpoints: what is printed with it, who sees it, what never becomes one.

let world: Prepared
beforeAll(async () => {
  world = await prepare('filed')
})
afterAll(() => world.close())

const PAPER = 'filing.reply'
const WORDS = '请据此办理任免手续'
const code = (expected: string) => expect.objectContaining({ code: expected })

const download = async (original = false) =>
  Buffer.from(
    ((await world.as('officer', 'template.downloadTemplate', { paper: PAPER, original })) as FileAnswer).bytes,
  )
const file = (bytes: Buffer) => ({ name: '改过的备案函.docx', bytes })
const send = (id: string, bytes: Buffer, paper = PAPER) => world.as('officer', id, { paper }, file(bytes))
const check = async (bytes: Buffer, paper = PAPER) =>
  (await send('template.checkTemplate', bytes, paper)) as OutputOf<typeof checkTemplate>
const standing = async () => {
  const { templates } = (await world.as('officer', 'template.listTemplates')) as OutputOf<typeof listTemplates>
  return templates.find(({ id }) => id === PAPER)
}
const printed = async () => {
  const input = { filing: world.world['filing'], format: 'docx' }
  return wordsOf(Buffer.from(((await world.as('head', 'paper.printReply', input)) as FileAnswer).bytes)).join('')
}
const preview = async () =>
  ((await world.as('officer', 'template.previewTemplate', { paper: PAPER })) as OutputOf<typeof previewTemplate>)
    .drawing
const reworded = async (to: string) => edited(await download(true), (xml) => xml.replace(WORDS, to))

describe('an edited template', () => {
  it('is looked at without being kept', async () => {
    const before = await preview()
    const { wrong, notes, preview: drawn } = await check(await reworded('请照此办理'))
    expect([wrong, notes]).toEqual([[], []])
    expect(drawn?.pages).toBe(1)
    expect(drawn?.drawing).not.toBe(before)
    expect(await preview()).toBe(before)
    expect((await standing())?.own).toBeNull()
    expect(await printed()).toContain(WORDS)
  })

  it('is what papers are printed with once it is in use, under the name of who put it there', async () => {
    await send('template.adoptTemplate', await reworded('请照此办理'))
    const own = (await standing())?.own
    expect(own).toMatchObject({ fileName: '改过的备案函.docx', by: '王海宁' })
    const words = await printed()
    expect(words).toContain('请照此办理')
    expect(words).toContain('周明远')
    expect(wordsOf(await download()).join('')).toContain('请照此办理')
    expect(wordsOf(await download(true)).join('')).toContain(WORDS)
  })

  it('gives way to the newest, and to the original when that is wanted back', async () => {
    await send('template.adoptTemplate', await reworded('请按此办理'))
    expect(await printed()).toContain('请按此办理')
    await world.as('officer', 'template.restoreTemplate', { paper: PAPER })
    expect((await standing())?.own).toBeNull()
    expect(await printed()).toContain(WORDS)
  })

  it('is a district’s own', async () => {
    await send('template.adoptTemplate', await reworded('请照此办理'))
    const count = (district: number) =>
      world.services.database.tx(districtScope('staff', district), async (tx) => {
        const [row] = await tx.run<{ n: number }>('select count(*) as n from documents.template')
        return row?.n
      })
    expect(await count(370611)).toBeGreaterThan(0)
    expect(await count(370612)).toBe(0)
  })
})

describe('what is wrong', () => {
  it('is named in both languages and changes nothing', async () => {
    const own = await standing()
    const bad = edited(await download(true), (xml) => xml.replace('{街道}', '{街道名}').replace('{职务}', '{职务'))
    const { wrong, preview: drawn } = await check(bad)
    expect(wrong.map(({ zh }) => zh).join()).toContain('{职务')
    for (const { zh, en } of wrong) expect([zh, en]).not.toContain('')
    expect(drawn).toBeNull()
    await expect(send('template.adoptTemplate', bad)).rejects.toEqual(code('template.wrong'))
    expect(await standing()).toEqual(own)
  })

  it('includes more pages than a form may have', async () => {
    const form = Buffer.from(
      (
        (await world.as('officer', 'template.downloadTemplate', {
          paper: 'filing.approval',
          original: true,
        })) as FileAnswer
      ).bytes,
    )
    const long = edited(form, (xml) => xml.replace('<w:body>', `<w:body>${'<w:p/>'.repeat(90)}`))
    const { wrong, preview: drawn } = await check(long, 'filing.approval')
    expect(wrong.map(({ zh }) => zh)).toEqual([expect.stringMatching(/要 \d+ 页，干部任免审批表最多 2 页/)])
    // It is shown all the same: one sees what is too long.
    expect(drawn?.pages).toBeGreaterThan(2)
    await expect(send('template.adoptTemplate', long, 'filing.approval')).rejects.toEqual(code('template.wrong'))
  })

  it.each([
    ['nothing', undefined, 'template.no-file'],
    ['an unknown paper', Buffer.from('x'), 'template.unknown'],
  ] as const)('%s is refused', async (_, bytes, expected) => {
    const paper = expected === 'template.unknown' ? 'filing.poem' : PAPER
    const upload = bytes && file(bytes)
    await expect(world.as('officer', 'template.adoptTemplate', { paper }, upload)).rejects.toEqual(code(expected))
  })

  it('is no file at all', async () => {
    const { wrong } = await check(Buffer.from('not a document'))
    expect(wrong).toHaveLength(1)
    expect(wrong[0]?.zh).toContain('不是 .docx 文档')
  })
})
