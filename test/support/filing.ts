import { addDays } from '#kernel/clock.ts'
import type { World } from '#kernel/endpoint.ts'
import { departmentLogin } from '../../src/demo/cast.ts'
import { REVIEW_CODES } from '../../src/demo/filings.ts'
import { sendLetters } from './letters.ts'
import { importMotions } from './motions.ts'
import type { Prepared } from './world.ts'

// One case of filing, step by step, on the days before those of the tests; beside it a motion, and one whose departments have
// not been asked.

const [PROPOSED, REPLIED, CONCLUDED, VETTED, DECIDED] = [
  '2026-11-05',
  '2026-11-09',
  '2026-11-10',
  '2026-11-11',
  '2026-11-12',
]
const LOOKED = { checkedPeople: 1, checkedIn: '部门业务系统', checkedOn: REPLIED }

/** Made-up numbers with the check digits of GB 11643. */
const NUMBERS = ['370611198001010018', '370611198102020022', '370611198203030038', '370611198304040047']

/** The check digit belongs to the first seventeen. */
export function numbered(digits: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return digits.slice(0, 17) + '10X98765432'[sum % 11]
}

type Made = { readonly id: string }
type Stepped = { readonly version: number }
const versioned = (answer: unknown): World => ({ filingVersion: String((answer as Stepped).version) })

/** A case whose departments were asked, and one of them has found something; a motion; an accepted one. */
export async function askAbout(prepared: Prepared): Promise<World> {
  const { community } = prepared.world
  prepared.clock.set(PROPOSED)
  const people: string[] = []
  for (const [index, name] of ['周明远', '郑小红', '冯立国', '陈雨桐'].entries()) {
    const input = { community, name, idNumber: numbered(NUMBERS[index] ?? '') }
    people.push(((await prepared.as('head', 'people.addPerson', input)) as Made).id)
  }
  const [person = '', other = '', third = '', candidate = ''] = people
  const propose = async (who: string) => {
    const input = {
      kind: 'FK-1',
      reason: 'FR-1',
      community,
      postKind: 'secretary',
      person: who,
      plannedOn: '2026-12-20',
    }
    const gates = { document: '街道工委会议纪要〔2026〕28号', reserveSeen: true, disciplinePresent: true }
    return ((await prepared.as('qingyang', 'filing.propose', { ...input, ...gates })) as Made).id
  }
  const [filing, motion, accepted] = [await propose(person), await propose(other), await propose(third)]
  for (const one of [filing, accepted]) {
    await prepared.as('officer', 'filing.answerMotion', { filing: one, version: 1, accept: true, reason: null })
  }
  const { accounts } = (await prepared.as('head', 'review.listReaders')) as { accounts: { id: string; role: string }[] }
  const idOf = (role: string) => accounts.find((one) => one.role === role)?.id ?? ''
  const readers = { readerOne: idOf('organization-head'), readerTwo: idOf('discipline-officer') }
  await prepared.as('head', 'review.nameReaders', { first: readers.readerOne, second: readers.readerTwo })
  await prepared.as('officer', 'review.ask', { filings: [filing] })
  const { rows } = (await prepared.as('head', 'review.getMatrix')) as { rows: { request: string }[] }
  const request = rows[0]?.request ?? ''
  prepared.clock.set(REPLIED)
  const found = { item: 'NQ-11', answer: 'found', basis: '福审〔2026〕6号' }
  await reply(prepared, request, 'JR-05', [found])
  const letters = await sendLetters(prepared)
  return {
    ...letters,
    filing,
    filingVersion: '2',
    motion,
    accepted,
    candidate,
    ...readers,
    request,
    reviewDepartment: 'JR-18',
    findingDepartment: 'JR-05',
    findingItem: 'NQ-11',
  }
}

/** A department replies that nothing was found, but for what is given. */
export function reply(
  prepared: Prepared,
  request: string,
  department: string,
  answers: readonly object[] = [],
  sensitive = false,
): Promise<unknown> {
  const replies = [{ request, department, sensitive, answers }]
  return prepared.as(departmentLogin(department), 'review.reply', { ...LOOKED, replies })
}

/** Discipline has sealed what it answered. */
export async function sealOne(prepared: Prepared): Promise<World> {
  prepared.clock.set(REPLIED)
  const { request = '' } = prepared.world
  await reply(prepared, request, 'JR-01', [{ item: 'NQ-04', answer: 'defer', basis: '福纪函〔2026〕3号' }], true)
  return {}
}

/** Discipline has stopped the case, on the day of the tests, and written about it to the street and to a department; motions came as Excel. */
export async function stopIt(prepared: Prepared): Promise<World> {
  const { filing } = prepared.world
  const stop = (await prepared.as('discipline', 'supervision.stop', { filing, reason: '来信反映，需要核实' })) as Made
  const { departments } = (await prepared.as('discipline', 'supervision.listAddressees')) as {
    departments: { org: string }[]
  }
  const write = async (to: object) => {
    const said = { findings: '有关情况动议前未核实', asks: '说明核实经过', answerBy: '2026-12-10' }
    const input = { to, items: [`stop/${stop.id}`], ...said }
    return ((await prepared.as('discipline', 'supervision.issueOpinion', input)) as Made).id
  }
  return {
    ...(await importMotions(prepared)),
    stop: stop.id,
    opinion: await write({ kind: 'street', street: 370611001 }),
    departmentOpinion: await write({ kind: 'department', org: departments[0]?.org }),
  }
}

