import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { refuse as refuseCommunity } from '../communities/refusals.ts'
import type {
  AreaCommittee,
  getGovernanceCommittee as committeeContract,
  listAreaCommittees,
  listPartners,
  Partner,
  RaterGroup,
} from './contract.ts'

/** As people read it: the Chinese name where nobody has given an English one. */
const NAMES = `name_zh as zh, coalesce(nullif(name_en, ''), name_zh) as en`

/** The rater groups in their order with their members; for a community, its own street among them. */
export async function getGovernanceCommittee(
  { tx, district }: Call,
  { community }: { readonly community?: string },
): Promise<z.input<(typeof committeeContract)['output']>> {
  const groups = await tx.run<Omit<RaterGroup, 'members'>>(
    `select id, ${NAMES}, own_street as "ownStreet", valid_from as "from", version from registry.rater_group
     where district = $1 and valid_until is null order by sort`,
    [district],
  )
  const members = await tx.run<RaterGroup['members'][number] & { readonly group: string }>(
    `select m.rater_group as group, o.id as org, o.name_zh as zh, coalesce(nullif(o.name_en, ''), o.name_zh) as en
     from registry.rater_group_member m join registry.organisation o on o.district = m.district and o.id = m.org
     where m.district = $1 and m.valid_until is null order by o.sort, o.name_zh`,
    [district],
  )
  const street = community === undefined ? [] : await streetOf({ tx, district }, community)
  return {
    groups: groups.map((group) => ({
      ...group,
      members: group.ownStreet ? street : members.filter((one) => one.group === group.id),
    })),
  }
}

async function streetOf(
  { tx, district }: Pick<Call, 'tx' | 'district'>,
  community: string,
): Promise<RaterGroup['members']> {
  const [known] = await tx.run<{ street: number }>(
    'select street from registry.community where district = $1 and id = $2',
    [district, community],
  )
  if (!known) return refuseCommunity('registry.unknown-community')
  return tx.run<RaterGroup['members'][number]>(
    `select id as org, ${NAMES} from registry.organisation
     where district = $1 and kind = 'street' and area = $2 and valid_until is null`,
    [district, known.street * 1000],
  )
}

/** Area committees with their communities, those in force first; who sees a street sees those with communities of it. */
export async function getAreaCommittees({
  tx,
  district,
}: Call): Promise<z.input<(typeof listAreaCommittees)['output']>> {
  const committees = await tx.run<Omit<AreaCommittee, 'members'>>(
    `select id, ${NAMES}, valid_from as "from", valid_until as until, version from registry.area_committee
     where district = $1 order by valid_until is not null, valid_from, id`,
    [district],
  )
  const members = await tx.run<AreaCommittee['members'][number] & { readonly committee: string }>(
    `select m.area_committee as committee, m.community, c.short_name as name, c.street_name as "streetName", m.lead,
            m.valid_from as "from", m.valid_until as until
     from registry.area_committee_member m join registry.community c on c.district = m.district and c.id = m.community
     where m.district = $1 and (m.valid_until is null or m.valid_until > m.valid_from)
     order by m.valid_until desc nulls first, m.lead desc, c.code`,
    [district],
  )
  return {
    committees: committees
      .map((one) => ({
        ...one,
        members: members.filter(({ committee }) => committee === one.id),
      }))
      .filter((one) => one.members.length > 0),
  }
}

export async function getPartners({ tx, district }: Call): Promise<z.input<(typeof listPartners)['output']>> {
  const partners = await tx.run<Partner>(
    `select id, ${NAMES}, address, contact, valid_from as "from", version from registry.partner
     where district = $1 and valid_until is null order by valid_from, id`,
    [district],
  )
  return { partners }
}
