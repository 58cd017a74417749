import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { drawPapers } from '#kernel/documents/document.ts'
import type { Paper } from '#kernel/documents/word/paper.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import type * as contract from './contract.ts'
import { refuse } from './refusals.ts'

/** Media type of a .docx. */
export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The paper of this id. @throws Refusal template.unknown. */
export const paperOf = ({ services }: Pick<Call, 'services'>, id: string): Paper =>
  services.papers.find((one) => one.id === id) ?? refuse('template.unknown', { paper: id })

type Own = { readonly content: Buffer; readonly fileName: string; readonly by: string; readonly on: string }

/** The district's own template of a paper; undefined while it uses the house's. */
async function ownOf({ tx, district }: Pick<Call, 'tx' | 'district'>, paper: string): Promise<Own | undefined> {
  const [row] = await tx.run<Omit<Own, 'content'> & { content: Buffer | null }>(
    `select content, file_name as "fileName", account_name as by, on_date as "on" from documents.template
     where district = $1 and paper = $2 order by id desc limit 1`,
    [district, paper],
  )
  return row?.content ? { ...row, content: row.content } : undefined
}

const originals = new Map<string, Promise<Buffer>>()

function originalOf({ id, original }: Paper): Promise<Buffer> {
  const known = originals.get(id) ?? original()
  originals.set(id, known)
  return known
}

/** The .docx that a paper is printed with. */
export const templateOf = async (call: Pick<Call, 'tx' | 'district'>, paper: Paper): Promise<Buffer> =>
  (await ownOf(call, paper.id))?.content ?? originalOf(paper)

export async function getTemplates(call: Call): Promise<z.input<(typeof contract.listTemplates)['output']>> {
  const templates = call.services.papers.map(async ({ id, zh, en, fields, pages = null }) => {
    const own = await ownOf(call, id)
    return {
      id,
      zh,
      en,
      pages,
      fields: Object.values(fields).map((field) => ({
        zh: field.zh,
        en: field.en,
        kind: field.kind ?? ('text' as const),
        fields: field.kind === 'list' ? Object.values(field.fields).map(({ zh, en }) => ({ zh, en })) : [],
      })),
      own: own ? { fileName: own.fileName, by: own.by, on: own.on } : null,
    }
  })
  return { templates: await Promise.all(templates) }
}

export async function downloadTemplate(
  call: Call,
  { paper: id, original }: z.output<(typeof contract.downloadTemplate)['input']>,
): Promise<FileAnswer> {
  const paper = paperOf(call, id)
  const bytes = original ? await originalOf(paper) : await templateOf(call, paper)
  return { name: `${paper[call.language]}.docx`, mediaType: WORD, bytes }
}

export async function previewTemplate(
  call: Call,
  { paper: id }: z.output<(typeof contract.previewTemplate)['input']>,
): Promise<z.input<(typeof contract.previewTemplate)['output']>> {
  const paper = paperOf(call, id)
  const printing = { template: await templateOf(call, paper), data: [paper.sample], at: call.clock.now() }
  return previewOf(await drawPapers(paper, printing))
}

export const previewOf = ({ bytes, pages }: { readonly bytes: Uint8Array; readonly pages: number }) => ({
  pages,
  drawing: Buffer.from(bytes).toString('utf8'),
})
