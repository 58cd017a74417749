import { useCallback } from 'react'
import { call, newKey } from '#web/transport.ts'
import type { CellChange, SaveAnswer } from '#web/grid/autosave.ts'
import type { OutputOf } from '#web/endpoint.ts'
import { asFailure } from '#web/failure.ts'
import { storedCell } from '#web/grid/grid-model.ts'
import { type Grid, getGrid, saveCells } from '../contract.ts'
import { plain } from './grid-shape.ts'

/** How a grid saves: a batch under one key; what colleagues changed meanwhile comes back as conflicts, cell by cell. */
export function useSaveCells({ period, department }: Grid) {
  return useCallback(
    async (changes: readonly CellChange[]): Promise<SaveAnswer> => {
      const cells = changes.map(({ row, column, value, reason, document, version }) => ({
        community: row,
        indicator: column,
        points: value,
        reason: reason || null,
        document: document || null,
        version,
      }))
      try {
        const answer = await call<OutputOf<typeof saveCells>>({
          endpoint: saveCells,
          input: { period, department, cells },
          key: newKey(),
        })
        return {
          saved: answer.cells.map(({ community, indicator, version }) => ({
            row: community,
            column: indicator,
            version,
          })),
        }
      } catch (problem) {
        const failure = asFailure(problem)
        if (failure.code !== 'scoring.stale-cells') throw problem
        return { saved: [], conflicts: await conflictsOf(changes, period, department) }
      }
    },
    [period, department],
  )
}

async function conflictsOf(
  changes: readonly CellChange[],
  period: string,
  department: string,
): Promise<NonNullable<SaveAnswer['conflicts']>> {
  const grid = await call<Grid>({ endpoint: getGrid, input: { period, department } })
  const now = new Map(
    grid.rows.flatMap(({ community, cells }) => cells.map((cell) => [`${community}/${cell.indicator}`, cell] as const)),
  )
  return changes.flatMap(({ row, column, version }) => {
    const theirs = now.get(`${row}/${column}`)
    if (!theirs || theirs.version === version) return []
    const { value, reason, document } = storedCell({
      value: theirs.points && plain(theirs.points),
      reason: theirs.reason ?? '',
      document: theirs.document ?? '',
      version: theirs.version,
    })
    return [{ row, column, theirs: { value, reason, document, version: theirs.version, who: '', at: '' } }]
  })
}
