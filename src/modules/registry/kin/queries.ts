import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import { getStanding } from '../people/record.ts'
import type { Degree, listKin } from './contract.ts'
import { inverse } from './rules.ts'

type Kinship = {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly birth: string | null
  readonly communityName: string | null
  readonly degree: Degree
  /** The person asked about declared it: the degree reads as it stands. */
  readonly own: boolean
  readonly at: Date
}

/** Kinships in force of a person under any of its ids, with who the relative is today. */
export function kinshipsOf(tx: Tx, district: number, ids: readonly string[]): Promise<Kinship[]> {
  return tx.run<Kinship>(
    `select k.id, p.id as person, p.name, p.birth, c.short_name as "communityName", k.degree, k.own, k.declared_at as at
     from (select id, b as other, degree, true as own, declared_at from registry.kin
           where district = $1 and a = any($2::uuid[]) and ended_at is null
           union all
           select id, a, degree, false, declared_at from registry.kin
           where district = $1 and b = any($2::uuid[]) and ended_at is null) k
     left join registry.person_alias m on m.district = $1 and m.alias = k.other and m.undone_at is null
     join registry.person p on p.district = $1 and p.id = coalesce(m.person, k.other) and p.ended_at is null
     left join registry.community c on c.district = $1 and c.id = p.community
     where p.id <> all($2::uuid[])
     order by k.declared_at, k.id`,
    [district, ids],
  )
}

/** Relatives of a person, whichever of the two declared it. @throws Refusal when the caller may not see the person. */
export async function getKin(
  { tx, district }: Call,
  { person }: { person: string },
): Promise<z.input<(typeof listKin)['output']>> {
  const { ids } = await getStanding(tx, district, person)
  const found = await kinshipsOf(tx, district, ids)
  return {
    relatives: found.map(({ own, at, degree, ...relative }) => ({
      ...relative,
      degree: own ? degree : inverse(degree),
      declaredAt: at.toISOString(),
    })),
  }
}

/** All ids under which these people are on record. */
async function idsOf(tx: Tx, district: number, people: readonly string[]): Promise<string[]> {
  const rows = await tx.run<{ id: string }>(
    `select distinct one.id
     from (select coalesce(m.person, given.id) as id from unnest($2::uuid[]) as given (id)
           left join registry.person_alias m on m.district = $1 and m.alias = given.id and m.undone_at is null) p
     cross join lateral (select p.id union all select a.alias from registry.person_alias a
       where a.district = $1 and a.person = p.id and a.undone_at is null) one`,
    [district, people],
  )
  return rows.map(({ id }) => id)
}

/** Whose dossier is closed to a person: its own and its relatives' (rulings G3). Door for the sign-in, which reads as auth. */
export async function closedTo(tx: Tx, district: number, person: string): Promise<readonly string[]> {
  const own = await idsOf(tx, district, [person])
  const kin = await tx.run<{ a: string; b: string }>(
    `select a, b from registry.kin
     where district = $1 and ended_at is null and (a = any($2::uuid[]) or b = any($2::uuid[]))`,
    [district, own],
  )
  return idsOf(tx, district, [...own, ...kin.flatMap(({ a, b }) => [a, b])])
}

/** Whom recusal is about: a person and its declared relatives, under all their ids and names. */
export type Kin = {
  readonly own: ReadonlySet<string>
  readonly relatives: ReadonlySet<string>
  /** Names of the relatives, former ones too. */
  readonly names: ReadonlySet<string>
}

/** Who has to be recused from what is decided about a person (RX-1). In-transaction door, for a reader of the whole district. */
export async function kinOf(tx: Tx, district: number, person: string): Promise<Kin> {
  const own = new Set(await idsOf(tx, district, [person]))
  const relatives = (await closedTo(tx, district, person)).filter((id) => !own.has(id))
  const rows = await tx.run<{ name: string }>(
    `select name from registry.person where district = $1 and id = any($2::uuid[])
     union select name from registry.person_name where district = $1 and person = any($2::uuid[])`,
    [district, relatives],
  )
  return { own, relatives: new Set(relatives), names: new Set(rows.map(({ name }) => name)) }
}

type Named = { readonly id: string; readonly name: string }

/** Who these ids name today; those that the caller may not see are absent. In-transaction door for other modules. */
export async function namedPeople(
  tx: Tx,
  district: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Named>> {
  const rows = await tx.run<Named & { readonly asked: string }>(
    `select given.id as asked, p.id, p.name from unnest($2::uuid[]) as given (id)
     left join registry.person_alias m on m.district = $1 and m.alias = given.id and m.undone_at is null
     join registry.person p on p.district = $1 and p.id = coalesce(m.person, given.id) and p.ended_at is null`,
    [district, ids],
  )
  return new Map(rows.map(({ asked, id, name }) => [asked, { id, name }]))
}
