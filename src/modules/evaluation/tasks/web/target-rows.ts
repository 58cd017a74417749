import type { OutputOf } from '#web/endpoint.ts'
import type { ListedTask, listTargets } from '../contract.ts'

export type TargetRow = OutputOf<typeof listTargets>['rows'][number]

/** The tasks that a community has no target for yet. */
export function missingIn({ targets }: TargetRow, tasks: readonly ListedTask[]): readonly ListedTask[] {
  return tasks.filter(({ id }) => !targets.some(({ task, target }) => task === id && target !== null))
}
