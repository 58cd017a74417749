import type { World } from '#kernel/endpoint.ts'
import type { SheetValues } from '#kernel/sheets/list.ts'
import { ENROLMENT } from '../../src/modules/accounts/enrolment/contract.ts'
import { dryRun, runStep, workbookOf } from './imports.ts'
import type { Prepared } from './world.ts'

// Accounts from a workbook, as the tests upload them.

export const ENROLMENT_AT = { login: 'security', slice: 'enrolment', list: ENROLMENT.id }

/** A street officer with this sign-in name. */
export const enrolmentRow = (login: string, some: SheetValues = {}): SheetValues => ({
  login,
  name: '林晓',
  role: 'street-officer',
  organisation: null,
  place: '清洋街道',
  ...some,
})

export const enrolmentFile = (...logins: readonly string[]) =>
  workbookOf(
    ENROLMENT,
    logins.map((login) => enrolmentRow(login)),
  )

/** Accepts the good rows of a checked batch and writes them. */
export async function acceptEnrolment(prepared: Prepared, batch: string): Promise<void> {
  const { version } = (await prepared.as('security', 'enrolment.getBatch', { batch })) as { version: number }
  await prepared.as('security', 'enrolment.acceptBatch', { batch, version })
  await runStep(prepared, 'write-import', ENROLMENT.id, batch)
}

/** A batch in each state in which somebody may act on it. */
export async function importAccounts(prepared: Prepared): Promise<World> {
  const world: Record<string, string> = {}
  for (const state of ['checked', 'written']) {
    const { id } = await dryRun(prepared, ENROLMENT_AT, await enrolmentFile(`is.${state}`))
    if (state === 'written') await acceptEnrolment(prepared, id)
    const { version } = (await prepared.as('security', 'enrolment.getBatch', { batch: id })) as { version: number }
    world[`enrolment.${state}`] = id
    world[`enrolment.${state}.version`] = String(version)
  }
  return world
}
