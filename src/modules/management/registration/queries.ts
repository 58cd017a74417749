import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import type { Whole } from '../review/replies.ts'
import type * as contract from './contract.ts'
import type { GivenAnswer } from './contract.ts'
import { refuse } from './refusals.ts'

// What is read of registrations. The database keeps a sensitive one from all but the two named persons.

type Output<E extends { output: z.ZodType }> = z.input<E['output']>
type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export type RegistrationRow = {
  readonly id: string
  readonly dispatch: string
  readonly number: string
  readonly department: string
  readonly org: string
  readonly area: number
  readonly held: boolean
  readonly seq: number
  readonly way: 'letter' | 'excel'
  readonly file: string
  readonly checkedIn: string
  readonly checkedOn: string
  readonly checkedPeople: number
  readonly person: string
  readonly by: string
  readonly on: string
  readonly checked: boolean
}

/** @throws Refusal registration.unknown, also where it is kept from the caller. */
export async function registrationRow({ tx, district }: Call, id: string): Promise<RegistrationRow> {
  const [row] = await tx.run<RegistrationRow>(
    `select g.id, g.dispatch, d.number, g.department, g.org, g.area, g.held, g.seq, g.way, g.file, g.checked_in as "checkedIn",
       g.checked_on as "checkedOn", g.checked_people as "checkedPeople", g.person, g.person_name as by,
       g.registered_on as "on", c.registration is not null as checked
     from management.review_registration g
     join management.review_dispatch d on d.district = g.district and d.id = g.dispatch
     left join management.review_check c on c.district = g.district and c.registration = g.id
     where g.district = $1 and g.id = $2`,
    [district, id],
  )
  return row ?? refuse('registration.unknown')
}

/** What the first person entered that is not “nothing found”. */
export async function registeredAnswers({ tx, district }: Call, registration: string): Promise<GivenAnswer[]> {
  return tx.run<GivenAnswer>(
    `select request, item, answer, basis from management.review_registration_answer
     where district = $1 and registration = $2 and answer <> 'none-found' order by request, item`,
    [district, registration],
  )
}

/** The rounds that a registration answers. */
export async function registeredRequests({ tx, district }: Call, registration: string): Promise<string[]> {
  const rows = await tx.run<{ request: string }>(
    `select request from management.review_registration_question where district = $1 and registration = $2`,
    [district, registration],
  )
  return rows.map(({ request }) => request)
}

/** For the second person: what came back, and of a letter nothing of what the first one read in it. */
export async function registrationOf(
  call: Call,
  { registration }: Input<typeof contract.getRegistration>,
): Promise<Output<typeof contract.getRegistration>> {
  const row = await registrationRow(call, registration)
  const { id, dispatch, way, held, by, on, checkedIn } = row
  const file = await call.services.files.find(call.tx, call.district, row.file)
  return {
    id,
    dispatch,
    way,
    held,
    by,
    on,
    checkedIn,
    mediaType: file?.mediaType ?? '',
    mine: row.person === call.actor.person,
    answers: way === 'excel' ? await registeredAnswers(call, id) : null,
    requests: await registeredRequests(call, id),
  }
}

/** What came back, as it was stored. A look at it is on record. */
export async function scanOf(call: Call, { registration }: Input<typeof contract.downloadScan>): Promise<FileAnswer> {
  const { file } = await registrationRow(call, registration)
  const found = await call.services.files.find(call.tx, call.district, file)
  return found ?? refuse('registration.unknown')
}

/** What was registered about the questions of `asked`, to the letter. */
export async function registeredWholes(
  { tx, district }: Call,
  registration: string,
  asked: readonly Whole[],
): Promise<readonly Whole[]> {
  const rows = await tx.run<GivenAnswer>(
    `select request, item, answer, basis from management.review_registration_answer
     where district = $1 and registration = $2 order by request, item`,
    [district, registration],
  )
  const byRequest = Map.groupBy(rows, ({ request }) => request)
  return asked.map(({ question, held }) => ({
    question,
    held,
    answers: (byRequest.get(question.request) ?? []).map(({ item, answer, basis }) => ({ item, answer, basis })),
  }))
}
