import { handle } from '#kernel/endpoint.ts'
import * as record from './record/contract.ts'
import { writeBundle } from './record/export.ts'
import { signCheckpoint } from './record/operations.ts'
import { getAct, getActs } from './record/queries.ts'

export { verdictSentence } from './record/explanation.ts'
export { readKept } from './record/rules.ts'
export { openVerifier, type Verdict } from './record/verification.ts'
export { recordWatch } from './record/watch.ts'

export const endpoints = [
  handle(record.listActs, getActs),
  handle(record.getAct, getAct),
  handle(record.getCheckpoint, signCheckpoint),
  handle(record.exportBundle, writeBundle),
]
