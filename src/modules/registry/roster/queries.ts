import { sql } from 'kysely'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { SheetValues } from '#kernel/sheets/list.ts'
import { fromColumns } from '../people/columns.ts'
import type { PlainFields } from '../people/contract.ts'
import { openSecrets } from '../people/secrets.ts'

// What a roster is compared with: communities, records and posts as they stand.

export type KnownCommunity = {
  readonly id: string
  readonly area: number
  readonly code: number
  readonly name: string
  readonly shortName: string
  readonly streetName: string
}

/** The communities in force that the caller sees. */
export function communitiesOf(tx: Tx, district: number): Promise<KnownCommunity[]> {
  return tx.query
    .selectFrom('registry.community')
    .select(['id', 'area', 'code', 'name', 'short_name as shortName', 'street_name as streetName'])
    .where('district', '=', district)
    .where('valid_until', 'is', null)
    .execute()
}

export type KnownPerson = {
  readonly id: string
  readonly area: number
  readonly version: number
  readonly name: string
  readonly nameKey: string
  readonly idHash: string | null
  readonly phoneHash: string | null
  readonly fields: PlainFields
}

/** Records that rows may be about: by ID number, by record id, by name. Merged ones are left to the one they stand for. */
export async function peopleLike(
  tx: Tx,
  district: number,
  wanted: { readonly hashes: readonly string[]; readonly ids: readonly string[]; readonly names: readonly string[] },
): Promise<readonly KnownPerson[]> {
  // Against a register with fewer people than rows all of them are read: 100,000 hashes take longer to send than that.
  const few = await hasFewer(tx, district, wanted.hashes.length)
  const rows = await tx.query
    .selectFrom('registry.person as p')
    .selectAll()
    .where('district', '=', district)
    .where('ended_at', 'is', null)
    .$if(!few, (query) =>
      query.where(
        sql<boolean>`(id_hash = any(${wanted.hashes}) or id = any(${wanted.ids}::uuid[]) or name_key = any(${wanted.names}))`,
      ),
    )
    .where(
      sql<boolean>`not exists (select from registry.person_alias a
        where a.district = p.district and a.alias = p.id and a.undone_at is null)`,
    )
    .execute()
  return rows.map((row) => ({
    id: row.id,
    area: row.area,
    version: row.version,
    name: row.name,
    nameKey: row.name_key,
    idHash: row.id_hash,
    phoneHash: row.phone_hash,
    fields: fromColumns(row),
  }))
}

async function hasFewer(tx: Tx, district: number, people: number): Promise<boolean> {
  const [row] = await tx.run<{ count: number }>(
    'select count(*)::int as count from (select from registry.person where district = $1 limit $2) as people',
    [district, people],
  )
  return (row?.count ?? 0) < people
}

export type HeldSeat = {
  readonly person: string
  readonly community: string
  readonly kind: string
  readonly from: string
}

/** Who holds what in the communities today or later; open tenures only. */
export function seatsHeld(tx: Tx, district: number, today: string): Promise<HeldSeat[]> {
  return tx.run<HeldSeat>(
    `select t.person, o.community, o.kind, t.valid_from as from
     from registry.tenure t
     join registry.post o on o.district = t.district and o.id = t.post
     where t.district = $1 and t.superseded is null and (t.valid_until is null or t.valid_until > $2::date)`,
    [district, today],
  )
}

/** Whether posts were opened by this import. */
export async function hasOpenings(tx: Tx, district: number, batch: string): Promise<boolean> {
  const rows = await tx.run('select 1 from registry.mandate_grant where district = $1 and batch = $2 limit 1', [
    district,
    batch,
  ])
  return rows.length > 0
}

type Exported = HeldSeat & { readonly capacity: string; readonly communityName: string; readonly streetName: string }

/** The roster as it stands: one row per person and community, to be edited and imported again. */
export async function rosterRows(call: Call): Promise<readonly SheetValues[]> {
  const { tx, district, services, clock } = call
  const held = await tx.run<Exported>(
    `select t.person, o.community, o.kind, t.valid_from as from, t.capacity,
            c.short_name as "communityName", c.street_name as "streetName"
     from registry.tenure t
     join registry.post o on o.district = t.district and o.id = t.post
     join registry.community c on c.district = o.district and c.id = o.community
     where t.district = $1 and t.superseded is null and t.valid_from <= $2::date
       and (t.valid_until is null or t.valid_until > $2::date)
     order by c.code, o.kind desc, t.valid_from`,
    [district, clock.today()],
  )
  const people = await tx.query
    .selectFrom('registry.person')
    .selectAll()
    .where('district', '=', district)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`id = any(${held.map(({ person }) => person)}::uuid[])`)
    .execute()
  const secrets = await openSecrets(services, tx, district, people)
  const byId = new Map(people.map((row) => [row.id, row]))
  const rows = held.filter(
    ({ kind, person, community }) => kind !== 'director' || !isSecretary(held, person, community),
  )
  return rows.flatMap((seat, at) => {
    const row = byId.get(seat.person)
    if (!row) return []
    const director = held.find(
      ({ kind, person, community }) => kind === 'director' && person === seat.person && community === seat.community,
    )
    return [
      {
        ...fromColumns(row),
        number: String(at + 1),
        street: seat.streetName,
        community: seat.communityName,
        name: row.name,
        birth: row.birth?.slice(0, 7) ?? null,
        post: seat.capacity === 'acting' ? 'acting' : seat.kind,
        since: seat.from.slice(0, 7),
        director: seat.kind === 'secretary' ? (director ? 'yes' : 'no') : null,
        directorSince: seat.kind === 'secretary' ? (director?.from.slice(0, 7) ?? null) : null,
        idNumber: secrets.get(row.id)?.idNumber ?? null,
        phone: secrets.get(row.id)?.phone ?? null,
        record: row.id,
      },
    ]
  })
}

const isSecretary = (held: readonly Exported[], person: string, community: string): boolean =>
  held.some((one) => one.kind === 'secretary' && one.person === person && one.community === community)
