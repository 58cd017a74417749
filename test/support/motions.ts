import type { World } from '#kernel/endpoint.ts'
import type { SheetValues } from '#kernel/sheets/list.ts'
import { MOTIONS } from '../../src/modules/management/election/contract.ts'
import { dryRun, runStep, workbookOf } from './imports.ts'
import type { Prepared } from './world.ts'

// Motions from workbooks.

export const MOTIONS_AT = { login: 'qingyang', slice: 'motions', list: MOTIONS.id }

export const motionsFile = (...rows: readonly SheetValues[]) => workbookOf(MOTIONS, rows)

/** A row that makes a motion, about somebody of the tests' first case. */
export const motionRow = (some: SheetValues = {}): SheetValues => ({
  community: '南关社区',
  post: 'assistant',
  name: '陈雨桐',
  idNumber: '0047',
  kind: '届中新任',
  reason: '岗位空缺',
  planned: '2027-01-15',
  document: '街道工委会议纪要〔2026〕36号',
  reserve: 'yes',
  discipline: 'yes',
  ...some,
})

/** Accepts the good rows of a checked batch and writes them. */
export async function acceptMotions(prepared: Prepared, batch: string): Promise<void> {
  const { version } = (await prepared.as('qingyang', 'motions.getBatch', { batch })) as { version: number }
  await prepared.as('qingyang', 'motions.acceptBatch', { batch, version })
  await runStep(prepared, 'write-import', MOTIONS.id, batch)
}

/** A batch in each state in which somebody may act on it. */
export async function importMotions(prepared: Prepared): Promise<World> {
  const world: Record<string, string> = {}
  for (const [state, community] of Object.entries({ checked: '史家庄社区', written: '宋家疃社区' })) {
    const { id } = await dryRun(prepared, MOTIONS_AT, await motionsFile(motionRow({ community })))
    if (state === 'written') await acceptMotions(prepared, id)
    const { version } = (await prepared.as('qingyang', 'motions.getBatch', { batch: id })) as { version: number }
    world[`motions.${state}`] = id
    world[`motions.${state}.version`] = String(version)
  }
  return world
}
