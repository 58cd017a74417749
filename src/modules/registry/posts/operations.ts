import { newId, type Tx } from '#kernel/database.ts'
import type { TextFacts } from '#kernel/language.ts'
import { standsFor } from '../people/queries.ts'
import { type Held, heldIn } from './queries.ts'
import { refuse } from './refusals.ts'
import { actingLimit, type Capacity, type Holding, type PostKind, type SeatProblem, seatProblem } from './rules.ts'

// Acts on tenures, under class filing. No endpoint grants by itself: a filing or an import calls these in its transaction.

/** Who acts, and when. */
export type By = { readonly district: number; readonly account: string; readonly person: string; readonly at: Date }
type Action = 'start' | 'change' | 'end'
type Mandate = { readonly number: string; readonly person: string; readonly post: string; readonly action: Action }

const ACTIONS: Readonly<Record<Action, { zhAction: string; enAction: string }>> = {
  start: { zhAction: '任职', enAction: 'start' },
  change: { zhAction: '变更', enAction: 'change' },
  end: { zhAction: '免职', enAction: 'end' },
}

/** Acts on tenures of a district come one after the other: rules look at a whole seat, and going live at all of them. */
export async function lockTenures(tx: Tx, district: number): Promise<void> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`registry/tenures/${district}`])
}

/** What a broken rule says: the dates meant, and who holds the seat. */
export function factsOf(problem: SeatProblem, { from, until }: Holding): TextFacts {
  const facts = { from, until, limit: actingLimit(from) }
  if (!('by' in problem)) return facts
  const by: Holding & { readonly name?: string | null } = problem.by
  return { ...facts, name: by.name ?? '—', heldFrom: by.from, heldUntil: by.until ?? '—' }
}

/** The post of that kind in a community, made when nobody held it before. @throws Refusal for an unknown community. */
export async function settlePost(tx: Tx, district: number, community: string, kind: PostKind): Promise<string> {
  const [post] = [...(await settlePosts(tx, district, [{ community, kind }])).values()]
  return post ?? refuse('post.unknown-community')
}

type Seat = { readonly community: string; readonly kind: PostKind }
export const seatKey = ({ community, kind }: Seat): string => `${community}/${kind}`

/** Posts by seat key; of unknown communities there is none. */
export async function settlePosts(
  tx: Tx,
  district: number,
  seats: readonly Seat[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Map(seats.map((seat) => [seatKey(seat), seat])).values()]
  const columns = [wanted.map(({ community }) => community), wanted.map(({ kind }) => kind)]
  await tx.run(
    `insert into registry.post (district, id, area, community, kind)
     select c.district, seat.id, c.area, c.id, seat.kind
     from unnest($2::uuid[], $3::text[], $4::uuid[]) as seat (community, kind, id)
     join registry.community c on c.district = $1 and c.id = seat.community and c.valid_until is null
     on conflict do nothing`,
    [district, ...columns, wanted.map(() => newId())],
  )
  const posts = await tx.run<{ id: string; community: string; kind: PostKind }>(
    `select o.id, o.community, o.kind from registry.post o
     join unnest($2::uuid[], $3::text[]) as seat (community, kind) on seat.community = o.community and seat.kind = o.kind
     where o.district = $1`,
    [district, ...columns],
  )
  return new Map(posts.map(({ id, ...seat }) => [seatKey(seat), id]))
}

/**
 * The right to one act on one tenure, from a filing that was concluded (rulings G7).
 * @throws Refusal when this number grants it already.
 */
export async function grantMandate(tx: Tx, by: By, mandate: Mandate & { readonly effective: string }): Promise<void> {
  const { district, account, at } = by
  const { number, post, action, effective } = mandate
  await lockTenures(tx, district)
  if (await findGrant(tx, district, mandate)) refuse('post.mandate-twice', { number })
  const { held } = await seatOf(tx, district, post)
  const standing = await standsFor(tx, district, mandate.person)
  // A tenure keeps the record that it began with, also when that was merged into another.
  const known = action === 'start' ? undefined : findHeld(held, standing, effective)
  const person = known?.recordedAs ?? standing
  await tx.query
    .insertInto('registry.mandate_grant')
    .values({
      district,
      number,
      person,
      post,
      action,
      effective,
      kind: 'filing',
      granted_by: account,
      granted_at: at,
    })
    .execute()
}

