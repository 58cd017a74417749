import type { Tx } from '#kernel/database.ts'

// Labels (rulings G1, G8): which rows carry the code of a street or community, and how they follow it to another code. Under
// class jobs, the only one that may change them.

type Labelled = { readonly name: string; readonly columns: readonly string[] }

/** Every table whose rows have a label, or a range of them, from the catalogue: a table of tomorrow is not forgotten. */
async function labelledTables(tx: Tx): Promise<readonly Labelled[]> {
  return tx.run<Labelled>(
    `select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped
       and a.attname in ('area', 'area_lo', 'area_hi')
     group by 1 order by 1`,
  )
}

export type NewLabel = { readonly before: number; readonly after: number }

/** Gives all rows with a label another one, everywhere, in one pass per table. @returns rows changed, per table. */
export async function relabel(tx: Tx, labels: readonly NewLabel[]): Promise<Held> {
  const counts: Record<string, number> = {}
  for (const { name, columns } of labels.length > 0 ? await labelledTables(tx) : []) {
    const [changed] = await tx.run<{ rows: number }>(
      `with label as (select * from unnest($1::bigint[], $2::bigint[]) as label (before, after)), changed as (
         update ${name} row set ${columns.map((column) => `${column} = to_${column}.after`).join(', ')}
         from ${columns.map((column) => `label to_${column}`).join(', ')}
         where ${columns.map((column) => `row.${column} = to_${column}.before`).join(' and ')} returning 1
       ) select count(*)::int as rows from changed`,
      [labels.map(({ before }) => before), labels.map(({ after }) => after)],
    )
    if (changed && changed.rows > 0) counts[name] = changed.rows
  }
  return counts
}

/** Rows per table. */
export type Held = Readonly<Record<string, number>>

/** What carries each of some labels, the decisions themselves apart. */
export async function heldUnder(tx: Tx, areas: readonly number[]): Promise<ReadonlyMap<number, Held>> {
  const held = new Map<number, Record<string, number>>(areas.map((area) => [area, {}]))
  const tables = areas.length > 0 ? await labelledTables(tx) : []
  for (const { name, columns } of tables.filter((table) => table.name !== 'registry.succession')) {
    const rows = await tx.run<{ area: number; rows: number }>(
      `select ${columns[0]} as area, count(*)::int as rows from ${name} where ${columns[0]} = any($1::bigint[]) group by 1`,
      [areas],
    )
    for (const { area, rows: count } of rows) Object.assign(held.get(area) ?? {}, { [name]: count })
  }
  return held
}
