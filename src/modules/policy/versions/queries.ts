import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import { fill } from '#kernel/language.ts'
import type { Problem } from '#kernel/refusal.ts'
import { type LoadedPack, readPack } from '../packs/queries.ts'
import type { getPackVersion as getContract, listPackVersions, PackVersion } from './contract.ts'
import { refuse } from './refusals.ts'

/** A stored version, ready to score with. */
export type StoredPack = LoadedPack & { readonly id: string; readonly version: string }

// Versions never change, so a pack is read and compiled once per process, by digest: many districts share one content.
// Twenty are several years of policy.
const MOST_KEPT = 20
const kept = new Map<string, LoadedPack>()

type VersionKey = { readonly district: number; readonly id: string }
type VersionRow = VersionKey & { readonly version: string; readonly digest: Buffer }

/** In-transaction door for other modules. @throws Refusal policy.unknown-version, policy.unreadable. */
export async function loadPack(tx: Tx, district: number, id: string): Promise<StoredPack> {
  const [pack] = await loadPacks(tx, [{ district, id }])
  return pack ?? refuse('policy.unknown-version')
}

/** Several at once, in any order. @throws Refusal policy.unknown-version when one is not there. */
export async function loadPacks(tx: Tx, versions: readonly VersionKey[]): Promise<readonly StoredPack[]> {
  const rows = await tx.run<VersionRow>(
    `select p.district, p.id, p.version, p.digest from unnest($1::bigint[], $2::uuid[]) as v (district, id)
     join policy.pack_version p on p.district = v.district and p.id = v.id`,
    [versions.map(({ district }) => district), versions.map(({ id }) => id)],
  )
  if (rows.length !== versions.length) return refuse('policy.unknown-version')
  const packs: StoredPack[] = []
  for (const row of rows) packs.push(await keepPack(tx, row))
  return packs
}

async function keepPack(tx: Tx, { district, id, version, digest }: VersionRow): Promise<StoredPack> {
  const key = digest.toString('hex')
  const pack = kept.get(key) ?? (await readStored(tx, district, id))
  if (!kept.has(key) && kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
  kept.set(key, pack)
  return { ...pack, id, version }
}

async function readStored(tx: Tx, district: number, id: string): Promise<LoadedPack> {
  const { source, version } = await sourceOf(tx, district, id)
  const reading = readPack(source, version, 'stored')
  return reading.ok ? reading : refuse('policy.unreadable', { version }, reading.problems)
}

/**
 * A version by which something new is to be decided: it has to pass the checks of today.
 * @throws Refusal policy.unknown-version, policy.outdated.
 */
export async function loadSoundPack(tx: Tx, district: number, id: string): Promise<StoredPack> {
  const { source, version } = await sourceOf(tx, district, id)
  const reading = readPack(source, version)
  if (!reading.ok) refuse('policy.outdated', { version, count: reading.problems.length }, reading.problems)
  return loadPack(tx, district, id)
}

export async function getPackVersions({ tx, district }: Call): Promise<z.input<(typeof listPackVersions)['output']>> {
  const rows = await tx.query
    .selectFrom('policy.pack_version')
    .select('id')
    .where('district', '=', district)
    .orderBy('at', 'desc')
    .execute()
  const versions: PackVersion[] = []
  for (const { id } of rows) versions.push(await describe(tx, district, id))
  return { versions }
}

/** The version that was taken in last, if there is any. */
export async function newestVersion(tx: Tx, district: number): Promise<StoredPack | undefined> {
  const [row] = await tx.run<VersionRow>(
    'select district, id, version, digest from policy.pack_version where district = $1 order by at desc limit 1',
    [district],
  )
  return row && keepPack(tx, row)
}

async function describe(tx: Tx, district: number, id: string): Promise<PackVersion> {
  const { pack, digest } = await loadPack(tx, district, id)
  const { at } = await tx.query
    .selectFrom('policy.pack_version')
    .select('at')
    .where('district', '=', district)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { code, version, zh, en } = pack.meta
  return { id, pack: code, version, zh, en, digest, at: at.toISOString() }
}

export async function getPackVersion(
  { tx, district }: Call,
  { id }: { id: string },
): Promise<z.input<(typeof getContract)['output']>> {
  const { pack } = await loadPack(tx, district, id)
  const { source } = await sourceOf(tx, district, id)
  const reading = readPack(source, pack.meta.version, 'stored')
  const warnings = reading.ok ? reading.warnings.map(warningOf) : []
  return { ...(await describe(tx, district, id)), content: pack, warnings }
}

export async function getPackFile({ tx, district }: Call, { id }: { id: string }): Promise<FileAnswer> {
  const { source, pack, version } = await sourceOf(tx, district, id)
  return { name: `${pack}-${version}.yaml`, mediaType: 'application/yaml; charset=utf-8', bytes: Buffer.from(source) }
}

async function sourceOf(tx: Tx, district: number, id: string) {
  const row = await tx.query
    .selectFrom('policy.pack_version')
    .select(['source', 'pack', 'version'])
    .where('district', '=', district)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? refuse('policy.unknown-version')
}

/** A problem as it travels in an answer: both sentences filled. */
export function warningOf({ row, column, code, zh, en, facts }: Problem) {
  return {
    row: row ?? null,
    column: typeof column === 'number' ? column : null,
    code,
    zh: fill(zh, facts),
    en: fill(en, facts),
  }
}
