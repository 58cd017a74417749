import { handle } from '#kernel/endpoint.ts'
import * as contract from './templates/contract.ts'
import { templateForms } from './templates/forms.ts'
import { adoptTemplate, reportOnTemplate, restoreTemplate } from './templates/operations.ts'
import { downloadTemplate, getTemplates, previewTemplate } from './templates/queries.ts'

export { makePaper, type PaperFormat } from './templates/printing.ts'

/** What people type in this module. */
export const forms = [templateForms]

export const endpoints = [
  handle(contract.listTemplates, getTemplates),
  handle(contract.downloadTemplate, downloadTemplate),
  handle(contract.previewTemplate, previewTemplate),
  handle(contract.checkTemplate, reportOnTemplate),
  handle(contract.adoptTemplate, adoptTemplate),
  handle(contract.restoreTemplate, restoreTemplate),
]
