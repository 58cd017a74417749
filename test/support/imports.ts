import { subscriptions } from '../../src/main.ts'
import type { BatchView } from '#kernel/sheets/import-contract.ts'
import type { SheetList, SheetValues } from '#kernel/sheets/list.ts'
import { writeWorkbook } from '#kernel/sheets/write.ts'
import { DISTRICT } from '../../src/demo/cast.ts'
import type { Prepared } from './world.ts'

// Imports in tests: the two jobs of a list are run on the spot, as a worker would.

/** The list's own workbook with these rows. */
export async function workbookOf(list: SheetList, rows: readonly SheetValues[], name = 'list.xlsx') {
  return { name, bytes: await writeWorkbook(list, rows, { language: 'zh', spareRows: 0 }) }
}

/** Runs a step of a batch; the job may run twice, as after a crash. */
export async function runStep(prepared: Prepared, name: 'check-import' | 'write-import', list: string, batch: string) {
  const subscription = subscriptions.find((one) => one.name === name)
  await subscription?.run(prepared.services, [{ district: DISTRICT, account: null, payload: { list, batch } }])
}

/** Uploads a workbook and waits for the dry run. */
export async function dryRun(
  prepared: Prepared,
  { login, slice, list }: { readonly login: string; readonly slice: string; readonly list: string },
  file: { readonly name: string; readonly bytes: Buffer },
): Promise<BatchView> {
  const { batch } = (await prepared.as(login, `${slice}.uploadWorkbook`, {}, file)) as { batch: string }
  await runStep(prepared, 'check-import', list, batch)
  return (await prepared.as(login, `${slice}.getBatch`, { batch })) as BatchView
}
