import { areasOf } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { newId } from '#kernel/database.ts'
import type { Nothing } from '#kernel/endpoint.ts'
import { namesOf } from '../divisions/names.ts'
import { divisionNames } from '../divisions/queries.ts'
import { type Division, guessKind } from '../divisions/rules.ts'
import { type Held, heldUnder, type NewLabel, relabel } from './record.ts'
import { refuse } from './refusals.ts'
import type { Link } from './rules.ts'

const isStreet = (code: number): boolean => String(code).length === 9

/** Imports and what is taken back of them come one after the other: two would both find the same rows missing. */
export async function lockDivisions({ tx }: Call): Promise<void> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', ['registry/divisions'])
}

type Year = { readonly divisions: readonly Division[]; readonly validFrom: string }

/**
 * Carries out what was decided about what ended: who moved keeps the id and takes the new code, its labels follow in every
 * table; the others are kept as predecessors and successors. The divisions themselves are written before.
 * @returns rows relabelled, per table.
 */
export async function follow(call: Call, links: readonly Link[], year: Year): Promise<Held> {
  await endMemberships(call, year.validFrom)
  const moves = links.filter(({ kind }) => kind === 'move')
  const byCode = new Map(year.divisions.map((division) => [division.code, division]))
  await renumberStreets(
    call,
    moves.filter(({ from }) => isStreet(from)),
    byCode,
  )
  const communities = links.filter(({ from }) => !isStreet(from))
  const movedCommunities = communities.filter(({ kind }) => kind === 'move')
  await renumberCommunities(call, movedCommunities, byCode)
  const labels = await relabel(call.tx, moves.flatMap(labelsOf))
  await recordLinks(call, communities, year.validFrom)
  return labels
}

/** A community has one label, a street the first and the last code of its range. */
function labelsOf({ from, to }: Pick<Link, 'from' | 'to'>): readonly NewLabel[] {
  const [before, after] = [areasOf(from), areasOf(to)]
  const ends = before[0] === before[1] ? [0] : [0, 1]
  return ends.map((end) => ({ before: before[end] ?? 0, after: after[end] ?? 0 }))
}

type ByCode = ReadonlyMap<number, Division>

/** A street keeps its organisation. An English name stays with the Chinese one that it was given for. */
async function renumberStreets({ tx, district }: Call, moves: readonly Link[], byCode: ByCode): Promise<void> {
  await tx.run(
    `update registry.organisation o
     set name_zh = move.name, name_en = case when o.name_zh = move.name then o.name_en else '' end, sort = move.sort,
         version = version + 1
     from unnest($2::bigint[], $3::text[], $4::int[]) as move (area, name, sort)
     where o.district = $1 and o.kind = 'street' and o.area = move.area and o.valid_until is null`,
    [
      district,
      moves.map(({ from }) => areasOf(from)[0]),
      moves.map(({ to }) => byCode.get(to)?.name ?? ''),
      moves.map(({ to }) => streetOrder(to)),
    ],
  )
}

/** The last three digits of a street's code are its official order, after the departments. */
export const streetOrder = (code: number): number => 1000 + (code % 1000)

async function renumberCommunities({ tx, district }: Call, moves: readonly Link[], byCode: ByCode): Promise<void> {
  const after = moves.map(({ to }) => byCode.get(to)).filter((one) => one !== undefined)
  const names = after.map(({ name }) => namesOf(name))
  await tx.run(
    `update registry.community c
     set code = move.after, name = move.name, short_name = move.short_name, pinyin = move.pinyin, street = move.street,
         street_name = move.street_name, version = version + 1
     from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[])
       as move (before, after, name, short_name, pinyin, street, street_name)
     where c.district = $1 and c.code = move.before and c.valid_until is null`,
    [
      district,
      moves.map(({ from }) => from),
      after.map(({ code }) => code),
      names.map(({ name }) => name),
      names.map(({ short_name }) => short_name),
      names.map(({ pinyin }) => pinyin),
      after.map(({ parent }) => parent ?? 0),
      after.map(({ parent }) => byCode.get(parent ?? 0)?.name ?? ''),
    ],
  )
}

