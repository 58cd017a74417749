import type { Call } from '#kernel/call.ts'
import { newId } from '#kernel/database.ts'
import { tryTemplate } from '#kernel/documents/document.ts'
import type { Paper } from '#kernel/documents/word/paper.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { type Problem, problemSentence } from '#kernel/refusal.ts'
import type { TemplateReport } from './contract.ts'
import { paperOf, previewOf } from './queries.ts'
import { refuse } from './refusals.ts'

type Input = { readonly paper: string }

/** What is wrong with an edited template, and what it looks like filled. Keeps nothing but that it was asked. */
export async function reportOnTemplate(call: Call, { paper: id }: Input): Promise<TemplateReport> {
  const paper = paperOf(call, id)
  const { bytes, name } = call.upload ?? refuse('template.no-file')
  const { wrong, notes, drawn } = await tried(call, paper, bytes)
  await call.audit({ object: { type: 'template', id }, body: { checked: name, wrong: wrong.length } })
  return { wrong: wrong.map(inWords), notes: notes.map(inWords), preview: drawn && previewOf(drawn) }
}

const inWords = (problem: Problem) => ({ zh: problemSentence(problem, 'zh'), en: problemSentence(problem, 'en') })

/** From now on the paper is printed with this one. @throws Refusal while anything is wrong with it. */
export async function adoptTemplate(call: Call, { paper: id }: Input): Promise<Nothing> {
  const paper = paperOf(call, id)
  const { bytes, name } = call.upload ?? refuse('template.no-file')
  const { wrong } = await tried(call, paper, bytes)
  const [first] = wrong
  if (first) refuse('template.wrong', { count: wrong.length, first: problemSentence(first, call.language) }, wrong)
  await keep(call, paper, { content: bytes, file_name: name })
  return {}
}

/** What the kernel finds, and whether the sample needs more pages than the paper may have. */
async function tried({ clock }: Call, paper: Paper, bytes: Buffer) {
  const found = await tryTemplate(paper, bytes, clock.now())
  const { pages = 0 } = found.drawn ?? {}
  if (paper.pages === undefined || pages <= paper.pages) return found
  const { zh, en } = paper
  return {
    ...found,
    wrong: [
      ...found.wrong,
      {
        code: 'template.too-long',
        zh: `用示例内容打印要 {pages} 页，${zh}最多 {most} 页。请调小行距、字号或边距。`,
        en: `Filled with the sample it takes {pages} pages; ${en} has {most} at most. Make lines, type or margins smaller.`,
        facts: { pages, most: paper.pages },
      },
    ],
  }
}

export async function restoreTemplate(call: Call, { paper: id }: Input): Promise<Nothing> {
  await keep(call, paperOf(call, id), { content: null, file_name: null })
  return {}
}

type Kept =
  | { readonly content: Buffer; readonly file_name: string }
  | { readonly content: null; readonly file_name: null }

async function keep({ tx, district, actor, clock, audit }: Call, { id: paper }: Paper, kept: Kept): Promise<void> {
  const id = newId()
  const who = { account: actor.account, account_name: actor.name }
  await tx.query
    .insertInto('documents.template')
    .values({ district, id, paper, ...kept, ...who, on_date: clock.today(), at: clock.now() })
    .execute()
  await audit({ object: { type: 'template', id: paper }, body: { template: id, file: kept.file_name } })
}
