import type { Call } from '#kernel/call.ts'
import { isDuplicate, newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { refuse as refuseCommunity } from '../communities/refusals.ts'
import { AREA_COMMITTEE_SIZE } from './contract.ts'
import { endToday, nameTaken, take, type Versioned } from './record.ts'
import { refuse } from './refusals.ts'

type Named = { readonly zh: string; readonly en: string }
type Made = Promise<{ id: string }>
const names = ({ zh, en }: Named) => ({ name_zh: zh, name_en: en })

/** Who belongs where is looked at and written by one at a time. */
async function lockBodies({ tx, district }: Call): Promise<void> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`registry/bodies/${district}`])
}

// The governance committee ---------------------------------------------------------------------------------------------

type Group = Named & { readonly members: readonly string[] }

export async function addRaterGroup(call: Call, group: Group & { readonly ownStreet: boolean }): Made {
  const { tx, district, clock } = call
  await lockBodies(call)
  const id = newId()
  await tx
    .run(
      `insert into registry.rater_group (district, id, name_zh, name_en, own_street, sort, valid_from)
       select $1, $2, $3, $4, $5, coalesce(max(sort), 0) + 1, $6 from registry.rater_group where district = $1`,
      [district, id, group.zh, group.en, group.ownStreet, clock.today()],
    )
    .catch((error: unknown) => {
      if (isDuplicate(error, 'rater_group_own_street')) refuse('registry.own-street-once')
      return nameTaken(group.zh)(error)
    })
  await settleMembers(call, id, group.ownStreet, group.members)
  await call.audit({ object: { type: 'rater-group', id }, body: group })
  return { id }
}

export async function changeRaterGroup(call: Call, { id, version, ...group }: Group & Versioned): Promise<Nothing> {
  await lockBodies(call)
  const before = await take(call, 'registry.rater_group', { id, version })
  await rename(call, 'registry.rater_group', id, group)
  await settleMembers(call, id, before.own_street === true, group.members)
  await call.audit({ object: { type: 'rater-group', id }, body: { before: before.name_zh, ...group } })
  return {}
}

export async function endRaterGroup(call: Call, asked: Versioned): Promise<Nothing> {
  await lockBodies(call)
  const { name_zh: name } = await take(call, 'registry.rater_group', asked)
  await endMembers(call, 'rater_group', asked.id, [])
  await endToday(call, 'registry.rater_group', asked.id)
  await call.audit({ object: { type: 'rater-group', id: asked.id }, body: { name } })
  return {}
}

async function settleMembers(call: Call, group: string, ownStreet: boolean, members: readonly string[]): Promise<void> {
  const { tx, district, clock } = call
  if (ownStreet !== (members.length === 0)) refuse('registry.rater-group-members')
  const [known] = await tx.run<{ count: number }>(
    `select count(*)::int as count from registry.organisation where district = $1 and id = any($2::uuid[]) and valid_until is null`,
    [district, members],
  )
  if (known?.count !== members.length) refuse('registry.unknown-organisation')
  const [taken] = await tx.run<{ name: string; group: string }>(
    `select o.name_zh as name, g.name_zh as group
     from registry.rater_group_member m join registry.rater_group g on g.district = m.district and g.id = m.rater_group
     join registry.organisation o on o.district = m.district and o.id = m.org
     where m.district = $1 and m.org = any($2::uuid[]) and m.rater_group <> $3 and m.valid_until is null`,
    [district, members, group],
  )
  if (taken) refuse('registry.rater-group-taken', taken)
  await endMembers(call, 'rater_group', group, members)
  await tx.run(
    `insert into registry.rater_group_member (district, id, rater_group, org, valid_from)
     select $1, row.id, $2, row.org, $3 from unnest($4::uuid[], $5::uuid[]) as row (id, org)
     where not exists (select from registry.rater_group_member m where m.district = $1 and m.org = row.org and m.valid_until is null)`,
    [district, group, clock.today(), members.map(() => newId()), members],
  )
}

const MEMBERS = { rater_group: 'org', area_committee: 'community' } as const

/** Ends the memberships of all but those who stay. */
async function endMembers(
  { tx, district, clock }: Call,
  body: keyof typeof MEMBERS,
  id: string,
  staying: readonly string[],
): Promise<void> {
  await tx.run(
    `update registry.${body}_member set valid_until = greatest(valid_from, $3::date)
     where district = $1 and ${body} = $2 and valid_until is null and not (${MEMBERS[body]} = any($4::uuid[]))`,
    [district, id, clock.today(), staying],
  )
}

async function rename(
  { tx, district }: Call,
  table: 'registry.rater_group' | 'registry.area_committee',
  id: string,
  { zh, en }: Named,
): Promise<void> {
  await tx
    .run(`update ${table} set name_zh = $3, name_en = $4 where district = $1 and id = $2`, [district, id, zh, en])
    .catch(nameTaken(zh))
}

// Area joint Party committees ------------------------------------------------------------------------------------------

type Area = Named & { readonly communities: readonly string[]; readonly lead: string }

