// One uploaded workbook: its row, whose scope it is worked on in, and how its state changes.
import { type AccessClass, areasOf, type Scope } from '#kernel/access.ts'
import type { Services } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { BatchCounts, ImportDeclaration } from './import-contract.ts'

/** On whose behalf a batch is worked on, and where. */
export type ImportContext = {
  readonly tx: Tx
  readonly services: Services
  readonly district: number
  readonly batch: string
  /** Subtree of who uploaded it, 12-digit codes, inclusive. */
  readonly areas: readonly [number, number]
  readonly account: string
  readonly person: string
  readonly today: string
  readonly now: Date
  /** Percent of this step. */
  readonly progress: (percent: number) => Promise<void>
}

export type BatchRow = {
  readonly state: string
  readonly area: number
  readonly file: string
  readonly reading: string | null
  readonly problems: string | null
  readonly counts: { readonly counts?: BatchCounts }
  readonly account: string
  readonly person: string
  /** The person who accepted it. */
  readonly accepted_by: string | null
  readonly version: number
}

/** Codes nest by prefix: the area of a batch is the first code of the subtree it was uploaded from. */
function rangeOf(area: number): readonly [number, number] {
  if (area % 1_000_000 === 0) return areasOf(area / 1_000_000)
  return area % 1000 === 0 ? areasOf(area / 1000) : [area, area]
}

export function scopeOf(declaration: ImportDeclaration, district: number, area: number): Scope {
  const accessClass: AccessClass = declaration.as ?? 'staff'
  return { class: accessClass, districts: [district, district], areas: rangeOf(area) }
}

export const jobScope = (district: number): Scope => ({
  class: 'jobs',
  districts: [district, district],
  areas: areasOf(district),
})

/** Locks a batch. */
export async function findBatch(tx: Tx, district: number, batch: string): Promise<BatchRow | undefined> {
  const [row] = await tx.run<BatchRow>(
    `select state, area, file, reading, problems, counts, account, person, accepted_by, version
     from kernel.import_batch where district = $1 and id = $2 for update`,
    [district, batch],
  )
  return row
}

/** A context for work on a batch that is there. */
export function contextOf(
  services: Services,
  tx: Tx,
  district: number,
  batch: string,
  { area, account, person }: Pick<BatchRow, 'area' | 'account' | 'person'>,
  progress: ImportContext['progress'] = async () => undefined,
): ImportContext {
  const { clock } = services
  const areas = rangeOf(area)
  return { tx, services, district, batch, areas, account, person, today: clock.today(), now: clock.now(), progress }
}

type Changed = {
  readonly state: string
  readonly counts?: unknown
  readonly failure?: unknown
  readonly reading?: string
  readonly problems?: string
  readonly finished_at?: Date
  readonly accepted_by?: string
}

/** A new state of a batch; its version goes up. */
export async function update(tx: Tx, district: number, batch: string, changed: Changed): Promise<void> {
  const { counts, failure, ...plain } = changed
  await tx.query
    .updateTable('kernel.import_batch')
    .set((set) => ({
      ...plain,
      ...(counts ? { counts: JSON.stringify(counts) } : {}),
      ...(failure ? { failure: JSON.stringify(failure) } : {}),
      progress: 0,
      version: set('version', '+', 1),
    }))
    .where('district', '=', district)
    .where('id', '=', batch)
    .execute()
}

const DEFECT = {
  zh: '系统内部出错，没有导入任何内容。请联系系统管理员。',
  en: 'Something inside the system failed; nothing was imported. Ask the system administrator.',
}

/** A rule's no ends the batch with its sentence; a defect too, and is reported besides. */
export async function fail(
  { database, clock }: Services,
  district: number,
  batch: string,
  error: unknown,
): Promise<void> {
  const refusal = error instanceof Refusal ? error : undefined
  const failure = refusal ? { ...refusal.entry, facts: refusal.facts } : DEFECT
  await database.tx(jobScope(district), (tx) =>
    update(tx, district, batch, { state: 'failed', failure, finished_at: clock.now() }),
  )
  if (!refusal) throw error
}
