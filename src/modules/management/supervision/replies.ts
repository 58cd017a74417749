import type { z } from 'zod'
import type { Actor, Call } from '#kernel/call.ts'
import { isDuplicate, type Tx } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { WATCH_MOST, type WatchItem, type WatchSpan } from '#kernel/watch.ts'
import type * as contract from './contract.ts'
import { refuse } from './refusals.ts'
import { opinionNumber, opinionState } from './rules.ts'

// Opinions as they are read, and the one answer to each: of a street by itself, of a department as discipline received it.

type Row = Pick<
  contract.Opinion,
  'id' | 'addressee' | 'items' | 'findings' | 'asks' | 'issuedOn' | 'answerBy' | 'by'
> & {
  readonly year: number
  readonly number: number
  readonly area: number
  readonly street: number | null
  readonly answer: contract.Opinion['answer']
}

type Wanted = { readonly opinion?: string; readonly span?: WatchSpan; readonly isOpen?: true }

/** Opinions that the caller may see, newest first. */
export function opinionsOf(tx: Tx, district: number, { opinion, span, isOpen }: Wanted): Promise<Row[]> {
  return tx.run<Row>(
    `select o.id, o.year, o.number, o.area, o.street, o.addressee, o.items, o.findings, o.asks, o.issued_on as "issuedOn",
       o.until_date as "answerBy", o.person_name as by,
       case when w.opinion is null then null
         else jsonb_build_object('text', w.answer, 'on', w.answered_on, 'by', w.person_name) end as answer
     from management.supervision_opinion o
     left join management.supervision_answer w on w.district = o.district and w.opinion = o.id
     where o.district = $1 and ($2::uuid is null or o.id = $2) and ($3::date is null or o.issued_on between $3 and $4)
       and not ($5 and w.opinion is not null)
     order by o.id desc limit $6`,
    [district, opinion ?? null, span?.from ?? null, span?.until ?? null, isOpen ?? false, WATCH_MOST],
  )
}

const findOpinion = async ({ tx, district }: Call, opinion: string): Promise<Row> =>
  (await opinionsOf(tx, district, { opinion }))[0] ?? refuse('supervision.unknown-opinion')

const mayAnswer = ({ street, answer }: Row, { role }: Actor): boolean =>
  answer === null && role === (street === null ? 'discipline-officer' : 'street-officer')

export async function readOpinion(
  call: Call,
  { opinion }: z.output<(typeof contract.getOpinion)['input']>,
): Promise<contract.Opinion> {
  const row = await findOpinion(call, opinion)
  const { year, number, area: _area, street, ...shown } = row
  return {
    ...shown,
    number: opinionNumber(year, number),
    to: street === null ? 'department' : 'street',
    mayAnswer: mayAnswer(row, call.actor),
  }
}

/** Writes the answer: once, by whom it concerns. */
export async function answerOpinion(
  call: Call,
  { opinion, answer }: z.output<(typeof contract.answerOpinion)['input']>,
): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  const row = await findOpinion(call, opinion)
  const number = opinionNumber(row.year, row.number)
  if (row.answer) refuse('supervision.answered-already', { number })
  if (!mayAnswer(row, actor)) refuse('supervision.not-addressed', { number, addressee: row.addressee })
  await tx.query
    .insertInto('management.supervision_answer')
    .values({
      district,
      opinion,
      area: row.area,
      answer,
      answered_on: clock.today(),
      person: actor.person,
      person_name: actor.name,
      account: actor.account,
      at: clock.now(),
    })
    .execute()
    .catch((error: unknown) => {
      if (isDuplicate(error)) refuse('supervision.answered-already', { number })
      throw error
    })
  await call.audit({ object: { type: 'opinion', id: opinion }, body: { answered: number } })
  return {}
}

/** Opinions on the board, with their state. */
export async function opinionItems({ tx, district, clock }: Call, span: WatchSpan): Promise<WatchItem[]> {
  const rows = await opinionsOf(tx, district, { span })
  return rows.map(({ id, year, number, addressee, street, items, issuedOn, answerBy, by, answer }) => ({
    id: `opinion/${id}`,
    topic: 'opinion',
    on: issuedOn,
    what: {
      zh: `${opinionNumber(year, number)}，涉及 ${items.length} 项`,
      en: `${opinionNumber(year, number)}, about ${items.length}`,
    },
    where: { zh: addressee, en: addressee },
    street,
    by,
    state: opinionState(answer?.on ?? null, answerBy, clock.today()),
    link: `/supervision/opinions/${id}`,
  }))
}
