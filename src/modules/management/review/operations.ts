import type { z } from 'zod'
import { staffAccounts } from '#accounts'
import { communitiesInForce, dutyHolders, identityOf } from '#registry'
import { countOf, loadPack, type Pack } from '#policy'
import type { Call } from '#kernel/call.ts'
import { deadlineAfter, monthsLater } from '#kernel/clock.ts'
import { isDuplicate, newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { fire, holdFiling, lockFilings } from '../filing/operations.ts'
import { type FilingRow, packsOf } from '../filing/queries.ts'
import { postWords } from '../papers/words.ts'
import type * as contract from './contract.ts'
import { SEALED_READERS } from './contract.ts'
import { contextOf } from './queries.ts'
import { latestReview, latestReviews, type ReviewState } from './standing.ts'
import { refuse } from './refusals.ts'

// The organization department's side of the joint review: ask, hear, decide, conclude.

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

/** Asks all departments about each of these candidates: each reads the name, the ID number and its own items. */
export async function askDepartments(call: Call, input: Input<typeof contract.askReview>): Promise<{ asked: number }> {
  const { tx, district } = call
  const ids = [...new Set(input.filings)]
  const rows = await lockFilings(call, ids)
  if (rows.length !== ids.length) refuse('review.unknown')
  const reviews = await latestReviews(tx, district, ids)
  const packs = await packsOf(tx, district, rows)
  const holders = await dutyHolders(tx, district, 'JR-')
  const places = new Map((await communitiesInForce(tx, district)).map((one) => [one.id, one]))
  for (const row of rows) {
    const { pack } = packs.get(row.packVersion) ?? refuse('review.unknown')
    await ask(call, row, pack, {
      last: reviews.get(row.id),
      holders,
      place: places.get(row.community)?.shortName ?? '',
    })
  }
  return { asked: rows.length }
}

type Asking = {
  readonly last: ReviewState | undefined
  readonly holders: ReadonlyMap<string, string>
  readonly place: string
}

async function ask(call: Call, row: FilingRow, pack: Pack, { last, holders, place }: Asking): Promise<void> {
  const { tx, district, actor, clock, services } = call
  const name = row.personName
  if (row.state !== 'review') refuse('review.not-in-review', { name })
  if (last && last.validUntil === null) refuse('review.asked-already', { name })
  const departments = pack.lists.review_departments.items
  const missing = departments.filter(({ code }) => !holders.has(code)).map(({ code }) => code)
  if (missing.length > 0) refuse('review.no-holder', { codes: missing.join('、') })
  const person = await identityOf(services, tx, district, row.person)
  const idNumber = person?.idNumber ?? refuse('review.no-id-number', { name })
  const [id, round] = [newId(), (last?.round ?? 0) + 1]
  await tx.query
    .insertInto('management.review_request')
    .values({
      district,
      id,
      filing: row.id,
      area: areaOf(district),
      round,
      departments: departments.length,
      asked_on: clock.today(),
      account: actor.account,
      at: clock.now(),
    })
    .execute()
  const due = deadlineAfter(clock.today(), countOf(pack, 'review.department'))
  const post = postWords(place, row.postKind)
  const packVersion = row.packVersion
  await writeQuestions(call, { request: id, name, idNumber, post, due, packVersion }, departments, holders)
  const body = { asked: id, round, departments: departments.length, due }
  await call.audit({ object: { type: 'filing', id: row.id }, body })
}

type Questioned = {
  readonly request: string
  readonly name: string
  readonly idNumber: string
  readonly post: string
  readonly due: string
  readonly packVersion: string
}

async function writeQuestions(
  { tx, district, services }: Call,
  { request, name, idNumber, post, due, packVersion }: Questioned,
  departments: Pack['lists']['review_departments']['items'],
  holders: Asking['holders'],
): Promise<void> {
  const { provider, dataKey } = services.keyring
  const key = await dataKey(tx, district)
  const sealed = provider.encrypt(key.secret, Buffer.from(idNumber), contextOf(district, request))
  await tx.query
    .insertInto('management.review_question')
    .values(
      departments.map(({ code, items }) => ({
        district,
        request,
        department: code,
        org: holders.get(code) ?? '',
        area: areaOf(district),
        items,
        person_name: name,
        post,
        sealed,
        key_id: key.id,
        due_on: due,
        pack_version: packVersion,
      })),
    )
    .execute()
}

/** The label of what no street reads: the district's own. */
const areaOf = (district: number): number => district * 1e6

/** After the person was heard: what was found is cleared, or stands. @throws Refusal where there is nothing to decide. */
export async function resolveFinding(call: Call, input: Input<typeof contract.resolveFinding>): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  const { request, department, item, outcome, heardOn, reason } = input
  const [found] = await tx.run<{ filing: string; repliedOn: string }>(
    `select r.filing, p.replied_on as "repliedOn" from management.review_answer a
     join management.review_request r on r.district = a.district and r.id = a.request
     join management.review_reply p on p.district = a.district and p.request = a.request and p.department = a.department
     where a.district = $1 and a.request = $2 and a.department = $3 and a.item = $4 and a.stops
       and (not a.held or exists (select from management.review_release l
         where l.district = a.district and l.request = a.request and l.department = a.department))`,
    [district, request, department, item],
  )
  if (!found) return refuse('review.no-finding')
  if (heardOn < found.repliedOn || heardOn > clock.today()) refuse('review.heard-date', { date: heardOn })
  await tx.query
    .insertInto('management.review_resolution')
    .values({
      district,
      request,
      department,
      item,
      area: areaOf(district),
      outcome,
      heard_on: heardOn,
      reason,
      account: actor.account,
      account_name: actor.name,
      decided_on: clock.today(),
      at: clock.now(),
    })
    .execute()
    .catch((error: unknown) => {
      if (isDuplicate(error)) refuse('review.resolved')
      throw error
    })
  await call.audit({ object: { type: 'filing', id: found.filing }, body: { department, item, outcome, heardOn } })
  return {}
}

