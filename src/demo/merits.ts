import { act, type Builder } from './build.ts'

// Honours, a serious case and a street's own method of the running half-year: invented, as is every document. Some are
// confirmed by a second person and some still wait for one.

type Listed = { readonly merits: readonly { readonly id: string }[]; readonly communities: readonly Community[] }
type Community = { readonly id: string; readonly name: string; readonly street: number }

const QINGYANG = 370611001

const HONOURS = [
  [
    'city',
    '烟台市文明社区',
    '烟台市精神文明建设委员会',
    '2026-09-18',
    '烟文明委〔2026〕12号',
    '关于命名市级文明社区的决定',
  ],
  [
    'province',
    '全省抓党建促基层治理示范社区',
    '山东省委组织部',
    '2026-10-15',
    '鲁组发〔2026〕31号',
    '关于命名示范社区的通报',
  ],
  [
    'city',
    '烟台市民主法治示范社区',
    '烟台市司法局',
    '2026-08-06',
    '烟司发〔2026〕18号',
    '关于命名民主法治示范社区的通知',
  ],
  [
    'national',
    '全国民主法治示范社区',
    '司法部、民政部',
    '2026-11-02',
    '司发〔2026〕9号',
    '关于命名民主法治示范社区的决定',
  ],
] as const

/** Enters them for a half-year that is open, once. By the cast: streets enter, the organization department confirms. */
export async function enterMerits(builder: Builder, period: string): Promise<void> {
  const { merits, communities } = (await act(builder, 'head', 'merits.listMerits', { period })) as Listed
  if (merits.length > 0) return
  const own = communities.filter(({ street }) => street === QINGYANG)
  await enterHonours(builder, period, own)
  await findCase(builder, period, own[5])
  await setMethod(builder, period, own)
}

async function make(builder: Builder, login: string, id: string, input: object): Promise<string> {
  return ((await act(builder, login, id, input)) as { id: string }).id
}

/** Two documents name the third honour of one community: it counts once, as the national one. */
async function enterHonours(builder: Builder, period: string, own: readonly Community[]): Promise<void> {
  const places = [own[0], own[1], own[2], own[2]]
  for (const [at, [level, title, issuer, awardedOn, documentNumber, documentTitle]] of HONOURS.entries()) {
    const community = places[at]?.id
    const honour = { period, community, level, title, issuer, awardedOn, documentNumber, documentTitle }
    const id = await make(builder, 'qingyang', 'merits.enterHonour', honour)
    const verdict = { id, verdict: 'confirmed', reason: null }
    if (at !== 1) await act(builder, at === 3 ? 'head' : 'officer', 'merits.reviewMerit', verdict)
  }
  const unfit = {
    period,
    community: own[3]?.id,
    level: 'city',
    title: '优秀志愿服务组织',
    issuer: '烟台市志愿服务联合会',
    awardedOn: '2026-07-20',
    documentNumber: '烟志联〔2026〕5号',
    documentTitle: '关于表扬优秀组织的通报',
  }
  const id = await make(builder, 'qingyang', 'merits.enterHonour', unfit)
  const reason = '颁发单位是社会团体，不属于市级党委、政府及其部门的荣誉'
  await act(builder, 'officer', 'merits.reviewMerit', { id, verdict: 'declined', reason })
}

async function findCase(builder: Builder, period: string, community: Community | undefined): Promise<void> {
  await make(builder, 'discipline', 'merits.enterCase', {
    period,
    community: community?.id,
    reason: '三季度财务公开内容与账目不符，两笔支出没有公开，经核查属实',
    heardOn: '2026-11-27',
    statement: '社区承认漏公开两笔支出，称系经办人员交接疏忽，已补充公开并说明',
    documentNumber: '福纪核〔2026〕14号',
    documentTitle: '关于财务公开有关问题的核查报告',
  })
}

async function setMethod(builder: Builder, period: string, own: readonly Community[]): Promise<void> {
  const paper = { documentNumber: '清街工委〔2026〕22号', documentTitle: '清洋街道社区党组织星级评定具体办法' }
  const items = [
    { title: '现场观摩前三名', points: '1' },
    { title: '治理创新案例被街道推广', points: '1' },
  ]
  const rules = { shifts: { 'star.livelihood': '2', 'star.risk': '-2' }, items }
  const title = '清洋街道社区党组织星级评定具体办法'
  const method = await make(builder, 'qingyang', 'merits.enterMethod', { period, title, rules, ...paper })
  await act(builder, 'head', 'merits.reviewMerit', { id: method, verdict: 'confirmed', reason: null })
  const communities = [own[1]?.id, own[4]?.id]
  const award = { period, method, item: 0, communities, points: '1', reason: '三季度现场观摩前三名' }
  const notice = { documentNumber: '清街办〔2026〕47号', documentTitle: '关于三季度现场观摩结果的通报' }
  await act(builder, 'qingyang', 'merits.awardPoints', { ...award, ...notice })
}
