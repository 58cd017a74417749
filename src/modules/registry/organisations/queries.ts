import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { Text } from '#kernel/language.ts'
import type { listOrganisations, organisationKind } from './contract.ts'

type Kind = z.output<typeof organisationKind>

/** Organisations in force in their official order, with the duties they hold. */
export async function getOrganisations(
  { tx, district }: Call,
  { kind }: { kind?: Kind },
): Promise<z.input<(typeof listOrganisations)['output']>> {
  const rows = await tx.run<{
    id: string
    kind: Kind
    zh: string
    en: string
    area: number
    version: number
    duties: string[]
  }>(
    `select o.id, o.kind, o.name_zh as zh, coalesce(nullif(o.name_en, ''), o.name_zh) as en, o.area, o.version,
            coalesce(array_agg(d.code order by d.code) filter (where d.code is not null), '{}') as duties
     from registry.organisation o
     left join registry.duty d on d.district = o.district and d.org = o.id and d.valid_until is null
     where o.district = $1 and o.valid_until is null and ($2::text is null or o.kind = $2)
     group by o.district, o.id
     order by o.sort, o.name_zh`,
    [district, kind ?? null],
  )
  return { organisations: rows }
}

/** The duties with a prefix that an organisation holds today. In-transaction door for other modules. */
export async function dutiesOf(tx: Tx, district: number, org: string, prefix: string): Promise<readonly string[]> {
  const rows = await tx.query
    .selectFrom('registry.duty')
    .select('code')
    .where('district', '=', district)
    .where('org', '=', org)
    .where('valid_until', 'is', null)
    .orderBy('code')
    .execute()
  return rows.map(({ code }) => code).filter((code) => code.startsWith(prefix))
}

/** All holders of duties with a prefix: code to organisation id. In-transaction door for other modules. */
export async function dutyHolders(tx: Tx, district: number, prefix: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query
    .selectFrom('registry.duty')
    .select(['code', 'org'])
    .where('district', '=', district)
    .where('valid_until', 'is', null)
    .execute()
  return new Map(rows.filter(({ code }) => code.startsWith(prefix)).map(({ code, org }) => [code, org]))
}

/** Names of organisations, those that have ended too. In-transaction door for other modules. */
export async function organisationNames(
  tx: Tx,
  district: number,
  orgs: readonly string[],
): Promise<ReadonlyMap<string, Text>> {
  const rows = await tx.run<Text & { readonly id: string }>(
    `select id, name_zh as zh, coalesce(nullif(name_en, ''), name_zh) as en from registry.organisation
     where district = $1 and id = any($2::uuid[])`,
    [district, orgs],
  )
  return new Map(rows.map(({ id, zh, en }) => [id, { zh, en }]))
}

/** Organisations in force. In-transaction door for other modules. */
export function organisationsInForce(tx: Tx, district: number) {
  return tx.query
    .selectFrom('registry.organisation')
    .select(['id', 'kind', 'name_zh as zh', 'name_en as en', 'area'])
    .where('district', '=', district)
    .where('valid_until', 'is', null)
    .execute()
}
