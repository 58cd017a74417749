import type { Call } from '#kernel/call.ts'
import { newId, type Tx } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import type { Problem } from '#kernel/refusal.ts'
import { type By, factsOf, lockTenures, seatKey, settlePosts } from './operations.ts'
import { type Held, heldIn, isLive, waitingOpenings } from './queries.ts'
import { refuse, SEAT_SENTENCES } from './refusals.ts'
import { type Holding, isSingle, type PostKind, seatProblem } from './rules.ts'

// The opening phase: rosters that two people confirm stand for the filings of what was before, until the district goes live.

/** One tenure of a roster; a row may hold several. */
export type OpeningRow = Holding & { readonly row: number; readonly community: string; readonly kind: PostKind }
/** A row that can be opened, and the tenure that is there already when nothing about it is new. */
type Accepted = { readonly opening: OpeningRow; readonly known: string | undefined }

/**
 * What a roster's tenures would break, beside what is held and beside each other; nothing is written. `person` may be any
 * key that is the same for the same person: in a dry run not everybody has a record yet.
 */
export async function checkOpenings(
  tx: Tx,
  district: number,
  rows: readonly OpeningRow[],
): Promise<{ readonly accepted: readonly Accepted[]; readonly problems: readonly Problem[] }> {
  const held = await heldIn(tx, district, [...new Set(rows.map(({ community }) => community))])
  const seats = Map.groupBy<string, Held | OpeningRow>(held, groupOf)
  const accepted: Accepted[] = []
  const problems: Problem[] = []
  // By first day, so that a row of acting sees who served before it.
  for (const opening of rows.toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)) || a.row - b.row)) {
    const seat = seats.get(groupOf(opening)) ?? []
    const known = seat.find((one): one is Held => 'tenure' in one && isSame(one, opening))
    const problem = known ? undefined : seatProblem(opening.kind, seat, opening)
    if (problem)
      problems.push({
        ...SEAT_SENTENCES[problem.code],
        code: problem.code,
        facts: factsOf(problem, opening),
        row: opening.row,
      })
    else accepted.push({ opening, known: known?.tenure })
    if (!problem && !known) seats.set(groupOf(opening), [...seat, opening])
  }
  return { accepted, problems }
}

/** Tenures that can stand in each other's way: those of a single seat, or of one person in a post of many. */
function groupOf(one: Held | OpeningRow): string {
  return isSingle(one.kind) ? seatKey(one) : `${seatKey(one)}/${one.person}`
}

const isSame = (one: Holding, other: Holding): boolean =>
  one.person === other.person && one.from === other.from && one.until === other.until && one.capacity === other.capacity

export type Opened = { readonly row: number; readonly kind: PostKind; readonly tenure: string; readonly isNew: boolean }

/**
 * Writes the tenures of an opening roster that two people confirmed, each with its grant, all in a few statements. Rows
 * with problems are left out and named.
 * @throws Refusal when the roster is not confirmed, or the district is live.
 */
export async function openTenures(
  tx: Tx,
  by: By,
  batch: string,
  rows: readonly OpeningRow[],
): Promise<{ readonly opened: readonly Opened[]; readonly problems: readonly Problem[] }> {
  const { district } = by
  await lockTenures(tx, district)
  if (await isLive(tx, district)) refuse('post.live')
  if ((await confirmationsOf(tx, district, batch)).length < 2) refuse('post.unconfirmed')
  const { accepted, problems } = await checkOpenings(tx, district, rows)
  const posts = await settlePosts(
    tx,
    district,
    accepted.map(({ opening }) => opening),
  )
  const found = accepted.flatMap(({ opening, known }) => {
    const post = posts.get(seatKey(opening))
    return post ? [{ opening, post, tenure: known ?? newId(), isNew: known === undefined }] : []
  })
  await writeOpenings(
    tx,
    by,
    batch,
    found.filter(({ isNew }) => isNew),
  )
  const lost = accepted.filter(({ opening }) => !posts.has(seatKey(opening)))
  return {
    opened: found.map(({ opening: { row, kind }, tenure, isNew }) => ({ row, kind, tenure, isNew })),
    problems: [...problems, ...lost.map(({ opening }) => unknownCommunity(opening))],
  }
}

const unknownCommunity = ({ row }: OpeningRow): Problem => ({
  ...SEAT_SENTENCES['post.unknown-community'],
  code: 'post.unknown-community',
  row,
})

/** How the numbers of a roster's grants begin. */
const numberOf = (batch: string): string => `opening/${batch}/`

type Opening = { readonly opening: OpeningRow; readonly post: string; readonly tenure: string }