export async function addAreaCommittee(call: Call, committee: Area): Made {
  const { tx, district, clock } = call
  await lockBodies(call)
  const id = newId()
  await tx.query
    .insertInto('registry.area_committee')
    .values({ district, id, ...names(committee), valid_from: clock.today() })
    .execute()
    .catch(nameTaken(committee.zh))
  await settleCommunities(call, id, committee)
  await call.audit({ object: { type: 'area-committee', id }, body: committee })
  return { id }
}

export async function changeAreaCommittee(
  call: Call,
  { id, version, ...committee }: Area & Versioned,
): Promise<Nothing> {
  await lockBodies(call)
  const before = await take(call, 'registry.area_committee', { id, version })
  await rename(call, 'registry.area_committee', id, committee)
  await settleCommunities(call, id, committee)
  await call.audit({ object: { type: 'area-committee', id }, body: { before: before.name_zh, ...committee } })
  return {}
}

export async function endAreaCommittee(call: Call, asked: Versioned): Promise<Nothing> {
  await lockBodies(call)
  const { name_zh: name } = await take(call, 'registry.area_committee', asked)
  await endMembers(call, 'area_committee', asked.id, [])
  await endToday(call, 'registry.area_committee', asked.id)
  await call.audit({ object: { type: 'area-committee', id: asked.id }, body: { name } })
  return {}
}

/** Who stays in the same part keeps the row; whoever leads, or no longer leads, begins anew. */
async function settleCommunities(call: Call, committee: string, { communities, lead }: Area): Promise<void> {
  const { tx, district, clock } = call
  await refuseUnfit(call, committee, communities, lead)
  const same = await tx.run<{ community: string }>(
    `select community from registry.area_committee_member
     where district = $1 and area_committee = $2 and valid_until is null and lead = (community = $3)`,
    [district, committee, lead],
  )
  const staying = same.map(({ community }) => community).filter((one) => communities.includes(one))
  await endMembers(call, 'area_committee', committee, staying)
  await tx.run(
    `insert into registry.area_committee_member (district, id, area, area_committee, community, lead, valid_from)
     select $1, row.id, c.area, $2, c.id, c.id = $3, $4
     from unnest($5::uuid[], $6::uuid[]) as row (id, community)
     join registry.community c on c.district = $1 and c.id = row.community
     where not (c.id = any($7::uuid[]))`,
    [district, committee, lead, clock.today(), communities.map(() => newId()), communities, staying],
  )
}

/** Three to four urban communities (rulings A1), each in one committee, one of them in the lead. */
async function refuseUnfit(
  { tx, district }: Call,
  committee: string,
  communities: readonly string[],
  lead: string,
): Promise<void> {
  const count = new Set(communities).size
  if (count !== communities.length || count < AREA_COMMITTEE_SIZE.least || count > AREA_COMMITTEE_SIZE.most) {
    refuse('registry.area-committee-size', { count })
  }
  if (!communities.includes(lead)) refuse('registry.area-committee-lead')
  const known = await tx.run<{ name: string; kind: string; committee: string | null }>(
    `select c.short_name as name, c.kind, a.name_zh as committee
     from registry.community c
     left join registry.area_committee_member m on m.district = c.district and m.community = c.id and m.valid_until is null
       and m.area_committee <> $3
     left join registry.area_committee a on a.district = m.district and a.id = m.area_committee
     where c.district = $1 and c.id = any($2::uuid[]) and c.valid_until is null`,
    [district, communities, committee],
  )
  if (known.length < count) refuseCommunity('registry.unknown-community')
  const converted = known.find(({ kind }) => kind !== 'urban')
  if (converted) refuse('registry.area-committee-kind', { name: converted.name })
  const taken = known.find((one) => one.committee !== null)
  if (taken) refuse('registry.area-committee-taken', { name: taken.name, committee: taken.committee })
}

// Partner districts ----------------------------------------------------------------------------------------------------

type Place = Named & { readonly address: string; readonly contact: string }

export async function addPartner(call: Call, partner: Place): Made {
  const { tx, district, clock } = call
  const { address, contact, zh } = partner
  const id = newId()
  await tx.query
    .insertInto('registry.partner')
    .values({ district, id, ...names(partner), address, contact, valid_from: clock.today() })
    .execute()
    .catch(nameTaken(zh))
  await call.audit({ object: { type: 'partner', id }, body: partner })
  return { id }
}

export async function changePartner(call: Call, { id, version, ...partner }: Place & Versioned): Promise<Nothing> {
  const { tx, district } = call
  const before = await take(call, 'registry.partner', { id, version })
  const { zh, en, address, contact } = partner
  await tx
    .run(
      `update registry.partner set name_zh = $3, name_en = $4, address = $5, contact = $6 where district = $1 and id = $2`,
      [district, id, zh, en, address, contact],
    )
    .catch(nameTaken(zh))
  await call.audit({ object: { type: 'partner', id }, body: { before: before.name_zh, ...partner } })
  return {}
}

export async function endPartner(call: Call, asked: Versioned): Promise<Nothing> {
  const { name_zh: name } = await take(call, 'registry.partner', asked)
  await endToday(call, 'registry.partner', asked.id)
  await call.audit({ object: { type: 'partner', id: asked.id }, body: { name } })
  return {}
}
