import type { MechanismName } from '#kernel/policy/rule.ts'
import { bands } from './bands.ts'
import { cap } from './cap.ts'
import { choose } from './choose.ts'
import { constant } from './constant.ts'
import { fact } from './fact.ts'
import { floor } from './floor.ts'
import { mean } from './mean.ts'
import { quota } from './quota.ts'
import type { Drawing } from './rule-book.ts'
import { sum } from './sum.ts'
import { trimmedMean } from './trimmed-mean.ts'

/** One drawing per mechanism; a mechanism without one does not compile. */
export const drawings: Readonly<Record<MechanismName, Drawing>> = {
  'fact@1': fact,
  'constant@1': constant,
  'sum@1': sum,
  'mean@1': mean,
  'trimmed-mean@1': trimmedMean,
  'bands@1': bands,
  'cap@1': cap,
  'floor@1': floor,
  'choose@1': choose,
  'quota@1': quota,
}
