import type { z } from 'zod'
import { makePaper } from '#documents'
import { communitiesInForce, divisionNames, identityOf, peopleInWords } from '#registry'
import { loadPack } from '#policy'
import type { Call } from '#kernel/call.ts'
import type { PaperData } from '#kernel/documents/word/paper.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import { actsOf, type FilingRow, filingsOf, findFiling, noticeOf } from '../filing/queries.ts'
import { dispatchInFull } from '../dispatch/queries.ts'
import type { Cell } from '../review/contract.ts'
import { cellsOf } from '../review/queries.ts'
import { latestReviews, outcomeOf } from '../review/standing.ts'
import { approvalPaper } from './approval-paper.ts'
import { approvalOf } from './candidates.ts'
import { codeOf, letterPaper } from './letter-paper.ts'
import type * as contract from './contract.ts'
import { noticePaper } from './notice-paper.ts'
import { refuse } from './refusals.ts'
import { replyPaper } from './reply-paper.ts'
import { inColumns, summaryPaper } from './summary-paper.ts'
import { dateWords, heldWords, monthWords, postWords } from './words.ts'

/** The reply to the street, with the number that the act rests on. @throws Refusal paper.not-filed. */
export async function printReply(
  call: Call,
  { filing, format }: z.output<(typeof contract.printReply)['input']>,
): Promise<FileAnswer> {
  const { tx, district } = call
  const row = await findFiling(tx, district, filing)
  const acts = await actsOf(tx, district, filing)
  const filed = acts.find(({ event }) => event === 'file') ?? refuse('paper.not-filed')
  const { pack } = await loadPack(tx, district, row.packVersion)
  const place = (await communitiesInForce(tx, district)).find(({ id }) => id === row.community)
  const { number, effective, until } = filed.details
  const data = {
    sender: `中共${await districtName(call)}委组织部`,
    document: filed.document ?? '',
    street: place?.streetName ?? '',
    person: row.personName,
    act: pack.lists.filing_kinds.items.find(({ code }) => code === row.kind)?.zh ?? row.kind,
    post: postWords(place?.shortName ?? '', row.postKind),
    request: acts[0]?.document ?? '',
    number: String(number),
    effective: dateWords(String(effective)),
    until: typeof until === 'string' ? dateWords(until) : '',
    // A copy printed later bears the day of the original.
    date: dateWords(filed.on),
  }
  return makePaper(call, replyPaper, [data], { name: `备案函-${row.personName}`, format })
}

/** What hangs on the board while the notice runs. @throws Refusal paper.not-noticed. */
export async function printNotice(
  call: Call,
  { filing, format }: z.output<(typeof contract.printNotice)['input']>,
): Promise<FileAnswer> {
  const { tx, district } = call
  const row = await findFiling(tx, district, filing)
  if (row.state !== 'notice') return refuse('paper.not-noticed')
  const { until } = await noticeOf(call, row, await loadPack(tx, district, row.packVersion))
  if (until === null) return refuse('paper.notice-paused')
  const place = (await communitiesInForce(tx, district)).find(({ id }) => id === row.community)
  const known = (await peopleInWords(call, [row.person])).get(row.person)
  const data = {
    person: row.personName,
    sex: known?.sex ?? '',
    birth: known?.birth ? monthWords(known.birth) : '',
    political: known?.political ?? '',
    education: known?.educationInService || (known?.educationFullTime ?? ''),
    present: heldWords(known?.posts ?? []),
    post: postWords(place?.shortName ?? '', row.postKind),
    from: dateWords(row.since),
    until: dateWords(until),
    street: place?.streetName ?? '',
    date: dateWords(row.since),
  }
  return makePaper(call, noticePaper, [data], { name: `任前公示-${row.personName}`, format })
}

/** The forms of these cases, one after the other. @throws Refusal filing.unknown, paper.one-at-a-time. */
export async function printApprovals(
  call: Call,
  { filings, format }: z.output<(typeof contract.printApprovals)['input']>,
): Promise<FileAnswer> {
  const rows = await casesOf(call, filings)
  if (format === 'docx' && rows.length > 1) refuse('paper.one-at-a-time')
  const forms: Awaited<ReturnType<typeof approvalOf>>[] = []
  for (const row of rows) forms.push(await approvalOf(call, row))
  const [first, ...more] = forms
  if (!first) return refuse('paper.none')
  const name = rows.length === 1 ? `任免审批表-${rows[0]?.personName}` : `任免审批表-${rows.length}人`
  return makePaper(call, approvalPaper, [first, ...more], { name, format })
}

