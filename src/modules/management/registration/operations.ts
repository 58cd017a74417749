import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { isDuplicate, newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { fill } from '#kernel/language.ts'
import type { Problem } from '#kernel/refusal.ts'
import { signAs } from '#kernel/signature.ts'
import { WORKBOOK } from '#kernel/sheets/export.ts'
import { wordFor } from '../dispatch/operations.ts'
import { type DispatchRow, dispatchOfNumber, linesOf } from '../dispatch/queries.ts'
import { openUploaded, wholeLooked } from '../dispatch/replies.ts'
import type { Line } from '../dispatch/workbook.ts'
import { readersOf } from '../review/queries.ts'
import { chunksOf, type Looked, type Reply, type Whole, wholeReplies, writeReplies } from '../review/replies.ts'
import type * as contract from './contract.ts'
import { type GivenAnswer, MOST_SCANNED } from './contract.ts'
import { registeredRequests, registeredWholes, type RegistrationRow, registrationRow } from './queries.ts'
import { DIFFERENCES, refuse } from './refusals.ts'
import { differencesOf, scanKind } from './rules.ts'

// Two persons make a reply of what came back: the first registers it, the second reads it again. Until then there is no reply.

type Input<E extends { input: z.ZodType }> = z.output<E['input']>
type Returned = { readonly number: string; readonly department: string; readonly sensitive: boolean }
const MB = 1_000_000

/** A stamped letter: its scan, and what the first person reads in it. */
export async function registerScan(
  call: Call,
  input: Input<typeof contract.registerLetter>,
): Promise<{ registration: string }> {
  const { bytes } = call.upload ?? refuse('registration.not-a-scan')
  if (bytes.length > MOST_SCANNED) {
    refuse('registration.scan-too-large', { size: (bytes.length / MB).toFixed(1), limit: MOST_SCANNED / MB })
  }
  const kind = scanKind(bytes) ?? refuse('registration.not-a-scan')
  const dispatch = await returnedTo(call, input)
  const { checkedPeople, checkedIn, checkedOn, sensitive, answers } = input
  const looked = { checkedPeople, checkedIn, checkedOn }
  const replies = repliesAbout(await linesOf(call, dispatch.id), answers, sensitive)
  const wholes = await wholeReplies(call, looked, replies)
  const file = { name: `letter.${kind.ending}`, mediaType: kind.mediaType, bytes }
  return register(call, { dispatch, way: 'letter', held: sensitive, looked, wholes, file })
}

/** A workbook: what is in it is read here, and it is kept as the scan is. */
export async function registerFilled(
  call: Call,
  input: Input<typeof contract.registerWorkbook>,
): Promise<{ registration: string }> {
  const dispatch = await returnedTo(call, input)
  const opened = await openUploaded(call, dispatch.id)
  const looked = wholeLooked(opened)
  if (opened.replies.some(({ sensitive }) => sensitive) && !input.sensitive) refuse('registration.sensitive-workbook')
  const replies = opened.replies.map((one) => ({ ...one, sensitive: input.sensitive }))
  const wholes = await wholeReplies(call, looked, replies)
  const file = { name: 'workbook.xlsx', mediaType: WORKBOOK, bytes: opened.bytes }
  return register(call, { dispatch, way: 'excel', held: input.sensitive, looked, wholes, file })
}

/** The letter that is answered. @throws Refusal when the number is another department's. */
async function returnedTo(
  call: Call,
  { number, department, sensitive }: Returned,
): Promise<DispatchRow & { number: string }> {
  const dispatch = await dispatchOfNumber(call, number)
  if (dispatch.department !== department) {
    const [addressee, other] = [await wordFor(call, dispatch.department), await wordFor(call, department)]
    refuse('registration.other-department', { number: dispatch.number, addressee, department: other })
  }
  const readers = sensitive ? await readersOf(call.tx, call.district) : []
  if (sensitive && !readers.some(({ person }) => person === call.actor.person)) refuse('registration.readers-only')
  return dispatch
}

/** One reply for each line without one; what is not named was looked up, and nothing was found. */
function repliesAbout(lines: readonly Line[], answers: readonly GivenAnswer[], sensitive: boolean): Reply[] {
  const open = lines.filter(({ replied }) => !replied)
  const known = new Set(open.map(({ request }) => request))
  if (answers.some(({ request }) => !known.has(request))) refuse('registration.not-in-letter')
  const byRequest = Map.groupBy(answers, ({ request }) => request)
  return open.map(({ request, department }) => ({
    request,
    department,
    sensitive,
    answers: (byRequest.get(request) ?? []).map(({ item, answer, basis }) => ({ item, answer, basis })),
  }))
}

type Registering = {
  readonly dispatch: DispatchRow & { readonly number: string }
  readonly way: 'letter' | 'excel'
  readonly held: boolean
  readonly looked: Looked
  readonly wholes: readonly Whole[]
  readonly file: { readonly name: string; readonly mediaType: string; readonly bytes: Buffer }
}

async function register(
  call: Call,
  { dispatch, way, held, looked, wholes, file }: Registering,
): Promise<{ registration: string }> {
  const { tx, services, district, actor, clock } = call
  const { number, department, org, area } = dispatch
  if (wholes.length === 0) refuse('registration.answered', { number })
  const id = newId()
  const [account, at] = [actor.account, clock.now()]
  const stored = await services.files.put(tx, { ...file, district, area, account, at })
  const [first, second] = held ? await readersOf(tx, district) : []
  await tx.query
    .insertInto('management.review_registration')
    .values({
      district,
      id,
      dispatch: dispatch.id,
      department,
      org,
      area,
      held,
      way,
      file: stored,
      seq: await nextSeq(call, dispatch, held),
      reader_one: first?.person ?? null,
      reader_two: second?.person ?? null,
      checked_in: looked.checkedIn,
      checked_on: looked.checkedOn,
      checked_people: looked.checkedPeople,
      person: actor.person,
      person_name: actor.name,
      account,
      registered_on: clock.today(),
      at,
    })
    .execute()
    .catch((error: unknown) => {
      if (isDuplicate(error)) refuse('registration.waiting', { number })
      throw error
    })
  await writeRegistered(call, id, dispatch.id, wholes)
  await call.audit({ object: { type: 'registration', id }, body: { number, way, department, people: wholes.length } })
  return { registration: id }
}

/** A letter is registered again only after its last registration was rejected; the database holds the same. */
async function nextSeq(
  { tx, district }: Call,
  { id, number }: { id: string; number: string | null },
  held: boolean,
): Promise<number> {
  const [last] = await tx.run<{ seq: number; outcome: string | null }>(
    `select g.seq, c.outcome from management.review_registration g
     left join management.review_check c on c.district = g.district and c.registration = g.id
     where g.district = $1 and g.dispatch = $2 and g.held = $3 order by g.seq desc limit 1`,
    [district, id, held],
  )
  if (last?.outcome === null) refuse('registration.waiting', { number })
  if (last?.outcome === 'confirmed') refuse('registration.answered', { number })
  return (last?.seq ?? 0) + 1
}

async function writeRegistered(
  { tx, district }: Call,
  registration: string,
  dispatch: string,
  wholes: readonly Whole[],
): Promise<void> {
  const questions = wholes.map(({ question: { request, department, org, area } }) => ({
    district,
    registration,
    dispatch,
    request,
    department,
    org,
    area,
  }))
  const answers = wholes.flatMap(({ question: { request, department, org, area }, answers }) =>
    answers.map((one) => ({ district, registration, request, department, org, area, ...one })),
  )
  for (const some of chunksOf(questions)) {
    await tx.query.insertInto('management.review_registration_question').values(some).execute()
  }
  for (const some of chunksOf(answers)) {
    await tx.query.insertInto('management.review_registration_answer').values(some).execute()
  }
}

/** The second person has read the same: now it is a reply, signed. */
export async function confirmAs(
  call: Call,
  input: Input<typeof contract.confirmRegistration>,
): Promise<{ replied: number }> {
  const row = await openRegistration(call, input.registration)
  const { checkedPeople, checkedOn, answers } = input
  const looked = { checkedPeople: row.checkedPeople, checkedIn: row.checkedIn, checkedOn: row.checkedOn }
  const requests = new Set(await registeredRequests(call, row.id))
  const lines = (await linesOf(call, row.dispatch)).filter(({ request }) => requests.has(request))
  const replied = lines.find((line) => line.replied)
  if (replied) refuse('registration.replied-meanwhile', { name: replied.personName })
  const second = await wholeReplies(call, looked, repliesAbout(lines, answers, row.held))
  await refuseDifferences(call, row, second, { checkedPeople, checkedOn })
  await insertCheck(call, row, 'confirmed', null)
  const object = { type: 'registration', id: row.id }
  const values = {
    ...looked,
    department: row.department,
    replies: second.map(({ question, answers: given }) => [question.request, given]),
  }
  const { id: signature } = await signAs(call, 'register', object, values)
  // What was registered is written, to the letter: the second entry may differ in blanks.
  const wholes = await registeredWholes(call, row.id, second)
  await writeReplies(call, wholes, looked, { signature, way: row.way, registration: row.id })
  await call.audit({ object, body: { confirmed: row.number, replied: wholes.length } })
  return { replied: wholes.length }
}

/** One that waits, and that somebody else registered. */
async function openRegistration(call: Call, id: string): Promise<RegistrationRow> {
  const row = await registrationRow(call, id)
  if (row.checked) refuse('registration.checked')
  if (row.person === call.actor.person) refuse('registration.same-person')
  return row
}

async function refuseDifferences(
  call: Call,
  row: RegistrationRow,
  second: readonly Whole[],
  { checkedPeople, checkedOn }: Pick<Looked, 'checkedPeople' | 'checkedOn'>,
): Promise<void> {
  const first = await registeredWholes(call, row.id, second)
  const names = new Map(second.map(({ question }) => [question.request, question.personName]))
  const differing = differencesOf(flat(first), flat(second)).map(({ request, item }) =>
    differenceOf('differs-answer', { person: names.get(request) ?? '', item }),
  )
  if (checkedPeople !== row.checkedPeople) differing.push(differenceOf('differs-people'))
  if (checkedOn !== row.checkedOn) differing.push(differenceOf('differs-day'))
  if (differing.length > 0) refuse('registration.differs', { count: differing.length }, differing)
}

const flat = (wholes: readonly Whole[]) =>
  wholes.flatMap(({ question: { request }, answers }) => answers.map((one) => ({ request, ...one })))

function differenceOf(code: keyof typeof DIFFERENCES, facts: Readonly<Record<string, string>> = {}): Problem {
  const { zh, en } = DIFFERENCES[code]
  return { code: `registration.${code}`, zh: fill(zh, facts), en: fill(en, facts) }
}

async function insertCheck(
  { tx, district, actor, clock }: Call,
  row: RegistrationRow,
  outcome: 'confirmed' | 'rejected',
  reason: string | null,
): Promise<void> {
  const { id, dispatch, department, org, area, way, held, seq, person } = row
  await tx.query
    .insertInto('management.review_check')
    .values({
      district,
      registration: id,
      dispatch,
      department,
      org,
      area,
      way,
      held,
      seq,
      first_person: person,
      outcome,
      reason,
      person: actor.person,
      person_name: actor.name,
      account: actor.account,
      checked_on: clock.today(),
      at: clock.now(),
    })
    .execute()
    .catch((error: unknown) => {
      if (isDuplicate(error)) refuse('registration.checked')
      throw error
    })
}

/** Back to the first person, with a reason: it is no reply. */
export async function rejectAs(call: Call, input: Input<typeof contract.rejectRegistration>): Promise<Nothing> {
  const row = await openRegistration(call, input.registration)
  await insertCheck(call, row, 'rejected', input.reason)
  await call.audit({
    object: { type: 'registration', id: row.id },
    body: { rejected: row.number, reason: input.reason },
  })
  return {}
}
