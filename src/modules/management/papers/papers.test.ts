import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileAnswer } from '#kernel/endpoint.ts'
import { addDays } from '#kernel/clock.ts'
import { printPapers } from '#kernel/documents/document.ts'
import { signsIn } from '../../../../test/support/pdf.ts'
import { wordsOf } from '../../../../test/support/word.ts'
import { type Prepared, prepare } from '../../../../test/support/world.ts'
import { approvalPaper } from './approval-paper.ts'
import { dateWords } from './words.ts'

// Papers through their endpoints: what they say, that a long form stays on its pages, and what no paper tells.

let world: Prepared
beforeAll(async () => {
  world = await prepare('sealed')
})
afterAll(() => world.close())

const code = (expected: string) => expect.objectContaining({ code: expected })
const printed = async (login: string, id: string, input: object, where = world) =>
  Buffer.from(((await where.as(login, id, input)) as FileAnswer).bytes)
const signs = (pdf: Buffer) => new Set(signsIn(pdf))
const says = (pdf: Buffer, words: string) => {
  const known = signs(pdf)
  return Array.from(words).every((sign) => known.has(sign))
}
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length

describe('the approval form', () => {
  it('takes what the register knows, on two pages, with text to copy', async () => {
    const pdf = await printed('qingyang', 'paper.printApprovals', { filings: [world.world['filing']], format: 'pdf' })
    expect(says(pdf, '周明远南关社区党组织书记岗位空缺')).toBe(true)
    expect(pagesOf(pdf)).toBe(2)
  })

  it('stays on two pages with a long résumé, and is not printed with one that no type size holds', async () => {
    const { person, filing } = await candidate()
    const add = (from: number, count: number) => addPeriods(person, from, count)
    await add(1985, 24)
    expect(pagesOf(await printed('head', 'paper.printApprovals', { filings: [filing], format: 'pdf' }))).toBe(2)
    await add(2010, 60)
    const input = { filings: [filing], format: 'pdf' }
    await expect(world.as('head', 'paper.printApprovals', input)).rejects.toEqual(code('template.overflows'))
    // The Word file is to be had all the same: it is where such a résumé is shortened.
    expect((await printed('head', 'paper.printApprovals', { ...input, format: 'docx' })).length).toBeGreaterThan(5000)
  })

  it('holds the longest résumé of each type size', async () => {
    const template = await approvalPaper.original()
    for (let periods = 1; periods <= 45; periods += 4) {
      const row = {
        period: '2015.03—2016.03',
        life: '福山区清洋街道南关社区党组织书记助理兼综合治理委员会委员、办公室副主任',
      }
      const data = [{ ...approvalPaper.sample, resume: Array.from({ length: periods }, () => row) }]
      const { pages } = await printPapers(approvalPaper, { template, data, at: new Date() })
      expect(pages, `${periods} periods`).toBe(2)
    }
  })

  it('prints several at once as PDF, and one at a time as Word', async () => {
    const filings = [world.world['filing'], world.world['motion'], world.world['accepted']]
    expect(pagesOf(await printed('officer', 'paper.printApprovals', { filings, format: 'pdf' }))).toBe(6)
    await expect(world.as('officer', 'paper.printApprovals', { filings, format: 'docx' })).rejects.toEqual(
      code('paper.one-at-a-time'),
    )
  })
})

describe('the summary', () => {
  it('names what each department answered, and of a sealed reply nothing', async () => {
    const input = { filings: [world.world['filing']], format: 'docx' }
    const said = wordsOf(await printed('officer', 'paper.printSummary', input))
    expect(said).toContain('周明远')
    // The audit bureau has found something; discipline has sealed its reply, and the others have not replied.
    expect(said.filter((word) => word === '发现')).toHaveLength(1)
    expect(said.filter((word) => word === '未复')).toHaveLength(17)
    // Also for one of the two who may read it: paper goes from hand to hand.
    expect(wordsOf(await printed('head', 'paper.printSummary', input))).toEqual(said)
    await expect(world.as('qingyang', 'paper.printSummary', input)).rejects.toEqual(code('server.not-permitted'))
  })
})

describe('notice and reply', () => {
  it('are printed at their step and at no other', async () => {
    const input = { filing: world.world['filing'], format: 'pdf' }
    await expect(world.as('qingyang', 'paper.printNotice', input)).rejects.toEqual(code('paper.not-noticed'))
    await expect(world.as('head', 'paper.printReply', input)).rejects.toEqual(code('paper.not-filed'))
    const filed = await prepare('filed')
    const pdf = await printed('head', 'paper.printReply', { ...input, filing: filed.world['filing'] }, filed)
    expect(says(pdf, `周明远备案编号${filed.world['number']}`)).toBe(true)
    await filed.close()
  })

  it('say later what they said on the day: the date of the reply, and the posts before it took effect', async () => {
    const filed = await prepare('filed')
    const { filing } = filed.world
    const { acts } = (await filed.as('head', 'filing.getFiling', { filing })) as {
      acts: { event: string; on: string; details: { effective?: string } }[]
    }
    const { on = '', details } = acts.find(({ event }) => event === 'file') ?? {}
    filed.clock.set(addDays(details?.effective ?? '', 30))
    const reply = wordsOf(await printed('head', 'paper.printReply', { filing, format: 'docx' }, filed))
    expect(reply.join('')).toContain(dateWords(on))
    expect(reply.join('')).not.toContain(dateWords(filed.clock.today()))
    const form = wordsOf(
      await printed('head', 'paper.printApprovals', { filings: [filing], format: 'docx' }, filed),
    ).join('')
    expect(form.match(/社区党组织书记/g)).toHaveLength(1)
    await filed.close()
  })

  it('say nothing of the review and carry no ID number', async () => {
    const noticed = await prepare('noticeOver')
    const pdf = await printed(
      'qingyang',
      'paper.printNotice',
      { filing: noticed.world['filing'], format: 'docx' },
      noticed,
    )
    const said = wordsOf(pdf).join('')
    expect(said).toContain('周明远')
    expect(said).toContain('2026年11月12日')
    expect(said).not.toMatch(/\d{17}[\dX]|联审|审计|发现/)
    const paused = await prepare('noticed')
    const input = { filing: paused.world['filing'], format: 'pdf' }
    await expect(paused.as('qingyang', 'paper.printNotice', input)).rejects.toEqual(code('paper.notice-paused'))
    await paused.close()
    await noticed.close()
  })
})

/** A candidate with a case of its own. */
async function candidate(): Promise<{ person: string; filing: string }> {
  const { community, candidate: person = '' } = world.world
  const gates = { document: '街道工委会议纪要〔2026〕40号', reserveSeen: true, disciplinePresent: true }
  const motion = { kind: 'FK-1', reason: 'FR-1', community, postKind: 'assistant', person, plannedOn: '2027-01-20' }
  const { id } = (await world.as('qingyang', 'filing.propose', { ...motion, ...gates })) as { id: string }
  return { person, filing: id }
}

async function addPeriods(person: string, from: number, count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    const month = from * 12 + at
    const start = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
    const work = { organisation: '福山区清洋街道南关社区居民委员会', post: '综合治理办公室工作人员兼网格党支部书记' }
    await world.as('head', 'resume.addPeriod', { person, from: start, until: start, kind: 'work', note: null, ...work })
  }
}
