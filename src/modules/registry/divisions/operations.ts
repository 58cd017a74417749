import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pinyin } from 'pinyin-pro'
import { PROJECT } from '#config'
import { areasOf } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { newId } from '#kernel/database.ts'
import type { ImportReport } from './contract.ts'
import { knownDivisions } from './queries.ts'
import { refuse } from './refusals.ts'
import {
  type Division,
  guessKind,
  type ImportPlan,
  isCommunity,
  planImport,
  readDivisions,
  shortNameOf,
} from './rules.ts'

const SHIPPED: Readonly<Record<number, string>> = { 370611: 'fushan-2023.csv' }
// A district of a thousand communities has about 60 kB.
const MOST_BYTES = 2_000_000
const SHIPPED_VALID_FROM = '2023-01-01'

export async function importDivisions(call: Call, input: Ask): Promise<ImportReport> {
  const { bytes, name } = call.upload ?? refuse('registry.csv-missing')
  if (bytes.length > MOST_BYTES) refuse('registry.csv-too-large', { limit: MOST_BYTES / 1_000_000 })
  return importText(call, decode(bytes), name, input)
}

/** The divisions that come along with the product, for the districts that have any. */
export async function importShippedDivisions(call: Call, { apply }: { apply: boolean }): Promise<ImportReport> {
  const file = SHIPPED[call.district] ?? refuse('registry.no-shipped-divisions', { district: call.district })
  const text = await readFile(join(PROJECT, 'data', 'divisions', file), 'utf8')
  return importText(call, text, file, { apply, validFrom: SHIPPED_VALID_FROM, endAbsent: false })
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const line = firstBadLine(bytes)
    return refuse('registry.csv-encoding', { line })
  }
}

/** 1-based line of the first byte that is no UTF-8; the byte of a line break is never part of another character. */
function firstBadLine(bytes: Buffer): number {
  const lines = bytes.toString('latin1').split('\n')
  const bad = lines.findIndex((line) => {
    const own = Buffer.from(line, 'latin1')
    return !Buffer.from(own.toString('utf8')).equals(own)
  })
  return bad + 1
}

type Ask = { readonly apply: boolean; readonly validFrom: string; readonly endAbsent: boolean }

async function importText(call: Call, text: string, source: string, ask: Ask): Promise<ImportReport> {
  const { apply, validFrom, endAbsent } = ask
  const divisions = readOrRefuse(text, call.district)
  // Two imports at once would both find the same rows missing.
  if (apply) await call.tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', ['registry/divisions'])
  const codes = divisions.map(({ code }) => code)
  const plan = planImport(divisions, await knownDivisions(call.tx, call.district, codes), call.district, endAbsent)
  const above = plan.renamed.find(({ division: { level } }) => level === 'province' || level === 'city')
  if (above) {
    const { division, known } = above
    refuse('registry.csv-above', { code: division.code, name: division.name, known: known.name })
  }
  if (plan.since && plan.since >= validFrom) refuse('registry.csv-too-early', { validFrom, since: plan.since })
  const ended = endAbsent ? plan.absent.map(({ code }) => code) : []
  if (apply) await carryOut(call, plan, ended, { divisions, validFrom, source })
  const begun = [...plan.added, ...plan.revived]
  const report = {
    rows: divisions.length,
    divisionsAdded: begun.length,
    divisionsUnchanged: plan.unchanged,
    communitiesAdded: begun.filter(isCommunity).length,
    streetsAdded: begun.filter(({ level }) => level === 'street').length,
    renamed: plan.renamed.map(({ division, known }) => ({ code: division.code, from: known.name, to: division.name })),
    absent: plan.absent.map(({ code, name }) => ({ code, name })),
    divisionsEnded: ended.length,
    applied: apply,
  }
  await call.audit({ object: { type: 'division-file', id: source.slice(0, 80) }, body: report })
  return report
}

type Context = { readonly divisions: readonly Division[]; readonly validFrom: string; readonly source: string }

async function carryOut(call: Call, plan: ImportPlan, ended: readonly number[], context: Context): Promise<void> {
  const { validFrom, source } = context
  const renamed = plan.renamed.map(({ division }) => division)
  const begun = [...plan.added, ...plan.revived]
  await endRows(call, 'registry.division', [...ended, ...renamed.map(({ code }) => code)], validFrom)
  await insertDivisions(call, [...begun, ...renamed], validFrom, source)
  await settleStreets(
    call,
    [...begun, ...renamed].filter(({ level }) => level === 'street'),
    ended,
    validFrom,
  )
  await settleCommunities(call, [...begun, ...renamed], ended, context)
}

async function endRows(
  { tx }: Call,
  table: 'registry.division' | 'registry.community',
  codes: readonly number[],
  validFrom: string,
): Promise<void> {
  const raised = table === 'registry.community' ? ', version = version + 1' : ''
  await tx.run(`update ${table} set valid_until = $2${raised} where code = any($1::bigint[]) and valid_until is null`, [
    codes,
    validFrom,
  ])
}