async function findGrant(tx: Tx, district: number, { number, person, post, action }: Mandate) {
  const standing = await standsFor(tx, district, person)
  const [grant] = await tx.run<{ person: string; effective: string; used: boolean }>(
    `select g.person, g.effective, exists (select from registry.tenure t where t.district = g.district
       and t.grant_number = g.number and t.person = g.person and t.post = g.post and t.action = g.action) as used
     from registry.mandate_grant g
     left join registry.person_alias a on a.district = g.district and a.alias = g.person and a.undone_at is null
     where g.district = $1 and g.number = $2 and coalesce(a.person, g.person) = $3 and g.post = $4 and g.action = $5`,
    [district, number, standing, post, action],
  )
  return grant
}

export type Act = Mandate & {
  /** Of a start; serving when absent. */
  readonly capacity?: Capacity
  /** Of a start or change: the first day no longer; absent: open. An end's is the day of its grant. */
  readonly until?: string | null
}

/**
 * Begins, changes or ends a tenure with its grant, on the day that the grant names. A change gives another end; who
 * acted and is appointed ends acting and starts serving: two acts, two grants.
 * @returns the tenure's id. @throws Refusal when there is no such grant or it was used, or a rule of the seat says no.
 */
export async function performAct(tx: Tx, by: By, act: Act): Promise<string> {
  await lockTenures(tx, by.district)
  const { number, action } = act
  const grant = await findGrant(tx, by.district, act)
  if (!grant) return refuse('post.no-mandate', { number, ...ACTIONS[action] })
  if (grant.used) refuse('post.mandate-used', { number })
  const { person, effective } = grant
  const { kind, held } = await seatOf(tx, by.district, act.post)
  const before = action === 'start' ? undefined : findHeld(held, await standsFor(tx, by.district, person), effective)
  if (action !== 'start' && !before) return refuse('post.no-tenure', { on: effective })
  const next: Holding = {
    person,
    capacity: before?.capacity ?? act.capacity ?? 'serving',
    from: before?.from ?? effective,
    until: action === 'end' ? effective : (act.until ?? null),
  }
  const others = held.filter(({ tenure }) => tenure !== before?.tenure)
  // A change looks forward: what was before its day stays.
  const isBackdated = next.until !== null && next.until < effective
  const problem = isBackdated ? ({ code: 'post.ends-before-begin' } as const) : seatProblem(kind, others, next)
  if (problem) refuse(problem.code, factsOf(problem, isBackdated ? { ...next, from: effective } : next))
  const tenure = before?.tenure ?? newId()
  await writeVersion(tx, by, { ...next, tenure, act, effective })
  return tenure
}

async function seatOf(tx: Tx, district: number, post: string): Promise<{ kind: PostKind; held: Held[] }> {
  const found = await tx.query
    .selectFrom('registry.post')
    .select(['community', (select) => select.ref('kind').$castTo<PostKind>().as('kind')])
    .where('district', '=', district)
    .where('id', '=', post)
    .executeTakeFirst()
  if (!found) return refuse('post.unknown-community')
  const held = await heldIn(tx, district, [found.community])
  return { kind: found.kind, held: held.filter(({ kind }) => kind === found.kind) }
}

/** The tenure that a person has on that day; the day of its end still counts. */
function findHeld(held: readonly Held[], person: string, on: string): Held | undefined {
  return held.findLast((one) => one.person === person && one.from <= on && (one.until === null || one.until >= on))
}

type Version = Holding & { readonly tenure: string; readonly act: Act; readonly effective: string }

/** The version before steps back first: one person in a single seat at a time, at every moment (decision 14). */
async function writeVersion(
  tx: Tx,
  { district, account, at }: By,
  { tenure, act, person, capacity, from, until, effective }: Version,
): Promise<void> {
  const [before] = await tx.run<{ version: number }>(
    `update registry.tenure set superseded = version + 1 where district = $1 and id = $2 and superseded is null
     returning version`,
    [district, tenure],
  )
  await tx.run(
    `insert into registry.tenure (district, id, version, area, post, seat, person, capacity, valid_from, valid_until, action,
       effective, grant_number, recorded_by, recorded_at)
     select district, $2, $3, area, id, seat, $5, $6, $7, $8, $9, $10, $11, $12, $13
     from registry.post where district = $1 and id = $4`,
    [
      district,
      tenure,
      (before?.version ?? 0) + 1,
      act.post,
      person,
      capacity,
      from,
      until,
      act.action,
      effective,
      act.number,
      account,
      at,
    ],
  )
}
