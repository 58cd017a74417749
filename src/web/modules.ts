import { accountsWeb } from '#accounts/web'
import { auditWeb } from '#audit/web'
import { documentsWeb } from '#documents/web'
import { evaluationWeb } from '#evaluation/web'
import { managementWeb } from '#management/web'
import { policyWeb } from '#policy/web'
import { registryWeb } from '#registry/web'
import { workWeb } from '#work/web'
import type { ModuleWeb } from './module-web.ts'

/** The modules that have pages, in the order of their menu entries within a group. */
export const modules: readonly ModuleWeb[] = [
  workWeb,
  evaluationWeb,
  managementWeb,
  registryWeb,
  policyWeb,
  documentsWeb,
  accountsWeb,
  auditWeb,
]
