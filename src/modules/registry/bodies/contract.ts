import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { ORGANISATION_READERS, ORGANISATION_WRITERS } from '../organisations/contract.ts'

const nameZh = z.string().trim().min(2).max(60)
/** Empty: nobody has given one, and the Chinese name is shown. */
const nameEn = z.string().trim().max(120)
const named = z.object({ zh: nameZh, en: nameEn })
const versioned = z.object({ id: z.uuid(), version: z.int() })
const made = z.object({ id: z.uuid() })
/** As it is shown: without an English name the Chinese one stands in its place. */
const shown = z.object({ id: z.uuid(), zh: z.string(), en: z.string(), from: z.iso.date(), version: z.int() })

// The governance committee ---------------------------------------------------------------------------------------------

const raterGroup = shown.extend({
  /** 所属街道: each community's own street. */
  ownStreet: z.boolean(),
  members: z.array(z.object({ org: z.uuid(), zh: z.string(), en: z.string() })),
})
export type RaterGroup = z.output<typeof raterGroup>

export const getGovernanceCommittee = endpoint({
  id: 'committee.getGovernanceCommittee',
  kind: 'read',
  who: ORGANISATION_READERS,
  summary: { zh: '治理委员会的评议组和成员单位', en: 'Rater groups and members of the governance committee' },
  /** With a community, the group of the own street holds that community's street. */
  input: z.object({ community: z.uuid().optional() }),
  output: z.object({ groups: z.array(raterGroup) }),
  sample: { given: 'founded', input: (world) => ({ community: world.community }) },
})

const members = z.array(z.uuid()).max(60)

export const addRaterGroup = endpoint({
  id: 'committee.addRaterGroup',
  kind: 'write',
  who: ORGANISATION_WRITERS,
  summary: { zh: '新增评议组', en: 'Add a rater group' },
  input: named.extend({ ownStreet: z.boolean(), members }),
  output: made,
  sample: { given: 'founded', input: () => ({ zh: '所属街道', en: 'Own street', ownStreet: true, members: [] }) },
})

export const changeRaterGroup = endpoint({
  id: 'committee.changeRaterGroup',
  kind: 'write',
  who: ORGANISATION_WRITERS,
  summary: { zh: '修改评议组', en: 'Change a rater group' },
  input: named.extend({ ...versioned.shape, members }),
  output: nothing,
  sample: {
    given: 'founded',
    input: (world) => ({ id: world.raterGroup, version: 1, zh: '成员单位', en: '', members: [world.organisation] }),
  },
})

export const endRaterGroup = endpoint({
  id: 'committee.endRaterGroup',
  kind: 'write',
  who: ORGANISATION_WRITERS,
  summary: { zh: '停用评议组', en: 'End a rater group' },
  input: versioned,
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.raterGroup, version: 1 }) },
})

// Area joint Party committees ------------------------------------------------------------------------------------------

const areaCommittee = shown.extend({
  /** The first day it no longer exists; null: in force. */
  until: z.iso.date().nullable(),
  /** All who ever belonged to it, as far as the caller sees them; the present ones first. */
  members: z.array(
    z.object({
      community: z.uuid(),
      name: z.string(),
      streetName: z.string(),
      lead: z.boolean(),
      from: z.iso.date(),
      until: z.iso.date().nullable(),
    }),
  ),
})
export type AreaCommittee = z.output<typeof areaCommittee>

export const listAreaCommittees = endpoint({
  id: 'areaCommittee.listAreaCommittees',
  kind: 'read',
  who: ORGANISATION_READERS,
  summary: { zh: '片区联合党委列表', en: 'List area committees' },
  input: z.object({}),
  output: z.object({ committees: z.array(areaCommittee) }),
  sample: { given: 'founded', input: () => ({}) },
})

const areaMembers = z.object({ communities: z.array(z.uuid()).max(20), lead: z.uuid() })
export const AREA_COMMITTEE_SIZE = { least: 3, most: 4 } as const

export const addAreaCommittee = endpoint({
  id: 'areaCommittee.addAreaCommittee',
  kind: 'write',
  who: ORGANISATION_WRITERS,
  summary: { zh: '成立片区联合党委', en: 'Found an area committee' },
  input: named.extend(areaMembers.shape),
  output: made,
  sample: {
    given: 'founded',
    input: (world) => {
      const communities = [world.urban1, world.urban2, world.urban3]
      return { zh: '测试片区联合党委', en: '', communities, lead: world.urban1 }
    },
  },
})

export const changeAreaCommittee = endpoint({
  id: 'areaCommittee.changeAreaCommittee',
  kind: 'write',
  who: ORGANISATION_WRITERS,
  summary: { zh: '修改片区联合党委', en: 'Change an area committee' },
  input: named.extend({ ...versioned.shape, ...areaMembers.shape }),
  output: nothing,
  sample: {
    given: 'founded',
    input: (world) => {
      const communities = [world.urban1, world.urban2, world.urban3]
      return { id: world.areaCommittee, version: 1, zh: '中片区联合党委', en: '', communities, lead: world.urban2 }
    },
  },
})

export const endAreaCommittee = endpoint({
  id: 'areaCommittee.endAreaCommittee',
  kind: 'write',
  who: ORGANISATION_WRITERS,
  summary: { zh: '撤销片区联合党委', en: 'Dissolve an area committee' },
  input: versioned,
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.areaCommittee, version: 1 }) },
})

// Partner districts ----------------------------------------------------------------------------------------------------

const place = z.object({ address: z.string().trim().max(120), contact: z.string().trim().min(2).max(120) })
const partner = shown.extend(place.shape)
export type Partner = z.output<typeof partner>

export const listPartners = endpoint({
  id: 'partner.listPartners',
  kind: 'read',
  who: ORGANISATION_READERS,
  summary: { zh: '伙伴区县列表', en: 'List partner districts' },
  input: z.object({}),
  output: z.object({ partners: z.array(partner) }),
  sample: { given: 'founded', input: () => ({}) },
})

export const addPartner = endpoint({
  id: 'partner.addPartner',
  kind: 'write',
  who: ORGANISATION_WRITERS,
  summary: { zh: '新增伙伴区县', en: 'Add a partner district' },
  input: named.extend(place.shape),
  output: made,
  sample: {
    given: 'founded',
    input: () => ({ zh: '测试区', en: 'Test district', address: '', contact: '区委组织部组织科' }),
  },
})

export const changePartner = endpoint({
  id: 'partner.changePartner',
  kind: 'write',
  who: ORGANISATION_WRITERS,
  summary: { zh: '修改伙伴区县', en: 'Change a partner district' },
  input: named.extend({ ...versioned.shape, ...place.shape }),
  output: nothing,
  sample: {
    given: 'founded',
    input: (world) => ({ id: world.partner, version: 1, zh: '伙伴区', en: '', address: '', contact: '区委组织部' }),
  },
})

export const endPartner = endpoint({
  id: 'partner.endPartner',
  kind: 'write',
  who: ORGANISATION_WRITERS,
  summary: { zh: '停用伙伴区县', en: 'End a partner district' },
  input: versioned,
  output: nothing,
  sample: { given: 'founded', input: (world) => ({ id: world.partner, version: 1 }) },
})
