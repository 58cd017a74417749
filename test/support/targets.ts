import type { World } from '#kernel/endpoint.ts'
import type { SheetValues } from '#kernel/sheets/list.ts'
import { TARGETS } from '../../src/modules/evaluation/tasks/contract.ts'
import { dryRun, runStep, workbookOf } from './imports.ts'
import type { Prepared } from './world.ts'

// Key tasks of the tests' district, and targets for them from workbooks.

export const TARGETS_AT = { login: 'qingyang', slice: 'targets', list: TARGETS.id }

export const targetsFile = (...rows: readonly SheetValues[]) => workbookOf(TARGETS, rows)

/** A row for the first key task. */
export const targetRow = (community: string, target: string | null, some: SheetValues = {}): SheetValues => ({
  year: '2026',
  community,
  code: 'KT-01',
  target,
  ...some,
})

/** A key task as the organization department writes it. */
export const taskOf = (zh: string, org: string, some: object = {}) => ({
  year: 2026,
  zh,
  en: '',
  target: '年底前完成',
  org,
  document: '福组发〔2026〕21号',
  ...some,
})

/** Accepts the good rows of a checked batch and writes them. */
export async function acceptTargets(prepared: Prepared, batch: string): Promise<void> {
  const { version } = (await prepared.as('qingyang', 'targets.getBatch', { batch })) as { version: number }
  await prepared.as('qingyang', 'targets.acceptBatch', { batch, version })
  await runStep(prepared, 'write-import', TARGETS.id, batch)
}

/** Two key tasks, the first one of department SR-01, and a batch of targets in each state in which somebody may act on it. */
export async function setTasks(prepared: Prepared): Promise<World> {
  const { organisations } = (await prepared.as('head', 'organisation.listOrganisations')) as {
    organisations: { id: string; duties: string[] }[]
  }
  const holder = organisations.find(({ duties }) => duties.includes('SR-01'))?.id ?? ''
  const add = async (zh: string, org: string) =>
    ((await prepared.as('officer', 'tasks.addTask', taskOf(zh, org))) as { id: string }).id
  const world: Record<string, string> = {
    keyTask: await add('老旧小区红色物业全覆盖', holder),
    otherKeyTask: await add('社区嵌入式养老服务', prepared.world.organisation ?? ''),
  }
  for (const [state, community] of Object.entries({ checked: '史家庄社区', written: '宋家疃社区' })) {
    const { id } = await dryRun(prepared, TARGETS_AT, await targetsFile(targetRow(community, '红色物业覆盖 3 个小区')))
    if (state === 'written') await acceptTargets(prepared, id)
    const { version } = (await prepared.as('qingyang', 'targets.getBatch', { batch: id })) as { version: number }
    world[`targets.${state}`] = id
    world[`targets.${state}.version`] = String(version)
  }
  return world
}
