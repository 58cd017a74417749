import type { z } from 'zod'
import { makePaper } from '#documents'
import { communitiesInForce, divisionNames, peopleInWords } from '#registry'
import { loadPack } from '#policy'
import type { Call } from '#kernel/call.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import { actsOf, findFiling, noticeOf } from '../filing/queries.ts'
import type * as contract from './contract.ts'
import { noticePaper } from './notice-paper.ts'
import { refuse } from './refusals.ts'
import { replyPaper } from './reply-paper.ts'
import { dateWords, heldWords, monthWords, postWords } from './words.ts'

/** The reply to the street, with the number that the act rests on. @throws Refusal paper.not-filed. */
export async function printReply(
  call: Call,
  { filing, format }: z.output<(typeof contract.printReply)['input']>,
): Promise<FileAnswer> {
  const { tx, district, clock } = call
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
    date: dateWords(clock.today()),
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
    until: until === null ? '' : dateWords(until),
    street: place?.streetName ?? '',
    date: dateWords(row.since),
  }
  return makePaper(call, noticePaper, [data], { name: `任前公示-${row.personName}`, format })
}

/** 福山区 */
async function districtName({ tx, district }: Call): Promise<string> {
  return (await divisionNames(tx, [district])).get(district) ?? ''
}
