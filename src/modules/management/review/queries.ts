import type { z } from 'zod'
import { communitiesInForce } from '#registry'
import { loadPack, newestVersion, type Pack } from '#policy'
import type { Call } from '#kernel/call.ts'
import { workingDaysBefore } from '#kernel/clock.ts'
import type { Tx } from '#kernel/database.ts'
import type { Answer, Cell, FoundItem, getMatrix, getReview, listQuestions, MatrixRow, Question } from './contract.ts'
import { packsOf } from '../filing/queries.ts'
import { refuse } from './refusals.ts'
import { answersFor, cellOf, type CellFacts } from './rules.ts'
import { UNDER_WAY } from './standing.ts'

// What is read of the joint review. The database decides who sees a sealed reply; here it looks like one that has not come.

type QuestionRow = {
  readonly request: string
  readonly department: string
  readonly personName: string
  readonly post: string
  readonly items: string[]
  readonly dueOn: string
  readonly sealed: Buffer
  readonly packVersion: string
  readonly repliedOn: string | null
  readonly by: string | null
  readonly held: boolean | null
  readonly answers: Record<string, Answer> | null
}

/** The list of a department: open questions, and those replied to within the days that the policy leaves it visible (D3). */
export async function getQuestions({
  tx,
  district,
  clock,
  services,
}: Call): Promise<z.input<(typeof listQuestions)['output']>> {
  const pack = (await newestVersion(tx, district))?.pack
  const since = pack
    ? workingDaysBefore(clock.today(), Number(pack.limits['review.visible-after']?.value ?? 0))
    : clock.today()
  const rows = await tx.run<QuestionRow>(
    `select q.request, q.department, q.person_name as "personName", q.post, q.items, q.due_on as "dueOn", q.sealed,
       q.pack_version as "packVersion", r.replied_on as "repliedOn", r.account_name as by, r.held, a.answers
     from management.review_question q
     left join management.review_reply r on r.district = q.district and r.request = q.request and r.department = q.department
     left join (select request, department, jsonb_object_agg(item, answer) as answers from management.review_answer
       where district = $1 group by 1, 2) a on a.request = q.request and a.department = q.department
     where q.district = $1 and (r.replied_on is null or r.replied_on >= $2)
     order by q.due_on, q.request, q.department`,
    [district, since],
  )
  const { secret } = await services.keyring.dataKey(tx, district)
  const open = ({ sealed, request }: QuestionRow) =>
    services.keyring.provider.decrypt(secret, sealed, contextOf(district, request)).toString()
  const packs = [...(await packsOf(tx, district, rows)).values()].map((one) => one.pack)
  const [codes, asked] = [
    new Set(rows.map(({ department }) => department)),
    new Set(rows.flatMap(({ items }) => items)),
  ]
  return {
    questions: rows.map((row) => questionOf(row, open(row))),
    items: itemsOfAll(packs).filter(({ code }) => asked.has(code)),
    departments: pack
      ? pack.lists.review_departments.items
          .filter(({ code }) => codes.has(code))
          .map(({ code, zh, en, sensitive }) => ({ code, zh, en, sensitive }))
      : [],
  }
}

function questionOf(
  { sealed: _sealed, packVersion: _pack, repliedOn, by, held, answers, ...asked }: QuestionRow,
  idNumber: string,
): Question {
  const reply = repliedOn === null ? null : { on: repliedOn, by: by ?? '', held: held ?? false, answers: answers ?? {} }
  return { ...asked, idNumber, reply }
}

/** What an ID number is sealed for: one round. */
export const contextOf = (district: number, request: string): string => `review/${district}/${request}`

/** The items of the review with the answers that each takes. */
export function itemsOf({ lists }: Pack) {
  return [...lists.disqualifications.items, ...lists.separate_checks.items].map((item) => ({
    code: item.code,
    zh: item.zh,
    en: item.en,
    hearing: item.hearing,
    answers: [...answersFor(item)],
  }))
}

/** Those of several versions; of an item in two, the words of the first. */
export function itemsOfAll(packs: readonly Pack[]) {
  const all = packs.flatMap(itemsOf)
  return [...new Map(all.toReversed().map((item) => [item.code, item])).values()].toReversed()
}

type CellRow = CellFacts & { readonly request: string; readonly department: string; readonly on: string | null }

const CELL = `q.request, q.department, q.due_on as "dueOn", r.replied_on as "on", r.held,
  exists (select from management.review_release l where l.district = q.district and l.request = q.request and l.department = q.department) as released,
  coalesce(a.stops, 0) as stops, coalesce(a.cleared, 0) as cleared, coalesce(a.confirmed, 0) as confirmed`
const CELLS = `management.review_question q
  left join management.review_reply r on r.district = q.district and r.request = q.request and r.department = q.department
  left join lateral (
    select count(*)::int as stops, (count(*) filter (where s.outcome = 'cleared'))::int as cleared,
      (count(*) filter (where s.outcome = 'confirmed'))::int as confirmed
    from management.review_answer a
    left join management.review_resolution s
      on s.district = a.district and s.request = a.request and s.department = a.department and s.item = a.item
    where a.district = q.district and a.request = q.request and a.department = q.department and a.stops) a on true`

