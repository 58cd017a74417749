import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pinyin } from 'pinyin-pro'
import { PROJECT } from '#config'
import { areasOf } from '#kernel/access.ts'
import type { Call } from '#kernel/call.ts'
import { newId } from '#kernel/database.ts'
import type { ImportReport } from './contract.ts'
import { refuse } from './refusals.ts'
import { type Division, guessKind, isCommunity, readDivisions, shortNameOf } from './rules.ts'

const SHIPPED: Readonly<Record<number, string>> = { 370611: 'fushan-2023.csv' }
// A district of a thousand communities has about 60 kB.
const MOST_BYTES = 2_000_000
const SHIPPED_VALID_FROM = '2023-01-01'

export async function importDivisions(call: Call, input: { apply: boolean; validFrom: string }): Promise<ImportReport> {
  const { bytes, name } = call.upload ?? refuse('registry.csv-missing')
  if (bytes.length > MOST_BYTES) refuse('registry.csv-too-large', { limit: MOST_BYTES / 1_000_000 })
  return importText(call, decode(bytes), name, input)
}

/** The divisions that come along with the product, for the districts that have any. */
export async function importShippedDivisions(call: Call, { apply }: { apply: boolean }): Promise<ImportReport> {
  const file = SHIPPED[call.district] ?? refuse('registry.no-shipped-divisions', { district: call.district })
  const text = await readFile(join(PROJECT, 'data', 'divisions', file), 'utf8')
  return importText(call, text, file, { apply, validFrom: SHIPPED_VALID_FROM })
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

async function importText(
  call: Call,
  text: string,
  source: string,
  { apply, validFrom }: { apply: boolean; validFrom: string },
): Promise<ImportReport> {
  const divisions = readOrRefuse(text, call.district)
  // Two imports at once would both find the same rows missing.
  if (apply) await call.tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', ['registry/divisions'])
  const known = await call.tx.run<{ code: number }>(
    'select code from registry.division where valid_until is null and code = any($1::bigint[])',
    [divisions.map(({ code }) => code)],
  )
  const knownCodes = new Set(known.map(({ code }) => code))
  const added = divisions.filter(({ code }) => !knownCodes.has(code))
  const streets = added.filter(({ level }) => level === 'street')
  const communities = added.filter(isCommunity)
  if (apply) {
    await insertDivisions(call, added, validFrom, source)
    await insertStreets(call, streets, validFrom)
    await insertCommunities(call, communities, divisions, validFrom)
  }
  const report = {
    rows: divisions.length,
    divisionsAdded: added.length,
    divisionsUnchanged: divisions.length - added.length,
    communitiesAdded: communities.length,
    streetsAdded: streets.length,
    applied: apply,
  }
  await call.audit({ object: { type: 'division-file', id: source.slice(0, 80) }, body: report })
  return report
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

/** Each street is an organisation of its own: it works on its communities. */
async function insertStreets(call: Call, streets: readonly Division[], validFrom: string): Promise<void> {
  if (streets.length === 0) return
  await call.tx.query
    .insertInto('registry.organisation')
    .values(
      streets.map(({ code, name }, index) => ({
        district: call.district,
        id: newId(),
        area: areasOf(code)[0],
        kind: 'street',
        name_zh: name,
        name_en: romanised(name),
        sort: 1000 + index,
        valid_from: validFrom,
      })),
    )
    .execute()
}

async function insertCommunities(
  call: Call,
  communities: readonly Division[],
  all: readonly Division[],
  validFrom: string,
): Promise<void> {
  if (communities.length === 0) return
  const names = new Map(all.map(({ code, name }) => [code, name]))
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
        pinyin: pinyin(shortNameOf(name), { toneType: 'none', type: 'array' }).join(' '),
        street: parent ?? 0,
        street_name: names.get(parent ?? 0) ?? '',
        kind: guessKind(name),
        valid_from: validFrom,
      })),
    )
    .execute()
}

/** 清洋街道 → Qingyang jiedao; a name for English pages until somebody gives a better one. */
function romanised(name: string): string {
  const text = pinyin(name.replace(/(街道|镇)$/, ''), { toneType: 'none', type: 'array' }).join('')
  const kind = name.endsWith('街道') ? ' Subdistrict' : name.endsWith('镇') ? ' Town' : ''
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${kind}`
}
