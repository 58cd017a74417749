import type { z } from 'zod'
import type { Pack } from '#policy'
import type { Call } from '#kernel/call.ts'
import { isDuplicate, type Tx } from '#kernel/database.ts'
import { signAs } from '#kernel/signature.ts'
import { packsOf } from '../filing/queries.ts'
import type { Answer, replyToReview } from './contract.ts'
import { itemsOf, readersOf } from './queries.ts'
import { refuse } from './refusals.ts'

// A department's replies, whichever way they came: what it may answer is what the policy of the case says.

type Input = z.output<(typeof replyToReview)['input']>
/** Where a department looked before it answered. */
export type Looked = Pick<Input, 'checkedPeople' | 'checkedIn' | 'checkedOn'>
export type Reply = Input['replies'][number]
export type Asked = {
  readonly request: string
  readonly department: string
  readonly org: string
  readonly area: number
  readonly items: string[]
  readonly personName: string
  readonly packVersion: string
}
export type Given = { readonly item: string; readonly answer: Answer; readonly basis: string | null }
/** A reply with an answer to each of its items. */
export type Whole = { readonly question: Asked; readonly held: boolean; readonly answers: readonly Given[] }

/** One sitting: replies about any number of people, signed together. All of it is saved or nothing. */
export async function replyToQuestions(call: Call, input: Input): Promise<{ replied: number }> {
  const { replies, ...looked } = input
  return replyAs(call, 'page', looked, replies)
}

/** The department's own signed replies, from the page or from its workbook. */
export async function replyAs(
  call: Call,
  way: 'page' | 'excel',
  looked: Looked,
  replies: readonly Reply[],
): Promise<{ replied: number }> {
  const wholes = await wholeReplies(call, looked, replies)
  const object = { type: 'review', id: replies[0]?.request ?? '' }
  const { id } = await signAs(call, 'reply', object, { ...looked, replies })
  await writeReplies(call, wholes, looked, { signature: id, way, registration: null })
  const departments = [...new Set(replies.map(({ department }) => department))]
  await call.audit({ object, body: { replied: wholes.length, way, checkedPeople: looked.checkedPeople, departments } })
  return { replied: wholes.length }
}

/** Checks a sitting. @throws Refusal naming what may not be answered so. */
export async function wholeReplies(
  call: Call,
  { checkedOn, checkedPeople }: Looked,
  replies: readonly Reply[],
): Promise<readonly Whole[]> {
  if (checkedOn > call.clock.today()) refuse('review.checked-later', { date: checkedOn })
  const people = new Set(replies.map(({ request }) => request))
  if (checkedPeople < people.size) refuse('review.too-few-checked', { checked: checkedPeople, replied: people.size })
  const asked = await askedOf(call, replies)
  const packs = await packsOf(call.tx, call.district, [...asked.values()])
  return replies.map((reply) => {
    const question = asked.get(keyOf(reply)) ?? refuse('review.not-asked')
    const { pack } = packs.get(question.packVersion) ?? refuse('review.not-asked')
    return { question, held: reply.sensitive, answers: answersOf(call, pack, reply, question) }
  })
}

const keyOf = ({ request, department }: { readonly request: string; readonly department: string }): string =>
  `${request}/${department}`

async function askedOf({ tx, district }: Call, replies: readonly Reply[]): Promise<ReadonlyMap<string, Asked>> {
  const rows = await tx.run<Asked>(
    `select q.request, q.department, q.org, q.area, q.items, q.person_name as "personName", q.pack_version as "packVersion"
     from management.review_question q
     join unnest($2::uuid[], $3::text[]) as r (request, department) on r.request = q.request and r.department = q.department
     where q.district = $1`,
    [district, replies.map(({ request }) => request), replies.map(({ department }) => department)],
  )
  return new Map(rows.map((row) => [keyOf(row), row]))
}

/** All items of the question: those that are not named were looked up, and nothing was found. */
function answersOf({ language }: Call, pack: Pack, reply: Reply, { items }: Asked): readonly Given[] {
  const { department } = reply
  const known = new Map(itemsOf(pack).map((item) => [item.code, item]))
  const named = new Map(reply.answers.map((one) => [one.item, one]))
  for (const { item, answer, basis } of reply.answers) {
    if (!items.includes(item)) refuse('review.unknown-item', { department, item })
    const word = pack.lists.review_answers.items.find(({ code }) => code === answer)
    if (!known.get(item)?.answers.includes(answer)) {
      refuse('review.answer-not-allowed', { item, answer: word?.[language] ?? answer })
    }
    if (answer === 'found' && basis === null) refuse('review.basis-needed', { item })
  }
  const mayBeSealed = pack.lists.review_departments.items.some(
    ({ code, sensitive }) => code === department && sensitive,
  )
  if (reply.sensitive && !mayBeSealed) refuse('review.not-sensitive', { department })
  return items.map((item) => {
    const { answer = 'none-found', basis = null } = named.get(item) ?? {}
    // What is sealed says that the case should wait, and nothing more.
    const isSealed = reply.sensitive && (answer === 'found' || answer === 'defer')
    return { item, answer: isSealed ? 'defer' : answer, basis }
  })
}

