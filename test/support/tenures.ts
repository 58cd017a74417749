import { confirmOpening, type OpeningRow, openTenures } from '#registry'
import { districtScope } from '#kernel/access.ts'
import { newId, type Tx } from '#kernel/database.ts'
import type { Prepared } from './world.ts'

// People, opening rosters and acts for tests of tenures, by the operations that imports and filings call.

const DISTRICT = 370611

/** One transaction of class filing, as an import or a filing opens it. */
export function filing<T>(world: Prepared, work: (tx: Tx) => Promise<T>): Promise<T> {
  return world.services.database.tx(districtScope('filing', DISTRICT), work)
}

/** Whoever acts; each name is another person. */
export function actor(world: Prepared, name = '1') {
  const id = `00000000-0000-7000-8000-00000000000${name}`
  return { district: DISTRICT, account: id, person: id, at: world.clock.now() }
}

/** Registers people by name; their ids in that order. */
export async function addPeople(world: Prepared, ...names: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const name of names) ids.push(((await world.as('head', 'people.addPerson', { name })) as { id: string }).id)
  return ids
}

/** An uploaded roster that nobody has confirmed. */
export async function uploadRoster(world: Prepared): Promise<string> {
  const id = newId()
  await filing(world, (tx) =>
    tx.run(
      `insert into kernel.import_batch (district, id, area, list, state, file, file_name, account, person, person_name, at)
       values ($1, $2, $3, 'registry.roster', 'confirming', $2, '花名册.xlsx', $2, $2, '王海宁', now())`,
      [DISTRICT, id, DISTRICT * 1_000_000],
    ),
  )
  return id
}

/** A roster that two people confirmed, with its tenures. */
export async function openRoster(world: Prepared, rows: readonly OpeningRow[]) {
  const batch = await uploadRoster(world)
  const result = await filing(world, async (tx) => {
    await confirmOpening(tx, actor(world, '1'), batch)
    await confirmOpening(tx, actor(world, '2'), batch)
    const result = await openTenures(tx, actor(world), batch, rows)
    await tx.run(`update kernel.import_batch set state = 'written' where id = $1`, [batch])
    return result
  })
  return { batch, ...result }
}

export function openingRow(given: Partial<OpeningRow> & Pick<OpeningRow, 'person' | 'community'>): OpeningRow {
  return { row: 1, kind: 'secretary', capacity: 'serving', from: '2024-03-01', until: null, ...given }
}
