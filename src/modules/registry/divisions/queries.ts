import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { Level, listDivisions } from './contract.ts'

type Input = z.output<(typeof listDivisions)['input']>

/** Divisions in force within the district, in code order, by keyset pages. */
export async function getDivisions(
  { tx, district }: Call,
  { level, after, limit }: Input,
): Promise<z.input<(typeof listDivisions)['output']>> {
  const rows = await tx.run<Row>(
    `select code, name, level, parent, valid_from, valid_until
     from registry.division
     where valid_until is null and code > $1 and (code::text ^@ $2::text or $2::text ^@ code::text)
       and ($3::text is null or level = $3)
     order by code limit $4`,
    [after ?? 0, String(district), level ?? null, limit + 1],
  )
  const page = rows.slice(0, limit)
  return {
    divisions: page.map(({ valid_from, valid_until, ...row }) => ({
      ...row,
      validFrom: valid_from,
      validUntil: valid_until,
    })),
    next: rows.length > limit ? (page.at(-1)?.code ?? null) : null,
  }
}

type Row = {
  readonly code: number
  readonly name: string
  readonly level: Level
  readonly parent: number | null
  readonly valid_from: string
  readonly valid_until: string | null
}