/** How replies came: `registration` is what two persons made of a letter or workbook. */
export type Origin = {
  readonly signature: string
  readonly way: 'page' | 'excel' | 'letter'
  readonly registration: string | null
}

/** Rows of one statement: a statement takes 65,535 values. */
const TOGETHER = 2000

/** Writes replies with their answers; what is sensitive is sealed for the two named persons. */
export async function writeReplies(
  call: Call,
  wholes: readonly Whole[],
  { checkedIn, checkedOn, checkedPeople }: Looked,
  { signature, way, registration }: Origin,
): Promise<void> {
  const { tx, district, actor, clock } = call
  await refuseReplied(call, wholes)
  const { account, name: account_name, person } = actor
  const common = { district, signature, way, registration, account, account_name, person }
  const checked = { checked_in: checkedIn, checked_on: checkedOn, checked_people: checkedPeople }
  const replies = wholes.map(({ question: { request, department, org, area }, held }) => ({
    request,
    department,
    org,
    area,
    held,
    ...common,
    ...checked,
    replied_on: clock.today(),
    at: clock.now(),
  }))
  const answers = wholes.flatMap(({ question: { request, department, org, area }, held, answers }) =>
    answers.map((one) => ({ district, request, department, org, area, held, registration, ...one })),
  )
  const repliers = wholes.map(({ question: { request, department } }) => ({ district, request, department, person }))
  for (const rows of chunksOf(repliers)) {
    // There already where he replied before; the reply itself is refused below.
    await tx.query
      .insertInto('management.review_replier')
      .values(rows)
      .onConflict((at) => at.doNothing())
      .execute()
  }
  for (const rows of chunksOf(replies)) {
    await tx.query
      .insertInto('management.review_reply')
      .values(rows)
      .execute()
      .catch((error: unknown) => {
        // Sealed ones are not seen beforehand.
        if (isDuplicate(error)) refuse('review.replied-one', { department: replies[0]?.department ?? '' })
        throw error
      })
  }
  for (const rows of chunksOf(answers)) await tx.query.insertInto('management.review_answer').values(rows).execute()
  const sealed = wholes.filter(({ held }) => held).map(({ question }) => question)
  if (sealed.length > 0) await seal(call, sealed, registration)
}

export const chunksOf = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / TOGETHER) }, (_, at) => rows.slice(at * TOGETHER, (at + 1) * TOGETHER))

/** @throws Refusal review.replied naming whom it is about. */
async function refuseReplied({ tx, district }: Call, wholes: readonly Whole[]): Promise<void> {
  const [found] = await tx.run<{ request: string }>(
    `select r.request from management.review_reply r
     join unnest($2::uuid[], $3::text[]) as w (request, department) on w.request = r.request and w.department = r.department
     where r.district = $1 limit 1`,
    [district, wholes.map(({ question }) => question.request), wholes.map(({ question }) => question.department)],
  )
  const about = found && wholes.find(({ question }) => question.request === found.request)
  if (about) refuse('review.replied', { name: about.question.personName })
}

/** Two named persons may read it from now on. */
async function seal({ tx, district }: Call, asked: readonly Asked[], registration: string | null): Promise<void> {
  const readers = registration ? await registeredFor(tx, district, registration) : await readersOf(tx, district)
  if (readers.length < 2) refuse('review.no-readers')
  const rows = asked.flatMap(({ request, department, org }) =>
    readers.map(({ person }) => ({ district, request, department, person, org, registration })),
  )
  for (const some of chunksOf(rows)) await tx.query.insertInto('management.review_envelope').values(some).execute()
}

/** The two who were named when it was registered. */
function registeredFor(tx: Tx, district: number, registration: string) {
  return tx.run<{ readonly person: string }>(
    `select unnest(array[reader_one, reader_two]) as person from management.review_registration
     where district = $1 and id = $2`,
    [district, registration],
  )
}
