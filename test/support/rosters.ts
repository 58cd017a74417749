import type { World } from '#kernel/endpoint.ts'
import { ROSTER } from '../../src/modules/registry/roster/contract.ts'
import { dryRun, runStep, workbookOf } from './imports.ts'
import type { Prepared } from './world.ts'

// Opening rosters in every state.

const ROSTER_AT = { login: 'qingyang', slice: 'roster', list: ROSTER.id }

/** The roster's workbook as the tests upload it. */
export const rosterFile = (name: string, community: string) =>
  workbookOf(ROSTER, [{ name, community, birth: '1985-01', post: 'secretary', since: '2021-06' }])

/** A batch of the roster in each state in which somebody may act on it. */
export async function importRosters(prepared: Prepared): Promise<World> {
  const world: Record<string, string> = {}
  const act = async (login: string, what: 'accept' | 'confirm', batch: string) => {
    const { version } = (await prepared.as(login, 'roster.getBatch', { batch })) as { version: number }
    await prepared.as(login, `roster.${what}Batch`, { batch, version })
  }
  const files = { checked: '史家庄社区', confirming: '三里店社区', written: '宋家疃社区' }
  for (const [state, community] of Object.entries(files)) {
    const { id } = await dryRun(prepared, ROSTER_AT, await rosterFile(`周${state.length}`, community))
    if (state !== 'checked') await act('qingyang', 'accept', id)
    if (state === 'written') {
      await act('head', 'confirm', id)
      await runStep(prepared, 'write-import', ROSTER.id, id)
    }
    const { version } = (await prepared.as('qingyang', 'roster.getBatch', { batch: id })) as { version: number }
    world[`roster.${state}`] = id
    world[`roster.${state}.version`] = String(version)
  }
  return world
}