/** All have replied, and the finding was cleared. */
export async function replyAll(prepared: Prepared): Promise<World> {
  prepared.clock.set(REPLIED)
  const { request = '', findingDepartment: department, findingItem: item } = prepared.world
  for (const code of REVIEW_CODES) if (code !== department) await reply(prepared, request, code)
  const resolved = { request, department, item, outcome: 'cleared', heardOn: REPLIED, reason: '审计问题已整改到位' }
  await prepared.as('officer', 'review.resolve', resolved)
  return {}
}

export async function conclude(prepared: Prepared): Promise<World> {
  prepared.clock.set(CONCLUDED)
  return versioned(await prepared.as('officer', 'review.conclude', caseOf(prepared)))
}

export async function vet(prepared: Prepared): Promise<World> {
  prepared.clock.set(VETTED)
  const talks = { vetters: ['赵文静', '王晓东'], talks: 10, residents: 4 }
  const papers = { document: '考察材料〔2026〕4号', conclusion: '符合“三好三强”条件，建议任用' }
  return versioned(await prepared.as('qingyang', 'filing.recordVetting', { ...caseOf(prepared), ...talks, ...papers }))
}

export async function decide(prepared: Prepared): Promise<World> {
  prepared.clock.set(DECIDED)
  const vote = { members: 9, present: 8, favour: 8, recused: [], document: '街道工委会议纪要〔2026〕29号' }
  return versioned(await prepared.as('qingyang', 'filing.recordVote', { ...caseOf(prepared), ...vote }))
}

/** On public notice, with an objection that waits for its answer. */
export async function objectTo(prepared: Prepared): Promise<World> {
  const decided = await decide(prepared)
  const { filing } = prepared.world
  prepared.clock.set('2026-11-13')
  const objection = { filing, receivedOn: '2026-11-13', channel: 'letter', summary: '反映学历情况' }
  const { id } = (await prepared.as('qingyang', 'filing.recordObjection', objection)) as Made
  return { ...decided, filingObjection: id }
}

export async function closeNotice(prepared: Prepared): Promise<World> {
  return versioned(await prepared.as('qingyang', 'filing.closeNotice', caseOf(prepared)))
}

/** Filed, with its number. */
export async function file(prepared: Prepared): Promise<World> {
  const act = { effective: '2026-12-01', until: null, document: '福组复〔2026〕18号' }
  const { number } = (await prepared.as('head', 'filing.file', { ...caseOf(prepared), ...act })) as { number: string }
  return { number }
}

const caseOf = ({ world }: Prepared) => ({ filing: world.filing, version: Number(world.filingVersion) })

type Motion = {
  readonly kind: string
  readonly person: string
  readonly postKind: string
  readonly leaves?: object
  readonly talks?: number
}

/** A case of one's own whose review is concluded, on the day the clock says. @returns the case and its version */
export async function walkToVetting(
  prepared: Prepared,
  motion: Omit<Motion, 'talks'> & { readonly community?: string | undefined },
): Promise<{ filing: string; version: number }> {
  const today = prepared.clock.today()
  const gates = { document: '街道工委会议纪要〔2026〕33号', reserveSeen: true, disciplinePresent: true }
  const input = { reason: 'FR-2', community: prepared.world.community, plannedOn: '2027-01-15', ...motion, ...gates }
  const { id: filing } = (await prepared.as('qingyang', 'filing.propose', input)) as Made
  await prepared.as('officer', 'filing.answerMotion', { filing, version: 1, accept: true, reason: null })
  await prepared.as('officer', 'review.ask', { filings: [filing] })
  const { rows } = (await prepared.as('head', 'review.getMatrix')) as { rows: { filing: string; request: string }[] }
  const { request = '' } = rows.find((row) => row.filing === filing) ?? {}
  for (const department of REVIEW_CODES) {
    const replies = [{ request, department, sensitive: false, answers: [] }]
    const looked = { checkedPeople: 1, checkedIn: '部门业务系统', checkedOn: today }
    await prepared.as(departmentLogin(department), 'review.reply', { ...looked, replies })
  }
  await prepared.as('officer', 'review.conclude', { filing, version: 2 })
  return { filing, version: 3 }
}

/** A case of one's own that stands before its last step, on the day the clock says. @returns the case and its version */
export async function walkToFiling(
  prepared: Prepared,
  { talks = 8, ...motion }: Motion,
): Promise<{ filing: string; version: number }> {
  const today = prepared.clock.today()
  const { filing } = await walkToVetting(prepared, motion)
  const vetted = {
    vetters: ['赵文静', '王晓东'],
    talks,
    residents: 3,
    document: '考察材料〔2026〕9号',
    conclusion: '建议任用',
  }
  await prepared.as('qingyang', 'filing.recordVetting', { filing, version: 3, ...vetted })
  const vote = { members: 9, present: 8, favour: 8, recused: [], document: '街道工委会议纪要〔2026〕34号' }
  await prepared.as('qingyang', 'filing.recordVote', { filing, version: 4, ...vote })
  prepared.clock.set(addDays(today, 14))
  await prepared.as('qingyang', 'filing.closeNotice', { filing, version: 5 })
  return { filing, version: 6 }
}
