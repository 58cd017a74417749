import type { Call } from '#kernel/call.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { refuse } from './refusals.ts'

type Correction = { readonly id: string; readonly kind: 'urban' | 'converted'; readonly version: number }

/** Corrects the first guess by the name (rulings A1). A half-year that is open keeps its frozen roster. */
export async function setCommunityKind(call: Call, { id, kind, version }: Correction): Promise<Nothing> {
  const { tx, district } = call
  const row = await tx.query
    .selectFrom('registry.community')
    .select(['kind', 'version'])
    .where('district', '=', district)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return refuse('registry.unknown-community')
  if (row.version !== version) refuse('registry.community-changed')
  if (kind !== 'urban') await refuseInAreaCommittee(call, id)
  await tx.query
    .updateTable('registry.community')
    .set({ kind, version: version + 1 })
    .where('district', '=', district)
    .where('id', '=', id)
    .execute()
  await call.audit({ object: { type: 'community', id }, body: { kind: [row.kind, kind] } })
  return {}
}

async function refuseInAreaCommittee({ tx, district }: Call, community: string): Promise<void> {
  const [committee] = await tx.run<{ name: string }>(
    `select a.name_zh as name from registry.area_committee_member m
     join registry.area_committee a on a.district = m.district and a.id = m.area_committee
     where m.district = $1 and m.community = $2 and m.valid_until is null`,
    [district, community],
  )
  if (committee) refuse('registry.community-in-area-committee', { committee: committee.name })
}
