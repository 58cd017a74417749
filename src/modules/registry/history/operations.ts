import type { Tx } from '#kernel/database.ts'
import type { ImportContext } from '#kernel/sheets/import-batch.ts'
import type { PlannedRow, WrittenRow } from '#kernel/sheets/import.ts'
import type { RecordKind } from './codes.ts'

/** A past record as it is written. */
export type NewRecord = {
  readonly id: string
  readonly area: number
  readonly person: string | null
  readonly community: string | null
  readonly kind: RecordKind
  readonly period: string
  readonly value: string
  readonly detail: string | null
}

/** Nobody else adds past records until this transaction ends. */
export async function lockHistory(tx: Tx, district: number): Promise<void> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`registry/history/${district}`])
}

/** Writes planned records in one statement. */
export async function addRecords(
  { tx, district, batch, now }: ImportContext,
  rows: readonly PlannedRow<NewRecord>[],
): Promise<WrittenRow[]> {
  const of = (field: keyof NewRecord) => rows.map(({ data }) => data[field])
  await tx.run(
    `insert into registry.past_record (district, batch, recorded_at, id, area, person, community, kind, period, value, detail)
     select $1, $2, $3, given.* from unnest($4::uuid[], $5::bigint[], $6::uuid[], $7::uuid[], $8::text[], $9::text[],
       $10::text[], $11::text[]) as given`,
    [
      district,
      batch,
      now,
      of('id'),
      of('area'),
      of('person'),
      of('community'),
      of('kind'),
      of('period'),
      of('value'),
      of('detail'),
    ],
  )
  return rows.map(({ row, data }) => ({ row, object: data.id, act: 'added', version: 1 }))
}

/** Takes a batch back; nothing is built on past records. */
export async function endRecords({ tx, district, batch, now }: ImportContext): Promise<void> {
  await tx.run('update registry.past_record set ended_at = $3 where district = $1 and batch = $2', [
    district,
    batch,
    now,
  ])
}
