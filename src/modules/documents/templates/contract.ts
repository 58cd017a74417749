import { z } from 'zod'
import { endpoint, fileAnswer, nothing } from '#kernel/endpoint.ts'

const ORGANIZATION = ['organization-head', 'organization-officer'] as const

const text = z.object({ zh: z.string(), en: z.string() })
const id = z.string().max(60)

const field = text.extend({
  kind: z.enum(['text', 'list', 'picture']),
  /** Of a list: what may stand within, between {#name} and {/name}. */
  fields: z.array(text),
})

const template = text.extend({
  id,
  fields: z.array(field),
  /** Most pages it may take; null: as many as it needs. */
  pages: z.int().nullable(),
  /** The district's own, where it has one. */
  own: z.object({ fileName: z.string(), by: z.string(), on: z.iso.date() }).nullable(),
})
export type Template = z.output<typeof template>

export const listTemplates = endpoint({
  id: 'template.listTemplates',
  kind: 'read',
  who: ORGANIZATION,
  summary: { zh: '文书模板', en: 'Templates of papers' },
  input: z.object({}),
  output: z.object({ templates: z.array(template) }),
  sample: { given: 'founded', input: () => ({}) },
})

export const downloadTemplate = endpoint({
  id: 'template.downloadTemplate',
  kind: 'read',
  who: ORGANIZATION,
  download: true,
  summary: { zh: '下载文书模板', en: 'Download a template' },
  /** `original`: the house's own, also where the district has another. */
  input: z.object({ paper: id, original: z.boolean() }),
  output: fileAnswer,
  sample: { given: 'founded', input: () => ({ paper: 'filing.reply', original: true }) },
})

/** A paper filled with made-up values. `drawing`: SVG, all pages below each other. */
const preview = z.object({ pages: z.int(), drawing: z.string() })

export const previewTemplate = endpoint({
  id: 'template.previewTemplate',
  kind: 'read',
  who: ORGANIZATION,
  summary: { zh: '预览文书模板', en: 'Preview a template' },
  input: z.object({ paper: id }),
  output: preview,
  sample: { given: 'founded', input: () => ({ paper: 'filing.reply' }) },
})

export const checkTemplate = endpoint({
  id: 'template.checkTemplate',
  kind: 'write',
  who: ORGANIZATION,
  upload: true,
  summary: { zh: '检查修改后的模板', en: 'Check an edited template' },
  input: z.object({ paper: id }),
  output: z.object({
    /** What keeps it from being used. */
    wrong: z.array(text),
    /** What will print differently from what Word shows, and fields that are not used. */
    notes: z.array(text),
    preview: preview.nullable(),
  }),
  sample: { given: 'founded', input: () => ({ paper: 'filing.reply' }), file: 'template.docx' },
})
export type TemplateReport = z.output<(typeof checkTemplate)['output']>

export const adoptTemplate = endpoint({
  id: 'template.adoptTemplate',
  kind: 'write',
  who: ORGANIZATION,
  upload: true,
  summary: { zh: '启用修改后的模板', en: 'Put an edited template into use' },
  input: z.object({ paper: id }),
  output: nothing,
  sample: { given: 'founded', input: () => ({ paper: 'filing.reply' }), file: 'template.docx' },
})

export const restoreTemplate = endpoint({
  id: 'template.restoreTemplate',
  kind: 'write',
  who: ORGANIZATION,
  summary: { zh: '恢复为系统自带的模板', en: 'Go back to the original template' },
  input: z.object({ paper: id }),
  output: nothing,
  sample: { given: 'founded', input: () => ({ paper: 'filing.reply' }) },
})
