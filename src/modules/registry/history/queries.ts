import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import { say } from '#kernel/language.ts'
import { periodTitle } from '#kernel/period.ts'
import type { SheetValues } from '#kernel/sheets/list.ts'
import { getStanding } from '../people/record.ts'
import { type RecordKind, valueText } from './codes.ts'
import type * as contract from './contract.ts'
import { refuse } from './refusals.ts'
import { communityFinder, type KnownCommunity } from './rules.ts'

type Row = {
  readonly id: string
  readonly kind: RecordKind
  readonly period: string
  readonly value: string
  readonly detail: string | null
  readonly person: string | null
  readonly name: string | null
  readonly birth: string | null
  readonly community: string | null
  readonly communityName: string | null
  readonly communityCode: number | null
  readonly streetName: string | null
}

/** Past records that stand; a merged record's count for the person it was merged into. */
function recordsWhere(tx: Tx, district: number, condition: string, values: readonly unknown[] = []): Promise<Row[]> {
  return tx.run<Row>(
    `select r.id, r.kind, r.period, r.value, r.detail, coalesce(a.person, r.person) as person, p.name, p.birth,
            r.community, c.short_name as "communityName", c.code as "communityCode", c.street_name as "streetName"
     from registry.past_record r
     left join registry.person_alias a on a.district = r.district and a.alias = r.person and a.undone_at is null
     left join registry.person p on p.district = r.district and p.id = coalesce(a.person, r.person)
     left join registry.community c on c.district = r.district and c.id = r.community
     where r.district = $1 and r.ended_at is null and ${condition}
     order by r.period desc, r.kind, r.id`,
    [district, ...values],
  )
}

type Input = z.output<(typeof contract.listRecords)['input']>
type Output = z.input<(typeof contract.listRecords)['output']>

/** @throws Refusal when the caller may not see the person or the community, or names not one of them. */
export async function getRecords({ tx, district }: Call, { person, community }: Input): Promise<Output> {
  if (!person === !community) refuse('history.whose')
  const rows = person
    ? await recordsOfPerson(tx, district, person)
    : await recordsOfCommunity(tx, district, community ?? '')
  return {
    records: rows.map(({ id, kind, period, value, detail, person, name, community, communityName }) => {
      return { id, kind, period, value, detail, person, name, community, communityName }
    }),
  }
}

async function recordsOfPerson(tx: Tx, district: number, person: string): Promise<Row[]> {
  const { ids } = await getStanding(tx, district, person)
  return recordsWhere(tx, district, 'r.person = any($2::uuid[])', [ids])
}

async function recordsOfCommunity(tx: Tx, district: number, community: string): Promise<Row[]> {
  const found = await tx.run('select 1 from registry.community where district = $1 and id = $2', [district, community])
  if (found.length === 0) refuse('history.unknown-community')
  return recordsWhere(tx, district, 'r.community = $2', [community])
}

/** The communities that the caller sees, those that have ended too: what was before was theirs. */
export function communitiesOf(tx: Tx, district: number): Promise<KnownCommunity[]> {
  return tx.query
    .selectFrom('registry.community')
    .select(['id', 'area', 'code', 'name', 'short_name as shortName', 'street_name as streetName'])
    .select(['valid_from as from', 'valid_until as until'])
    .where('district', '=', district)
    .execute()
}

/** What there is already about these people and communities. */
export function recordsAbout(
  tx: Tx,
  district: number,
  people: readonly string[],
  communities: readonly string[],
): Promise<Row[]> {
  const condition = `(coalesce(a.person, r.person) = any($2::uuid[]) or (r.person is null and r.community = any($3::uuid[])))`
  return recordsWhere(tx, district, condition, [people, communities])
}

/** All past records, to be edited and imported again. */
export async function historyRows({ tx, district, language }: Call): Promise<readonly SheetValues[]> {
  const rows = await recordsWhere(tx, district, 'true')
  const find = communityFinder(await communitiesOf(tx, district))
  /** The name, or the code where the name would find another on the way back. */
  const wordFor = ({ community, communityName: name, communityCode, streetName }: Row): string | null => {
    const found = name === null ? undefined : find(name, streetName)
    return found && 'id' in found && found.id === community ? name : (communityCode?.toString() ?? null)
  }
  return rows.map((row) => ({
    kind: row.kind,
    period: language === 'zh' ? periodTitle(row.period).zh : row.period,
    street: row.streetName,
    community: wordFor(row),
    name: row.name,
    birth: row.birth?.slice(0, 7) ?? null,
    value: say(valueText(row.kind, row.value), language),
    detail: row.detail,
    record: row.person,
  }))
}
