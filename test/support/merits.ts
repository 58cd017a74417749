import type { World } from '#kernel/endpoint.ts'
import { createMember } from '../../src/demo/build.ts'
import type { Prepared } from './world.ts'

/** A second officer of the organization department: two-person acts of the others wait for one of them. */
const DEPUTY = {
  login: 'deputy',
  name: '许志远',
  grants: [{ role: 'organization-officer', orgZh: '区委组织部', orgEn: 'District Organization Department' }],
} as const

const DOCUMENT = { documentNumber: '烟司发〔2026〕18号', documentTitle: '关于命名民主法治示范社区的通知' }

/** An honour and a serious case that wait for a second person, and an approved method of a street with one item. */
export async function enterMerits(prepared: Prepared): Promise<World> {
  await createMember(prepared, DEPUTY)
  const { period, community } = prepared.world
  const made = async (login: string, id: string, input: object) =>
    ((await prepared.as(login, id, { period, ...DOCUMENT, ...input })) as { id: string }).id
  const given = { community, level: 'city', issuer: '烟台市司法局', awardedOn: '2026-09-10' }
  const honour = await made('qingyang', 'merits.enterHonour', { ...given, title: '平安建设先进社区' })
  const heard = { community, heardOn: '2026-11-20', statement: '社区承认公开内容与账目不符，已更正' }
  const seriousCase = await made('deputy', 'merits.enterCase', { ...heard, reason: '居务公开弄虚作假，经查属实' })
  const rules = { shifts: {}, items: [{ title: '现场观摩', points: '1' }] }
  const streetMethod = await made('qingyang', 'merits.enterMethod', { title: '清洋街道星级评定具体办法', rules })
  await prepared.as('deputy', 'merits.reviewMerit', { id: streetMethod, verdict: 'confirmed', reason: null })
  return { honour, seriousCase, streetMethod }
}
