import type { z } from 'zod'
import { newestVersion, type Pack } from '#policy'
import type { Call } from '#kernel/call.ts'
import type { Text } from '#kernel/language.ts'
import { packsOf } from '../filing/queries.ts'
import { contextOf, itemsOfAll, readersOf } from '../review/queries.ts'
import { UNDER_WAY } from '../review/standing.ts'
import type * as contract from './contract.ts'
import type { Dispatch, DispatchState } from './contract.ts'
import { refuse } from './refusals.ts'
import { sameNumber } from './rules.ts'
import type { Line } from './workbook.ts'

// What is read of letters. The database decides who sees a sensitive registration; to others the letter waits.

type Output<E extends { output: z.ZodType }> = z.input<E['output']>
type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export type DispatchRow = {
  readonly id: string
  readonly own: boolean
  readonly number: string | null
  readonly department: string
  readonly org: string
  readonly area: number
  readonly dueOn: string
  readonly openedOn: string
  readonly openedBy: string
}
const DISPATCH = `d.id, d.own, d.number, d.department, d.org, d.area, d.due_on as "dueOn", d.opened_on as "openedOn",
  d.account_name as "openedBy"`

/** @throws Refusal dispatch.unknown. */
export async function dispatchRow({ tx, district }: Call, id: string): Promise<DispatchRow> {
  const [row] = await tx.run<DispatchRow>(
    `select ${DISPATCH} from management.review_dispatch d where d.district = $1 and d.id = $2`,
    [district, id],
  )
  return row ?? refuse('dispatch.unknown')
}

/** @throws Refusal dispatch.unknown-number. */
export async function dispatchOfNumber(
  { tx, district }: Call,
  typed: string,
): Promise<DispatchRow & { number: string }> {
  const number = sameNumber(typed)
  const [row] = await tx.run<DispatchRow & { number: string }>(
    `select ${DISPATCH} from management.review_dispatch d where d.district = $1 and d.number = $2`,
    [district, number],
  )
  return row ?? refuse('dispatch.unknown-number', { number: typed })
}

type Standing = Omit<Dispatch, 'state' | 'late' | 'departmentName'> & { readonly replies: number }

/** Of the dispatches with a number, newest first; how many questions still wait, in cases that are still in review. */
async function standings({ tx, district, actor }: Call, id: string | null): Promise<readonly Standing[]> {
  return tx.run<Standing>(
    `select d.id, d.number, d.department, d.due_on as "dueOn", d.opened_on as "openedOn", s.people, s.replies, s.left,
       case when g.id is null then null else jsonb_build_object('id', g.id, 'by', g.person_name, 'on', g.registered_on,
         'mine', g.person = $3::uuid) end as registration
     from management.review_dispatch d
     join lateral (
       select count(*)::int as people, count(p.request)::int as replies,
         (count(*) filter (where p.request is null and ${UNDER_WAY}))::int as left
       from management.review_dispatch_question q
       join management.review_request r on r.district = q.district and r.id = q.request
       left join management.review_reply p on p.district = q.district and p.request = q.request and p.department = q.department
       where q.district = d.district and q.dispatch = d.id
     ) s on true
     left join lateral (
       select g.* from management.review_registration g
       where g.district = d.district and g.dispatch = d.id and not exists (
         select from management.review_check c where c.district = g.district and c.registration = g.id)
       order by g.id desc limit 1
     ) g on true
     where d.district = $1 and not d.own and ($2::uuid is null or d.id = $2)
     order by d.year desc, d.seq desc`,
    [district, id, actor.person],
  )
}

function dispatchOf({ replies, ...row }: Standing, today: string, nameOf: (code: string) => Text): Dispatch {
  const state = stateOf(row, replies)
  const late = state === 'waiting' && row.dueOn < today
  return { ...row, state, late, departmentName: nameOf(row.department) }
}

function stateOf({ registration, left }: Pick<Standing, 'registration' | 'left'>, replies: number): DispatchState {
  if (registration) return 'second'
  if (left > 0) return 'waiting'
  return replies > 0 ? 'answered' : 'closed'
}

const namesIn =
  (pack: Pack | undefined) =>
  (wanted: string): Text => {
    const found = pack?.lists.review_departments.items.find(({ code }) => code === wanted)
    return found ? { zh: found.zh, en: found.en } : { zh: wanted, en: wanted }
  }

