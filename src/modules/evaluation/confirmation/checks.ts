import type { Call } from '#kernel/call.ts'
import { cycleProcedure } from '../cycle/procedure.ts'
import type { CycleRow } from '../cycle/queries.ts'
import type { StoredResult } from '../star/queries.ts'
import type { Proposed } from './queries.ts'
import type { Pool } from './rules.ts'
import { refuse } from './refusals.ts'

/** Grades are named star-5 … star-1 in every pack (checked there); in sentences they read as stars. */
export const titleOf =
  ({ language }: Call) =>
  (grade: string): string => {
    const level = Number(grade.replace(/\D/g, ''))
    return language === 'zh' ? `${'零一二三四五'[level] ?? grade}星` : `${level} stars`
  }

/** A pool of places takes no more than it has; ties are for the street to decide (rulings A8). */
export function refuseOver(
  call: Call,
  { streets, grade, places }: Pool,
  proposed: readonly Pick<Proposed, 'community' | 'grade'>[],
  results: readonly StoredResult[],
): void {
  const inPool = results.filter(({ street }) => streets.includes(street))
  const communities = new Set(inPool.map(({ community }) => community))
  const given = proposed.filter((one) => one.grade === grade && communities.has(one.community)).length
  if (given <= places) return
  const names = [...new Set(inPool.map(({ streetName }) => streetName))].join('、')
  refuse('confirmation.over-quota', { streets: names, grade: titleOf(call)(grade), given, places })
}

export function refuseStage(
  { language }: Call,
  { period, state }: CycleRow,
  wanted: readonly CycleRow['state'][],
): void {
  if (!wanted.includes(state))
    refuse('confirmation.wrong-stage', { period, state: cycleProcedure.states[state][language] })
}