/** The accounts that may be named. */
export async function readerCandidates({
  tx,
  district,
  clock,
}: Call): Promise<z.input<(typeof contract.listReaders)['output']>> {
  return {
    accounts: (await staffAccounts(tx, district, clock.today(), SEALED_READERS)).map(({ id, name, role }) => ({
      id,
      name,
      role,
    })),
  }
}

/** Names the two persons to whom departments seal what is sensitive (rulings B3). It holds for replies from now on. */
export async function nameReaders(call: Call, { first, second }: Input<typeof contract.nameReaders>): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  const known = await staffAccounts(tx, district, clock.today(), SEALED_READERS)
  const people = [first, second].map(
    (account) => known.find(({ id }) => id === account) ?? refuse('review.unknown-reader'),
  )
  if (people[0]?.person === people[1]?.person) refuse('review.same-reader')
  await tx.query
    .insertInto('management.review_reader')
    .values(
      people.map(({ person, name }, index) => ({
        district,
        id: newId(),
        slot: index + 1,
        person,
        person_name: name,
        named_on: clock.today(),
        account: actor.account,
        at: clock.now(),
      })),
    )
    .execute()
  await call.audit({ object: { type: 'review', id: 'readers' }, body: { readers: people.map(({ name }) => name) } })
  return {}
}

/** A named person lets a sealed reply be read like any other; only then is there a hearing. */
export async function releaseReply(call: Call, input: Input<typeof contract.releaseReply>): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  const { request, department, reason } = input
  const [envelope] = await tx.run(
    'select 1 from management.review_envelope where district = $1 and request = $2 and department = $3 and person = $4',
    [district, request, department, actor.person],
  )
  if (!envelope) return refuse('review.not-reader')
  await tx.query
    .insertInto('management.review_release')
    .values({
      district,
      request,
      department,
      person: actor.person,
      area: areaOf(district),
      reason,
      released_on: clock.today(),
      account: actor.account,
      at: clock.now(),
    })
    .execute()
    .catch((error: unknown) => {
      if (isDuplicate(error)) refuse('review.released')
      throw error
    })
  await call.audit({ object: { type: 'review', id: request }, body: { released: department } })
  return {}
}

/**
 * The case goes on: every department has replied and nothing stands against the person. A conclusion that is still valid serves
 * again after a return. The database refuses the same (policy `complete`), whatever is asked of it.
 */
export async function concludeReview(
  call: Call,
  input: Input<typeof contract.concludeReview>,
): Promise<{ version: number }> {
  const { tx, district, actor, clock } = call
  const row = await holdFiling(call, input)
  const review = (await latestReview(tx, district, row.id)) ?? refuse('review.not-all-replied')
  const today = clock.today()
  if (review.validUntil !== null && review.validUntil >= today) {
    return fire(call, row, 'conclude', { request: review.request })
  }
  if (review.validUntil !== null || review.replied < review.departments) refuse('review.not-all-replied')
  if (review.stopping > 0) refuse('review.unresolved', { count: review.stopping })
  const { pack } = await loadPack(tx, district, row.packVersion)
  await tx.query
    .insertInto('management.review_conclusion')
    .values({
      district,
      request: review.request,
      filing: row.id,
      area: areaOf(district),
      concluded_on: today,
      valid_until: monthsLater(today, countOf(pack, 'review.validity')),
      account: actor.account,
      at: clock.now(),
    })
    .execute()
  return fire(call, row, 'conclude', { request: review.request })
}
