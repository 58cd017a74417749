import { act, type Builder } from './build.ts'
import { departmentLogin } from './cast.ts'
import { openLetter, replyByLetter, replyByWorkbook } from './replies.ts'

// Cases of filing at each step, with the joint review: assistants who are to become deputy secretaries. Invented, as is every document.
// Each is played once, by the cast: the street moves, the organization department asks, the departments reply.

const QINGYANG = 370611001
/** Not yet answered by the day of the demo, so that the review of one case shows who is late. */
const SILENT = ['JR-09', 'JR-13', 'JR-16']
/** In that review these reply by stamped letter and by workbook; of the silent ones, one has a letter that waits. */
const OTHER_WAYS = { letter: 'JR-14', workbook: 'JR-18', waiting: 'JR-16' } as const
export const REVIEW_CODES = Array.from({ length: 18 }, (_, index) => `JR-${String(index + 1).padStart(2, '0')}`)

type Clock = { readonly set: (date: string) => void }
type Listing = { readonly id: string; readonly posts: readonly { readonly kind: string; readonly community: string }[] }
type Person = { readonly id: string; readonly community: string }
type Listed = { readonly filings: readonly { readonly person: string }[] }
type Case = { readonly filing: string; version: number }

type Played = 'motion' | 'review' | 'vetting' | 'decision' | 'notice' | 'filed'
const STORIES: readonly { readonly until: Played; readonly from: string }[] = [
  { until: 'filed', from: '2026-09-01' },
  { until: 'notice', from: '2026-11-10' },
  { until: 'decision', from: '2026-11-16' },
  { until: 'vetting', from: '2026-11-23' },
  { until: 'review', from: '2026-11-30' },
  { until: 'motion', from: '2026-12-08' },
]

const VETTED = {
  vetters: ['赵文静', '王晓东'],
  talks: 11,
  residents: 4,
  document: '清洋街道工委考察材料〔2026〕3号',
  conclusion: '政治素质好、群众基础好，组织协调能力强，符合任职条件，建议任用。',
}

/** Plays the cases that are not there yet. */
export async function playFilings(builder: Builder, clock: Clock): Promise<void> {
  const { filings } = (await act(builder, 'head', 'filing.listFilings', {})) as Listed
  const { people } = (await act(builder, 'head', 'people.listPeople', { street: QINGYANG, post: 'assistant' })) as {
    people: Listing[]
  }
  await nameReaders(builder)
  const candidates = people.flatMap(({ id, posts }): Person[] => {
    const held = posts.find(({ kind }) => kind === 'assistant')
    return held ? [{ id, community: held.community }] : []
  })
  for (const [index, story] of STORIES.entries()) {
    const person = candidates[index]
    if (person && !filings.some((one) => one.person === person.id)) await play(builder, clock, person, story)
  }
}

async function nameReaders(builder: Builder): Promise<void> {
  const { readers: named } = (await act(builder, 'head', 'review.getMatrix', {})) as { readers: object[] }
  if (named.length > 0) return
  const { accounts } = (await act(builder, 'head', 'review.listReaders', {})) as {
    accounts: { id: string; role: string }[]
  }
  const idOf = (role: string) => accounts.find((one) => one.role === role)?.id
  const readers = { first: idOf('organization-head'), second: idOf('discipline-officer') }
  await act(builder, 'head', 'review.nameReaders', readers)
}

async function play(builder: Builder, clock: Clock, person: Person, { until, from }: (typeof STORIES)[number]) {
  const day = (later: number): string => new Date(Date.parse(from) + later * 86_400_000).toISOString().slice(0, 10)
  clock.set(day(0))
  const { id } = (await act(builder, 'qingyang', 'filing.propose', {
    kind: 'FK-1',
    reason: 'FR-1',
    community: person.community,
    postKind: 'deputy-secretary',
    person: person.id,
    plannedOn: day(45),
    document: `清洋街道工委会议纪要〔2026〕${20 + STORIES.findIndex((one) => one.until === until)}号`,
    reserveSeen: true,
    disciplinePresent: true,
  })) as { id: string }
  if (until === 'motion') return
  const one: Case = { filing: id, version: 1 }
  const step = async (login: string, endpoint: string, input: object) => {
    const answer = (await act(builder, login, endpoint, { ...one, ...input })) as { version?: number }
    one.version = answer.version ?? one.version
  }
  clock.set(day(1))
  await step('officer', 'filing.answerMotion', { accept: true, reason: null })
  await act(builder, 'officer', 'review.ask', { filings: [id] })
  clock.set(day(2))
  const others = until === 'review' ? [...SILENT, OTHER_WAYS.letter, OTHER_WAYS.workbook] : []
  const request = await replyAll(builder, id, others, until === 'review' || until === 'filed')
  if (until === 'review') return replyOtherwise(builder, day(2))
  if (until === 'filed') await clear(builder, request, day(2))
  clock.set(day(3))
  await step('officer', 'review.conclude', {})
  if (until === 'vetting') return
  clock.set(day(9))
  await step('qingyang', 'filing.recordVetting', VETTED)
  if (until === 'decision') return
  clock.set(day(until === 'notice' ? 27 : 12))
  const vote = { members: 9, present: 8, favour: 8, recused: [], document: '清洋街道工委会议纪要〔2026〕31号' }
  await step('qingyang', 'filing.recordVote', vote)
  if (until === 'notice') return
  clock.set(day(28))
  await step('qingyang', 'filing.closeNotice', {})
  clock.set(day(31))
  const filed = { effective: day(35), until: null, document: '福组复〔2026〕14号' }
  await step('head', 'filing.file', filed)
}

async function replyOtherwise(builder: Builder, today: string): Promise<void> {
  await replyByLetter(builder, OTHER_WAYS.letter, today)
  await replyByWorkbook(builder, OTHER_WAYS.workbook, today)
  await openLetter(builder, OTHER_WAYS.waiting)
}

/** @returns the round. */
async function replyAll(builder: Builder, filing: string, silent: readonly string[], finds: boolean): Promise<string> {
  const { rows } = (await act(builder, 'officer', 'review.getMatrix', {})) as {
    rows: { filing: string; request: string; askedOn: string }[]
  }
  const { request = '', askedOn = '' } = rows.find((row) => row.filing === filing) ?? {}
  for (const department of REVIEW_CODES) {
    if (silent.includes(department)) continue
    const found = { item: 'NQ-11', answer: 'found', basis: '福审〔2026〕6号' }
    const answers = finds && department === 'JR-05' ? [found] : []
    const looked = { checkedPeople: 1, checkedIn: '部门业务系统', checkedOn: askedOn }
    const replies = [{ request, department, sensitive: false, answers }]
    await act(builder, departmentLogin(department), 'review.reply', { ...looked, replies })
  }
  return request
}

async function clear(builder: Builder, request: string, heardOn: string): Promise<void> {
  const finding = { request, department: 'JR-05', item: 'NQ-11', outcome: 'cleared', heardOn }
  await act(builder, 'officer', 'review.resolve', {
    ...finding,
    reason: '审计指出的问题已按期整改到位，并经区审计局复核',
  })
}
