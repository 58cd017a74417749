import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import { communitiesInForce } from '../communities/queries.ts'
import { standsFor } from '../people/queries.ts'
import type * as contract from './contract.ts'
import { refuse } from './refusals.ts'
import { daysOf, gapsOf, type Holding, isSingle, POST_KINDS, type PostKind, servedBoth, STANDING } from './rules.ts'

/** A tenure as it stands: whose, of which post, from when to when. */
export type Held = Holding & {
  readonly tenure: string
  /** The record that it was written for; another than the person's when that was merged. */
  readonly recordedAs: string
  /** Null: somebody of another street, whose record this caller may not see. */
  readonly name: string | null
  readonly kind: PostKind
  readonly community: string
  readonly communityName: string
}

/** Tenures in force that took effect, by first day; a merged record's stand for the one that it was merged into. */
function heldWhere(tx: Tx, district: number, condition: string, values: readonly unknown[]): Promise<Held[]> {
  return tx.run<Held>(
    `select t.id as tenure, coalesce(a.person, t.person) as person, t.person as "recordedAs", p.name, t.capacity, t.valid_from as from,
            t.valid_until as until, o.kind, o.community, c.short_name as "communityName"
     from registry.tenure t
     join registry.post o on o.district = t.district and o.id = t.post
     join registry.community c on c.district = o.district and c.id = o.community
     left join registry.person_alias a on a.district = t.district and a.alias = t.person and a.undone_at is null
     left join registry.person p on p.district = t.district and p.id = coalesce(a.person, t.person)
     where t.district = $1 and t.superseded is null and t.valid_until is distinct from t.valid_from and ${condition}
     order by t.valid_from, t.id`,
    [district, ...values],
  )
}

/** All that was ever held in these communities. */
export function heldIn(tx: Tx, district: number, communities: readonly string[]): Promise<Held[]> {
  return heldWhere(tx, district, 'o.community = any($2::uuid[])', [communities])
}

/** All that these people ever held. In-transaction door for other modules. */
export function tenuresOf(tx: Tx, district: number, persons: readonly string[]): Promise<Held[]> {
  const condition = `(t.person = any($2::uuid[]) or t.person in (select m.alias from registry.person_alias m
    where m.district = $1 and m.person = any($2::uuid[]) and m.undone_at is null))`
  return heldWhere(tx, district, condition, [persons])
}

/** Who holds a post of these communities on a day. In-transaction door for other modules. */
export function holdersOf(tx: Tx, district: number, communities: readonly string[], on: string): Promise<Held[]> {
  const condition = `o.community = any($2::uuid[]) and t.valid_from <= $3::date
    and (t.valid_until is null or t.valid_until > $3::date)`
  return heldWhere(tx, district, condition, [communities, on])
}

type Vacancy = z.input<typeof contract.listVacancies.output>['vacancies'][number]

/** Posts that every community has and nobody serves in on a day; 主持工作 is a vacancy. In-transaction door for other modules. */
export async function vacancies(tx: Tx, district: number, on: string): Promise<Vacancy[]> {
  const communities = await communitiesInForce(tx, district)
  const held = await heldWhere(tx, district, 'o.kind = any($2::text[])', [STANDING])
  const seats = Map.groupBy(held, ({ community, kind }) => `${community}/${kind}`)
  return communities.flatMap(({ id, shortName, street, streetName }) =>
    STANDING.flatMap((kind) => {
      const vacant = vacancyOf(seats.get(`${id}/${kind}`) ?? [], on)
      return vacant ? [{ community: id, communityName: shortName, street, streetName, kind, ...vacant }] : []
    }),
  )
}

function vacancyOf(seat: readonly Held[], on: string): Pick<Vacancy, 'since' | 'days' | 'acting'> | undefined {
  const holder = seat.find(({ from, until }) => from <= on && (until === null || until > on))
  if (holder?.capacity === 'serving') return undefined
  const since = gapsOf(seat, on).at(-1)?.from ?? null
  const until = holder?.until ?? null
  return {
    since,
    days: since === null ? null : daysOf({ from: since, until: null }, on),
    acting:
      holder && until !== null
        ? { person: holder.person, name: holder.name, until, daysLeft: daysOf({ from: on, until }, on) }
        : null,
  }
}

type Timeline = z.input<typeof contract.getCommunityTimeline.output>

/** Who held which post of a community. @throws Refusal when the caller may not see it. */
export async function getCommunityTimeline(call: Call, { community: id }: { community: string }): Promise<Timeline> {
  const { tx, district, clock } = call
  const community = (await communitiesInForce(tx, district)).find((one) => one.id === id)
  if (!community) return refuse('post.unknown-community')
  const held = await heldIn(tx, district, [id])
  const kinds = Map.groupBy(held, ({ kind }) => kind)
  const [secretaries, directors] = [kinds.get('secretary') ?? [], kinds.get('director') ?? []]
  const names = new Map(held.map(({ person, name }) => [person, name]))
  const place = { community: id, communityName: community.shortName }
  const shown = POST_KINDS.filter((kind) => kinds.has(kind) || (STANDING as readonly PostKind[]).includes(kind))
  const acts = await actsOf(tx, district, held)
  const { id: _, ...rest } = community
  return {
    community: { id, ...rest },
    tracks: shown.map((kind) => trackOf(place, kind, kinds.get(kind) ?? [], acts, clock.today())),
    both: servedBoth(secretaries, directors).map((one) => ({ ...one, name: names.get(one.person) ?? null })),
    elsewhere: await elsewhereOf(call, id, secretaries),
    today: clock.today(),
  }
}

