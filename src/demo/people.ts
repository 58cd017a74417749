import { HISTORY, ROSTER } from '#registry'
import type { SheetList, SheetValues } from '#kernel/sheets/list.ts'
import { writeWorkbook } from '#kernel/sheets/write.ts'
import { subscriptions } from '../main.ts'
import { act, type Builder } from './build.ts'
import { DISTRICT } from './cast.ts'

// The demo's people, all invented: 76 secretaries, directors, assistants and first secretaries, from an opening roster that two
// people confirmed, and what was before from a history import (rulings F). Then the district is live.

type Community = {
  readonly id: string
  readonly code: number
  readonly kind: 'urban' | 'converted'
}
type BatchAt = { readonly version: number; readonly state: string; readonly counts: { readonly refused: number } }

const SURNAMES = Array.from(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎',
)
const WOMEN = Array.from('燕春梅雪丽娜晓静秀英玉兰慧敏桂芳美玲淑珍红霞琳洁')
const MEN = Array.from('建国立平海峰志强伟东明文栋俊杰永胜宏图少华振宇家辉')
/** No county has this code: the numbers are nobody's. */
const NOWHERE = '370699'
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'
const two = (n: number): string => String(n).padStart(2, '0')

/** Somebody invented; the same number is always the same person. */
function somebody(n: number, bornFrom: number, years: number): SheetValues {
  const female = n % 5 === 1 || n % 5 === 3
  const [year, month, day] = [bornFrom + ((n * 7) % years), 1 + ((n * 5) % 12), 1 + ((n * 11) % 28)]
  const digits = `${NOWHERE}${year}${two(month)}${two(day)}${two(n % 100)}${female ? 2 : 1}`
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
  const given = female ? WOMEN : MEN
  const [first = '', second = ''] = [given[(n * 13) % given.length], given[(n * 17 + 7) % given.length]]
  return {
    name: (SURNAMES[(n * 17) % SURNAMES.length] ?? '') + first + (second === first ? '' : second),
    ethnic: n % 31 === 0 ? '11' : '01',
    nativePlace: ['山东烟台', '山东威海', '山东潍坊', '山东青岛'][n % 4] ?? null,
    educationFullTime: ['31', '21', '61', '41'][n % 4] ?? null,
    educationInService: n % 3 === 0 ? '21' : null,
    school: ['鲁东大学行政管理', '烟台大学法学', '中央广播电视大学行政管理', '山东工商学院社会工作'][n % 4] ?? null,
    political: '01',
    partyJoined: `${Math.min(year + 23 + (n % 5), 2024)}-07`,
    workStarted: `${year + 20 + (n % 3)}-08`,
    communityWorkStarted: `${Math.max(year + 24, 2004 + (n % 14))}-0${1 + (n % 9)}`,
    source: ['local', 'local', 'posted', 'veteran', 'returned'][n % 5] ?? null,
    qualification: ['assistant', 'social', 'none'][n % 3] ?? null,
    grade: n % 2 === 0 ? '三级' : '四级',
    idNumber: digits + CHECKS[sum % 11],
    phone: `1380000${String(1000 + n)}`,
  }
}

/** A secretary each; most of them are directors too; an assistant in each urban community; five first secretaries. */
function rosterOf(communities: readonly Community[]): SheetValues[] {
  const urban = communities.filter(({ kind }) => kind === 'urban')
  const at = ({ code }: Community) => ({ community: String(code) })
  const secretaries = communities.map((one, n): SheetValues => {
    const both = n % 5 !== 4
    const since = `${2015 + (n % 10)}-0${1 + (n % 9)}`
    const own: SheetValues = n === 0 ? { name: '孙立平' } : {}
    const mandates = { post: 'secretary', since, director: both ? 'yes' : 'no', directorSince: both ? '2021-12' : null }
    return { ...somebody(n, 1966, 24), ...own, ...at(one), ...mandates }
  })
  const directors = communities
    .filter((_, n) => n % 5 === 4)
    .map((one, n): SheetValues => ({ ...somebody(100 + n, 1970, 20), ...at(one), post: 'director', since: '2021-12' }))
  const assistants = urban.map((one, n): SheetValues => {
    const since = n < 30 ? '2022-09' : `${2023 + (n % 3)}-07`
    return { ...somebody(200 + n, 1992, 8), ...at(one), post: 'assistant', since }
  })
  const first = urban.slice(10, 15).map((one, n): SheetValues => ({
    ...somebody(300 + n, 1980, 8),
    ...at(one),
    post: 'first-secretary',
    since: '2024-03',
  }))
  return [...secretaries, ...directors, ...assistants, ...first]
}

