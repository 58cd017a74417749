import type { z } from 'zod'
import { newestVersion, type Pack } from '#policy'
import type { Call } from '#kernel/call.ts'
import { isDuplicate } from '#kernel/database.ts'
import { signAs } from '#kernel/signature.ts'
import type { Answer, replyToReview } from './contract.ts'
import { itemsOf, readersOf } from './queries.ts'
import { refuse } from './refusals.ts'

// A department's side of the joint review: it answers its own items, signs, and may seal what is sensitive.

type Input = z.output<(typeof replyToReview)['input']>
type Reply = Input['replies'][number]
type Asked = {
  readonly request: string
  readonly department: string
  readonly org: string
  readonly area: number
  readonly items: string[]
  readonly personName: string
}
type Given = { readonly item: string; readonly answer: Answer; readonly basis: string | null }

/** One sitting: replies about any number of people, signed together. All of it is saved or nothing. */
export async function replyToQuestions(call: Call, input: Input): Promise<{ replied: number }> {
  const { tx, district, clock } = call
  const { checkedPeople, checkedOn, replies } = input
  if (checkedOn > clock.today()) refuse('review.checked-later', { date: checkedOn })
  const people = new Set(replies.map(({ request }) => request))
  if (checkedPeople < people.size) refuse('review.too-few-checked', { checked: checkedPeople, replied: people.size })
  const pack = (await newestVersion(tx, district)) ?? refuse('review.unknown')
  const asked = await askedOf(call, replies)
  const all = replies.map((reply) => {
    const question = asked.get(keyOf(reply)) ?? refuse('review.not-asked')
    return { reply, question, answers: answersOf(call, pack.pack, reply, question) }
  })
  const signature = await signAs(call, 'reply', { type: 'review', id: replies[0]?.request ?? '' }, input)
  for (const one of all) await write(call, input, one, signature.id)
  const body = {
    replied: all.length,
    checkedPeople,
    departments: [...new Set(replies.map(({ department }) => department))],
  }
  await call.audit({ object: { type: 'review', id: replies[0]?.request ?? '' }, body })
  return { replied: all.length }
}

const keyOf = ({ request, department }: { readonly request: string; readonly department: string }): string =>
  `${request}/${department}`

async function askedOf({ tx, district }: Call, replies: readonly Reply[]): Promise<ReadonlyMap<string, Asked>> {
  const rows = await tx.run<Asked>(
    `select q.request, q.department, q.org, q.area, q.items, q.person_name as "personName" from management.review_question q
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

type Whole = { readonly reply: Reply; readonly question: Asked; readonly answers: readonly Given[] }

async function write(
  call: Call,
  { checkedIn, checkedOn, checkedPeople }: Input,
  { reply, question, answers }: Whole,
  signature: string,
): Promise<void> {
  const { tx, district, actor, clock } = call
  const { request, department, org, area } = question
  const [held, today] = [reply.sensitive, clock.today()]
  await tx.query
    .insertInto('management.review_reply')
    .values({
      district,
      request,
      department,
      org,
      area,
      held,
      checked_in: checkedIn,
      checked_on: checkedOn,
      checked_people: checkedPeople,
      signature,
      account: actor.account,
      account_name: actor.name,
      replied_on: today,
      at: clock.now(),
    })
    .execute()
    .catch((error: unknown) => {
      if (isDuplicate(error)) refuse('review.replied', { name: question.personName })
      throw error
    })
  await tx.query
    .insertInto('management.review_answer')
    .values(answers.map((one) => ({ district, request, department, org, area, held, ...one })))
    .execute()
  if (held) await seal(call, question)
}

/** Two named persons may read it from now on. */
async function seal({ tx, district }: Call, { request, department, org }: Asked): Promise<void> {
  const readers = await readersOf(tx, district)
  if (readers.length < 2) refuse('review.no-readers')
  await tx.query
    .insertInto('management.review_envelope')
    .values(readers.map(({ person }) => ({ district, request, department, person, org })))
    .execute()
}
