import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { refuse } from '../communities/refusals.ts'
import { divisionNames } from '../divisions/queries.ts'
import type { getLineage as contract, Succession } from './contract.ts'

type Row = Succession & { readonly from_community: string; readonly to_community: string }

/** Where a community comes from and where it went, newest first. */
export async function getLineage(
  { tx, district }: Call,
  { community }: { readonly community: string },
): Promise<z.input<(typeof contract)['output']>> {
  const known = await tx.run('select 1 from registry.community where district = $1 and id = $2', [district, community])
  if (known.length === 0) refuse('registry.unknown-community')
  const rows = await tx.run<Row>(
    `select id, kind, case when to_community = $2 then from_code else to_code end as code, valid_from as on,
            from_community, to_community
     from registry.succession
     where district = $1 and undone_at is null and (from_community = $2 or to_community = $2)
     order by valid_from desc, 3`,
    [district, community],
  )
  const names = await divisionNames(
    tx,
    rows.map(({ code }) => code),
  )
  const entry = ({ id, kind, code, on }: Row): Succession => ({ id, kind, code, on, name: names.get(code) ?? '' })
  return {
    before: rows.filter((row) => row.to_community === community).map(entry),
    after: rows.filter((row) => row.to_community !== community).map(entry),
  }
}