/** Three annual results of each secretary, and some honours. */
function historyOf(roster: readonly SheetValues[]): SheetValues[] {
  return roster
    .filter(({ post }) => post === 'secretary')
    .flatMap(({ name = null, idNumber = null }, n) => {
      const person = { name, idNumber }
      const results = ['2023', '2024', '2025'].map((period, at) => {
        const value = (n + at) % 5 === 0 ? '优秀' : '称职'
        return { ...person, kind: 'annual', period, value }
      })
      const honour = { ...person, kind: 'honour', period: '2024-06', value: '区优秀共产党员', detail: '中共福山区委' }
      return n % 9 === 0 ? [...results, honour] : results
    })
}

/** Registers everybody, unless a run that was cut off has done so. */
export async function registerPeople(builder: Builder): Promise<void> {
  const { live } = (await act(builder, 'head', 'post.getGoingLive', {})) as { live: object | null }
  if (live) return
  const { communities } = (await act(builder, 'head', 'community.listCommunities', { limit: 200 })) as {
    communities: Community[]
  }
  const roster = rosterOf(communities.toSorted((a, b) => a.code - b.code))
  await importList(builder, 'roster', ROSTER, roster)
  await importList(builder, 'history', HISTORY, historyOf(roster))
  await linkSecretaries(builder, roster)
  await act(builder, 'head', 'post.goLive', { reason: '期初名册已核对，正式启用' })
}

/** Secretaries of the cast act as the people of the roster that they are. */
async function linkSecretaries(builder: Builder, roster: readonly SheetValues[]): Promise<void> {
  const { accounts } = (await act(builder, 'security', 'account.listAccounts', {})) as {
    accounts: { id: string; name: string; roles: { role: string }[] }[]
  }
  for (const { id, name, roles } of accounts) {
    const own = roster.find((row) => row.post === 'secretary' && row.name === name)
    if (own && roles.some(({ role }) => role === 'secretary'))
      await act(builder, 'security', 'account.linkPerson', { id, idNumber: own.idNumber })
  }
}

/** Uploads a workbook, accepts it, has it confirmed where two people are asked for, and does the jobs' work here. */
async function importList(builder: Builder, slice: string, list: SheetList, rows: SheetValues[]): Promise<void> {
  const file = {
    name: `${list.name.zh}.xlsx`,
    bytes: await writeWorkbook(list, rows, { language: 'zh', spareRows: 0 }),
  }
  const { batch } = (await act(builder, 'officer', `${slice}.uploadWorkbook`, {}, file)) as { batch: string }
  const run = async (step: string) => {
    const job = { district: DISTRICT, account: null, payload: { list: list.id, batch } }
    await subscriptions.find(({ name }) => name === step)?.run(builder.services, [job])
    return (await act(builder, 'officer', `${slice}.getBatch`, { batch })) as BatchAt
  }
  const checked = await run('check-import')
  if (checked.counts.refused > 0) throw new Error(`the demo's ${list.id} has ${checked.counts.refused} wrong rows`)
  await act(builder, 'officer', `${slice}.acceptBatch`, { batch, version: checked.version })
  const { state, version } = (await act(builder, 'officer', `${slice}.getBatch`, { batch })) as BatchAt
  if (state === 'confirming') await act(builder, 'head', `${slice}.confirmBatch`, { batch, version })
  const written = await run('write-import')
  if (written.state !== 'written') throw new Error(`the demo's ${list.id} is ${written.state}`)
}