async function writeOpenings(tx: Tx, { district, account, at }: By, batch: string, openings: readonly Opening[]) {
  const rows = openings.map(({ opening }) => opening)
  const values = [
    district,
    batch,
    rows.map(({ row, kind }) => `${numberOf(batch)}${row}/${kind}`),
    rows.map(({ person }) => person),
    openings.map(({ post }) => post),
    rows.map(({ from }) => from),
    account,
    at,
  ]
  await tx.run(
    `insert into registry.mandate_grant (district, batch, number, person, post, action, kind, opening, effective, granted_by,
       granted_at)
     select $1, $2, number, person, post, 'start', 'opening', true, effective, $7, $8
     from unnest($3::text[], $4::uuid[], $5::uuid[], $6::date[]) as given (number, person, post, effective)`,
    values,
  )
  await tx.run(
    `insert into registry.tenure (district, id, version, area, post, seat, person, capacity, valid_from, valid_until, action,
       effective, grant_number, recorded_by, recorded_at)
     select $1, given.id, 1, o.area, o.id, o.seat, given.person, given.capacity, given.from_day, given.until_day, 'start',
       given.from_day, given.number, $7, $8
     from unnest($2::text[], $3::uuid[], $4::uuid[], $5::date[], $6::uuid[], $9::text[], $10::date[])
       as given (number, person, post, from_day, id, capacity, until_day)
     join registry.post o on o.district = $1 and o.id = given.post`,
    [
      district,
      ...values.slice(2, 6),
      openings.map(({ tenure }) => tenure),
      account,
      at,
      rows.map(({ capacity }) => capacity),
      rows.map(({ until }) => until),
    ],
  )
}

/**
 * Takes an opening roster back before going live: each tenure ends on its first day, and so never took effect.
 * @returns how many. @throws Refusal when the district is live, or a later act refers to one of them.
 */
export async function voidOpenings(tx: Tx, by: By, batch: string): Promise<number> {
  const { district, account, at } = by
  await lockTenures(tx, district)
  if (await isLive(tx, district)) refuse('post.live')
  const number = numberOf(batch)
  const [count] = await tx.run<{ all: number; changed: number }>(
    `select count(*) as all, count(superseded) as changed from registry.tenure
     where district = $1 and version = 1 and grant_number ^@ $2`,
    [district, number],
  )
  if (count && count.changed > 0) refuse('post.opening-changed', { count: count.changed })
  await tx.run(
    `insert into registry.mandate_grant (district, batch, number, person, post, action, kind, opening, effective, granted_by,
       granted_at)
     select district, $3, grant_number, person, post, 'end', 'opening', true, valid_from, $4, $5
     from registry.tenure where district = $1 and version = 1 and grant_number ^@ $2`,
    [district, number, batch, account, at],
  )
  await tx.run('update registry.tenure set superseded = 2 where district = $1 and version = 1 and grant_number ^@ $2', [
    district,
    number,
  ])
  await tx.run(
    `insert into registry.tenure (district, id, version, area, post, seat, person, capacity, valid_from, valid_until, action,
       effective, grant_number, recorded_by, recorded_at)
     select district, id, 2, area, post, seat, person, capacity, valid_from, valid_from, 'end', valid_from, grant_number, $3, $4
     from registry.tenure where district = $1 and version = 1 and grant_number ^@ $2`,
    [district, number, account, at],
  )
  return count?.all ?? 0
}

/** Which of these batches may be taken back: one that opened tenures only until the district is live. */
export async function undoableBatches(
  tx: Tx,
  district: number,
  batches: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.run<{ id: string }>(
    `select b.id from unnest($2::uuid[]) as b (id)
     where not exists (select from registry.going_live where district = $1 and not open)
        or not exists (select from registry.mandate_grant g where g.district = $1 and g.batch = b.id)`,
    [district, batches],
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * Confirms an opening roster: the first time by who accepts it, the second by another person (rulings G7).
 * @returns which of the two it was. @throws Refusal when the same person confirms twice, or the district is live.
 */
export async function confirmOpening(tx: Tx, by: By, batch: string): Promise<1 | 2> {
  const { district, person, account, at } = by
  await lockTenures(tx, district)
  if (await isLive(tx, district)) refuse('post.live')
  const confirmed = await confirmationsOf(tx, district, batch)
  if (confirmed.length === 2) refuse('post.confirmed-twice')
  if (confirmed.some((one) => one.person === person)) refuse('post.confirmed-by-you')
  const slot = confirmed.length === 0 ? 1 : 2
  await beginPhase(tx, district)
  await tx.query
    .insertInto('registry.opening_confirmation')
    .values({ district, batch, slot, person, account, at })
    .execute()
  return slot
}

function confirmationsOf(tx: Tx, district: number, batch: string) {
  return tx.query
    .selectFrom('registry.opening_confirmation')
    .select(['slot', 'person'])
    .where('district', '=', district)
    .where('batch', '=', batch)
    .execute()
}

/** The row that opening grants refer to while it is open. */
async function beginPhase(tx: Tx, district: number): Promise<void> {
  await tx.run('insert into registry.going_live (district) values ($1) on conflict do nothing', [district])
}

/** Ends the opening phase for good. @throws Refusal when it is over, or a roster is on its way. */
export async function goLive(call: Call, { reason }: { readonly reason: string }): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  await lockTenures(tx, district)
  if (await isLive(tx, district)) refuse('post.live')
  const waiting = await waitingOpenings(tx, district)
  if (waiting.length > 0) refuse('post.batches-waiting', { count: waiting.length })
  await beginPhase(tx, district)
  await tx.query
    .updateTable('registry.going_live')
    .set({ open: false, person: actor.person, person_name: actor.name, account: actor.account, at: clock.now() })
    .where('district', '=', district)
    .execute()
  await call.audit({ object: { type: 'district', id: String(district) }, body: { reason } })
  return {}
}