/** Predecessor and successor are told by their codes: what ended, ended on the day on which the other one is in force. */
async function recordLinks({ tx, district, actor, clock }: Call, links: readonly Link[], validFrom: string) {
  const held = await heldUnder(
    tx,
    links.map(({ to }) => to),
  )
  await tx.run(
    `insert into registry.succession (district, id, area, kind, from_community, from_code, to_community, to_code, valid_from,
                                      held, decided_by, decided_at)
     select $1, link.id, link.after, link.kind, coalesce(ended.id, now.id), link.before, now.id, link.after, $2, link.held,
            $3, $4
     from unnest($5::uuid[], $6::text[], $7::bigint[], $8::bigint[], $9::jsonb[]) as link (id, kind, before, after, held)
     join registry.community now on now.district = $1 and now.code = link.after and now.valid_until is null
     left join registry.community ended on link.kind <> 'move' and ended.district = $1 and ended.code = link.before
       and ended.valid_until = $2`,
    [
      district,
      validFrom,
      actor.account,
      clock.now(),
      links.map(() => newId()),
      links.map(({ kind }) => kind),
      links.map(({ from }) => from),
      links.map(({ to }) => to),
      links.map(({ to }) => JSON.stringify(held.get(to) ?? {})),
    ],
  )
}

type Undo = { readonly id: string; readonly reason: string }
type Decided = {
  readonly kind: Link['kind']
  readonly from_code: number
  readonly to_code: number
  readonly to_community: string
  readonly valid_from: string
  readonly held: Held
  readonly undone_at: Date | null
  readonly name: string
  readonly in_force: boolean
}

/**
 * Takes a decision back while nothing was recorded since of the one after. What moved ends under its old code, and a new
 * community has the new one; of a merge or split only the link goes.
 * @throws Refusal when something refers to it, or it has changed since.
 */
export async function undoSuccession(call: Call, { id, reason }: Undo): Promise<Nothing> {
  const { tx, district, actor, clock } = call
  await lockDivisions(call)
  const [decided] = await tx.run<Decided>(
    `select s.kind, s.from_code, s.to_code, s.to_community, s.valid_from, s.held, s.undone_at, c.short_name as name,
            c.valid_until is null and c.code = s.to_code as in_force
     from registry.succession s join registry.community c on c.district = s.district and c.id = s.to_community
     where s.district = $1 and s.id = $2`,
    [district, id],
  )
  if (!decided) return refuse('registry.unknown-succession')
  const { name, to_code: area } = decided
  if (decided.undone_at) refuse('registry.succession-undone')
  if (!decided.in_force) refuse('registry.succession-superseded', { name })
  const held = (await heldUnder(tx, [area])).get(area) ?? {}
  const changed = Object.keys({ ...held, ...decided.held }).filter((one) => held[one] !== decided.held[one])
  if (changed.length > 0) refuse('registry.succession-used', { name, tables: changed.join(', ') })
  const labels = decided.kind === 'move' ? await moveBack(call, decided) : {}
  await tx.run(
    `update registry.succession set undone_by = $3, undone_at = $4, undo_reason = $5 where district = $1 and id = $2`,
    [district, id, actor.account, clock.now(), reason],
  )
  const { kind, from_code: from, to_code: to } = decided
  await call.audit({ object: { type: 'succession', id }, body: { kind, from, to, reason, labels } })
  return {}
}

async function moveBack({ tx, district }: Call, decided: Decided): Promise<Held> {
  const { from_code: from, to_code: to, to_community: id, valid_from: on } = decided
  const street = Math.trunc(from / 1000)
  const names = await divisionNames(tx, [from, street])
  const { name, short_name, pinyin } = namesOf(names.get(from) ?? '')
  const [now] = await tx.run<{ name: string; short_name: string; pinyin: string; street: number; street_name: string }>(
    'select name, short_name, pinyin, street, street_name from registry.community where district = $1 and id = $2',
    [district, id],
  )
  await tx.run(
    `update registry.community set code = $3, name = $4, short_name = $5, pinyin = $6, street = $7, street_name = $8,
       valid_until = $9, version = version + 1 where district = $1 and id = $2`,
    [district, id, from, name, short_name, pinyin, street, names.get(street) ?? '', on],
  )
  await endMemberships({ tx, district }, on)
  const labels = await relabel(tx, labelsOf({ from: to, to: from }))
  if (now) {
    await tx.query
      .insertInto('registry.community')
      .values({ district, id: newId(), area: to, code: to, ...now, kind: guessKind(now.name), valid_from: on })
      .execute()
  }
  return labels
}

/** A community that has ended is in no area committee from that day. */
export async function endMemberships({ tx, district }: Pick<Call, 'tx' | 'district'>, on: string): Promise<void> {
  await tx.run(
    `update registry.area_committee_member m set valid_until = greatest(m.valid_from, $2)
     from registry.community c
     where m.district = $1 and m.valid_until is null and c.district = $1 and c.id = m.community and c.valid_until is not null`,
    [district, on],
  )
}