/** All of these cases, none left out. */
async function casesOf({ tx, district }: Call, filings: readonly string[]): Promise<FilingRow[]> {
  const ids = [...new Set(filings)]
  const rows = await filingsOf(tx, district, { filings: ids })
  return rows.length === ids.length ? rows.toReversed() : refuse('paper.unknown')
}

const CELL_WORDS: Readonly<Record<Cell['state'], string>> = {
  // On paper nobody learns more of a sealed reply than that none has come, so what has not come is all one.
  sealed: '未复',
  waiting: '未复',
  late: '未复',
  clear: '未发现',
  stops: '发现',
  cleared: '已澄清',
  confirmed: '属实',
}

/** Candidates by departments, with what each answered in the newest round; nothing of what is sealed. */
export async function printSummary(
  call: Call,
  { filings, format }: z.output<(typeof contract.printSummary)['input']>,
): Promise<FileAnswer> {
  const { tx, district, clock, services } = call
  const rows = await casesOf(call, filings)
  const reviews = await latestReviews(tx, district, filings)
  const cells = await cellsOf(
    call,
    [...reviews.values()].map(({ request }) => request),
  )
  const places = new Map((await communitiesInForce(tx, district)).map((one) => [one.id, one]))
  const { pack } = await loadPack(tx, district, rows[0]?.packVersion ?? '')
  const departments = pack.lists.review_departments.items
  const people: PaperData<(typeof summaryPaper)['fields']>['people'][number][] = []
  for (const [at, row] of rows.entries()) {
    const review = reviews.get(row.id)
    const own = new Map(cells.get(review?.request ?? '')?.map((cell) => [cell.department, cell.state]))
    people.push({
      number: String(at + 1),
      name: row.personName,
      idNumber: (await identityOf(services, tx, district, row.person))?.idNumber ?? '',
      post: postWords(places.get(row.community)?.shortName ?? '', row.postKind),
      ...inColumns(
        'answer',
        departments.map(({ code }) => CELL_WORDS[own.get(code) ?? 'waiting']),
      ),
      outcome: OUTCOME_WORDS[outcomeOf(row.state, review)],
      note: '',
    })
  }
  const streets = [...new Set(rows.map(({ community }) => places.get(community)?.streetName ?? ''))]
  const data = {
    street: streets.join('、'),
    date: dateWords(clock.today()),
    ...inColumns(
      'department',
      departments.map(({ zh }) => shortDepartment(zh)),
    ),
    people,
  }
  return makePaper(call, summaryPaper, [data], { name: '资格联审汇总表', format })
}

const OUTCOME_WORDS: Readonly<Record<ReturnType<typeof outcomeOf>, string>> = {
  none: '尚未联审',
  'in-review': '联审进行中',
  'may-proceed': '可进入下一步',
  deferred: '暂缓',
  'not-passed': '不予通过',
}

/** Heads of narrow columns: 区人民法院 → 法院 would be a guess, so only what all share is left out. */
const shortDepartment = (name: string): string => name.replace(/^区委?|^福山区/, '')

/** Letters to departments, each with the sheet that comes back. @throws Refusal dispatch.unknown, paper.one-at-a-time. */
export async function printLetters(
  call: Call,
  { dispatches, format }: z.output<(typeof contract.printLetters)['input']>,
): Promise<FileAnswer> {
  if (format === 'docx' && dispatches.length > 1) refuse('paper.one-at-a-time')
  const sender = `中共${await districtName(call)}委组织部`
  const letters: PaperData<(typeof letterPaper)['fields']>[] = []
  for (const dispatch of dispatches) letters.push(await letterOf(call, dispatch, sender))
  const [first, ...more] = letters
  if (!first) return refuse('paper.none')
  const name = more.length === 0 ? `${first.number}-${first.department}` : `联审函-${letters.length}件`
  return makePaper(call, letterPaper, [first, ...more], { name, format })
}

async function letterOf(
  call: Call,
  dispatch: string,
  sender: string,
): Promise<PaperData<(typeof letterPaper)['fields']>> {
  const { number, departmentName, questions, items, dueOn, openedOn } = await dispatchInFull(call, { dispatch })
  return {
    sender,
    number,
    department: departmentName.zh,
    count: String(questions.length),
    items: items.map(({ code, zh }) => ({ code, words: zh })),
    people: questions.map(({ personName, idNumber, post }, at) => {
      return { number: String(at + 1), name: personName, idNumber, post }
    }),
    due: dateWords(dueOn),
    date: dateWords(openedOn),
    code: await codeOf(number),
  }
}

/** 福山区 */
async function districtName({ tx, district }: Call): Promise<string> {
  return (await divisionNames(tx, [district])).get(district) ?? ''
}
