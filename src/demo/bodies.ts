import { act, type Builder } from './build.ts'

// The demo's governance committee, area committees and partners, through the endpoints that people use. English names of the
// streets, which no division file has.

const STREETS: Readonly<Record<string, string>> = {
  清洋街道: 'Qingyang Subdistrict',
  福新街道: 'Fuxin Subdistrict',
  东厅街道: 'Dongting Subdistrict',
  门楼街道: 'Menlou Subdistrict',
  高疃镇: 'Gaotuan Town',
  张格庄镇: 'Zhanggezhuang Town',
  回里镇: 'Huili Town',
  臧家庄镇: 'Zangjiazhuang Town',
  山东烟台福山经济开发区: 'Shandong Yantai Fushan Economic Development Zone',
}

/** Three or four communities each, in code order from a place on (F3-12). */
const AREAS = [
  { zh: '清洋东片区联合党委', en: 'Qingyang East Area Committee', street: 370611001, from: 0, size: 4 },
  { zh: '清洋西片区联合党委', en: 'Qingyang West Area Committee', street: 370611001, from: 4, size: 3 },
  { zh: '福新北片区联合党委', en: 'Fuxin North Area Committee', street: 370611002, from: 0, size: 4 },
  { zh: '福新南片区联合党委', en: 'Fuxin South Area Committee', street: 370611002, from: 4, size: 3 },
] as const

const PARTNERS = [
  { zh: '青岛市城阳区', en: 'Chengyang District, Qingdao', address: '山东省青岛市', contact: '区委组织部组织科' },
  { zh: '济南市历下区', en: 'Lixia District, Jinan', address: '山东省济南市', contact: '区委组织部基层党建科' },
] as const

type Listed = { id: string; zh: string; kind: string; version: number; duties: string[] }

/** What was there is left alone: a run that was cut off goes on. */
export async function foundBodies(builder: Builder): Promise<void> {
  const { groups } = (await act(builder, 'head', 'committee.getGovernanceCommittee', {})) as { groups: unknown[] }
  const { partners } = (await act(builder, 'head', 'partner.listPartners', {})) as { partners: unknown[] }
  if (groups.length === 0) await foundCommittee(builder)
  await foundAreas(builder)
  for (const partner of partners.length === 0 ? PARTNERS : []) await act(builder, 'head', 'partner.addPartner', partner)
}

async function foundCommittee(builder: Builder): Promise<void> {
  const list = async () =>
    ((await act(builder, 'head', 'organisation.listOrganisations', {})) as { organisations: Listed[] }).organisations
  for (const { id, version, zh, kind } of await list()) {
    const en = kind === 'street' ? STREETS[zh] : undefined
    if (en) await act(builder, 'head', 'organisation.renameOrganisation', { id, version, zh, en })
  }
  const known = await list()
  const own = { kind: 'district-body', zh: '区委组织部', en: 'District Organization Department' }
  const organization =
    known.find(({ zh }) => zh === own.zh) ??
    ((await act(builder, 'head', 'organisation.addOrganisation', own)) as { id: string })
  const civil = known.filter(({ duties }) => duties.includes('SR-04')).map(({ id }) => id)
  const others = known
    .filter(({ id, kind }) => kind !== 'street' && id !== organization.id && !civil.includes(id))
    .map(({ id }) => id)
  const groups = [
    { zh: '组织部', en: 'Organization department', ownStreet: false, members: [organization.id] },
    { zh: '民政局', en: 'Civil affairs', ownStreet: false, members: civil },
    { zh: '所属街道', en: 'Own street', ownStreet: true, members: [] },
    { zh: '其他成员单位', en: 'Other members', ownStreet: false, members: others },
  ]
  for (const group of groups) await act(builder, 'head', 'committee.addRaterGroup', group)
}

async function foundAreas(builder: Builder): Promise<void> {
  const { committees } = (await act(builder, 'head', 'areaCommittee.listAreaCommittees', {})) as {
    committees: { zh: string }[]
  }
  for (const { zh, en, street, from, size } of AREAS) {
    if (committees.some((one) => one.zh === zh)) continue
    const listed = { street, kind: 'urban', limit: 20 }
    const { communities } = (await act(builder, 'head', 'community.listCommunities', listed)) as {
      communities: { id: string; code: number }[]
    }
    const chosen = communities
      .toSorted((a, b) => a.code - b.code)
      .slice(from, from + size)
      .map(({ id }) => id)
    await act(builder, 'head', 'areaCommittee.addAreaCommittee', { zh, en, communities: chosen, lead: chosen[0] })
  }
}