/** 兼任: times in which a secretary here served as one in another community, too. */
async function elsewhereOf({ tx, district }: Call, here: string, secretaries: readonly Held[]) {
  const others = await tenuresOf(tx, district, [...new Set(secretaries.map(({ person }) => person))])
  const seats = others.filter(({ kind, community }) => kind === 'secretary' && community !== here)
  return seats.flatMap((seat) =>
    servedBoth(secretaries, [seat]).map((one) => ({
      ...one,
      name: seat.name,
      community: seat.community,
      communityName: seat.communityName,
    })),
  )
}

/** What a person held where. @throws Refusal when the caller may not see the person. */
export async function getPersonTimeline(
  { tx, district, clock }: Call,
  { person: asked }: { person: string },
): Promise<z.input<typeof contract.getPersonTimeline.output>> {
  const id = await standsFor(tx, district, asked)
  const known = await tx.query
    .selectFrom('registry.person')
    .select('id')
    .where('district', '=', district)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!known) return refuse('post.unknown-person')
  const held = await tenuresOf(tx, district, [id])
  const acts = await actsOf(tx, district, held)
  const posts = Map.groupBy(held, ({ community, kind }) => `${community}/${kind}`)
  const today = clock.today()
  // Gaps belong to a seat, not to one of its holders.
  const tracks = [...posts.values()].flatMap((mine) =>
    mine[0] ? [{ ...trackOf(mine[0], mine[0].kind, mine, acts, today), gaps: [] }] : [],
  )
  return { tracks, today }
}

type Acts = Awaited<ReturnType<typeof actsOf>>

async function actsOf(tx: Tx, district: number, held: readonly Held[]) {
  const rows = await tx.run<z.input<typeof contract.act> & { tenure: string }>(
    `select id as tenure, action, effective, case when not grant_number ^@ 'opening/' then grant_number end as number
     from registry.tenure where district = $1 and id = any($2::uuid[]) order by version`,
    [district, held.map(({ tenure }) => tenure)],
  )
  return Map.groupBy(rows, ({ tenure }) => tenure)
}

function trackOf(
  { community, communityName }: { readonly community: string; readonly communityName: string },
  kind: PostKind,
  held: readonly Held[],
  acts: Acts,
  today: string,
): Timeline['tracks'][number] {
  const gaps = isSingle(kind) ? gapsOf(held, today) : []
  return {
    community,
    communityName,
    kind,
    tenures: held.map(({ tenure, person, name, capacity, from, until }) => ({
      id: tenure,
      person,
      name,
      capacity,
      from,
      until,
      acts: (acts.get(tenure) ?? []).map(({ action, effective, number }) => ({ action, effective, number })),
    })),
    gaps: gaps.map((gap) => ({ ...gap, days: daysOf(gap, today) })),
  }
}

/** Vacancies of one kind, by street and community. */
export async function getVacancies(
  { tx, district, clock }: Call,
  { kind }: z.output<typeof contract.listVacancies.input>,
): Promise<z.input<typeof contract.listVacancies.output>> {
  const all = await vacancies(tx, district, clock.today())
  return { vacancies: all.filter((one) => one.kind === kind) }
}

/** Whether the opening phase is over. In-transaction door for other modules. */
export async function isLive(tx: Tx, district: number): Promise<boolean> {
  const phase = await phaseOf(tx, district)
  return phase?.open === false
}

function phaseOf(tx: Tx, district: number) {
  return tx.query
    .selectFrom('registry.going_live')
    .select(['open', 'at', 'person_name'])
    .where('district', '=', district)
    .executeTakeFirst()
}

/** Opening rosters that one person accepted and that have not taken effect yet. */
export function waitingOpenings(tx: Tx, district: number) {
  return tx.query
    .selectFrom('kernel.import_batch as b')
    .innerJoin('registry.opening_confirmation as c', (join) =>
      join.onRef('c.district', '=', 'b.district').onRef('c.batch', '=', 'b.id').on('c.slot', '=', 1),
    )
    .select(['b.id', 'b.file_name as fileName', 'b.person_name as by', 'c.at'])
    .where('b.district', '=', district)
    .where('b.state', 'in', ['confirming', 'writing'])
    .orderBy('c.at')
    .execute()
}

/** Whether the district is live, and what is still missing before. */
export async function getGoingLive({
  tx,
  district,
  clock,
}: Call): Promise<z.input<typeof contract.getGoingLive.output>> {
  const phase = await phaseOf(tx, district)
  const waiting = await waitingOpenings(tx, district)
  const vacant = await vacancies(tx, district, clock.today())
  const [counted] = await tx.run<{ communities: number; tenures: number }>(
    `select (select count(*) from registry.community where district = $1 and valid_until is null) as communities,
            (select count(*) from registry.tenure where district = $1 and superseded is null
              and valid_until is distinct from valid_from) as tenures`,
    [district],
  )
  return {
    live: phase?.at ? { at: phase.at.toISOString(), by: phase.person_name ?? '' } : null,
    communities: counted?.communities ?? 0,
    tenures: counted?.tenures ?? 0,
    withoutSecretary: vacant.filter(({ kind }) => kind === 'secretary'),
    waiting: waiting.map((one) => ({ ...one, at: one.at.toISOString() })),
  }
}
