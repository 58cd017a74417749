import type { World } from '#kernel/endpoint.ts'
import type { SheetValues } from '#kernel/sheets/list.ts'
import { HISTORY } from '../../src/modules/registry/history/contract.ts'
import { dryRun, runStep, workbookOf } from './imports.ts'
import type { Prepared } from './world.ts'

// Past records from a workbook, as the tests upload them.

export const HISTORY_AT = { login: 'officer', slice: 'history', list: HISTORY.id }

/** The star of a community in a half-year. */
export const starRow = (period: string, some: SheetValues = {}): SheetValues => ({
  kind: 'star',
  period,
  community: '南关社区',
  value: '四星',
  ...some,
})

export const historyFile = (...rows: readonly SheetValues[]) => workbookOf(HISTORY, rows)

/** Accepts the good rows of a checked batch and writes them. */
export async function acceptHistory(prepared: Prepared, batch: string): Promise<void> {
  const { version } = (await prepared.as('officer', 'history.getBatch', { batch })) as { version: number }
  await prepared.as('officer', 'history.acceptBatch', { batch, version })
  await runStep(prepared, 'write-import', HISTORY.id, batch)
}

/** A batch in each state in which somebody may act on it. */
export async function importHistory(prepared: Prepared): Promise<World> {
  const world: Record<string, string> = {}
  for (const [state, period] of Object.entries({ checked: '2024H1', written: '2024H2' })) {
    const { id } = await dryRun(prepared, HISTORY_AT, await historyFile(starRow(period)))
    if (state === 'written') await acceptHistory(prepared, id)
    const { version } = (await prepared.as('officer', 'history.getBatch', { batch: id })) as { version: number }
    world[`history.${state}`] = id
    world[`history.${state}.version`] = String(version)
  }
  return world
}
