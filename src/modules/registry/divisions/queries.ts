import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { ListedDivision, listDivisions } from './contract.ts'
import type { Division, KnownDivision } from './rules.ts'

type Input = z.output<(typeof listDivisions)['input']>

// Of the district and of the levels that it lies in.
const OF_DISTRICT = '(code::text ^@ $1::text or $1::text ^@ code::text)'
const ASKED_FOR = `${OF_DISTRICT} and ($2::text is null or level = $2)
  and ($3::text is null or position($3 in name) > 0 or code::text ^@ $3) and ($4::text is null or (valid_until is null) = ($4 = 'now'))`

/** Divisions within the district by keyset pages; in code order as text, so that each stands under the one above it. */
export async function getDivisions(
  { tx, district }: Call,
  { level, search, state, after, limit }: Input,
): Promise<z.input<(typeof listDivisions)['output']>> {
  const filters = [String(district), level ?? null, search || null, state ?? null]
  const rows = await tx.run<Row>(
    `select code, name, level, parent, valid_from, valid_until, source
     from registry.division
     where ${ASKED_FOR} and (code::text collate "C", valid_from) > ($5, $6::date)
     order by code::text collate "C", valid_from limit $7`,
    [...filters, String(after?.code ?? ''), after?.validFrom ?? '0001-01-01', limit + 1],
  )
  const counted = await tx.run<{ count: number }>(
    `select count(*)::int as count from registry.division where ${ASKED_FOR}`,
    filters,
  )
  const page = rows.slice(0, limit).map(listed)
  const last = page.at(-1)
  const next = rows.length > limit && last ? { code: last.code, validFrom: last.validFrom } : null
  return { divisions: page, count: counted[0]?.count ?? 0, next }
}

type Row = Omit<ListedDivision, 'validFrom' | 'validUntil'> & {
  readonly valid_from: string
  readonly valid_until: string | null
}

function listed({ valid_from: validFrom, valid_until: validUntil, ...row }: Row): ListedDivision {
  return { ...row, validFrom, validUntil }
}

/** The latest name of each code that is known. */
export async function divisionNames(tx: Tx, codes: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await tx.run<{ code: number; name: string }>(
    `select distinct on (code) code, name from registry.division
     where code = any($1::bigint[]) order by code, valid_from desc`,
    [codes],
  )
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** What is known of the district and of some codes above it, each code with its latest name. */
export async function knownDivisions(
  tx: Tx,
  district: number,
  codes: readonly number[],
): Promise<readonly KnownDivision[]> {
  const rows = await tx.run<Division & { readonly valid_from: string; readonly valid_until: string | null }>(
    `select distinct on (code) code, name, level, parent, valid_from, valid_until
     from registry.division
     where code = any($1::bigint[]) or code::text ^@ $2::text
     order by code, valid_from desc`,
    [codes, String(district)],
  )
  return rows.map(({ valid_from: from, valid_until: until, ...division }) => ({ ...division, from, until }))
}
