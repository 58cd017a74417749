import type { Call } from '#kernel/call.ts'
import { fillTemplate, printPapers } from '#kernel/documents/document.ts'
import type { Paper, PaperData, PaperFields } from '#kernel/documents/word/paper.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import { templateOf, WORD } from './queries.ts'
import { refuse } from './refusals.ts'

// How other slices make their papers: with the district's template, on record, and with the name of who took it across each page.

const PDF = 'application/pdf'

export type PaperFormat = 'pdf' | 'docx'

/**
 * One paper, or several of a kind one after the other, as PDF; one as .docx, to be finished in Word or WPS.
 * @param name of the file, without its ending.
 * @throws Refusal template.overflows where a form does not fit on its pages.
 */
export async function makePaper<F extends PaperFields>(
  call: Call,
  paper: Paper<F>,
  data: readonly [PaperData<F>, ...PaperData<F>[]],
  { name, format }: { readonly name: string; readonly format: PaperFormat },
): Promise<FileAnswer> {
  const { actor, clock, audit } = call
  const template = await templateOf(call, paper)
  await audit({ object: { type: 'paper', id: paper.id }, body: { printed: data.length, format, name } })
  const watermark = `${actor.name} ${clock.today()}`
  if (format === 'docx') {
    return { name: `${name}.docx`, mediaType: WORD, bytes: await fillTemplate(paper, template, data[0], watermark) }
  }
  const { bytes, pages } = await printPapers(paper, { template, data, watermark, at: clock.now() })
  const most = (paper.pages ?? Infinity) * data.length
  if (pages > most) refuse('template.overflows', { paper: paper[call.language], pages, most })
  return { name: `${name}.pdf`, mediaType: PDF, bytes }
}