function readOrRefuse(text: string, district: number): readonly Division[] {
  const result = readDivisions(text, district)
  if (result.problems.length > 0) refuse('registry.csv-invalid', { count: result.problems.length }, result.problems)
  return result.divisions
}

async function insertDivisions(call: Call, divisions: readonly Division[], validFrom: string, source: string) {
  await call.tx.run(
    `insert into registry.division (code, valid_from, name, level, parent, source)
     select code, $5, name, level, parent, $6
     from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[]) as row (code, name, level, parent)`,
    [
      divisions.map(({ code }) => code),
      divisions.map(({ name }) => name),
      divisions.map(({ level }) => level),
      divisions.map(({ parent }) => parent),
      validFrom,
      source,
    ],
  )
}

/** Each street is an organisation of its own: it works on its communities. One that was there keeps its id. */
async function settleStreets(
  call: Call,
  streets: readonly Division[],
  ended: readonly number[],
  validFrom: string,
): Promise<void> {
  const { tx, district } = call
  const areas = ended.filter((code) => String(code).length === 9).map((code) => areasOf(code)[0])
  await tx.run(
    `update registry.organisation set valid_until = $3
     where district = $1 and kind = 'street' and area = any($2::bigint[]) and valid_until is null`,
    [district, areas, validFrom],
  )
  const fresh: Division[] = []
  for (const street of streets) {
    const known = await tx.run(
      `update registry.organisation set name_zh = $3, name_en = $4, valid_until = null
       where district = $1 and kind = 'street' and area = $2 returning id`,
      [district, areasOf(street.code)[0], street.name, romanised(street.name)],
    )
    if (known.length === 0) fresh.push(street)
    await tx.run('update registry.community set street_name = $3 where district = $1 and street = $2', [
      district,
      street.code,
      street.name,
    ])
  }
  await insertStreets(call, fresh, validFrom)
}

async function insertStreets(call: Call, streets: readonly Division[], validFrom: string): Promise<void> {
  if (streets.length === 0) return
  await call.tx.query
    .insertInto('registry.organisation')
    .values(
      streets.map(({ code, name }) => ({
        district: call.district,
        id: newId(),
        area: areasOf(code)[0],
        kind: 'street',
        name_zh: name,
        name_en: romanised(name),
        // The last three digits of a street's code are its official order.
        sort: 1000 + (code % 1000),
        valid_from: validFrom,
      })),
    )
    .execute()
}

/** A community that was there keeps its id under its new name; one that is a village now, or is gone, ends. */
async function settleCommunities(
  call: Call,
  divisions: readonly Division[],
  ended: readonly number[],
  context: Context,
): Promise<void> {
  const others = divisions.filter((division) => !isCommunity(division)).map(({ code }) => code)
  await endRows(call, 'registry.community', [...ended, ...others], context.validFrom)
  const communities = divisions.filter(isCommunity)
  const known = await call.tx.run<{ code: number }>(
    `update registry.community c
     set name = row.name, short_name = row.short_name, pinyin = row.pinyin, valid_until = null, version = version + 1
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) as row (code, name, short_name, pinyin)
     where c.district = $1 and c.code = row.code returning c.code`,
    [
      call.district,
      communities.map(({ code }) => code),
      communities.map(({ name }) => name),
      communities.map(({ name }) => shortNameOf(name)),
      communities.map(({ name }) => spelled(name)),
    ],
  )
  const there = new Set(known.map(({ code }) => code))
  const fresh = communities.filter(({ code }) => !there.has(code))
  await insertCommunities(call, fresh, context)
}

async function insertCommunities(
  call: Call,
  communities: readonly Division[],
  { divisions, validFrom }: Context,
): Promise<void> {
  if (communities.length === 0) return
  const names = new Map(divisions.map(({ code, name }) => [code, name]))
  await call.tx.query
    .insertInto('registry.community')
    .values(
      communities.map(({ code, name, parent }) => ({
        district: call.district,
        id: newId(),
        area: code,
        code,
        name,
        short_name: shortNameOf(name),
        pinyin: spelled(name),
        street: parent ?? 0,
        street_name: names.get(parent ?? 0) ?? '',
        kind: guessKind(name),
        valid_from: validFrom,
      })),
    )
    .execute()
}

/** 南关社区居民委员会 → nan guan she qu. */
function spelled(name: string): string {
  return pinyin(shortNameOf(name), { toneType: 'none', type: 'array' }).join(' ')
}

/** 清洋街道 → Qingyang jiedao; a name for English pages until somebody gives a better one. */
function romanised(name: string): string {
  const text = pinyin(name.replace(/(街道|镇)$/, ''), { toneType: 'none', type: 'array' }).join('')
  const kind = name.endsWith('街道') ? ' Subdistrict' : name.endsWith('镇') ? ' Town' : ''
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${kind}`
}
