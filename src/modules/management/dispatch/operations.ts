import type { z } from 'zod'
import { countOf, newestVersion } from '#policy'
import type { Call } from '#kernel/call.ts'
import { deadlineAfter } from '#kernel/clock.ts'
import { newId } from '#kernel/database.ts'
import { chunksOf } from '../review/replies.ts'
import type * as contract from './contract.ts'
import { type DispatchRow, dispatchRow, UNSENT } from './queries.ts'
import { refuse } from './refusals.ts'
import { newWorkbookPassword } from './secrets.ts'

// Questions are put together: under the next number of the year, or for a department's own workbook.

type Input<E extends { input: z.ZodType }> = z.output<E['input']>
type Question = {
  readonly request: string
  readonly department: string
  readonly org: string
  readonly area: number
  readonly dueOn: string
}

const QUESTION = `q.request, q.department, q.org, q.area, q.due_on as "dueOn"`

/** A letter to one department about everybody it has not replied about, and whom no earlier letter names. */
export async function openLetter(
  call: Call,
  { department }: Input<typeof contract.openDispatch>,
): Promise<{ id: string; number: string }> {
  const { tx, district, clock } = call
  // Numbers are given one after the other, and nobody stands in two letters.
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`management/letters/${district}`])
  const questions = await tx.run<Question>(
    `select ${QUESTION} from ${UNSENT} and q.department = $2 order by q.due_on, q.request`,
    [district, department],
  )
  if (questions.length === 0) refuse('dispatch.nothing-open', { department: await wordFor(call, department) })
  const year = Number(clock.today().slice(0, 4))
  const [last] = await tx.run<{ seq: number }>(
    'select coalesce(max(seq), 0)::int as seq from management.review_dispatch where district = $1 and year = $2',
    [district, year],
  )
  const dueOn = await letterDay(call, questions[0]?.dueOn ?? clock.today())
  const id = await insertDispatch(call, questions, { year, seq: (last?.seq ?? 0) + 1, dueOn })
  const { number } = await dispatchRow(call, id)
  await call.audit({ object: { type: 'dispatch', id }, body: { opened: number, department, people: questions.length } })
  return { id, number: number ?? '' }
}

/** No letter asks for a day that is over when it arrives: then the policy's limit is counted anew; the review stays late all the same. */
async function letterDay({ tx, district, clock }: Call, asked: string): Promise<string> {
  const today = clock.today()
  const version = asked > today ? undefined : await newestVersion(tx, district)
  return version ? deadlineAfter(today, countOf(version.pack, 'review.department')) : asked
}

/** The name of a department as the newest policy says it, for sentences. */
export async function wordFor({ tx, district, language }: Call, department: string): Promise<string> {
  const items = (await newestVersion(tx, district))?.pack.lists.review_departments.items
  return items?.find(({ code }) => code === department)?.[language] ?? department
}

async function insertDispatch(
  { tx, district, actor, clock }: Call,
  questions: readonly Question[],
  letter: { readonly year: number; readonly seq: number; readonly dueOn: string } | null,
): Promise<string> {
  const [first] = questions
  const { department, org, area, dueOn } = first ?? refuse('dispatch.unknown')
  const id = newId()
  await tx.query
    .insertInto('management.review_dispatch')
    .values({
      district,
      id,
      department,
      org,
      area,
      own: letter === null,
      year: letter?.year ?? null,
      seq: letter?.seq ?? null,
      due_on: letter?.dueOn ?? dueOn,
      opened_on: clock.today(),
      account: actor.account,
      account_name: actor.name,
      at: clock.now(),
    })
    .execute()
  const rows = questions.map(({ request }, index) => ({
    district,
    dispatch: id,
    place: index + 1,
    request,
    department,
    org,
    area,
  }))
  for (const some of chunksOf(rows)) {
    await tx.query.insertInto('management.review_dispatch_question').values(some).execute()
  }
  return id
}

/** A new password, shown once; those before open their own copies. */
export async function makePassword(
  call: Call,
  { dispatch }: Input<typeof contract.makeWorkbook>,
): Promise<{ password: string }> {
  return { password: await keepPassword(call, await dispatchRow(call, dispatch)) }
}

async function keepPassword(
  { tx, district, services, actor, clock, audit }: Call,
  { id: dispatch, department, org, area }: Pick<DispatchRow, 'id' | 'department' | 'org' | 'area'>,
): Promise<string> {
  const { provider, dataKey } = services.keyring
  const key = await dataKey(tx, district)
  const [id, password] = [newId(), newWorkbookPassword()]
  await tx.query
    .insertInto('management.review_workbook')
    .values({
      district,
      id,
      dispatch,
      department,
      org,
      area,
      key_id: key.id,
      sealed: provider.encrypt(key.secret, Buffer.from(password), passwordContext(district, id)),
      account: actor.account,
      at: clock.now(),
    })
    .execute()
  await audit({ object: { type: 'dispatch', id: dispatch }, body: { workbook: id, department } })
  return password
}

/** What a password is sealed for: one workbook. */
export const passwordContext = (district: number, workbook: string): string => `review-workbook/${district}/${workbook}`

/** Everything the caller's department has not replied to, as a workbook of its own. */
export async function makeOwn(
  call: Call,
  { department }: Input<typeof contract.makeOwnWorkbook>,
): Promise<{ dispatch: string; password: string }> {
  const questions = await call.tx.run<Question>(
    `select ${QUESTION} from management.review_question q where q.district = $1 and q.department = $2
       and not exists (select from management.review_reply p
         where p.district = q.district and p.request = q.request and p.department = q.department)
     order by q.due_on, q.request`,
    [call.district, department],
  )
  if (questions.length === 0) refuse('dispatch.nothing-open', { department: await wordFor(call, department) })
  const id = await insertDispatch(call, questions, null)
  const { area, org } = await dispatchRow(call, id)
  return { dispatch: id, password: await keepPassword(call, { id, department, area, org }) }
}