export async function cellsOf(
  { tx, district, clock }: Call,
  requests: readonly string[],
): Promise<ReadonlyMap<string, Cell[]>> {
  const rows = await tx.run<CellRow>(
    `select ${CELL} from ${CELLS} where q.district = $1 and q.request = any($2::uuid[]) order by q.request, q.department`,
    [district, requests],
  )
  const today = clock.today()
  const byRequest = Map.groupBy(rows, ({ request }) => request)
  return new Map(
    [...byRequest].map(([request, own]) => [
      request,
      own.map((row) => ({ department: row.department, state: cellOf(row, today), on: row.on })),
    ]),
  )
}

type RequestRow = {
  readonly filing: string
  readonly request: string
  readonly personName: string
  readonly community: string
  readonly askedOn: string
  readonly dueOn: string
}

/** Candidates whose review has not been concluded, by departments. */
export async function reviewMatrix(
  call: Call,
  { street }: z.output<(typeof getMatrix)['input']>,
): Promise<z.input<(typeof getMatrix)['output']>> {
  const { tx, district } = call
  const requests = await tx.run<RequestRow>(
    `select r.filing, r.id as request, f.person_name as "personName", f.community, r.asked_on as "askedOn",
       (select max(q.due_on) from management.review_question q where q.district = r.district and q.request = r.id) as "dueOn"
     from management.review_request r
     join management.filing f on f.district = r.district and f.id = r.filing
     where r.district = $1 and ($2::bigint is null or f.street = $2) and ${UNDER_WAY}
     order by r.asked_on, r.id`,
    [district, street ?? null],
  )
  const cells = await cellsOf(
    call,
    requests.map(({ request }) => request),
  )
  const places = new Map((await communitiesInForce(tx, district)).map((one) => [one.id, one]))
  const pack = (await newestVersion(tx, district))?.pack
  return {
    departments: pack ? pack.lists.review_departments.items.map(({ code, zh, en }) => ({ code, zh, en })) : [],
    rows: requests.map(({ community, ...row }): MatrixRow => {
      const own = cells.get(row.request) ?? []
      const place = places.get(community)
      return {
        ...row,
        communityName: place?.shortName ?? '—',
        streetName: place?.streetName ?? '—',
        cells: own,
        mayConclude: own.length > 0 && own.every(({ state }) => state === 'clear' || state === 'cleared'),
      }
    }),
    readers: await readersOf(tx, district),
  }
}

export type Reader = { readonly slot: number; readonly person: string; readonly name: string; readonly on: string }

/** The two persons named last. */
export async function readersOf(tx: Tx, district: number): Promise<Reader[]> {
  return tx.run<Reader>(
    `select distinct on (slot) slot, person, person_name as name, named_on as "on" from management.review_reader
     where district = $1 order by slot, id desc`,
    [district],
  )
}

type FindingRow = Omit<FoundItem, 'departmentName' | 'title' | 'hearing'>

/** Everything about one candidate that is not “nothing found”. @throws Refusal review.unknown. */
export async function reviewOf(
  call: Call,
  { request }: z.output<(typeof getReview)['input']>,
): Promise<z.input<(typeof getReview)['output']>> {
  const { tx, district } = call
  const [about] = await tx.run<{ filing: string; personName: string; packVersion: string }>(
    `select r.filing, f.person_name as "personName", f.pack_version as "packVersion" from management.review_request r
     join management.filing f on f.district = r.district and f.id = r.filing where r.district = $1 and r.id = $2`,
    [district, request],
  )
  if (!about) return refuse('review.unknown')
  const { pack } = await loadPack(tx, district, about.packVersion)
  const names = new Map(pack.lists.review_departments.items.map(({ code, zh, en }) => [code, { zh, en }]))
  const items = new Map(itemsOf(pack).map((item) => [item.code, item]))
  const rows = await tx.run<FindingRow>(
    `select a.department, a.item, a.answer, a.basis,
       case when s.item is null then null else jsonb_build_object('outcome', s.outcome, 'heardOn', s.heard_on, 'reason', s.reason,
         'by', s.account_name, 'on', s.decided_on) end as resolution
     from management.review_answer a
     left join management.review_resolution s
       on s.district = a.district and s.request = a.request and s.department = a.department and s.item = a.item
     where a.district = $1 and a.request = $2 and a.answer <> 'none-found' order by a.department, a.item`,
    [district, request],
  )
  const sealed = await tx.run<{ department: string }>(
    `select e.department from management.review_envelope e where e.district = $1 and e.request = $2
       and not exists (select from management.review_release l where l.district = e.district and l.request = e.request and l.department = e.department)`,
    [district, request],
  )
  const nameOf = (code: string) => names.get(code) ?? { zh: code, en: code }
  return {
    request,
    filing: about.filing,
    personName: about.personName,
    cells: (await cellsOf(call, [request])).get(request) ?? [],
    findings: rows.map((row) => {
      const { zh = row.item, en = row.item, hearing = true } = items.get(row.item) ?? {}
      return { ...row, departmentName: nameOf(row.department), title: { zh, en }, hearing }
    }),
    sealed: sealed.map(({ department }) => ({ code: department, ...nameOf(department) })),
  }
}