/** Questions without a reply, in cases that are in review, that no numbered dispatch carries: `q`, with its round `r`. */
export const UNSENT = `management.review_question q
  join management.review_request r on r.district = q.district and r.id = q.request
  where q.district = $1 and ${UNDER_WAY}
    and not exists (select from management.review_reply p
      where p.district = q.district and p.request = q.request and p.department = q.department)
    and not exists (select from management.review_dispatch_question n
      join management.review_dispatch d on d.district = n.district and d.id = n.dispatch and not d.own
      where n.district = q.district and n.request = q.request and n.department = q.department)`

export async function listAll(call: Call): Promise<Output<typeof contract.listDispatches>> {
  const { tx, district, clock } = call
  const nameOf = namesIn((await newestVersion(tx, district))?.pack)
  const rows = await standings(call, null)
  const unsent = await tx.run<{ code: string; people: number }>(
    `select q.department as code, count(*)::int as people from ${UNSENT} group by 1 order by 1`,
    [district],
  )
  return {
    dispatches: rows.map((row) => dispatchOf(row, clock.today(), nameOf)),
    departments: unsent.map((one) => ({ ...one, ...nameOf(one.code) })),
  }
}

type LineRow = Omit<Line, 'idNumber'> & { readonly sealed: Buffer }

/** The lines of a dispatch, in their order. */
export async function linesOf({ tx, district, services }: Call, dispatch: string): Promise<readonly Line[]> {
  const rows = await tx.run<LineRow>(
    `select n.place, q.request, q.department, q.person_name as "personName", q.post, q.items, q.pack_version as "packVersion",
       q.sealed, p.request is not null as replied
     from management.review_dispatch_question n
     join management.review_question q on q.district = n.district and q.request = n.request and q.department = n.department
     left join management.review_reply p on p.district = n.district and p.request = n.request and p.department = n.department
     where n.district = $1 and n.dispatch = $2 order by n.place`,
    [district, dispatch],
  )
  const { provider, dataKey } = services.keyring
  const { secret } = await dataKey(tx, district)
  return rows.map(({ sealed, ...line }) => ({
    ...line,
    idNumber: provider.decrypt(secret, sealed, contextOf(district, line.request)).toString(),
  }))
}

/** All that a printed letter needs: number, addressee, day, people with ID number and post, items. */
export async function dispatchInFull(
  call: Call,
  { dispatch }: Input<typeof contract.getDispatch>,
): Promise<Output<typeof contract.getDispatch>> {
  const { tx, district, clock, actor } = call
  const { openedBy } = await dispatchRow(call, dispatch)
  const [standing] = await standings(call, dispatch)
  if (!standing) return refuse('dispatch.unknown')
  const lines = await linesOf(call, dispatch)
  const packs = [...(await packsOf(tx, district, lines)).values()].map((one) => one.pack)
  const asked = new Set(lines.flatMap(({ items }) => items))
  const readers = await readersOf(tx, district)
  return {
    ...dispatchOf(standing, clock.today(), namesIn(packs[0])),
    openedBy,
    questions: lines.map(({ packVersion: _pack, department: _department, items, ...line }) => ({
      ...line,
      items: [...items],
    })),
    items: itemsOfAll(packs)
      .filter(({ code }) => asked.has(code))
      .map(({ code, zh, en, answers }) => ({ code, zh, en, answers })),
    maySeal: packs.some(({ lists }) =>
      lists.review_departments.items.some(({ code, sensitive }) => code === standing.department && sensitive),
    ),
    isReader: readers.some(({ person }) => person === actor.person),
    rejected: standing.registration ? null : await lastRejection(call, dispatch),
  }
}

async function lastRejection({ tx, district }: Call, dispatch: string) {
  const [last] = await tx.run<{ by: string; on: string; reason: string; outcome: string }>(
    `select person_name as by, checked_on as "on", reason, outcome from management.review_check
     where district = $1 and dispatch = $2 order by at desc, registration desc limit 1`,
    [district, dispatch],
  )
  return last?.outcome === 'rejected' ? { by: last.by, on: last.on, reason: last.reason } : null
}
