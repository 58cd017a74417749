import type { Call } from '#kernel/call.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import type { SheetList, SheetValues } from './list.ts'
import type { Table } from './table.ts'
import { writeInWorker, writeTableInWorker } from './worker.ts'

// The one way in which lists leave as workbooks: whose hands, when and what for stand in the sheet and on record.

/** The media type of a workbook. */
export const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export type Exported = {
  /** `module.list`; the board of supervision has its words. */
  readonly list: string
  readonly rows: number
  readonly purpose: string
  /** Which part of it: a period, filters. */
  readonly about?: Readonly<Record<string, unknown>>
}

/** Puts on record that a list was taken out; discipline reads it on its board. */
export const recordExport = (call: Call, { list, rows, purpose, about }: Exported): Promise<void> =>
  call.audit({ object: { type: 'list', id: list }, body: { ...about, exported: rows, purpose } })

type Wanted = Omit<Table, 'watermark'> & Omit<Exported, 'rows'> & { readonly fileName: string }

/** A table as a workbook, in the caller's language. */
export async function exportTable(
  call: Call,
  { list, purpose, about, fileName, ...table }: Wanted,
): Promise<FileAnswer> {
  const { actor, clock, language } = call
  await recordExport(call, { list, rows: table.rows.length, purpose, ...(about ? { about } : {}) })
  const at = `${clock.today()} ${clock.now().toISOString().slice(11, 16)}Z`
  const bytes = await writeTableInWorker({ ...table, watermark: { user: actor.name, at, purpose } }, language)
  return { name: fileName, mediaType: WORKBOOK, bytes }
}

/** A list to be filled in or changed, and uploaded again; with rows that were taken out, what for. */
export async function listWorkbook(
  call: Call,
  list: SheetList,
  rows: readonly SheetValues[],
  purpose?: string,
): Promise<FileAnswer> {
  const { actor, clock, language } = call
  const note = purpose === undefined ? {} : { note: `${actor.name} · ${clock.today()} · ${purpose}` }
  const bytes = await writeInWorker(list, rows, { language, ...note })
  return { name: `${list.name[language]}.xlsx`, mediaType: WORKBOOK, bytes }
}
